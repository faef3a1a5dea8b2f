/** The map as people see it: what it says, that it says it whole, whom it hides, and that it stays where it was. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { svgOf } from '../../../src/charts/svg.ts'
import { type MemberId, memberId, spaceId } from '../../../src/core/ids.ts'
import { structureOf } from '../../../src/core/network/groups.ts'
import { ownNumber } from '../../../src/core/network/layout.ts'
import type { MapFacts } from '../../../src/core/network/read-map.ts'
import { seededNumbers } from '../../../src/core/network/seeded.ts'
import type { DirectedTies } from '../../../src/core/network/ties.ts'
import { mapFigure } from '../../../src/core/reflection/map-figure.ts'
import { english } from '../../../src/core/words/english.ts'
import { sketch } from '../../../src/platforms/terminal/sketch.ts'
import { lineWidth } from '../../../src/platforms/terminal/wrap.ts'
import { type Channel, circles, factsOf } from './maps.ts'

const PERIOD = { from: 20_361, to: 20_726 }
const operator = { isExact: true }
const member = { isExact: false }
const channels = (...names: readonly string[]): readonly Channel[] =>
  names.map((name) => ({ name, platform: 'discord' }))

function drawn(facts: MapFacts, viewer: { readonly isExact: boolean }) {
  const figure = mapFigure(facts, PERIOD, viewer, english)
  if (typeof figure === 'string') throw new Error(figure)
  return figure
}

/** A hub that answers all of some circles, beside what is given. */
const hub = (people: number): readonly DirectedTies[] =>
  Array.from({ length: people }, (_, other) => ({
    ...{ from: memberId(9999), to: memberId(other + 1), space: spaceId(1), times: 1 },
  }))

/** Pairs who answer nobody else. */
const pairs = (n: number, first: number): readonly DirectedTies[] =>
  Array.from({ length: n }, (_, pair) => ({
    ...{ from: memberId(first + 2 * pair), to: memberId(first + 2 * pair + 1), space: spaceId(1), times: 1 },
  }))

describe('what the map says', () => {
  it.each([
    ['long names', 'a-channel-whose-name-nobody-would-ever-want-to-read-aloud'],
    ['wide names', 'W'.repeat(80)],
  ])('is whole on a phone, however much there is to say: %s', (_, name) => {
    const places: readonly Channel[] = Array.from({ length: 12 }, (_unused, at) => ({
      ...{ name: `${name}${at}`, platform: at % 2 === 0 ? 'discord' : 'slack' },
    }))
    const sizes = [300, ...Array.from({ length: 11 }, () => 110)]
    const ties = circles(sizes, { channels: 12, crossing: 0.04, seed: 3 })
    const all = [
      [...ties, ...hub(1500), ...pairs(200, 5000)],
      [...circles(sizes, { channels: 12, crossing: 0, seed: 3 }), ...pairs(3, 5000)],
      [...circles([30, 30], { channels: 2, crossing: 0.02, seed: 3 }), ...hub(40), ...pairs(9, 5000)],
      circles([12, 9], { channels: 2, crossing: 0.02, seed: 3 }),
    ]
    for (const viewer of [operator, member])
      for (const one of all) {
        const figure = drawn(factsOf(one, places), viewer)
        const { svg } = svgOf(figure, 'light')
        const textIn = (sizePx: number): string =>
          [...svg.matchAll(new RegExp(`<text [^>]*font-size="${sizePx}"[^>]*>([^<]*)</text>`, 'g'))]
            .map(([, text]) => text)
            .join(' ')
        expect(textIn(14)).toBe(figure.finding)
        expect(textIn(12).endsWith(figure.note)).toBe(true)
        expect(`${figure.finding} ${figure.note}`).not.toMatch(/\.\.|\s\s/)
      }
  })

  it('begins with how many people answer each other in how many groups, and the largest', () => {
    const facts = factsOf(
      circles([40, 25], { channels: 2, crossing: 0.05, seed: 1 }),
      channels('weld', 'saw'),
    )
    expect(drawn(facts, operator).finding).toMatch(
      /^65 people answer each other in 2 groups; the largest, group 1 in #weld, has 40\. One tie in \d+ crosses groups\. The widest bridge joins groups 1 and 2 \(\d+ people\)\.$/,
    )
  })

  it('says what is wrong at either end: nothing joins the groups and platforms, or all hangs on few', () => {
    const places: readonly Channel[] = [
      { name: 'weld', platform: 'discord' },
      { name: 'saw', platform: 'slack' },
    ]
    const apart = factsOf(circles([40, 25], { channels: 2, crossing: 0, seed: 1 }), places)
    for (const viewer of [operator, member])
      expect(drawn(apart, viewer).finding).toContain(
        'Nobody bridges the two. Nothing bridges Discord and Slack.',
      )
    const few = factsOf([...circles([40, 25], { channels: 2, crossing: 0, seed: 1 }), ...hub(65)], places)
    expect(drawn(few, operator).finding).toContain('Much of it goes through very few people.')
    expect(drawn(few, member).finding).not.toContain('very few')
  })

  it('tells groups of one channel apart by their names', () => {
    const facts = factsOf(circles([30, 25, 20], { channels: 1, crossing: 0, seed: 2 }), channels('weld'))
    expect(drawn(facts, operator).groups.map(({ name }) => name)).toEqual([
      '#weld, circle 1',
      '#weld, circle 2',
      '#weld, circle 3',
    ])
  })

  it('is a row for each group in the terminal, by the number that the finding calls it by', () => {
    const facts = factsOf(
      circles([40, 25], { channels: 2, crossing: 0.05, seed: 1 }),
      channels('weld', 'saw'),
    )
    for (const width of [40, 80]) {
      const lines = sketch(drawn(facts, operator), width, english)
      expect(Math.max(...lines.map(lineWidth))).toBeLessThanOrEqual(width)
      const text = lines.map((line) => line.map((run) => run.text).join(''))
      expect(text[0]).toMatch(/^1 #weld +█+ 40 people$/)
      expect(text[1]).toMatch(/^2 #saw +█+ 25 people$/)
      expect(text.at(-1)).toMatch(/^1 #weld – 2 #saw: \d+$/)
    }
  })
})

describe('the map that members see', () => {
  const anyFacts = fc
    .record({
      sizes: fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 12 }),
      crossing: fc.constantFrom(0, 0.01, 0.1),
      seed: fc.nat(),
      active: fc.integer({ min: 0, max: 400 }),
    })
    .map(({ sizes, active, ...how }) =>
      factsOf(circles(sizes, { channels: 3, ...how }), channels('a', 'b', 'c'), active),
    )

  it('counts people in fives, and shows nothing of fewer, no tie of two, and no people where few are active', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const figure = mapFigure(facts, PERIOD, member, english)
        if (facts.activeMembers < 20) expect(figure).toBe(english.map.noMap.fewActive)
        if (typeof figure === 'string') return
        const counts = [...figure.groups, ...figure.bridges].map(({ people }) => people)
        for (const group of [...figure.groups.keys(), null])
          counts.push(figure.dots.filter((dot) => dot.group === group).length)
        expect(counts.filter((n) => n % 5 !== 0)).toEqual([])
        expect(figure.groups.every(({ people }) => people >= 5)).toBe(true)
        expect(figure.bridges.every(({ people }) => people >= 5)).toBe(true)
        expect(figure.lines).toEqual([])
        if (facts.activeMembers < 50) expect(figure.dots).toEqual([])
        expect(
          figure.finding
            .match(/(\d+) (people|person)/g)
            ?.every((told) => Number.parseInt(told, 10) % 5 === 0),
        ).toBe(true)
        expect(figure.finding).not.toMatch(/One tie|very few/)
      }),
      { numRuns: 60 },
    )
  })

  it('is the same where somebody more or less in a group makes no full five', () => {
    const places = channels('weld', 'saw')
    const of = (size: number) =>
      drawn(factsOf(circles([size, 25], { channels: 2, crossing: 0, seed: 1 }), places, 44), member)
    expect(of(42).groups.map(({ people }) => people)).toEqual(of(44).groups.map(({ people }) => people))
    expect(of(42).finding).toBe(of(43).finding)
  })
})

describe('from week to week', () => {
  /** Where everybody of a group is drawn: the dots come group by group, in the order of people's own numbers. */
  function placesIn(facts: MapFacts): ReadonlyMap<MemberId, readonly [number, number]> {
    const { dots } = drawn(facts, operator)
    const people = structureOf(facts).groups.flatMap((group) =>
      group.people
        .flatMap((person) => facts.network.ties.members[person] ?? [])
        .sort((a, b) => ownNumber(a, 4) - ownNumber(b, 4)),
    )
    return new Map(
      people.flatMap((person, at) => {
        const dot = dots[at]
        if (dot === undefined) return []
        const angle = 2 * Math.PI * dot.turn
        return [[person, [dot.out * Math.cos(angle), dot.out * Math.sin(angle)] as const] as const]
      }),
    )
  }

  it.each([
    [0.05, [60, 50, 40, 30, 30, 25, 20, 15]],
    [0.2, [60, 50, 40, 30, 30, 25, 20, 15]],
    [0.1, [200, 120, 80, 60, 40, 30, 20, 10]],
    [0.2, [200, 120, 80, 60, 40, 30, 20, 10]],
  ])('people stay where they were: crossing %d, %j', (crossing, sizes) => {
    const places = channels(...'abcdefgh')
    const all = circles(sizes, { channels: 8, crossing, seed: 5, each: 4 })
    const next = seededNumbers(9)
    const chance = all.map(() => next())
    // Each week lacks one in twelve of all ties, another one each.
    const [first, second] = [
      placesIn(
        factsOf(
          all.filter((_, at) => (chance[at] ?? 0) > 1 / 12),
          places,
        ),
      ),
      placesIn(
        factsOf(
          all.filter((_, at) => (chance[at] ?? 0) < 11 / 12),
          places,
        ),
      ),
    ]
    const moved = [...first].flatMap(([person, [x, y]]) => {
      const to = second.get(person)
      return to === undefined ? [] : [Math.hypot(to[0] - x, to[1] - y)]
    })
    moved.sort((a, b) => a - b)
    expect(moved.length).toBeGreaterThan(0.95 * first.size)
    expect(moved[Math.floor(moved.length * 0.5)]).toBeLessThan(0.1)
    expect(moved[Math.floor(moved.length * 0.9)]).toBeLessThan(0.25)
  })
})
