/** Networks whose figures are published, and networks by chance, as ties. */
import fc from 'fast-check'
import { memberId, spaceId } from '../../../src/core/ids.ts'
import { collectTies, type DirectedTies, type Ties } from '../../../src/core/network/ties.ts'

/** Two people by number. */
export type Pair = readonly [number, number]

const pairsIn = (listed: string): readonly Pair[] =>
  listed.split(' ').map((pair) => {
    const [one = 0, other = 0] = pair.split('-').map(Number)
    return [one, other]
  })

/** W. W. Zachary, An Information Flow Model for Conflict and Fission in Small Groups (1977): 34 members from 1, 78 ties. */
export const KARATE = pairsIn(
  '1-2 1-3 2-3 1-4 2-4 3-4 1-5 1-6 1-7 5-7 6-7 1-8 2-8 3-8 4-8 1-9 3-9 3-10 1-11 5-11 6-11 1-12 1-13 4-13 1-14 2-14 3-14 4-14 6-17 7-17 ' +
    '1-18 2-18 1-20 2-20 1-22 2-22 24-26 25-26 3-28 24-28 25-28 3-29 24-30 27-30 2-31 9-31 1-32 25-32 26-32 29-32 3-33 9-33 15-33 16-33 ' +
    '19-33 21-33 23-33 24-33 30-33 31-33 32-33 9-34 10-34 14-34 15-34 16-34 19-34 20-34 21-34 23-34 24-34 27-34 28-34 29-34 30-34 31-34 32-34 33-34',
)

/** D. Krackhardt, Assessing the Political Landscape (1990): ten people from 0, in order of the published figures, 18 ties. */
export const KITE = pairsIn('0-1 0-2 0-3 0-5 1-3 1-4 1-6 2-3 2-5 3-4 3-5 3-6 4-6 5-6 5-7 6-7 7-8 8-9')

const ANYWHERE = spaceId(1)

/** Each pair as one tie, once. */
export const asTies = (pairs: readonly Pair[]): readonly DirectedTies[] =>
  pairs.map(([from, to]) => ({ from: memberId(from), to: memberId(to), space: ANYWHERE, times: 1 }))

export function collected(ties: readonly DirectedTies[]): Ties {
  const collector = collectTies()
  for (const one of ties) collector.add(one)
  return collector.finish()
}

/** A few ties among at most so many people, each told once or several times, in up to three spaces. */
export const anyTies = (people: number): fc.Arbitrary<readonly DirectedTies[]> =>
  fc.array(
    fc.record({
      from: fc.integer({ min: 1, max: people }).map(memberId),
      to: fc.integer({ min: 1, max: people }).map(memberId),
      space: fc.integer({ min: 1, max: 3 }).map(spaceId),
      times: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 3 * people },
  )
