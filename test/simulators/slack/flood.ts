/** Very many messages at once, for benches: sent as Slack sends them, without faults, limits and retries. */
import { wrap } from './delivery.ts'
import { createMessage, place, postedEvent } from './messages.ts'
import type { Channel, User } from './model.ts'
import type { SocketMode } from './socket-mode.ts'
import type { World } from './world.ts'

/** How much of what. */
export interface Flood {
  readonly count: number
  /** Who speaks, in turn. */
  readonly authors: readonly { readonly user: User }[]
  readonly text?: string
  /** Evenly over time; as fast as they are acknowledged unless told. */
  readonly perSecond?: number
  /** How many may be unacknowledged at once; 500 unless told. */
  readonly most?: number
  /** Puts the messages into the channel's history too, so that they can be read over the Web API. */
  readonly isKept?: boolean
}

/** What went out. */
export interface Flooded {
  readonly timestamps: readonly string[]
  /** From sending to acknowledging, one a message, in the order of acknowledging. */
  readonly latenciesMs: readonly number[]
  /** Those that were not acknowledged in time; they do not come again. */
  readonly failed: number
  /** Until the last one was settled. */
  readonly elapsedMs: number
}

/** Sends them, and waits until each is acknowledged or has failed. */
export async function flood(
  world: World,
  sockets: SocketMode,
  channel: Channel,
  what: Flood,
): Promise<Flooded> {
  const { count, authors, text = 'How do I crimp this?', perSecond, most = 500, isKept = false } = what
  if (authors.length === 0) throw new Error('A flood needs somebody who speaks.')
  const timestamps: string[] = []
  const latenciesMs: number[] = []
  let failed = 0
  let wake: (() => void) | null = null
  const settle = (act: () => void) => {
    act()
    wake?.()
  }
  const send = (index: number) => {
    const user = authors[index % authors.length]?.user ?? null
    const message = createMessage(world, channel, { user, text })
    if (isKept) place(channel, message)
    timestamps.push(message.ts)
    const eventId = `Ev0FLOOD${index}`
    const sentMs = performance.now()
    sockets.sendPlain(
      {
        type: 'events_api',
        name: 'message',
        payload: wrap(world, postedEvent(world, channel, message), eventId),
        eventId,
        attempt: 0,
      },
      {
        onAck: () => settle(() => latenciesMs.push(performance.now() - sentMs)),
        onFailure: () =>
          settle(() => {
            failed += 1
          }),
      },
    )
  }
  const isSettled = () => latenciesMs.length + failed
  const startedMs = performance.now()
  for (let index = 0; index < count; index += 1) {
    const dueMs = perSecond === undefined ? 0 : startedMs + (index * 1000) / perSecond
    // At a pace, the next one waits for its time; otherwise for room.
    while (perSecond === undefined ? index - isSettled() >= most : performance.now() < dueMs)
      await new Promise<void>((resolve) => {
        wake = perSecond === undefined ? resolve : null
        if (perSecond !== undefined) setTimeout(resolve, Math.max(0, dueMs - performance.now()))
      })
    send(index)
    // Acknowledgements come in between.
    if (index % 50 === 49) await new Promise((resolve) => setImmediate(resolve))
  }
  while (isSettled() < count)
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  return { timestamps, latenciesMs, failed, elapsedMs: performance.now() - startedMs }
}
