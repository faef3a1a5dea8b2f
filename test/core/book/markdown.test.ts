import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fields, headOf, LineFault, readHead } from '../../../src/core/book/front-matter.ts'
import { brokenLine } from '../../../src/core/book/json-line.ts'
import { keysOf } from '../../../src/core/book/keys.ts'
import { readEntry } from '../../../src/core/book/markdown.ts'
import { bodyOf, escaped, readBody } from '../../../src/core/book/sections.ts'
import { nasty } from './nasty.ts'

const SECTIONS = [
  { field: 'how', heading: 'How it is done' },
  { field: 'when', heading: 'When it helps' },
]
/** As it is split again when it is read. */
const lines = (written: readonly string[]): readonly string[] => written.join('\n').split('\n')

describe('a head', () => {
  it('gives back every value, whatever is in it, on lines that begin as ours', () => {
    const value = fc.oneof(
      nasty,
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.array(nasty, { maxLength: 2 }),
    )
    const entry = fc.record({ at: value, said: value })
    const fields = fc.record({
      name: value,
      tags: fc.array(nasty, { maxLength: 2 }),
      all: fc.array(entry, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fields, (given: Fields) => {
        const head = headOf(given)
        for (const line of head) expect(line).toMatch(/^(?:---$|[a-z]+:(?: |$)| {2}- [a-z]+: | {4}[a-z]+: )/)
        expect(head.join('')).not.toMatch(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u)
        expect(readHead(lines(head))).toEqual({ fields: given, end: head.length })
      }),
    )
  })

  it.each([
    ['', 1, 'head'],
    ['---\na: 1', 2, 'endless'],
    ['---\na: one\n---', 2, 'value'],
    ['---\na: 1\na: 2\n---', 3, 'twice'],
    ['---\na: &x 1\n---', 2, 'value'],
    ['---\n  - b: 1\n---', 2, 'field'],
    ['---\na:\n    b: 1\n---', 3, 'field'],
    ['---\n__proto__: 1\n---', 2, 'field'],
    ['---\nbare\n---', 2, 'field'],
  ])('refuses %j in line %i', (text, line, fault) => {
    expect(() => readHead(text.split('\n'))).toThrow(new LineFault(line, fault as LineFault['fault']))
    try {
      readHead(text.split('\n'))
    } catch (error) {
      expect(error).toMatchObject({ line, fault })
    }
  })
})

describe('texts', () => {
  it('come back exactly, and nothing of them is markup', () => {
    fc.assert(
      fc.property(nasty, nasty, (how, when) => {
        const body = bodyOf(SECTIONS, { how, when })
        expect(readBody(SECTIONS, lines(body), 0)).toEqual({ how, when })
        // As an editor on Windows leaves the file.
        const windows = ['---', '---', ...body].join('\n').replaceAll('\n', '\r\n')
        if (!`${how}${when}`.includes('\r'))
          expect(readEntry('practices', windows).value).toMatchObject({
            how,
          })
      }),
    )
  })

  it.each([
    ['## Else', 1, 'section'],
    ['## How it is done\n\nsaid so', 3, 'stray'],
    ['## How it is done\n```text\nno end', 2, 'endless'],
    ['## How it is done\n## How it is done', 2, 'twice'],
    ['## How it is done\n```json\n{}\n```', 3, 'value'],
  ])('refuses %j in line %i', (text, line, fault) => {
    try {
      readBody(SECTIONS, text.split('\n'), 0)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ line, fault })
    }
  })

  it('shows markup in a title as it is', () => {
    expect(escaped('a\n# [b](c) <i>`d`</i>')).toBe('a \\# \\[b\\](c) \\<i\\>\\`d\\`\\</i\\>')
  })
})

describe('keys', () => {
  it('are safe names of files, and no two alike on any system', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(nasty, fc.constantFrom('Con', 'aux', 'README', 'a', 'A', 'a-2'))),
        (names) => {
          const keyOf = keysOf('practice')
          const keys = names.map((name) => keyOf(name))
          expect(new Set(keys).size).toBe(keys.length)
          for (const key of keys) {
            expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
            expect(key.length).toBeLessThanOrEqual(80)
            expect(key).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d|readme|thanks)$/)
          }
        },
      ),
    )
  })
})

describe('the line in which JSON breaks', () => {
  it.each([
    ['{\n"a": 1,\n}', 3],
    ['[1,\n2', 2],
    ['{"a"\n:\nx}', 3],
    ['[1]\n\n2', 3],
    ['{"a": "b\n"}', 1],
  ])('of %j is %i', (text, line) => {
    expect(() => JSON.parse(text)).toThrow()
    expect(brokenLine(text)).toBe(line)
  })

  it('is the last one of JSON that is cut off', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
        const text = JSON.stringify([value], null, 1)
        const part = text.slice(0, cut % text.length)
        const last = part.trimEnd() === '' ? 1 : part.split('\n').length
        expect(brokenLine(part)).toBeLessThanOrEqual(last)
        // A token that is cut is broken where it begins: on the last line that says anything.
        expect(brokenLine(part)).toBeGreaterThanOrEqual(part.trimEnd().split('\n').length)
      }),
    )
  })
})
