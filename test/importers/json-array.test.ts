import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrokenFile } from '../../src/importers/broken-file.ts'
import { ELEMENT_LIMIT_BYTES, splitJson } from '../../src/importers/json-array.ts'

interface Split {
  readonly elements: unknown[]
  readonly bytes: number[]
  readonly members: Map<string, unknown>
  readonly hasList: boolean
}

/** Splits bytes that come in chunks cut at the given offsets. */
function split(bytes: Buffer, cuts: readonly number[], key: string | null): Split {
  const elements: unknown[] = []
  const offsets: number[] = []
  const members = new Map<string, unknown>()
  const splitter = splitJson({
    key,
    onElement: (value, byte) => {
      elements.push(value)
      offsets.push(byte)
    },
    onMember: (name, value) => members.set(name, value),
  })
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  let from = 0
  for (const end of ends) {
    splitter.push(bytes.subarray(from, end))
    from = end
  }
  return { elements, bytes: offsets, members, ...splitter.end() }
}

const cuts = fc.array(fc.nat(), { maxLength: 12 })
/** JSON as programs write it: dense, or with blanks of every kind between its parts. */
const spacing = fc.constantFrom(undefined, 1, '\t', '  ')
const value = fc.jsonValue({ maxDepth: 4 })
const text = fc.string({ unit: 'binary', maxLength: 20 })

function failure(work: () => unknown): BrokenFile {
  try {
    work()
  } catch (error) {
    if (error instanceof BrokenFile) return error
    throw error
  }
  throw new Error('nothing was wrong with it')
}

describe('splitting a list', () => {
  test('any list, cut anywhere, gives what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(value, text)), spacing, cuts, (list, space, at) => {
        const json = JSON.stringify(list, null, space)
        expect(split(Buffer.from(json), at, null).elements).toEqual(JSON.parse(json))
      }),
    )
  })

  test('each element is told with the offset of its first byte', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), cuts, (list, at) => {
        const bytes = Buffer.from(JSON.stringify(list, null, 1))
        for (const [index, byte] of split(bytes, at, null).bytes.entries()) {
          const rest = bytes.subarray(byte).toString()
          expect(rest.startsWith(JSON.stringify(list[index], null, 1).split('\n')[0] ?? '')).toBe(true)
        }
      }),
    )
  })

  test('damaged text is refused just where JSON.parse refuses it', () => {
    const damage = fc.tuple(
      fc.nat(),
      fc.constantFrom('', '"', '[', ']', '{', '}', ',', ':', '\\', ' ', 'x', '1'),
    )
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), damage, cuts, (list, [at, insert], cutAt) => {
        const json = JSON.stringify(list)
        const place = at % json.length
        const damaged = Buffer.from(json.slice(0, place) + insert + json.slice(place + 1))
        let parsed: unknown
        try {
          parsed = JSON.parse(damaged.toString())
        } catch {
          expect(failure(() => split(damaged, cutAt, null))).toBeInstanceOf(BrokenFile)
          return
        }
        if (Array.isArray(parsed)) expect(split(damaged, cutAt, null).elements).toEqual(parsed)
        else expect(failure(() => split(damaged, cutAt, null)).kind).not.toBe('content')
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    '[]',
    ' [ ] ',
    '\ufeff[1]',
    '[1,"a\\\\",{"b":"]}\\""}]',
    '["é🦊\\u00e9"]',
    '[-0.5e+3,true,null]',
  ])('every cut of %s', (json) => {
    const bytes = Buffer.from(json)
    const expected: unknown = JSON.parse(json.replace('\ufeff', ''))
    for (let one = 0; one <= bytes.length; one++)
      for (let other = one; other <= bytes.length; other++)
        expect(split(bytes, [one, other], null).elements).toEqual(expected)
  })
})

describe('splitting a list under a key', () => {
  test('the other keys are told whether they stand before or behind the list', () => {
    const key = fc.string().filter((name) => name !== 'messages' && name !== '__proto__')
    fc.assert(
      fc.property(
        fc.dictionary(key, value),
        fc.array(value),
        fc.dictionary(key, value),
        spacing,
        cuts,
        (before, list, after, space, at) => {
          const whole = { ...before, messages: list, ...after }
          const bytes = Buffer.from(JSON.stringify(whole, null, space))
          const result = split(bytes, at, 'messages')
          const { messages, ...others } = JSON.parse(bytes.toString()) as Record<string, unknown>
          expect(result.elements).toEqual(messages)
          expect(result.hasList).toBe(true)
          expect(Object.fromEntries(result.members)).toEqual(others)
        },
      ),
    )
  })

  test('a key that is spelled with escapes is the same key', () => {
    expect(split(Buffer.from('{"\\u006dessages":[1,2]}'), [5], 'messages').elements).toEqual([1, 2])
  })

  test('a value of the key that is no list is told like any other', () => {
    const result = split(Buffer.from('{"messages":null}'), [], 'messages')
    expect(result).toMatchObject({ elements: [], hasList: false })
    expect(result.members.get('messages')).toBeNull()
  })

  test('a second list is refused: the first is told already', () => {
    expect(failure(() => split(Buffer.from('{"messages":[1],"messages":[2]}'), [], 'messages')).byte).toBe(27)
  })
})

describe('what is wrong and where', () => {
  test.each([
    ['[1,2', 4, 'syntax'],
    ['[{"a":1},{"a":}]', 9, 'syntax'],
    ['["é",{"é":tru}]', 6, 'syntax'],
    ['[1] x', 4, 'syntax'],
    ['{"a":1}', 0, 'shape'],
    ['', 0, 'syntax'],
  ])('%s', (json, byte, kind) => {
    for (const at of [[], [3], [7]])
      expect(failure(() => split(Buffer.from(json), at, null))).toMatchObject({ byte, kind })
  })

  test('bytes that are no UTF-8', () => {
    expect(
      failure(() => split(Buffer.from([0x5b, 0x22, 0xff, 0xfe, 0x22, 0x5d]), [], null)).message,
    ).toContain('UTF-8')
    expect(failure(() => split(Buffer.from('[1]', 'utf16le'), [], null)).kind).toBe('syntax')
  })

  test('an element beyond the limit is refused before it is whole', () => {
    const splitter = splitJson({ key: null, onElement: () => {}, onMember: () => {} })
    splitter.push(Buffer.from('["'))
    const filler = Buffer.alloc(ELEMENT_LIMIT_BYTES / 8, 'a')
    const fill = () => {
      for (let times = 0; times < 9; times++) splitter.push(filler)
    }
    expect(failure(fill)).toMatchObject({ kind: 'content', byte: 1 })
  })

  test('nesting deeper than any stack is read or refused, never a crash', () => {
    const deep = Buffer.from(`[${'['.repeat(200_000)}${']'.repeat(200_000)}]`)
    const attempt = () => {
      try {
        return split(deep, [], null).elements.length
      } catch (error) {
        return error instanceof BrokenFile ? 1 : 0
      }
    }
    expect(attempt()).toBe(1)
  })
})
