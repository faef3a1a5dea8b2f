/**
 * Splits large JSON without holding it: the bytes are scanned by nesting depth alone, and each element of the list
 * that matters goes through `JSON.parse` by itself. What it takes and what it refuses is what `JSON.parse` of the
 * whole text takes and refuses.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import { BrokenFile } from './broken-file.ts'

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

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
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

  const deliver = (text: Uint8Array | string, what: Reading): void => {
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
        if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) at++
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
function parseValue(value: Uint8Array | string, from: number): unknown {
  if (typeof value !== 'string' && !isUtf8(value))
    throw new BrokenFile('what begins here is not written in UTF-8', 'syntax', from)
  const text =
    typeof value === 'string' ? value : Buffer.from(value.buffer, value.byteOffset, value.length).toString()
  try {
    return JSON.parse(text)
  } catch {
    throw unexpected(from)
  }
}

/**
 * Finds where one value ends, however its bytes are cut into chunks. Brackets are only counted: that they match
 * is seen when the value is parsed.
 */
function valueScanner() {
  let depth = 0
  let isInString = false
  let isEscaped = false
  let isScalar = false
  return {
    /** Starts on the value whose first byte this is; that byte is scanned too. */
    begin(byte: number): void {
      depth = 0
      isInString = false
      isEscaped = false
      isScalar = byte !== QUOTE && byte !== OPEN_LIST && byte !== OPEN_OBJECT
    },
    /** The offset behind the value, or -1 where the chunk ends before it does. */
    scan(chunk: Uint8Array, from: number): number {
      if (isScalar) return endOfScalar(chunk, from)
      const length = chunk.length
      let at = from
      let level = depth
      let inString = isInString
      if (isEscaped) {
        at++
        isEscaped = false
      }
      while (at < length) {
        if (inString) {
          let byte = 0
          while (at < length) {
            byte = chunk[at] ?? 0
            if (byte === QUOTE || byte === BACKSLASH) break
            at++
          }
          if (at >= length) break
          if (byte === BACKSLASH) {
            at += 2
            continue
          }
          inString = false
          at++
          if (level === 0) return at
          continue
        }
        const byte = chunk[at++] ?? 0
        if (byte === QUOTE) inString = true
        else if (byte === OPEN_OBJECT || byte === OPEN_LIST) level++
        else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
          level--
          if (level === 0) return at
        }
      }
      depth = level
      isInString = inString
      isEscaped = at > length
      return -1
    },
  }
}

/** Numbers and words end before a comma, a bracket or a blank. */
function endOfScalar(chunk: Uint8Array, from: number): number {
  for (let at = from; at < chunk.length; at++) {
    const byte = chunk[at]
    if (byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT || byte === 0x20) return at
    if (byte === 0x0a || byte === 0x0d || byte === 0x09) return at
  }
  return -1
}
