/** Arbitrary replies made of text that is hostile to one platform, for properties of its renderer. */
import fc from 'fast-check'
import type { Figure } from '../../src/core/figure.ts'
import { memberId } from '../../src/core/ids.ts'
import type { Block, Reply, Target } from '../../src/core/reply.ts'
import type { Span, Text } from '../../src/core/text.ts'

/** Pieces that break lines, hide or mislead on every platform, and long ones. */
const EVERYWHERE = [
  '\n',
  '\n\n\n\n',
  '\r\n',
  '\u2028# heading',
  '\t',
  '\u202eabc\u202c',
  '\u2066',
  '\u0000\u0007\u001b[31m',
  'שלום עולם',
  'مرحبا',
  '機器人社團',
  '👩‍💻👨‍👩‍👧‍👦🏳️‍🌈🇫🇷',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  `e${'\u0301'.repeat(60)}`,
  '\ud800',
  '\udc00',
  '\u200d',
  '\u3164',
  '\u2800',
  '__proto__',
  'word'.repeat(40),
  'several words in a row '.repeat(30),
  '*'.repeat(700),
  '😀'.repeat(300),
  'ﷺ'.repeat(700),
]

/** Text made of a platform's own syntax, its signs, and what is hostile everywhere. */
export const hostileTextOf = (pieces: readonly string[], signs: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...pieces, ...EVERYWHERE) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
        { weight: 2, arbitrary: fc.lorem({ maxCount: 6 }) },
        { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...signs), maxLength: 20 }) },
      ),
      { maxLength: 6 },
    )
    .chain((parts) => fc.constantFrom('', ' ').map((between) => parts.join(between)))

/** Any text and any reply made of such text. */
export function madeOf(hostileText: fc.Arbitrary<string>): {
  anyText: fc.Arbitrary<Text>
  anyReply: fc.Arbitrary<Reply>
} {
  const members = fc.nat({ max: 300 }).map(memberId)

  const span: fc.Arbitrary<Span> = fc.oneof(
    hostileText,
    fc.record({
      kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const),
      text: hostileText,
    }),
    fc.record({
      kind: fc.constant('link' as const),
      text: hostileText,
      url: fc.oneof(hostileText, fc.webUrl({ withFragments: true, withQueryParameters: true })),
    }),
    fc.record({
      kind: fc.constant('person' as const),
      member: members,
      name: hostileText,
      ping: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('time' as const),
      at: fc.integer({ min: 0, max: 4_102_444_800_000 }),
      timeZone: fc.constantFrom('UTC', 'Asia/Kathmandu'),
    }),
  )

  /** Any text. */
  const anyText: fc.Arbitrary<Text> = fc.array(span, { maxLength: 5 })

  const target: fc.Arbitrary<Target> = fc.record({
    command: fc.constant('waiting'),
    handler: fc.constant('taken'),
    input: fc.dictionary(fc.string(), hostileText, { maxKeys: 2 }),
  })

  const figure: fc.Arbitrary<Figure> = fc.record({
    kind: fc.constant('bandsOverTime' as const),
    title: hostileText,
    finding: hostileText,
    note: hostileText,
    labels: fc.constant({ core: 'core', active: 'active', peripheral: 'peripheral' }),
    weeks: fc.constant([]),
  })

  const button = fc.record({
    label: hostileText,
    target,
    emphasis: fc.constantFrom('primary' as const, 'plain' as const),
  })

  /** Blocks of every kind, of up to so many parts. */
  const blockOf = (most: number): fc.Arbitrary<Block> =>
    fc.oneof(
      fc.record({ kind: fc.constantFrom('paragraph' as const, 'note' as const), text: anyText }),
      fc.record({
        kind: fc.constant('facts' as const),
        facts: fc.array(fc.record({ label: hostileText, value: anyText }), { maxLength: most }),
      }),
      fc.record({
        kind: fc.constant('table' as const),
        columns: fc.array(
          fc.record({ label: hostileText, align: fc.constantFrom('left' as const, 'right' as const) }),
          { maxLength: 6 },
        ),
        rows: fc.array(fc.array(anyText, { maxLength: 7 }), { maxLength: most }),
      }),
      fc.record({ kind: fc.constant('chart' as const), figure }),
      fc.record({
        kind: fc.constant('list' as const),
        ordered: fc.boolean(),
        items: fc.array(anyText, { maxLength: most }),
      }),
      fc.record({
        kind: fc.constant('form' as const),
        title: hostileText,
        target,
        fields: fc.constant([]),
        submit: hostileText,
      }),
      fc.record({ kind: fc.constant('actions' as const), buttons: fc.array(button, { maxLength: most }) }),
      fc.record({
        kind: fc.constant('file' as const),
        name: fc.constantFrom('my-data.json', 'a.csv', '../x', ''),
        mime: fc.constant('application/json' as const),
        content: hostileText,
      }),
    )

  /** Replies from nothing to far more than any message holds. */
  const anyReply: fc.Arbitrary<Reply> = fc
    .constantFrom(
      { blocks: 3, parts: 3 },
      { blocks: 12, parts: 6 },
      { blocks: 150, parts: 5 },
      { blocks: 3, parts: 300 },
    )
    .chain(({ blocks, parts }) =>
      fc.record({
        title: fc.oneof(fc.constant(''), hostileText),
        blocks: fc.array(blockOf(parts), { maxLength: blocks, size: 'max' }),
        isPrivate: fc.boolean(),
      }),
    )

  return { anyText, anyReply }
}
