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
import { MANIFEST, type Part } from './manifest-shape.ts'
import { EVENTS, RESERVED, SCOPES } from './manifest-words.ts'

/** Something that Slack refuses, and where. */
export interface ManifestProblem {
  /** A JSON pointer into the manifest. */
  readonly pointer: string
  readonly message: string
}

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
    case 'flag':
      if (typeof value !== 'boolean') note(pointer, 'must be true or false')
      return
    case 'integer':
      if (!Number.isInteger(value)) note(pointer, 'must be a whole number')
      return
    case 'text':
      if (typeof value !== 'string') note(pointer, 'must be text')
      else if (lengthOf(value) > part.max) note(pointer, `must have at most ${part.max} characters`)
      else if (lengthOf(value) < part.min) note(pointer, `must have at least ${part.min} characters`)
      else if (part.form?.test(value) === false) note(pointer, `“${value}” has not the form that is needed`)
      return
    case 'list':
      if (!isList(value)) note(pointer, 'must be a list')
      if (listOf(value).length > part.most) note(pointer, `must have at most ${part.most} items`)
      if (listOf(value).length < part.least) note(pointer, `must have at least ${part.least} items`)
      if (
        part.isUnique &&
        new Set(listOf(value).map((one) => JSON.stringify(one))).size < listOf(value).length
      )
        note(pointer, 'must have each item once')
      listOf(value).forEach((one, index) => {
        look(one, part.of, `${pointer}/${index}`, note)
      })
      return
    case 'record':
      if (!isObject(value)) note(pointer, 'must be an object')
      if (Object.keys(objectOf(value)).length > part.most)
        note(pointer, `must have at most ${part.most} properties`)
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
