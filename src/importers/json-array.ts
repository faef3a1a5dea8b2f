/**
 * Splits large JSON without holding it: the bytes are scanned by nesting depth alone, and each element of the list
 * that matters goes through `JSON.parse` by itself. What it takes and what it refuses is what `JSON.parse` of the
 * whole text takes and refuses.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import { BrokenFile } from './broken-file.ts'
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isBlank,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  valueScanner,
} from './json-value.ts'

/** The most that one element, or one other top-level value, may weigh. */
export const ELEMENT_LIMIT_BYTES = 16 * 1024 ** 2

export interface JsonSplit {
  /**
   * The top-level key whose list is split, such as `messages`; null where the text itself is the list.
   * A value of that key that is no list is told to `onMember` like any other.
   */
  readonly key: string | null
  /** One element of the list, and the offset of its first byte. */
  onElement(value: unknown, byte: number): void
  /** Another top-level key with its value, in the order of the text. */
  onMember(name: string, value: unknown): void
}

export interface JsonSplitter {
  /** Takes the next bytes, cut anywhere. The chunk is kept until its last element is whole: do not reuse it. */
  push(chunk: Buffer): void
  /** Says that there are no more bytes, and is told whether there was a list to split. */
  end(): { readonly hasList: boolean }
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const

/** What is expected between two values. */
type Place =
  | 'root'
  | 'firstKey'
  | 'key'
  | 'colon'
  | 'member'
  | 'afterMember'
  | 'firstElement'
  | 'element'
  | 'afterElement'
  | 'end'

/** What value is being read: a key of the root, the value of one, or an element of the list. */
type Reading = 'key' | 'member' | 'element'

/** Starts splitting. Both calls throw `BrokenFile` with the offset where the text is no JSON or another kind of it. */
export function splitJson(split: JsonSplit): JsonSplitter {
  let place: Place = 'root'
  let name = ''
  let hasList = split.key === null
  /** Offset of the current chunk in the text. */
  let base = 0
  /** The earlier chunks' parts of a value that is not whole yet. */
  let pieces: Buffer[] = []
  let pieceBytes = 0
  let reading: Reading | null = null
  let readingFrom = 0
  const value = valueScanner()

  const deliver = (text: Buffer | string, what: Reading): void => {
    const parsed: unknown = parseValue(text, readingFrom)
    if (what === 'element') {
      split.onElement(parsed, readingFrom)
      place = 'afterElement'
    } else if (what === 'member') {
      split.onMember(name, parsed)
      place = 'afterMember'
    } else {
      if (typeof parsed !== 'string') throw unexpected(readingFrom)
      name = parsed
      place = 'colon'
    }
  }

  /** Reads on in the value that is open; returns the offset behind it, or -1 where the chunk ends first. */
  const readValue = (chunk: Buffer, from: number, isPlain: boolean): number => {
    const what = reading
    if (what === null) return from
    const end = value.scan(chunk, from)
    const stop = end < 0 ? chunk.length : end
    if (pieceBytes + stop - from > ELEMENT_LIMIT_BYTES)
      throw new BrokenFile(`one element is larger than ${ELEMENT_LIMIT_BYTES} bytes`, 'content', readingFrom)
    if (end < 0) {
      pieces.push(from === 0 ? chunk : chunk.subarray(from))
      pieceBytes += stop - from
      return -1
    }
    reading = null
    if (pieces.length === 0 && isPlain) deliver(chunk.toString('latin1', from, end), what)
    else
      deliver(
        pieces.length === 0 ? chunk.subarray(from, end) : Buffer.concat([...pieces, chunk.subarray(0, end)]),
        what,
      )
    pieces = []
    pieceBytes = 0
    return end
  }

  const begin = (what: Reading, at: number, byte: number): void => {
    reading = what
    readingFrom = base + at
    value.begin(byte)
  }

  /** One byte between values: returns the offset to go on from, which is `at` itself where a value begins. */
  const step = (byte: number, at: number): number => {
    switch (place) {
      case 'root':
        place = rootOf(byte, split.key, base + at)
        return at + 1
      case 'firstKey':
      case 'key':
        if (byte === CLOSE_OBJECT && place === 'firstKey') return finish(at)
        if (byte !== QUOTE) throw unexpected(base + at)
        begin('key', at, byte)
        return at
      case 'colon':
        if (byte !== COLON) throw unexpected(base + at)
        place = 'member'
        return at + 1
      case 'member':
        if (byte === OPEN_LIST && name === split.key) {
          if (hasList) throw new BrokenFile(`there is a second list of ${name}`, 'content', base + at)
          hasList = true
          place = 'firstElement'
          return at + 1
        }
        begin('member', at, byte)
        return at
      case 'firstElement':
      case 'element':
        if (byte === CLOSE_LIST && place === 'firstElement') return closeList(at)
        begin('element', at, byte)
        return at
      case 'afterElement':
        if (byte === CLOSE_LIST) return closeList(at)
        if (byte !== COMMA) throw unexpected(base + at)
        place = 'element'
        return at + 1
      case 'afterMember':
        if (byte === CLOSE_OBJECT) return finish(at)
        if (byte !== COMMA) throw unexpected(base + at)
        place = 'key'
        return at + 1
      case 'end':
        throw unexpected(base + at)
    }
  }
  const finish = (at: number): number => {
    place = 'end'
    return at + 1
  }
  const closeList = (at: number): number => {
    place = split.key === null ? 'end' : 'afterMember'
    return at + 1
  }

  return {
    push(chunk) {
      const isPlain = isAscii(chunk)
      let at = 0
      while (at < chunk.length) {
        if (reading !== null) {
          at = readValue(chunk, at, isPlain)
          if (at < 0) break
          continue
        }
        const byte = chunk[at] ?? 0
        if (isBlank(byte)) at++
        else if (base + at < 3 && byte === BYTE_ORDER_MARK[base + at] && place === 'root') at++
        else at = step(byte, at)
      }
      base += chunk.length
    },
    end() {
      if (place !== 'end' || reading !== null)
        throw new BrokenFile(
          'the file ends in the middle; it may have been cut off on its way',
          'syntax',
          base,
        )
      return { hasList }
    },
  }
}

function rootOf(byte: number, key: string | null, at: number): Place {
  if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
    if ((byte === OPEN_LIST) === (key === null)) return key === null ? 'firstElement' : 'firstKey'
    throw new BrokenFile(`a ${key === null ? 'list' : 'object'} is expected`, 'shape', at)
  }
  throw unexpected(at)
}

function unexpected(byte: number): BrokenFile {
  return new BrokenFile('what begins here is no JSON', 'syntax', byte)
}

/** Engines differ in whether they tell where a value breaks, so the value's own first byte is told. */
function parseValue(value: Buffer | string, from: number): unknown {
  if (typeof value !== 'string' && !isUtf8(value))
    throw new BrokenFile('what begins here is not written in UTF-8', 'syntax', from)
  try {
    return JSON.parse(value.toString())
  } catch {
    throw unexpected(from)
  }
}
