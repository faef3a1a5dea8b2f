/**
 * The JSON files of a ZIP, each inflated as it is read. Nothing that a ZIP declares is believed: names that lead
 * out of it are refused, sizes are checked against the bytes that really come, and none of them is allocated.
 */
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl'
import { Refusal } from '../core/errors.ts'
import { BrokenFile } from './broken-file.ts'
import {
  byPath,
  codeOf,
  type FailedFile,
  isHistoryPath,
  SOURCE_LIMITS,
  type Source,
  type SourceEntry,
  tooLarge,
} from './source.ts'

/** Bytes inflated at a time. */
const CHUNK_BYTES = 128 * 1024
/** JSON of real exports packs 10 to 40 times; deflate can reach 1,030. Judged only beyond so many bytes. */
const BOMB = { ratio: 400, fromBytes: 64 * 1024 ** 2 } as const
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

/** Opens a ZIP and lists it. Throws `Refusal` where its directory cannot be read, as in one that was cut off. */
export async function openZip(path: string): Promise<Source> {
  const zip = await openPromise(path, {
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: false,
  }).catch(() => refuseTruncated(path))
  try {
    const { entries, refused } = await list(zip, path)
    return { entries, refused, close: async () => zip.close() }
  } catch (error) {
    zip.close()
    throw error instanceof Refusal ? error : refuseTruncated(path)
  }
}

async function list(zip: ZipFile, path: string): Promise<{ entries: SourceEntry[]; refused: FailedFile[] }> {
  const entries: SourceEntry[] = []
  const refused: FailedFile[] = []
  for await (const entry of zip.eachEntry()) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
    if (validateFileName(name) !== null)
      refused.push({
        file: name,
        reason: 'its path leads out of the ZIP, or is not written with plain slashes; it is not opened.',
      })
    else if (isHistoryPath(name)) entries.push(zipEntry(zip, name, placeOf(entry)))
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

function zipEntry(zip: ZipFile, path: string, place: Place): SourceEntry {
  return { path, sizeBytes: place.declaredBytes, open: () => readEntry(zip, place) }
}

async function* readEntry(zip: ZipFile, place: Place): AsyncGenerator<Buffer> {
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
    for await (const chunk of await openBytes(zip, place)) {
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

async function openBytes(zip: ZipFile, place: Place): Promise<AsyncIterable<Buffer>> {
  const entry = Object.assign(new Entry(), {
    relativeOffsetOfLocalHeader: place.offset,
    compressedSize: place.compressedBytes,
  })
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  const size = place.compressedBytes
  const packed = await zip.openReadStreamLowLevelPromise(fileDataStart, size, 0, size, false, null)
  if (place.method === STORED) return packed
  // A failure on either side ends the iteration over `inflate` with that error.
  return pipeline(packed, createInflateRaw({ chunkSize: CHUNK_BYTES }), () => {})
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
