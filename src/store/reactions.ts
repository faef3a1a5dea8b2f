/**
 * What the reactions on one message come to, whatever the order in which they, the message and its deletion arrived.
 * A reaction's state is the greatest of all words on it, so that any order and any repeats end the same; what counts
 * in the daily rows follows from the states and the message alone.
 */
import type { Day } from '../core/calendar.ts'
import type { MemberId } from '../core/ids.ts'
import type { MessageState, ReactionState } from './recording-driver.ts'
import { EVERY_EMOJI, EVERYBODY, NOBODY } from './schema.ts'

/** One word on one reaction: somebody put it, took it off, or so many were counted. */
export interface ReactionWord {
  readonly emoji: string
  /** `NOBODY` for a bare count, `EVERYBODY` where all were taken off. */
  readonly member: number
  readonly at: number
  readonly isExact: boolean
  readonly isPresent: boolean
  readonly count: number
  readonly author: MemberId | null
}

/** A true time beats one taken from the message; then the later word counts; at the same moment, taking off. Of bare counts the largest. */
function isLater(word: ReactionWord, state: ReactionState): boolean {
  if (word.member === NOBODY) return word.count > state.count
  if (word.isExact !== state.isExact) return word.isExact
  if (word.at !== state.at) return word.at > state.at
  return !word.isPresent && state.isPresent
}

/** The state after a word, or the very same object where the word says nothing new. */
export function afterWord(state: ReactionState, word: ReactionWord): ReactionState {
  const author = state.author ?? word.author
  if (isLater(word, state))
    return {
      ...state,
      at: word.at,
      isExact: word.isExact,
      isPresent: word.isPresent,
      count: word.count,
      author,
    }
  return author === state.author ? state : { ...state, author }
}

/** How a reaction is counted in the daily rows: on which day and how many. */
interface Counted {
  readonly day: Day | null
  readonly count: number
}

const NOT_COUNTED: Counted = { day: null, count: 0 }

/**
 * The reactions of one message with `countedDay` and `counted` as they must be; unchanged ones are the same objects.
 * `message` is undefined where it is not known.
 */
export function settleReactions(
  reactions: readonly ReactionState[],
  message: MessageState | undefined,
  dayOf: (at: number) => Day,
): readonly ReactionState[] {
  const named = new Set(reactions.filter((one) => one.member > NOBODY).map((one) => one.emoji))
  const clearings = reactions.filter((one) => one.member === EVERYBODY)
  return reactions.map((one) => {
    const wanted =
      one.member === EVERYBODY || clearings.some((clearing) => takesOff(clearing, one))
        ? NOT_COUNTED
        : one.member === NOBODY
          ? countBare(one, message, named, dayOf)
          : countNamed(one, message, dayOf)
    return wanted.day === one.countedDay && wanted.count === one.counted
      ? one
      : { ...one, countedDay: wanted.day, counted: wanted.count }
  })
}

/** Those put on later stand; of those without a true time it is not known, as with a single one that was taken off. */
const takesOff = (clearing: ReactionState, one: ReactionState): boolean =>
  (clearing.emoji === EVERY_EMOJI || clearing.emoji === one.emoji) &&
  (one.member === NOBODY || !one.isExact || one.at <= clearing.at)

/** A standing reaction on another person's message that is not deleted. */
function countNamed(
  reaction: ReactionState,
  message: MessageState | undefined,
  dayOf: (at: number) => Day,
): Counted {
  if (!reaction.isPresent || message?.isDeleted === true) return NOT_COUNTED
  const author = message?.author ?? reaction.author
  if (author === null || author === reaction.member) return NOT_COUNTED
  return { day: dayOf(reaction.at), count: 1 }
}

/** A bare count stands until somebody is named with the same emoji. */
function countBare(
  reaction: ReactionState,
  message: MessageState | undefined,
  named: ReadonlySet<string>,
  dayOf: (at: number) => Day,
): Counted {
  if (named.has(reaction.emoji) || message === undefined || message.isDeleted || message.at === null)
    return NOT_COUNTED
  return { day: dayOf(message.at), count: reaction.count }
}
