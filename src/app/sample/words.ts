/** The made-up club's own words: who brought each, and which of its messages used them since. */
import type { Activity } from '../../core/activity.ts'
import { MS_PER_DAY } from '../../core/calendar.ts'
import type { WordId } from '../../core/ids.ts'
import { chanceFrom } from './random.ts'

const SEED = 77
/** Whoever has taken a word up says it in so many of their messages. */
const USES = 0.3

/** A word of the club. */
export interface ClubWord {
  readonly word: string
  readonly meaning: string
  readonly example: string
  readonly giver: string
  readonly daysAgo: number
  /** Chance that somebody takes it up at all. */
  readonly appeal: number
  /** Those who do have taken it up so many days after it was given. */
  readonly withinDays: number
}

/** Some have spread, one has just come, one stays with whoever brought it. */
export const WORDS: readonly ClubWord[] = [
  {
    word: 'magic smoke',
    meaning: 'What a part runs on: once it has come out, nobody gets it back in.',
    example: 'The motor controller has let its magic smoke out.',
    ...{ giver: 'Chidi', daysAgo: 84, appeal: 0.75, withinDays: 70 },
  },
  {
    word: 'sag',
    meaning: 'When the battery drops so low that the robot restarts.',
    example: 'That was no bug, that was sag.',
    ...{ giver: 'Bo', daysAgo: 66, appeal: 0.6, withinDays: 66 },
  },
  {
    word: 'pit card',
    meaning: 'The list that one reads aloud before a match while another touches each thing.',
    example: 'Nobody goes out without the pit card.',
    ...{ giver: 'Dana', daysAgo: 50, appeal: 0.55, withinDays: 50 },
  },
  {
    word: 'duck it',
    meaning: 'To explain your code aloud, to anybody or to the rubber duck, until you hear the mistake.',
    example: 'I ducked it and it was a minus.',
    ...{ giver: 'Noor', daysAgo: 35, appeal: 0.4, withinDays: 40 },
  },
  {
    word: 'dead wheel',
    meaning: 'A wheel without a motor that only measures how far the robot has gone.',
    example: 'The dead wheels say we drift to the left.',
    ...{ giver: 'Emre', daysAgo: 20, appeal: 0.25, withinDays: 25 },
  },
  {
    word: 'snack tax',
    meaning: 'What you bring when you have left your tools on the bench.',
    example: '',
    ...{ giver: 'June', daysAgo: 9, appeal: 0, withinDays: 1 },
  },
]

/** A word that the club has been given. */
export interface GivenWord extends ClubWord {
  readonly id: WordId
  readonly at: number
}

/** The same talk, each message with the words that it used. Whoever brought a word uses it from the first day. */
export function withWords(talk: readonly Activity[], given: readonly GivenWord[]): readonly Activity[] {
  const chance = chanceFrom(SEED)
  const takenUp = new Map<string, number>()
  const people = [...new Set(talk.flatMap((one) => (one.kind === 'message' ? [one.author] : [])))].sort()
  for (const { id, giver, at, appeal, withinDays } of given)
    for (const person of people) {
      const [takesUp, days] = [chance.happens(appeal), chance.next() * withinDays]
      if (person === giver.toLowerCase()) takenUp.set(`${id}/${person}`, at)
      else if (takesUp) takenUp.set(`${id}/${person}`, at + days * MS_PER_DAY)
    }
  return talk.map((one) => {
    if (one.kind !== 'message') return one
    const words = given.filter(
      ({ id }) =>
        chance.happens(USES) && one.at >= (takenUp.get(`${id}/${one.author}`) ?? Number.POSITIVE_INFINITY),
    )
    return words.length === 0 ? one : { ...one, words: words.map(({ id }) => id) }
  })
}
