/** Figures to draw in tests: one ordinary example of each kind, and arbitrary ones for properties. */
import fc from 'fast-check'
import type {
  BandsOverTime,
  Figure,
  MembersByWeek,
  Moves,
  NewcomersPath,
  PracticesDone,
  Rhythm,
  WaitsBySpace,
  WordsSpread,
} from '../../src/core/figure.ts'
import type { CommunityMap } from '../../src/core/figure-map.ts'
import { sectorsOf } from '../../src/core/network/layout.ts'

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
  labels: {
    answered: 'answered',
    median: 'median wait',
    byHour: 'by the hour',
    tooFew: 'fewer than five answers',
  },
  spaces: [
    { name: 'machine-room', medianMinutes: 130, answered: 12, starters: 15 },
    { name: 'welding', medianMinutes: 45, answered: 9, starters: 9 },
    { name: 'nobody-home', medianMinutes: 0, answered: 0, starters: 6 },
  ],
  hours: [
    { hour: 9, medianMinutes: 30, answered: 5 },
    { hour: 22, medianMinutes: 310, answered: 6 },
  ],
}

export const moves: Moves = {
  kind: 'moves',
  title: 'Who came closer',
  finding: '12 people came closer to the middle, 9 went further out and 7 are new.',
  note: 'By the last twelve weeks.',
  labels: {
    bands: {
      core: 'most weeks',
      active: 'often',
      regular: 'often or more',
      peripheral: 'at times',
      here: 'here',
      away: 'silent now',
    },
    back: 'back again',
    new: 'new',
    uncounted: 'in a break',
    inward: 'came closer',
    outward: 'went further out',
    stayed: 'as before',
    arrived: 'arrived',
  },
  before: FIRST_MONDAY,
  now: FIRST_MONDAY + 28,
  flows: [
    { before: 'core', now: 'core', people: 8 },
    { before: 'core', now: 'active', people: 2 },
    { before: 'active', now: 'core', people: 5 },
    { before: 'active', now: 'active', people: 21 },
    { before: 'peripheral', now: 'active', people: 4 },
    { before: 'peripheral', now: 'peripheral', people: 30 },
    { before: 'peripheral', now: 'away', people: 7 },
    { before: 'away', now: 'peripheral', people: 3 },
    { before: 'new', now: 'peripheral', people: 7 },
  ],
}

export const path: NewcomersPath = {
  kind: 'newcomersPath',
  title: 'From a first message to coming back',
  finding: '9 of 12 were answered; 4 of 7 came back.',
  note: 'Each bar is as long as there are people.',
  labels: { yes: 'yes', no: 'no', tooEarly: 'too early to say' },
  steps: [
    { label: 'wrote', told: '14', who: 'in these weeks', count: 14, of: 14, tooEarly: 0 },
    { label: 'were answered', told: '9 of 12', who: 'of those two days old', count: 9, of: 12, tooEarly: 2 },
    { label: 'came back', told: '4 of 7', who: 'of those two weeks old', count: 4, of: 7, tooEarly: 7 },
  ],
}

export const words: WordsSpread = {
  kind: 'wordsSpread',
  title: 'How far our words have spread',
  finding: 'One word spread most.',
  note: 'Counted as messages pass.',
  labels: {
    people: 'people who use it',
    before: 'before 1 Jan',
    since: 'took it up since',
    together: 'both together',
  },
  words: [
    { word: 'magic smoke', told: '14', gained: '5 more', before: 9, people: 14 },
    { word: 'pit card', told: '6', gained: '', before: 6, people: 6 },
    { word: 'sag', told: 'about 5', gained: '', before: null, people: 5 },
    { word: 'duck', told: 'a few', gained: '', before: null, people: 0 },
  ],
}

export const practices: PracticesDone = {
  kind: 'practicesDone',
  title: 'What came of our practices',
  finding: 'Of 3 practices, 2 have been done.',
  note: 'Counted from what people said.',
  labels: {
    asWritten: 'as written',
    ownWay: 'in their own way',
    didNotWork: 'did not work',
    proven: '✓ proven',
    times: 'times done',
    notYet: 'not done yet',
  },
  practices: [
    { name: 'Crimp a connector', isProven: true, asWritten: 3, ownWay: 1, didNotWork: 0 },
    { name: 'Check the pit', isProven: false, asWritten: 1, ownWay: 1, didNotWork: 1 },
    { name: 'Tap a hole straight', isProven: false, asWritten: 0, ownWay: 0, didNotWork: 0 },
  ],
}

export const map: CommunityMap = {
  kind: 'map',
  title: 'Who answers whom',
  finding: '90 people answer each other in 3 groups.',
  note: 'Dots are people.',
  groups: [
    { name: '#welding', detail: '45 people', people: 45, from: 0, to: 0.45, isRest: false, spans: false },
    {
      name: '#machine-room',
      detail: '30 people',
      people: 30,
      from: 0.45,
      to: 0.8,
      isRest: false,
      spans: true,
    },
    {
      name: '2 smaller groups',
      detail: '15 people',
      people: 15,
      from: 0.8,
      to: 1,
      isRest: true,
      spans: false,
    },
  ],
  bridges: [
    { one: 0, other: 1, people: 12, spans: false },
    { one: 1, other: 2, people: 5, spans: true },
  ],
  dots: weekly(90, (index) => ({
    group: index === 89 ? null : index < 45 ? 0 : index < 75 ? 1 : 2,
    turn: index / 90,
    out: index === 89 ? 1.07 : 0.1 + ((index * 7) % 30) / 34,
  })),
  lines: [
    { one: 0, other: 5 },
    { one: 50, other: 60 },
  ],
}

/** One of each kind. */
export const examples: readonly Figure[] = [members, bands, rhythm, waits, moves, path, words, practices, map]

const count = fc.oneof(fc.constant(0), fc.nat({ max: 12 }), fc.nat({ max: 5000 }), fc.maxSafeNat())
const anyWords = fc.oneof(
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
  anyWords,
  fc.array(anyWords, { maxLength: 12 }).map((all) => all.join(' ')),
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

const share = fc.double({ min: 0, max: 1, noNaN: true })

/** Any map that the types allow within their limits; bridges and lines may also end where nothing is. */
const anyMap: fc.Arbitrary<CommunityMap> = fc.record({
  kind: fc.constant('map' as const),
  ...prose,
  groups: fc
    .array(
      fc.record({
        name: sentence,
        detail: sentence,
        people: count,
        isRest: fc.boolean(),
        spans: fc.boolean(),
      }),
      { maxLength: 9 },
    )
    .map((groups) => {
      const sectors = sectorsOf(groups.map(({ people }) => people + 1))
      return groups.map((group, place) => ({ ...group, ...(sectors[place] ?? { from: 0, to: 0 }) }))
    }),
  bridges: fc.array(fc.record({ one: fc.nat(9), other: fc.nat(9), people: count, spans: fc.boolean() }), {
    maxLength: 9,
  }),
  dots: fc.array(
    fc.record({
      group: fc.option(fc.nat(9)),
      turn: share,
      out: fc.double({ min: 0, max: 1.2, noNaN: true }),
    }),
    { maxLength: 30 },
  ),
  lines: fc.array(fc.record({ one: fc.nat(30), other: fc.nat(30) }), { maxLength: 30 }),
})

/** Any figure that the types allow within their limits. */
export const anyFigure: fc.Arbitrary<Figure> = fc.oneof(
  anyMap,
  fc.record({
    kind: fc.constant('membersByWeek' as const),
    ...prose,
    labels: fc.record({ new: anyWords, returned: anyWords, stayed: anyWords, left: anyWords }),
    weeks: weeks(fc.record({ new: count, returned: count, stayed: count, left: count }), (from, counts) => ({
      from,
      ...counts,
    })),
  }),
  fc.record({
    kind: fc.constant('bandsOverTime' as const),
    ...prose,
    labels: fc.record({ core: anyWords, active: anyWords, peripheral: anyWords }),
    weeks: weeks(fc.record({ core: count, active: count, peripheral: count }), (at, counts) => ({
      at,
      ...counts,
    })),
  }),
  fc.record({
    kind: fc.constant('rhythm' as const),
    ...prose,
    labels: fc.record({ weekdays: fc.array(anyWords, { minLength: 7, maxLength: 7 }), messages: anyWords }),
    counts: fc.array(fc.array(count, { minLength: 24, maxLength: 24 }), { minLength: 7, maxLength: 7 }),
  }),
  fc.record({
    kind: fc.constant('waitsBySpace' as const),
    ...prose,
    labels: fc.record({ answered: anyWords, median: anyWords, byHour: anyWords, tooFew: anyWords }),
    spaces: fc.array(
      fc.record({
        name: anyWords,
        medianMinutes: fc.oneof(count, fc.double({ min: 0, max: 3000, noNaN: true })),
        answered: count,
        starters: count,
      }),
      { maxLength: 12 },
    ),
    hours: fc.uniqueArray(
      fc.record({
        hour: fc.nat({ max: 23 }),
        medianMinutes: fc.oneof(count, fc.constant(0)),
        answered: count,
      }),
      { selector: ({ hour }) => hour, maxLength: 24 },
    ),
  }),
  fc.record({
    kind: fc.constant('moves' as const),
    ...prose,
    labels: fc.record({
      bands: fc.record({
        ...{ core: anyWords, active: anyWords, regular: anyWords },
        ...{ peripheral: anyWords, here: anyWords, away: anyWords },
      }),
      ...{ back: anyWords, new: anyWords, uncounted: anyWords, inward: anyWords },
      ...{ outward: anyWords, stayed: anyWords, arrived: anyWords },
    }),
    ...{ before: day, now: day },
    flows: fc.uniqueArray(
      fc.record({
        before: fc.constantFrom('core', 'active', 'regular', 'peripheral', 'here', 'away', 'new'),
        now: fc.constantFrom('core', 'active', 'regular', 'peripheral', 'here', 'away', 'uncounted'),
        people: count,
      }),
      { selector: ({ before, now }) => `${before}/${now}`, maxLength: 49 },
    ),
  }),
  fc.record({
    kind: fc.constant('newcomersPath' as const),
    ...prose,
    labels: fc.record({ yes: anyWords, no: anyWords, tooEarly: anyWords }),
    steps: fc.array(
      fc.record({ label: anyWords, told: anyWords, who: sentence, count, of: count, tooEarly: count }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant('wordsSpread' as const),
    ...prose,
    labels: fc.record({ people: anyWords, before: anyWords, since: anyWords, together: anyWords }),
    words: fc.array(
      fc.record({
        word: anyWords,
        told: anyWords,
        gained: anyWords,
        before: fc.option(count),
        people: count,
      }),
      { maxLength: 12 },
    ),
  }),
  fc.record({
    kind: fc.constant('practicesDone' as const),
    ...prose,
    labels: fc.record({
      ...{ asWritten: anyWords, ownWay: anyWords, didNotWork: anyWords },
      ...{ proven: anyWords, times: anyWords, notYet: anyWords },
    }),
    practices: fc.array(
      fc.record({
        ...{ name: anyWords, isProven: fc.boolean() },
        ...{ asWritten: count, ownWay: count, didNotWork: count },
      }),
      { maxLength: 12 },
    ),
  }),
)
