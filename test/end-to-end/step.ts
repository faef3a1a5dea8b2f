/** A script: what happens, in order of time, one thing after another. */
import type { Cast } from './cast.ts'

const MINUTE_MS = 60_000

/** One thing that happens. */
export interface Step {
  /** Milliseconds after the beginning; of no two steps the same. */
  readonly afterMs: number
  readonly what: string
  /** Whether the bot is called, so that a process of it must be there. */
  readonly isCall: boolean
  play(cast: Cast): unknown
}

/** A step before it has its place among the others. */
export interface Event {
  readonly day: number
  /** Hour and minute, UTC. */
  readonly time: string
  readonly what: string
  readonly isCall: boolean
  readonly play: Step['play']
}

/** Something that people do by themselves. */
export const event = (day: number, time: string, what: string, play: Step['play']): Event => ({
  ...{ day, time, what, play },
  isCall: false,
})

/** Something that people do with the bot. */
export const call = (day: number, time: string, what: string, play: Step['play']): Event => ({
  ...{ day, time, what, play },
  isCall: true,
})

/** Puts events into order; those of the same minute follow each other as they are given, ten milliseconds apart. */
export function inOrder(events: readonly Event[]): readonly Step[] {
  const inMinute = new Map<number, number>()
  return [...events]
    .sort((a, b) => minuteOf(a) - minuteOf(b))
    .map((one) => {
      const minute = minuteOf(one)
      const nth = inMinute.get(minute) ?? 0
      inMinute.set(minute, nth + 1)
      return { afterMs: minute * MINUTE_MS + nth * 10, what: one.what, isCall: one.isCall, play: one.play }
    })
}

function minuteOf({ day, time }: Event): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return (day * 24 + hour) * 60 + minute
}
