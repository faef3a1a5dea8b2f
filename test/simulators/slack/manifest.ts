/** App manifests: what Slack takes when an app is made from one, and why it refuses the rest. */
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  lengthOf,
  listOf,
  objectOf,
  textOf,
} from '../discord/json.ts'
import { EVENTS, RESERVED, SCOPES } from './manifest-words.ts'

/** Something that Slack refuses, and where. */
export interface ManifestProblem {
  /** A JSON pointer into the manifest. */
  readonly pointer: string
  readonly message: string
}

/** What a part may hold: a text of a length, a yes or no, a list, an object of parts, or anything. */
type Part =
  | { readonly kind: 'text'; readonly max: number; readonly min?: number; readonly form?: RegExp }
  | { readonly kind: 'flag' }
  | { readonly kind: 'number' }
  | { readonly kind: 'list'; readonly of: Part; readonly most: number }
  | {
      readonly kind: 'object'
      readonly parts: Readonly<Record<string, Part>>
      readonly needed?: readonly string[]
    }
  | { readonly kind: 'any' }

const flag: Part = { kind: 'flag' }
const any: Part = { kind: 'any' }
const number: Part = { kind: 'number' }
const text = (max: number, form?: RegExp, min = 1): Part => ({
  kind: 'text',
  max,
  min,
  ...(form === undefined ? {} : { form }),
})
const list = (of: Part, most: number): Part => ({ kind: 'list', of, most })
const object = (parts: Readonly<Record<string, Part>>, needed: readonly string[] = []): Part => ({
  kind: 'object',
  parts,
  needed,
})

const command = object(
  {
    command: text(32, /^\/[^\sA-Z]+$/),
    description: text(2000),
    usage_hint: text(1000),
    url: text(3000),
    should_escape: flag,
  },
  ['command', 'description'],
)

const shortcut = object(
  { name: text(24), callback_id: text(255), description: text(150), type: text(10, /^(message|global)$/) },
  ['name', 'callback_id', 'description', 'type'],
)

const MANIFEST = object(
  {
    _metadata: object({ major_version: number, minor_version: number }),
    display_information: object(
      {
        name: text(35),
        description: text(140),
        // The page refuses shorter ones than this.
        long_description: text(4000, undefined, 175),
        background_color: text(7, /^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/),
      },
      ['name'],
    ),
    features: object({
      app_home: object({
        home_tab_enabled: flag,
        messages_tab_enabled: flag,
        messages_tab_read_only_enabled: flag,
      }),
      bot_user: object({ display_name: text(80, /^[a-z0-9-_. ]+$/i), always_online: flag }, ['display_name']),
      shortcuts: list(shortcut, 10),
      slash_commands: list(command, 50),
      unfurl_domains: list(text(255), 5),
      assistant_view: any,
      workflow_steps: any,
      rich_previews: any,
    }),
    oauth_config: object({
      redirect_urls: list(text(3000), 1000),
      scopes: object({
        bot: list(text(100), 255),
        user: list(text(100), 255),
        bot_optional: any,
        user_optional: any,
      }),
      token_management_enabled: flag,
      pkce_enabled: flag,
    }),
    settings: object({
      allowed_ip_address_ranges: list(text(100), 10),
      event_subscriptions: object({
        request_url: text(3000),
        bot_events: list(text(100), 100),
        user_events: list(text(100), 100),
        metadata_subscriptions: any,
      }),
      incoming_webhooks: any,
      interactivity: object(
        { is_enabled: flag, request_url: text(3000), message_menu_options_url: text(3000) },
        ['is_enabled'],
      ),
      org_deploy_enabled: flag,
      socket_mode_enabled: flag,
      token_rotation_enabled: flag,
      is_hosted: flag,
      is_mcp_enabled: flag,
      function_runtime: text(20),
      hermes_app_type: text(20),
      siws_links: any,
    }),
    functions: any,
    workflows: any,
    outgoing_domains: list(text(255), 10),
    types: any,
    metadata_events: any,
    external_auth_providers: any,
    app_directory: any,
  },
  ['display_information'],
)

/** Why Slack would refuse a manifest, as an object or as JSON; empty where it would not. */
export function checkManifest(given: Json): readonly ManifestProblem[] {
  const manifest = typeof given === 'string' ? parse(given) : given
  if (!isObject(manifest)) return [{ pointer: '', message: 'The manifest is no JSON object.' }]
  const problems: ManifestProblem[] = []
  const note = (pointer: string, message: string) => {
    problems.push({ pointer, message })
  }
  look(manifest, MANIFEST, '', note)
  checkWords(manifest, note)
  return problems
}

type Note = (pointer: string, message: string) => void

function parse(written: string): Json {
  try {
    const value: Json = JSON.parse(written)
    return value
  } catch {
    return null
  }
}

function look(value: Json, part: Part, pointer: string, note: Note): void {
  switch (part.kind) {
    case 'any':
      return
    case 'flag':
      if (typeof value !== 'boolean') note(pointer, 'must be true or false')
      return
    case 'number':
      if (typeof value !== 'number') note(pointer, 'must be a number')
      return
    case 'text':
      if (typeof value !== 'string') note(pointer, 'must be text')
      else if (lengthOf(value) > part.max) note(pointer, `must have at most ${part.max} characters`)
      else if (lengthOf(value) < (part.min ?? 1))
        note(pointer, `must have at least ${part.min ?? 1} characters`)
      else if (part.form?.test(value) === false) note(pointer, `“${value}” has not the form that is needed`)
      return
    case 'list':
      if (!isList(value)) note(pointer, 'must be a list')
      if (listOf(value).length > part.most) note(pointer, `must have at most ${part.most} items`)
      listOf(value).forEach((one, index) => {
        look(one, part.of, `${pointer}/${index}`, note)
      })
      return
    case 'object':
      if (!isObject(value)) note(pointer, 'must be an object')
      for (const key of part.needed ?? []) if (!(key in objectOf(value))) note(pointer, `${key} is missing`)
      for (const [key, inner] of Object.entries(objectOf(value))) {
        const known = part.parts[key]
        if (known === undefined) note(`${pointer}/${key}`, 'is not a property that manifests have')
        else look(inner, known, `${pointer}/${key}`, note)
      }
  }
}

/** Words that must be known, must not be Slack's own, or need others beside them. */
function checkWords(manifest: JsonObject, note: Note): void {
  const features = objectOf(manifest['features'])
  const settings = objectOf(manifest['settings'])
  const scopes = objectOf(objectOf(manifest['oauth_config'])['scopes'])
  const bot = listOf(scopes['bot']).flatMap((one) => textOf(one) ?? [])
  bot.forEach((scope, index) => {
    if (!SCOPES.has(scope)) note(`/oauth_config/scopes/bot/${index}`, `“${scope}” is no scope`)
    if (bot.indexOf(scope) < index) note(`/oauth_config/scopes/bot/${index}`, `“${scope}” stands here twice`)
  })
  if (bot.length > 0 && features['bot_user'] === undefined)
    note('/features/bot_user', 'is needed where there are scopes for a bot')
  const commands = listOf(features['slash_commands']).map((one) => textOf(objectOf(one)['command']) ?? '')
  commands.forEach((written, index) => {
    if (RESERVED.has(written)) note(`/features/slash_commands/${index}/command`, `${written} is Slack’s own`)
    if (commands.indexOf(written) < index)
      note(`/features/slash_commands/${index}/command`, `${written} stands here twice`)
  })
  if (commands.length > 0 && !bot.includes('commands'))
    note('/oauth_config/scopes/bot', 'commands is needed for slash commands')
  const shortcuts = listOf(features['shortcuts'])
  if (shortcuts.length > 0 && !bot.includes('commands'))
    note('/oauth_config/scopes/bot', 'commands is needed for shortcuts')
  const interactivity = objectOf(settings['interactivity'])
  if (shortcuts.length > 0 && interactivity['is_enabled'] !== true)
    note('/settings/interactivity', 'must be enabled for shortcuts')
  const isSocket = settings['socket_mode_enabled'] === true
  if (!isSocket)
    listOf(features['slash_commands']).forEach((one, index) => {
      if (objectOf(one)['url'] === undefined)
        note(`/features/slash_commands/${index}/url`, 'is needed without Socket Mode')
    })
  const subscriptions = objectOf(settings['event_subscriptions'])
  const events = listOf(subscriptions['bot_events']).flatMap((one) => textOf(one) ?? [])
  if (events.length > 0 && !isSocket && subscriptions['request_url'] === undefined)
    note('/settings/event_subscriptions/request_url', 'is needed without Socket Mode')
  events.forEach((event, index) => {
    const pointer = `/settings/event_subscriptions/bot_events/${index}`
    const needed = EVENTS[event]
    if (needed === undefined) note(pointer, `“${event}” is no event`)
    else if (needed.length > 0 && !needed.some((scope) => bot.includes(scope)))
      note(pointer, `${event} needs the scope ${needed.join(' or ')}`)
  })
}
