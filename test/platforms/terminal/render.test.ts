import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Figure } from '../../../src/core/figure.ts'
import type { Block, Reply } from '../../../src/core/reply.ts'
import { code, emphasis, link, strong } from '../../../src/core/text.ts'
import { english } from '../../../src/core/words/english.ts'
import { widthOf } from '../../../src/platforms/terminal/measure.ts'
import { choicesOf, type RenderOptions, render } from '../../../src/platforms/terminal/render.ts'
import { anyReply } from './replies.ts'

const plainly: RenderOptions = {
  width: 60,
  color: false,
  timeZone: null,
  pictures: new Map(),
  words: english,
}
const reply = (...blocks: readonly Block[]): Reply => ({ title: '', isPrivate: false, blocks })
const shown = (block: Block, options: Partial<RenderOptions> = {}): string =>
  render(reply(block), { ...plainly, ...options })

const target = { command: 'waiting', handler: 'answered', input: {} }
const members: Figure = {
  kind: 'membersByWeek',
  title: 'Who was here',
  finding: 'Nine were here.',
  note: 'UTC.',
  labels: { new: 'new', returned: 'back', stayed: 'stayed', left: 'left' },
  weeks: [
    { from: 20_000, new: 2, returned: 0, stayed: 5, left: 1 },
    { from: 20_007, new: 1, returned: 2, stayed: 6, left: 0 },
  ],
}

describe('render', () => {
  it('says where a file was written, or that it was not', () => {
    const file: Block = {
      kind: 'file',
      name: 'my-data.json',
      mime: 'application/json',
      content: 'ü'.repeat(2000),
    }
    expect(shown(file, { files: new Map([[file, '/tmp/x/my-data.json']]) })).toBe(
      'my-data.json (4 kB): /tmp/x/my-data.json\n',
    )
    expect(shown(file)).toBe('my-data.json (4 kB): it could not be written here.\n')
  })

  it('underlines titles where nothing is bold, and makes them bold in colour', () => {
    const titled = { title: 'Waiting', isPrivate: true, blocks: [] }
    expect(render(titled, plainly)).toBe('Waiting\n───────\n')
    expect(render(titled, { ...plainly, color: true })).toBe('\x1b[1mWaiting\x1b[0m\n')
  })

  it('wraps paragraphs at words and keeps their own line ends', () => {
    const text = ['one two three four five six seven eight nine ten eleven twelve\nthirteen']
    expect(shown({ kind: 'paragraph', text }, { width: 40 })).toBe(
      'one two three four five six seven eight\nnine ten eleven twelve\nthirteen\n',
    )
  })

  it('does not spread running text over a wide window', () => {
    const text = [Array.from({ length: 60 }, () => 'word').join(' ')]
    const lines = shown({ kind: 'paragraph', text }, { width: 200 }).split('\n')
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(88)
  })

  it('writes every span', () => {
    const text = [
      'a ',
      strong('b'),
      emphasis(' c '),
      code('d'),
      ' ',
      link('e', 'https://example.org'),
      { kind: 'time' as const, at: 0, timeZone: 'UTC' },
    ]
    expect(shown({ kind: 'paragraph', text })).toBe('a b c d e (https://example.org)1970-01-01 00:00\n')
    expect(shown({ kind: 'paragraph', text: text.slice(-1) }, { timeZone: 'Asia/Tokyo' })).toBe(
      '1970-01-01 09:00\n',
    )
    expect(shown({ kind: 'paragraph', text }, { color: true })).toContain('\x1b[1mb\x1b[0m')
  })

  it('aligns facts, and the lines that follow under the value', () => {
    const facts = [
      { label: 'Read', value: ['who wrote when, and in which space it was, and what it answers'] },
      { label: 'Never kept', value: ['words'] },
    ]
    expect(shown({ kind: 'facts', facts }, { width: 40 })).toBe(
      [
        'Read        who wrote when, and in which',
        '            space it was, and what it',
        '            answers',
        'Never kept  words',
        '',
      ].join('\n'),
    )
  })

  it('aligns the columns of a table, numbers to the right, wide characters counted as two', () => {
    const columns = [
      { label: 'Space', align: 'left' as const },
      { label: 'Minutes', align: 'right' as const },
      { label: 'Why', align: 'left' as const },
    ]
    const rows = [
      [['機器人'], ['7'], ['x']],
      [['help'], ['1,200'], ['y']],
    ]
    expect(shown({ kind: 'table', columns, rows })).toBe(
      ['Space   Minutes  Why', '機器人        7  x', 'help      1,200  y', ''].join('\n'),
    )
  })

  it('breaks long cells over lines of their own column', () => {
    const columns = [
      { label: 'A', align: 'left' as const },
      { label: 'B', align: 'left' as const },
    ]
    const rows = [[['short'], ['a cell with far more words than there is room for in it']]]
    expect(shown({ kind: 'table', columns, rows }, { width: 40 })).toBe(
      ['A      B', 'short  a cell with far more words than', '       there is room for in it', ''].join('\n'),
    )
  })

  it('tells a table row by row where its columns do not fit', () => {
    const columns = Array.from({ length: 6 }, (_, at) => ({ label: `Column ${at}`, align: 'left' as const }))
    const rows = [columns.map((_, at) => [`value number ${at}`])]
    const text = shown({ kind: 'table', columns, rows }, { width: 40 })
    expect(text.split('\n').slice(0, 2)).toEqual(['Column 0  value number 0', 'Column 1  value number 1'])
  })

  it('marks lists and hangs their lines', () => {
    const items = [['one'], ['two words that go over the end of the line, and on']]
    expect(shown({ kind: 'list', ordered: false, items }, { width: 40 })).toBe(
      '• one\n• two words that go over the end of the\n  line, and on\n',
    )
    expect(shown({ kind: 'list', ordered: true, items: [['a'], ['b']] })).toBe('1. a\n2. b\n')
  })

  it('numbers buttons and forms through the whole reply, in the order of their choices', () => {
    const button = (label: string) => ({ label, target, emphasis: 'plain' as const })
    const form: Block = { kind: 'form', title: 'Add', target, fields: ['x'], submit: 'Go' }
    const whole = reply({ kind: 'actions', buttons: [button('Answered'), button('Not a question')] }, form, {
      kind: 'actions',
      buttons: [button('Last')],
    })
    expect(render(whole, plainly)).toBe('[1] Answered  [2] Not a question\n\n[3] Add\n\n[4] Last\n')
    expect(choicesOf(whole).map((choice) => choice.kind)).toEqual(['button', 'button', 'form', 'button'])
  })

  it('dims notes', () => {
    expect(shown({ kind: 'note', text: ['small'] }, { color: true })).toBe('\x1b[2msmall\x1b[0m\n')
  })

  it('draws a chart, says its finding and where its picture is', () => {
    const pictures = new Map([[members, { kind: 'file' as const, path: '/tmp/x.png' }]])
    const text = shown({ kind: 'chart', figure: members }, { pictures })
    expect(text).toContain('█████▒▒ 7')
    expect(text).toContain('██████▓▓▒ 9')
    expect(text).toContain('Nine were here.')
    expect(text).toContain('Picture: /tmp/x.png')
  })

  it('shows a picture in place of the drawing where the terminal can', () => {
    const pictures = new Map([[members, { kind: 'inline' as const, escape: '\x1b_Gpicture\x1b\\' }]])
    expect(shown({ kind: 'chart', figure: members }, { pictures })).toBe('\x1b_Gpicture\x1b\\\n')
  })

  it('keeps text that is read from right to left in its own place', () => {
    const facts = [{ label: 'שלום', value: ['x'] }]
    expect(shown({ kind: 'facts', facts })).toBe('\u2068שלום\u2069  x\n')
  })

  it('has no line wider than the terminal, and nothing of outside text that a terminal obeys', () => {
    fc.assert(
      fc.property(anyReply, fc.integer({ min: 40, max: 120 }), fc.boolean(), (any, width, color) => {
        const text = render(any, { ...plainly, width, color })
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the only escapes that are ours
        const seen = text.replace(/\x1b\[[0-9;]*m/g, '')
        expect(seen).not.toMatch(/(?!\n|\u200c|\u200d|\u2068|\u2069)[\p{Cc}\p{Cf}\p{Cs}]/u)
        for (const line of seen.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
        if (!color) expect(text).toBe(seen)
      }),
      { numRuns: 300 },
    )
  })
})
