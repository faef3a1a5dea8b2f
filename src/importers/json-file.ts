/** Reading a JSON file of a source, part by part, and telling where in it something is wrong. */
import { BrokenFile } from './broken-file.ts'
import { splitJson } from './json-array.ts'
import type { SourceEntry } from './source.ts'

/** The elements that became whole with one chunk of bytes. */
export interface JsonPart {
  readonly values: readonly unknown[]
  /** Offset of the first byte of each value. */
  readonly bytes: readonly number[]
  /** Top-level keys met so far, other than the one whose list is split, with their values. */
  readonly head: ReadonlyMap<string, unknown>
  /** Bytes of the file read so far. */
  readonly readBytes: number
  /** Whether the text has ended, whole. */
  readonly isLast: boolean
  /** Of the last part: whether there was a list to split. */
  readonly hasList: boolean
}

/**
 * Yields the list under `key` (null: the text itself is the list) part by part, and at the end one more part, which
 * may be empty, with the whole head. Throws `BrokenFile`.
 */
export async function* readJsonParts(entry: SourceEntry, key: string | null): AsyncGenerator<JsonPart> {
  let values: unknown[] = []
  let bytes: number[] = []
  let readBytes = 0
  const head = new Map<string, unknown>()
  const splitter = splitJson({
    key,
    onElement(value, byte) {
      values.push(value)
      bytes.push(byte)
    },
    onMember: (name, value) => head.set(name, value),
  })
  for await (const chunk of entry.open()) {
    splitter.push(chunk)
    readBytes += chunk.length
    if (values.length === 0) continue
    yield { values, bytes, head, readBytes, isLast: false, hasList: true }
    values = []
    bytes = []
  }
  const { hasList } = splitter.end()
  yield { values, bytes, head, readBytes, isLast: true, hasList }
}

/** What is wrong with a file and where, as a sentence. Reads the file again to count its lines. */
export async function describeBreak(entry: SourceEntry, error: BrokenFile): Promise<string> {
  if (error.byte === null) return `${error.message}.`
  const line = await lineOf(entry, error.byte)
  return `line ${line}, byte ${error.byte}: ${error.message}.`
}

async function lineOf(entry: SourceEntry, byte: number): Promise<number> {
  let line = 1
  let base = 0
  try {
    for await (const chunk of entry.open()) {
      const end = Math.min(chunk.length, byte - base)
      for (let at = chunk.indexOf(0x0a); at >= 0 && at < end; at = chunk.indexOf(0x0a, at + 1)) line++
      base += chunk.length
      if (base >= byte) break
    }
  } catch (error) {
    // Damaged bytes end here for the second time: the lines before them are counted.
    if (!(error instanceof BrokenFile)) throw error
  }
  return line
}
