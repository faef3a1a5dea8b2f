/** Whatever a platform may tell, about so few people, messages and moments that things meet. */
import fc from 'fast-check'
import type { Activity } from '../../src/core/activity.ts'
import { wordId } from '../../src/core/ids.ts'
import { HOUR_MS, message, reaction, SPACE, START } from './club.ts'

const person = fc.constantFrom('ada', 'bo', 'cy')
const key = fc.constantFrom('1', '2', '3', '4')
const moment = fc.integer({ min: 0, max: 60 }).map((hours) => START + hours * HOUR_MS)
/**
 * What a message says is fixed by its key: platforms do not tell one message in two ways. Which of the community's words it
 * used may be told differently: without its text, or before one of them was given.
 */
const posted = fc.record({ one: key, words: fc.subarray([1, 2, 11]) }).map(({ one, words }) =>
  message(one, ['ada', 'bo', 'cy'][Number(one) % 3] ?? 'ada', START + Number(one) * HOUR_MS, {
    reference: one === '3' ? '1' : one === '4' ? '9' : null,
    mentions: one === '2' ? ['cy', 'bo', 'dee'] : [],
    thread: one === '4' ? '1' : null,
    ...(words.length === 0 ? {} : { words: words.map(wordId) }),
  }),
)
/** One activity in space `SPACE`, or of its workspace. */
export const anything: fc.Arbitrary<Activity> = fc.oneof(
  { weight: 4, arbitrary: posted },
  key.map((one): Activity => ({ kind: 'deletion', space: SPACE, key: one })),
  fc
    .record({
      on: key,
      who: person,
      at: moment,
      present: fc.boolean(),
      exact: fc.boolean(),
      emoji: fc.constantFrom('+1', 'eyes'),
      tellsAuthor: fc.boolean(),
    })
    .map(({ on, who, at, present, exact, emoji, tellsAuthor }) =>
      reaction(on, who, exact ? at : START + Number(on) * HOUR_MS, {
        emoji,
        exact,
        present: exact ? present : true,
        author: tellsAuthor ? (['ada', 'bo', 'cy'][Number(on) % 3] ?? null) : null,
      }),
    ),
  fc
    .record({ on: key, count: fc.integer({ min: 1, max: 9 }) })
    .map(
      ({ on, count }): Activity => ({ kind: 'reactionCount', space: SPACE, message: on, emoji: '+1', count }),
    ),
  fc
    .record({ on: key, at: moment, emoji: fc.constantFrom('+1', 'eyes', null) })
    .map(
      ({ on, at, emoji }): Activity => ({ kind: 'reactionsCleared', space: SPACE, message: on, emoji, at }),
    ),
  fc.record({ who: person, at: moment, kind: fc.constantFrom('join', 'leave'), whole: fc.boolean() }).map(
    ({ who, at, kind, whole }): Activity => ({
      kind: kind as 'join' | 'leave',
      space: whole ? null : SPACE,
      person: who,
      at,
    }),
  ),
  fc
    .record({ on: key, at: moment })
    .map(({ on, at }): Activity => ({ kind: 'thread', space: SPACE, key: on, at })),
)
