import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Moves } from '../../../src/core/figure.ts'
import { directionOf } from '../../../src/core/flow-direction.ts'
import type { BandFlow } from '../../../src/core/participation/band-flow.ts'
import {
  type ShownPath,
  shownFlows,
  shownPath,
  shownWord,
} from '../../../src/core/reflection/small-groups-pictures.ts'
import { digest, share } from './digests.ts'

const members = { isExact: false }
const moderators = { isExact: true }
const isSmall = (n: number): boolean => n > 0 && n < 5

const BEFORE = ['core', 'active', 'peripheral', 'away', 'new'] as const
const NOW = ['core', 'active', 'peripheral', 'away'] as const
/** Often none, sometimes few, sometimes many. */
const group = fc.oneof(fc.constant(0), fc.constant(0), fc.nat({ max: 6 }), fc.integer({ min: 5, max: 60 }))
const anyFlows: fc.Arbitrary<readonly BandFlow[]> = fc
  .array(group, { minLength: 20, maxLength: 20 })
  .map((counts) =>
    BEFORE.flatMap((before, row) =>
      NOW.map((now, column) => ({ before, now, people: counts[row * NOW.length + column] ?? 0 })),
    ).filter(({ people }) => people > 0),
  )
const sum = (flows: readonly { readonly people: number }[]): number =>
  flows.reduce((all, { people }) => all + people, 0)
const isSilent = ({ before, now }: BandFlow): boolean => before === 'away' && now === 'away'

interface Place {
  readonly before: BandFlow['before']
  readonly now: BandFlow['now']
}
type Moved = Moves['flows'][number]
const isPlace = (one: Place, place: Place): boolean => one.before === place.before && one.now === place.now
const PLACES: readonly Place[] = BEFORE.flatMap((before) => NOW.map((now) => ({ before, now }))).filter(
  (place) => !(place.before === 'away' && place.now === 'away'),
)
/** Which bands a drawn one is made of. */
const MADE_OF: Readonly<Record<string, readonly string[]>> = {
  regular: ['core', 'active'],
  here: ['core', 'active', 'peripheral'],
}
const bandsIn = (band: string): readonly string[] => MADE_OF[band] ?? [band]

describe('moves that members are shown', () => {
  it('are never of one to four people, nor can such a group be had by adding and subtracting what is shown anywhere', () => {
    let shownTimes = 0
    fc.assert(
      fc.property(
        anyFlows,
        fc.nat({ max: 80 }),
        fc.array(fc.constantFrom(-1, 0, 0, 0, 1), { minLength: 40, maxLength: 40 }),
        (all, others, signs) => {
          const drawn = all.filter((one) => !isSilent(one))
          const arrived = sum(all.filter(({ before }) => before === 'new'))
          const activeMembers = arrived + others
          const shown = shownFlows(all, activeMembers, members)
          if (shown === null) return
          shownTimes += 1
          const joins = (one: Place) => (flow: Moved) =>
            bandsIn(flow.before).includes(one.before) && bandsIn(flow.now).includes(one.now)
          // Exactly, as if nothing had been rounded: each ribbon, each end of the flow as the picture of bands tells it, and who
          // went which way as the digest does. What is not drawn is known to be nobody.
          const peopleIn = (places: readonly Place[]): number =>
            places.reduce((n, place) => n + sum(drawn.filter((one) => isPlace(one, place))), 0)
          const drawnPlaces = PLACES.filter((place) => shown.flows.some(joins(place)))
          const ribbons = shown.flows.map((flow) => drawnPlaces.filter((place) => joins(place)(flow)))
          const ends = ['core', 'active', 'peripheral'].flatMap((band) => [
            drawnPlaces.filter((place) => place.now === band),
            drawnPlaces.filter((place) => place.before === band),
          ])
          const ways = (['inward', 'outward', 'arrived'] as const).map((way) =>
            drawnPlaces.filter((place) => directionOf(place) === way),
          )
          for (const ribbon of ribbons) expect(isSmall(peopleIn(ribbon))).toBe(false)
          for (const way of ways) {
            const within = ribbons.filter((ribbon) => ribbon.every((place) => way.includes(place)))
            expect(isSmall(peopleIn(way) - peopleIn(within.flat()))).toBe(false)
          }
          const areEndsTold = !ends.some((end) => isSmall(peopleIn(end)))
          const told = [...ribbons, ...ways, ...(areEndsTold ? ends : [])]
          const nobody = new Set(told.filter((places) => peopleIn(places) === 0).flat())
          const unknown = drawnPlaces.filter((place) => !nobody.has(place))
          const times = unknown.map((place) =>
            told.reduce((n, places, at) => n + (places.includes(place) ? (signs[at] ?? 0) : 0), 0),
          )
          if (times.every((n) => n === 0 || n === 1))
            expect(isSmall(peopleIn(unknown.filter((_, at) => times[at] === 1)))).toBe(false)
          expect(isSmall(Math.abs(activeMembers - arrived))).toBe(false)
          expect(shown.flows.every(({ people }) => people % 5 === 0)).toBe(true)
          expect(shown.silent % 5).toBe(0)
        },
      ),
      { numRuns: 1500 },
    )
    expect(shownTimes).toBeGreaterThan(30)
  })

  it('join bands before they are left out, and are exact for moderators', () => {
    const flow = (before: BandFlow['before'], now: BandFlow['now'], people: number) => ({
      before,
      now,
      people,
    })
    const some = [flow('core', 'core', 12), flow('active', 'core', 6), flow('new', 'active', 8)]
    expect(shownFlows(some, 30, members)).toMatchObject({ isJoined: false, silent: 0 })
    const few = [...some, flow('core', 'active', 0), flow('active', 'active', 3), flow('away', 'away', 12)]
    expect(shownFlows(few, 30, members)).toEqual({
      flows: [
        { before: 'regular', now: 'regular', people: 20 },
        { before: 'new', now: 'regular', people: 10 },
      ],
      silent: 10,
      isJoined: true,
    })
    // Two came closer inside what was joined: whoever knows how many did in all could tell, so more is joined.
    const inside = [flow('core', 'core', 12), flow('active', 'core', 2), flow('peripheral', 'active', 9)]
    expect(shownFlows([...inside, flow('new', 'active', 8)], 30, members)?.flows).toEqual([
      { before: 'here', now: 'here', people: 25 },
      { before: 'new', now: 'here', people: 10 },
    ])
    expect(shownFlows([flow('core', 'core', 30), flow('core', 'away', 2)], 30, members)).toBeNull()
    expect(shownFlows([flow('core', 'core', 30)], 19, members)).toBeNull()
    expect(shownFlows(few, 3, moderators)).toMatchObject({ isJoined: false, silent: 12 })
  })
})

describe('newcomers that members are shown', () => {
  const path = (posted: number, answered: [number, number], returned: [number, number], active = 60) =>
    shownPath(
      { ...digest.newcomers, posted, answered: share(...answered), returned14d: share(...returned) },
      { activeMembers: active, tooEarlyToReturn: 7 },
      members,
    )
  const sizesOf = (shown: ShownPath, exact: { posted: number; answered: number; returned: number }) => [
    ...(shown.posted === null ? [] : [exact.posted]),
    ...(shown.answered === null ? [] : [exact.answered]),
    ...(shown.returned === null ? [] : [exact.returned]),
  ]

  it('are never a small group, nor numbers of people with one between them', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 60 }),
        fc.nat({ max: 12 }),
        fc.nat({ max: 40 }),
        fc.nat({ max: 60 }),
        fc.nat({ max: 60 }),
        fc.nat({ max: 60 }),
        (posted, late, later, heard, back, active) => {
          const answered = Math.max(0, posted - late)
          const returned = Math.max(0, answered - later)
          const [yes, came] = [Math.min(heard, answered), Math.min(back, returned)]
          const shown = path(posted, [yes, answered], [came, returned], active)
          const sizes = sizesOf(shown, { posted, answered, returned })
          for (const one of sizes) for (const other of sizes) expect(isSmall(one - other)).toBe(false)
          if (shown.answered !== null) expect([yes, answered - yes].some(isSmall)).toBe(false)
          if (shown.returned !== null) expect([came, returned - came].some(isSmall)).toBe(false)
          const numbers = [shown.posted, shown.answered?.count, shown.answered?.n, shown.returned?.count]
          expect(numbers.every((n) => (n ?? 0) % 5 === 0)).toBe(true)
          expect([shown.tooEarlyToAnswer, shown.tooEarlyToReturn]).toEqual([0, 0])
          if (active < 20) expect(sizes).toEqual([])
        },
      ),
    )
  })

  it('are answered before they are counted, where one would give the other away', () => {
    expect(path(74, [52, 73], [21, 48])).toMatchObject({
      posted: null,
      answered: { count: 50, n: 75 },
      returned: { count: 20, n: 50 },
    })
    expect(path(80, [52, 73], [21, 72])).toMatchObject({ posted: 80, returned: null })
  })

  it('are exact for moderators, with whom it is too early to tell of', () => {
    const known = { activeMembers: 3, tooEarlyToReturn: 7 }
    const newcomers = { ...digest.newcomers, posted: 4, answered: share(1, 3), returned14d: share(0, 1) }
    expect(shownPath(newcomers, known, moderators)).toMatchObject({
      ...{ posted: 4, tooEarlyToAnswer: 1, tooEarlyToReturn: 7 },
      returned: { count: 0, n: 1 },
    })
  })
})

describe('a word that members are shown', () => {
  it('tells nobody a small group of who uses it, used it before, or took it up since', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.nat({ max: 30 }), (before, since) => {
        const people = before + since
        const shown = shownWord({ word: 'chuck', before, people }, members)
        expect(shown.people === 'few').toBe(isSmall(people))
        if (shown.people !== 'few') expect(shown.people % 5).toBe(0)
        if (shown.before !== null) expect([before, since, people].some(isSmall)).toBe(false)
        expect(shownWord({ word: 'chuck', before, people }, moderators)).toEqual({
          word: 'chuck',
          before,
          people,
        })
      }),
    )
  })
})
