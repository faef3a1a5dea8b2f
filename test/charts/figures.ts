/** Figures to draw in tests: one ordinary example of each kind, and arbitrary ones for properties. */
import fc from 'fast-check'
import type { BandsOverTime, Figure, MembersByWeek, Rhythm, WaitsBySpace } from '../../src/core/figure.ts'

const FIRST_MONDAY = 19_723

const weekly = <Week>(length: number, week: (index: number) => Week): readonly Week[] =>
  Array.from({ length }, (_, index) => week(index))

export const members: MembersByWeek = {
  kind: 'membersByWeek',
  title: 'Members by week',
  finding: '47 people took part last week, 5 more than the week before.',
  note: 'Weeks begin on Monday, Europe/Paris.',
  labels: { new: 'new', returned: 'returned', stayed: 'stayed', left: 'left' },
  weeks: weekly(12, (index) => ({
    from: FIRST_MONDAY + 7 * index,
    new: (index * 5) % 7,
    returned: 4 + ((index * 3) % 5),
    stayed: 28 + ((index * 11) % 9),
    left: 3 + ((index * 7) % 8),
  })),
}

export const bands: BandsOverTime = {
  kind: 'bandsOverTime',
  title: 'Core, active and peripheral',
  finding: 'The core grew from 8 to 13 people.',
  note: 'By the share of the last 12 weeks with an act.',
  labels: { core: 'core', active: 'active', peripheral: 'peripheral' },
  weeks: weekly(6, (index) => ({
    at: FIRST_MONDAY + 7 * index,
    core: 8 + index,
    active: 20,
    peripheral: 40 - index,
  })),
}

export const rhythm: Rhythm = {
  kind: 'rhythm',
  title: 'When people talk',
  finding: 'Most is said on Wednesday at 14:00.',
  note: 'Messages by weekday and hour, UTC.',
  labels: { weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], messages: 'messages' },
  counts: weekly(7, (day) =>
    weekly(24, (hour) => Math.max(0, 40 - 3 * Math.abs(hour - 14) - 5 * Math.abs(day - 2))),
  ),
}

export const waits: WaitsBySpace = {
  kind: 'waitsBySpace',
  title: 'How long people wait',
  finding: 'In machine-room half wait longer than 2 h 10 min.',
  note: 'Median time to the first answer.',
  labels: { answered: 'answered', median: 'median wait' },
  spaces: [
    { name: 'machine-room', medianMinutes: 130, answered: 12, starters: 15 },
    { name: 'welding', medianMinutes: 45, answered: 9, starters: 9 },
    { name: 'nobody-home', medianMinutes: 0, answered: 0, starters: 6 },
  ],
}

/** One of each kind. */
export const examples: readonly Figure[] = [members, bands, rhythm, waits]

const count = fc.oneof(fc.constant(0), fc.nat({ max: 12 }), fc.nat({ max: 5000 }), fc.maxSafeNat())
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    'new',
    '日本語のチャンネル',
    'שלום',
    '👩‍👩‍👧‍👦💬',
    '<script>&"\'',
    'W'.repeat(400),
    'a\u0301\u0302\u0303',
  ),
)
const sentence = fc.oneof(
  words,
  fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
)
const prose = { title: sentence, finding: sentence, note: sentence }
const day = fc.integer({ min: -40_000, max: 60_000 })
/** Weeks that follow each other, whatever their counts. */
const weeks = <Counts, Week>(
  counts: fc.Arbitrary<Counts>,
  weekOf: (firstDay: number, counts: Counts) => Week,
): fc.Arbitrary<readonly Week[]> =>
  fc
    .tuple(day, fc.array(counts, { maxLength: 26 }))
    .map(([start, all]) => all.map((one, index) => weekOf(start + 7 * index, one)))

/** Any figure that the types allow within their limits. */
export const anyFigure: fc.Arbitrary<Figure> = fc.oneof(
  fc.record({
    kind: fc.constant('membersByWeek' as const),
    ...prose,
    labels: fc.record({ new: words, returned: words, stayed: words, left: words }),
    weeks: weeks(fc.record({ new: count, returned: count, stayed: count, left: count }), (from, counts) => ({
      from,
      ...counts,
    })),
  }),
  fc.record({
    kind: fc.constant('bandsOverTime' as const),
    ...prose,
    labels: fc.record({ core: words, active: words, peripheral: words }),
    weeks: weeks(fc.record({ core: count, active: count, peripheral: count }), (at, counts) => ({
      at,
      ...counts,
    })),
  }),
  fc.record({
    kind: fc.constant('rhythm' as const),
    ...prose,
    labels: fc.record({ weekdays: fc.array(words, { minLength: 7, maxLength: 7 }), messages: words }),
    counts: fc.array(fc.array(count, { minLength: 24, maxLength: 24 }), { minLength: 7, maxLength: 7 }),
  }),
  fc.record({
    kind: fc.constant('waitsBySpace' as const),
    ...prose,
    labels: fc.record({ answered: words, median: words }),
    spaces: fc.array(
      fc.record({
        name: words,
        medianMinutes: fc.oneof(count, fc.double({ min: 0, max: 3000, noNaN: true })),
        answered: count,
        starters: count,
      }),
      { maxLength: 12 },
    ),
  }),
)
