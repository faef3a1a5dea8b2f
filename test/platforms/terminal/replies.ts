/** Arbitrary replies, hostile text included, for properties of renderers. */
import fc from 'fast-check'
import type { Figure } from '../../../src/core/figure.ts'
import { memberId } from '../../../src/core/ids.ts'
import type { Block, Reply } from '../../../src/core/reply.ts'
import type { Span, Text } from '../../../src/core/text.ts'

/** Pieces that break renderers: escapes, controls, wide and joined characters, both directions, long words. */
const PIECES = [
  '\x1b[31mred\x1b[0m',
  '\x1b]8;;http://evil\x07link\x1b]8;;\x07',
  '\x1b]0;title\x1b\\',
  '\x9b2J',
  '\u0007\u0000\u0008',
  '\r\n',
  '\u2028',
  '\t',
  '\u202eabc\u202c',
  '\u2066',
  'שלום עולם',
  'مرحبا بالعالم',
  '機器人社團的第一個問題',
  '👩‍💻👨‍👩‍👧‍👦🏳️‍🌈🇫🇷',
  '☎\ufe0f1\ufe0f\u20e3',
  '\ufe0f',
  'e\u0301\u0301\u0301',
  '\ud800',
  'word'.repeat(40),
  '<@U123> @everyone `code` *bold*',
  '__proto__',
]

/** Text made of such pieces. */
const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PIECES),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.lorem({ maxCount: 6 }),
    ),
    {
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(' '))

const moment = fc.integer({ min: 0, max: 4_102_444_800_000 })

const span: fc.Arbitrary<Span> = fc.oneof(
  hostileText,
  fc.record({
    kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const),
    text: hostileText,
  }),
  fc.record({ kind: fc.constant('link' as const), text: hostileText, url: hostileText }),
  fc.record({
    kind: fc.constant('person' as const),
    member: fc.nat().map(memberId),
    name: hostileText,
    ping: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('time' as const),
    at: moment,
    timeZone: fc.constantFrom('UTC', 'Asia/Kathmandu'),
  }),
)

const text: fc.Arbitrary<Text> = fc.array(span, { maxLength: 4 })
const target = fc.record({
  command: hostileText,
  handler: hostileText,
  input: fc.dictionary(hostileText, hostileText, { maxKeys: 2 }),
})
const figureText = { title: hostileText, finding: hostileText, note: hostileText }
const people = fc.nat({ max: 100_000 })
const day = fc.integer({ min: 0, max: 40_000 })

/** Figures with any words and any numbers. */
const anyFigure: fc.Arbitrary<Figure> = fc.oneof(
  fc.record({
    ...figureText,
    kind: fc.constant('membersByWeek' as const),
    labels: fc.record({ new: hostileText, returned: hostileText, stayed: hostileText, left: hostileText }),
    weeks: fc.array(fc.record({ from: day, new: people, returned: people, stayed: people, left: people }), {
      maxLength: 26,
    }),
  }),
  fc.record({
    ...figureText,
    kind: fc.constant('bandsOverTime' as const),
    labels: fc.record({ core: hostileText, active: hostileText, peripheral: hostileText }),
    weeks: fc.array(fc.record({ at: day, core: people, active: people, peripheral: people }), {
      maxLength: 26,
    }),
  }),
  fc.record({
    ...figureText,
    kind: fc.constant('rhythm' as const),
    labels: fc.record({
      weekdays: fc.array(hostileText, { minLength: 7, maxLength: 7 }),
      messages: hostileText,
    }),
    counts: fc.array(fc.array(fc.nat({ max: 9999 }), { minLength: 24, maxLength: 24 }), {
      minLength: 7,
      maxLength: 7,
    }),
  }),
  fc.record({
    ...figureText,
    kind: fc.constant('waitsBySpace' as const),
    labels: fc.record({
      ...{ answered: hostileText, median: hostileText },
      ...{ byHour: hostileText, tooFew: hostileText },
    }),
    spaces: fc.array(
      fc.record({
        name: hostileText,
        medianMinutes: fc.double({ min: 0, max: 1e6, noNaN: true }),
        answered: people,
        starters: people,
      }),
      { maxLength: 12 },
    ),
    hours: fc.uniqueArray(
      fc.record({
        hour: fc.nat({ max: 23 }),
        medianMinutes: fc.double({ min: 0, max: 1e6, noNaN: true }),
        answered: people,
      }),
      { selector: ({ hour }) => hour },
    ),
  }),
  fc.record({
    ...figureText,
    kind: fc.constant('moves' as const),
    labels: fc.record({
      bands: fc.record({
        ...{ core: hostileText, active: hostileText, regular: hostileText },
        ...{ peripheral: hostileText, here: hostileText, away: hostileText },
      }),
      ...{ back: hostileText, new: hostileText, uncounted: hostileText, inward: hostileText },
      ...{ outward: hostileText, stayed: hostileText, arrived: hostileText },
    }),
    ...{ before: day, now: day },
    flows: fc.array(
      fc.record({
        before: fc.constantFrom('core', 'active', 'regular', 'peripheral', 'here', 'away', 'new'),
        now: fc.constantFrom('core', 'active', 'regular', 'peripheral', 'here', 'away', 'uncounted'),
        people,
      }),
      { maxLength: 20 },
    ),
  }),
  fc.record({
    ...figureText,
    kind: fc.constant('newcomersPath' as const),
    labels: fc.record({ yes: hostileText, no: hostileText, tooEarly: hostileText }),
    steps: fc.array(
      fc
        .record({
          label: hostileText,
          told: hostileText,
          who: hostileText,
          yes: people,
          no: people,
          early: people,
        })
        .map(({ yes, no, early, ...said }) => ({ ...said, count: yes, of: yes + no, tooEarly: early })),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    ...figureText,
    kind: fc.constant('wordsSpread' as const),
    labels: fc.record({
      people: hostileText,
      before: hostileText,
      since: hostileText,
      together: hostileText,
    }),
    words: fc.array(
      fc
        .record({
          word: hostileText,
          told: hostileText,
          gained: hostileText,
          before: fc.option(people),
          since: people,
        })
        .map(({ since, ...said }) => ({ ...said, people: (said.before ?? 0) + since })),
      { maxLength: 12 },
    ),
  }),
  fc.record({
    ...figureText,
    kind: fc.constant('practicesDone' as const),
    labels: fc.record({
      ...{ asWritten: hostileText, ownWay: hostileText, didNotWork: hostileText },
      ...{ proven: hostileText, times: hostileText, notYet: hostileText },
    }),
    practices: fc.array(
      fc.record({
        ...{ name: hostileText, isProven: fc.boolean() },
        ...{ asWritten: people, ownWay: people, didNotWork: people },
      }),
      { maxLength: 12 },
    ),
  }),
)

const align = fc.constantFrom('left' as const, 'right' as const)

/** Every kind of block. */
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'note' as const), text }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: hostileText, value: text }), { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(fc.record({ label: hostileText, align }), { maxLength: 9 }),
    rows: fc.array(fc.array(text, { maxLength: 10 }), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('chart' as const), figure: anyFigure }),
  fc.record({
    kind: fc.constant('list' as const),
    ordered: fc.boolean(),
    items: fc.array(text, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('file' as const),
    name: fc.stringMatching(/^[a-z-]{1,120}\.json$/),
    mime: fc.constantFrom('application/json' as const, 'text/markdown' as const, 'text/csv' as const),
    content: hostileText,
  }),
  fc.record({
    kind: fc.constant('form' as const),
    title: hostileText,
    target,
    fields: fc.array(hostileText, { maxLength: 5 }),
    submit: hostileText,
  }),
  fc.record({
    kind: fc.constant('actions' as const),
    buttons: fc.array(
      fc.record({
        label: hostileText,
        target,
        emphasis: fc.constantFrom('primary' as const, 'plain' as const),
      }),
      { maxLength: 5 },
    ),
  }),
)

/** Whole replies. */
export const anyReply: fc.Arbitrary<Reply> = fc.record({
  title: hostileText,
  blocks: fc.array(anyBlock, { maxLength: 5 }),
  isPrivate: fc.boolean(),
})
