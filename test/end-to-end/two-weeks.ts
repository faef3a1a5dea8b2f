/**
 * Two weeks in a club, as a list of steps that a test plays one by one, so that it can stop, kill or cut the bot
 * between any two of them. They end shortly before now.
 */
import { CALLS, setUp } from './calls.ts'
import { everyday } from './everyday.ts'
import { LATE_REACTIONS, OCCASIONS } from './occasions.ts'
import { call, type Event, inOrder, type Step } from './step.ts'

const MS_PER_DAY = 86_400_000
export const DAYS = 14

/** Midnight, UTC, of the first day; the last one is the day before yesterday. */
export const FROM = (Math.floor(Date.now() / MS_PER_DAY) - DAYS - 1) * MS_PER_DAY

/** Which parts of the story are told. */
export interface Parts {
  /** Whether the community is set up at the beginning. */
  readonly setup?: boolean
  /** Commands, buttons and forms. */
  readonly calls?: boolean
  /** Reactions of another day than the message that they are on. */
  readonly lateReactions?: boolean
}

/** The story: what people did by themselves, what is asked for besides, and what happens on one platform alone. */
export const twoWeeks = (
  { setup = true, calls = false, lateReactions = false }: Parts,
  alone: readonly Event[] = [],
): readonly Step[] =>
  inOrder([
    ...(setup ? [call(0, '08:00', 'olga sets the community up', setUp)] : []),
    ...(calls ? CALLS : []),
    ...OCCASIONS,
    ...(lateReactions ? LATE_REACTIONS : []),
    ...everyday(),
    ...alone,
  ])
