/**
 * The JSON files of a ZIP, each inflated as it is read. Nothing that a ZIP declares is believed: names that lead
 * out of it are refused, sizes are checked against the bytes that really come, and none of them is allocated.
 */

import { closeSync, openSync, readSync } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createInflateRaw, inflateRawSync } from 'node:zlib'
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl'
import { codeOf, Refusal } from '../core/errors.ts'
import type { FailedFile } from '../core/import-report.ts'
import { BrokenFile } from './broken-file.ts'
import {
  byPath,
  isHistoryPath,
  readBytes,
  SOURCE_LIMITS,
  type Source,
  type SourceEntry,
  tooLarge,
} from './source.ts'

/** Bytes inflated at a time. */
const CHUNK_BYTES = 128 * 1024
/** JSON of real exports packs 10 to 40 times; deflate can reach 1,030. Judged only beyond so many bytes. */
const BOMB = { ratio: 400, fromBytes: 64 * 1024 ** 2 } as const
/** Entries up to this size are inflated at once. */
const SMALL_BYTES = 256 * 1024
/** Of the header before each entry's bytes (APPNOTE.TXT, section 4.3.7). */
const LOCAL_HEADER = { bytes: 30, signature: 0x04034b50, nameLengthAt: 26, extraLengthAt: 28 } as const
const STORED = 0
const DEFLATED = 8

/** What is kept of an entry until it is opened. */
interface Place {
  readonly offset: number
  readonly compressedBytes: number
  readonly declaredBytes: number
  readonly method: number
  readonly isEncrypted: boolean
}

/** The library reads the directory; the entries are read by position, which holds nothing of them in memory. */
interface OpenZip {
  readonly descriptor: number
}

/** Opens a ZIP and lists it. Throws `Refusal` where its directory cannot be read, as in one that was cut off. */
export async function openZip(path: string): Promise<Source> {
  const zip = await openPromise(path, {
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: false,
  }).catch(() => refuseTruncated(path))
  const descriptor = openSync(path, 'r')
  const close = async (): Promise<void> => closeSync(descriptor)
  try {
    return { ...(await list(zip, { descriptor }, path)), close }
  } catch (error) {
    await close()
    throw error instanceof Refusal ? error : refuseTruncated(path)
  } finally {
    zip.close()
  }
}

async function list(
  zip: ZipFile,
  opened: OpenZip,
  path: string,
): Promise<{ entries: SourceEntry[]; refused: FailedFile[] }> {
  const entries: SourceEntry[] = []
  const refused: FailedFile[] = []
  for await (const entry of zip.eachEntry()) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
    if (validateFileName(name) !== null)
      refused.push({
        file: name,
        reason: 'its path leads out of the ZIP, or is not written with plain slashes; it is not opened.',
      })
    else if (isHistoryPath(name)) entries.push(zipEntry(opened, name, placeOf(entry)))
    if (entries.length + refused.length > SOURCE_LIMITS.files)
      throw new Refusal(`${path} holds more than ${SOURCE_LIMITS.files} files. Give the ZIP of one export.`)
  }
  return { entries: entries.sort(byPath), refused }
}

function placeOf(entry: Entry): Place {
  return {
    offset: entry.relativeOffsetOfLocalHeader,
    compressedBytes: entry.compressedSize,
    declaredBytes: entry.uncompressedSize,
    method: entry.compressionMethod,
    isEncrypted: entry.isEncrypted(),
  }
}

function zipEntry(zip: OpenZip, path: string, place: Place): SourceEntry {
  return { path, sizeBytes: place.declaredBytes, open: () => readEntry(zip, place) }
}

async function* readEntry(zip: OpenZip, place: Place): AsyncGenerator<Buffer> {
  if (place.isEncrypted)
    throw new BrokenFile('it is locked with a password; unlock the ZIP first', 'content', null)
  if (place.declaredBytes > SOURCE_LIMITS.fileBytes) throw tooLarge(place.declaredBytes)
  if (place.method !== STORED && place.method !== DEFLATED)
    throw new BrokenFile(
      `it is packed in a way that is not read here (method ${place.method})`,
      'content',
      null,
    )
  let bytes = 0
  try {
    const packed = readPacked(zip, place)
    for await (const chunk of place.method === STORED ? packed : inflate(packed, place)) {
      bytes += chunk.length
      checkGrowth(place, bytes)
      yield chunk
    }
  } catch (error) {
    if (error instanceof BrokenFile) throw error
    throw new BrokenFile(`its packed bytes are damaged (${codeOf(error)})`, 'content', bytes)
  }
  if (bytes < place.declaredBytes)
    throw new BrokenFile(
      `it ends after ${bytes} of the ${place.declaredBytes} bytes that it declares`,
      'content',
      bytes,
    )
}

/** The bytes of an entry as they stand in the ZIP, behind its own header. */
function* readPacked(zip: OpenZip, place: Place): Generator<Buffer> {
  const header = Buffer.alloc(LOCAL_HEADER.bytes)
  readSync(zip.descriptor, header, 0, header.length, place.offset)
  if (header.readUInt32LE(0) !== LOCAL_HEADER.signature)
    throw new BrokenFile('the ZIP has another thing where it says that this file is', 'content', null)
  const start =
    place.offset +
    header.length +
    header.readUInt16LE(LOCAL_HEADER.nameLengthAt) +
    header.readUInt16LE(LOCAL_HEADER.extraLengthAt)
  yield* readBytes(zip.descriptor, start, start + place.compressedBytes)
}

/** Small entries at once, which spares a stream each; the others as they are read. */
function inflate(packed: Iterable<Buffer>, place: Place): Iterable<Buffer> | AsyncIterable<Buffer> {
  if (place.compressedBytes <= SMALL_BYTES && place.declaredBytes <= SMALL_BYTES)
    return [inflateRawSync(Buffer.concat([...packed]), { maxOutputLength: place.declaredBytes + 1 })]
  // A failure on either side ends the iteration over the result with that error.
  return pipeline(Readable.from(packed), createInflateRaw({ chunkSize: CHUNK_BYTES }), () => {})
}

function checkGrowth(place: Place, bytes: number): void {
  if (bytes > place.declaredBytes)
    throw new BrokenFile(
      `it holds more than the ${place.declaredBytes} bytes that it declares`,
      'content',
      bytes,
    )
  if (bytes > BOMB.fromBytes && bytes > place.compressedBytes * BOMB.ratio)
    throw new BrokenFile(
      `it unpacks to more than ${BOMB.ratio} times its size, as no export does`,
      'content',
      bytes,
    )
}

function refuseTruncated(path: string): never {
  throw new Refusal(`${path} is not a whole ZIP file: it may have been cut off on its way. Fetch it again.`)
}
