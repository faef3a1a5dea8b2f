/** What the oracles of all platforms share: what they count, and of when. */
import { TIME_ZONE } from './cast.ts'

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, dateStyle: 'short' })

/** The day of a moment where the club lives, such as `2026-11-02`. */
export const localDay = (at: number): string => DAY.format(at)

export interface Counts {
  readonly messages: number
  readonly replies: number
  readonly mentions: number
  readonly reactions: number
  readonly activeMembers: number
}

/** The same, with who did something. */
export interface Tally extends Omit<Counts, 'activeMembers'> {
  /** By the platform's ids. */
  readonly people: ReadonlySet<string>
}

export const counted = ({ people, ...counts }: Tally): Counts => ({ ...counts, activeMembers: people.size })

export interface Asked {
  /** First day and the day after the last, such as `2026-11-02`. */
  readonly from: string
  readonly to: string
  /** Whether reactions count when they were put on, or, read afterwards, when the message was posted. */
  readonly reactionsCount: 'when put on' | 'with the message'
}

/** Whether a moment is in the days that are asked for. */
export function isAsked({ from, to }: Asked, at: number): boolean {
  const day = localDay(at)
  return from <= day && day < to
}
