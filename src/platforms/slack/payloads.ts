/** What Slack delivers when somebody calls, checked before anything is done with it, each kind in one shape. */
import { z } from 'zod'

/** A call as it comes through a socket. */
export interface SlackCall {
  readonly type: 'slash_commands' | 'interactive'
  readonly body: unknown
  /** Acknowledges it, within three seconds; for forms and suggestions with the answer. */
  ack(payload?: object): Promise<void>
}

/** What every call has. */
interface Anybody {
  /** Slack's id of whoever calls. */
  readonly person: string
  /** Null where they called from no channel: from a page of ours, or by the shortcut that is everywhere. */
  readonly channel: string | null
  readonly thread: string | null
  readonly responseUrl: string | null
  /** Opens one page, within three seconds. */
  readonly trigger: string
}

/** What can be called, by kind. */
export type Incoming =
  | (Anybody & { readonly kind: 'command'; readonly name: string; readonly text: string })
  /** A button of a message (`view` null) or of a page. */
  | (Anybody & {
      readonly kind: 'press'
      readonly value: string
      readonly isQuiet: boolean
      readonly view: { readonly id: string; readonly isHome: boolean } | null
    })
  /** A shortcut on a message. */
  | (Anybody & {
      readonly kind: 'onMessage'
      readonly callbackId: string
      readonly domain: string | null
      readonly message: ChosenOnSlack
    })
  /** The shortcut that is everywhere. */
  | (Anybody & { readonly kind: 'anywhere'; readonly callbackId: string })
  /** A form that was sent. */
  | (Anybody & { readonly kind: 'form'; readonly view: SentView })
  /** What could stand in a field of a form. */
  | (Anybody & {
      readonly kind: 'suggestion'
      readonly field: string
      readonly typed: string
      readonly metadata: string
    })

/** The page of a form as it was sent. */
export interface SentView {
  readonly id: string
  readonly metadata: string
  readonly state: unknown
  /** As it was shown, to be shown again; what was written into it stays. */
  readonly shown: Readonly<Record<string, unknown>> & { readonly blocks: readonly SentBlock[] }
}
interface SentBlock {
  readonly block_id?: string | undefined
  readonly [key: string]: unknown
}

/** A message that a shortcut was used on. */
export interface ChosenOnSlack {
  readonly ts: string
  readonly thread: string | null
  /** Null where no person wrote it. */
  readonly author: string | null
  readonly text: string
}

/** Slack's ids, and its times as they are written. */
const id = z.string().regex(/^[A-Z0-9]{2,40}$/)
const ts = z.string().regex(/^\d{1,12}\.\d{1,12}$/)
const url = z.url({ protocol: /^https?$/ })
const trigger = z.string().min(1).max(300)
const MAX_TEXT = 20_000
const text = z.string().max(MAX_TEXT)

const command = z.object({
  command: z.string().regex(/^\/\S{1,100}$/),
  text: text.nullish(),
  user_id: id,
  channel_id: id,
  thread_ts: ts.nullish(),
  response_url: url.nullish(),
  trigger_id: trigger,
})
const anybody = {
  user: z.object({ id }),
  channel: z.object({ id }).nullish(),
  response_url: url.nullish().or(z.literal('').transform(() => null)),
  trigger_id: trigger,
}
const press = z.object({
  ...anybody,
  type: z.literal('block_actions'),
  container: z.object({
    channel_id: id.nullish(),
    thread_ts: ts.nullish(),
    is_ephemeral: z.boolean().nullish(),
  }),
  view: z.object({ id: z.string(), type: z.enum(['modal', 'home']) }).nullish(),
  actions: z.array(
    z.object({ type: z.string(), action_id: z.string(), value: z.string().max(2000).nullish() }),
  ),
})
const onMessage = z.object({
  ...anybody,
  type: z.literal('message_action'),
  team: z.object({ domain: z.string().nullish() }).nullish(),
  callback_id: z.string(),
  message: z.object({
    ts,
    thread_ts: ts.nullish(),
    user: z.string().nullish(),
    bot_id: z.string().nullish(),
    text: text.nullish(),
  }),
})
const anywhere = z.object({ ...anybody, type: z.literal('shortcut'), callback_id: z.string() })
const form = z.object({
  ...anybody,
  type: z.literal('view_submission'),
  view: z.object({
    id: z.string(),
    private_metadata: z.string(),
    state: z.unknown(),
    callback_id: z.string(),
    title: z.unknown(),
    submit: z.unknown(),
    close: z.unknown(),
    blocks: z.array(z.looseObject({ block_id: z.string().optional() })).max(100),
  }),
})
const suggestion = z.object({
  type: z.literal('block_suggestion'),
  user: z.object({ id }),
  action_id: z.string(),
  value: z.string().max(MAX_TEXT),
  view: z.object({ private_metadata: z.string() }).nullish(),
})
const interactive = z.discriminatedUnion('type', [press, onMessage, anywhere, form, suggestion])

/** What a page that was closed, or anything else that wants no answer, is delivered as. */
const other = z.object({ type: z.string() })

/** What was called; null where it wants no answer. Throws a `ZodError` for what Slack does not send. */
export function readCall({ type, body }: Pick<SlackCall, 'type' | 'body'>): Incoming | null {
  if (type === 'slash_commands') {
    const read = command.parse(body)
    return {
      kind: 'command',
      person: read.user_id,
      channel: read.channel_id,
      thread: read.thread_ts ?? null,
      responseUrl: read.response_url ?? null,
      trigger: read.trigger_id,
      name: read.command.slice(1),
      text: read.text ?? '',
    }
  }
  if (!KINDS.has(other.parse(body).type)) return null
  return readInteractive(interactive.parse(body))
}

const KINDS: ReadonlySet<string> = new Set([
  'block_actions',
  'message_action',
  'shortcut',
  'view_submission',
  'block_suggestion',
])

function readInteractive(read: z.infer<typeof interactive>): Incoming | null {
  if (read.type === 'block_suggestion')
    return {
      kind: 'suggestion',
      ...{ person: read.user.id, channel: null, thread: null, responseUrl: null, trigger: '' },
      ...{ field: read.action_id, typed: read.value, metadata: read.view?.private_metadata ?? '' },
    }
  const base = {
    person: read.user.id,
    channel: read.channel?.id ?? null,
    thread: null,
    responseUrl: read.response_url ?? null,
    trigger: read.trigger_id,
  }
  switch (read.type) {
    case 'block_actions':
      return pressOf(read, base)
    case 'message_action': {
      const { ts: at, thread_ts: thread, user, bot_id: bot, text: said } = read.message
      return {
        ...base,
        kind: 'onMessage',
        thread: thread ?? null,
        callbackId: read.callback_id,
        domain: read.team?.domain ?? null,
        message: { ts: at, thread: thread ?? null, author: bot ? null : (user ?? null), text: said ?? '' },
      }
    }
    case 'shortcut':
      return { ...base, kind: 'anywhere', callbackId: read.callback_id }
    case 'view_submission': {
      const { id: view, state, ...shown } = read.view
      return {
        ...base,
        kind: 'form',
        channel: null,
        view: { id: view, metadata: shown.private_metadata, state, shown: { type: 'modal', ...shown } },
      }
    }
  }
}

/** A button; null for menus and the like, of which we have none. */
function pressOf(read: z.infer<typeof press>, base: Anybody): Incoming | null {
  const button = read.actions.find((one) => one.type === 'button' && one.value)
  if (button === undefined) return null
  const { container, view } = read
  return {
    ...base,
    kind: 'press',
    channel: base.channel ?? container.channel_id ?? null,
    thread: container.thread_ts ?? null,
    value: button.value ?? '',
    isQuiet: container.is_ephemeral === true,
    view: view == null ? null : { id: view.id, isHome: view.type === 'home' },
  }
}
