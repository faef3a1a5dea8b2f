/** Finding where a JSON value ends, in bytes that come in chunks. */

export const QUOTE = 0x22
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN_LIST = 0x5b
export const CLOSE_LIST = 0x5d
export const OPEN_OBJECT = 0x7b
export const CLOSE_OBJECT = 0x7d
const BACKSLASH = 0x5c

export interface ValueScanner {
  /** Starts on the value whose first byte this is; that byte is scanned too. */
  begin(byte: number): void
  /** The offset behind the value, or -1 where the chunk ends before it does. */
  scan(chunk: Uint8Array, from: number): number
}

/** Whether a byte may stand between values and means nothing there. */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

/**
 * Finds where one value ends, however its bytes are cut into chunks. Brackets are only counted: that they match
 * is seen when the value is parsed.
 */
export function valueScanner(): ValueScanner {
  let depth = 0
  let isInString = false
  let isEscaped = false
  let isScalar = false
  return {
    begin(byte) {
      depth = 0
      isInString = false
      isEscaped = false
      isScalar = byte !== QUOTE && byte !== OPEN_LIST && byte !== OPEN_OBJECT
    },
    scan(chunk, from) {
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
    const byte = chunk[at] ?? 0
    if (byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT || isBlank(byte)) return at
  }
  return -1
}
