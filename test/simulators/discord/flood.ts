/** Very many messages at once, serialised from a template, for benches. */
import { compareIds, idAt, isoTime, momentOf } from './clock.ts'
import type { Gateway } from './gateway.ts'
import { dispatchMany, type Frame, viewOf } from './gateway-session.ts'
import { createMessage, NOBODY } from './messages.ts'
import type { Channel, Message, User } from './model.ts'
import { gatewayMessageJson } from './wire-messages.ts'
import type { World } from './world.ts'

/** How much of what. */
export interface Flood {
  readonly count: number
  /** Who speaks, in turn. */
  readonly authors: readonly { readonly user: User }[]
  readonly text?: string
  /** Puts the messages into the channel's history too, so that they can be read over REST; slower. */
  readonly isKept?: boolean
}

/** What went out. */
export interface Flooded {
  readonly ids: readonly string[]
  /** Until the sockets had taken all of it. */
  readonly elapsedMs: number
}

/** Sends messages of a channel to every connected session, without faults and without the log of dispatches. */
export async function flood(world: World, gateway: Gateway, channel: Channel, what: Flood): Promise<Flooded> {
  const { count, authors, isKept = false } = what
  const makers = authors.map(({ user }) => {
    const sample = createMessage(world, channel, user, {
      content: what.text ?? 'How do I crimp this?',
      allowed: NOBODY,
    })
    return {
      sample,
      texts: new Map([true, false].map((content) => [content, template(world, sample, content)])),
    }
  })
  if (makers.length === 0) throw new Error('A flood needs somebody who speaks.')
  const ids = Array.from({ length: count }, () => world.clock.nextId())
  if (isKept)
    for (const [index, id] of ids.entries()) {
      const sample = makers[index % makers.length]?.sample
      if (sample !== undefined) channel.messages.push({ ...sample, id, reactions: [] })
    }
  channel.lastMessageId = ids.at(-1) ?? channel.lastMessageId
  const started = performance.now()
  const sessions = [...gateway.sessions.values()].filter((session) => session.connection !== null)
  await Promise.all(
    sessions.map((session) => {
      const { content } = viewOf(session, world)
      return dispatchMany(
        session,
        frames(
          ids,
          makers.map(({ texts }) => texts.get(content) ?? ['', '', '']),
        ),
      )
    }),
  )
  return { ids, elapsedMs: performance.now() - started }
}

type Template = readonly [string, string, string]

/** The event around its id and its moment. */
function template(world: World, sample: Message, content: boolean): Template {
  const text = JSON.stringify(gatewayMessageJson(world, sample, { content }))
  const stamp = isoTime(momentOf(sample.id))
  const [head = '', rest = ''] = text.split(sample.id)
  const [middle = '', tail = ''] = rest.split(stamp)
  return [head, middle, tail]
}

function* frames(ids: readonly string[], templates: readonly Template[]): Generator<Frame> {
  let next = ''
  let stamp = ''
  for (const [index, id] of ids.entries()) {
    const [head, middle, tail] = templates[index % templates.length] ?? ['', '', '']
    // Most of them share their millisecond with the one before.
    if (next === '' || compareIds(id, next) >= 0) {
      const at = momentOf(id)
      stamp = isoTime(at)
      next = idAt(at + 1)
    }
    const moment = stamp
    const again = () => `${head}${id}${middle}${moment}${tail}`
    yield { name: 'MESSAGE_CREATE', data: again(), again }
  }
}
