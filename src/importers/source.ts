/**
 * Where history is read from: a ZIP, a folder or a single JSON file, told alike as a list of JSON files that can
 * each be opened as often as needed. Only the list is held in memory, never what the files say.
 */

import { closeSync, openSync, readSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { codeOf, Refusal } from '../core/errors.ts'
import type { FailedFile } from '../core/import-report.ts'
import { inTextOrder } from '../core/text-order.ts'
import { BrokenFile } from './broken-file.ts'
import { listFolder } from './folder.ts'
import { openZip } from './zip.ts'

/** Bytes read from disk at a time. */
const CHUNK_BYTES = 256 * 1024

/** What a file of a source may weigh and how many files there may be; beyond it is no export that was ever made. */
export const SOURCE_LIMITS = {
  files: 2_000_000,
  fileBytes: 8 * 1024 ** 3,
  folderDepth: 16,
} as const

/** One JSON file of a source. */
export interface SourceEntry {
  /** Path inside the source, with `/`. */
  readonly path: string
  /** Size as the source declares it: good for a progress bar, never trusted for more. */
  readonly sizeBytes: number
  /** The bytes in order. Throws `BrokenFile` where they cannot be had; may be called again. */
  open(): AsyncIterable<Buffer>
}

export interface Source {
  /** JSON files by path; everything else is ignored. */
  readonly entries: readonly SourceEntry[]
  /** What is not opened because its very name or place is a trap. */
  readonly refused: readonly FailedFile[]
  close(): Promise<void>
}

/** Opens the source at an absolute path. Throws `Refusal` where there is none that can be read. */
export async function openSource(path: string): Promise<Source> {
  const found = await stat(path).catch((error: unknown) => refuseUnreadable(path, error))
  if (found.isDirectory()) {
    const listed = await listFolder(path, (file, size, name) => fileEntry(file, size, name))
    return { ...listed, close: async () => {} }
  }
  if (!found.isFile())
    throw new Refusal(`${path} is neither a file nor a folder. Give an export as ZIP, folder or JSON file.`)
  const start = await firstBytes(path)
  if (start.subarray(0, 2).toString('latin1') === 'PK') return openZip(path)
  if (isLikelyJson(start))
    return { entries: [fileEntry(path, found.size, basename(path))], refused: [], close: async () => {} }
  throw new Refusal(
    `${path} is neither a ZIP nor a JSON file. Give the export as it was downloaded: a ZIP, its unpacked folder, or a JSON file (DiscordChatExporter writes JSON when its format is set to Json).`,
  )
}

/** Whether a path inside a source is worth listing: JSON, and neither what desktops leave behind nor saved attachments. */
export function isHistoryPath(path: string): boolean {
  const parts = path.split('/')
  const name = parts.at(-1) ?? ''
  const isAttachment = parts.some((part) => /\.(?:json|html|txt|csv)_Files$/i.test(part))
  return /\.json$/i.test(name) && !name.startsWith('._') && !parts.includes('__MACOSX') && !isAttachment
}

/** Order of files by their paths, the same on every machine. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return inTextOrder(a.path, b.path)
}

function fileEntry(file: string, sizeBytes: number, path: string): SourceEntry {
  return { path, sizeBytes, open: () => readFileBytes(file, sizeBytes) }
}

async function* readFileBytes(file: string, sizeBytes: number): AsyncGenerator<Buffer> {
  if (sizeBytes > SOURCE_LIMITS.fileBytes) throw tooLarge(sizeBytes)
  let descriptor: number | null = null
  try {
    descriptor = openSync(file, 'r')
    yield* readBytes(descriptor, 0, sizeBytes)
  } catch (error) {
    throw new BrokenFile(`it cannot be read (${codeOf(error)})`, 'content', null)
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}

/**
 * The bytes of an open file from one offset to another, or to its end where that comes first. Reads block: an export
 * is thousands of small files, and a turn of the event loop for each call takes longer than the call.
 */
export function* readBytes(descriptor: number, from: number, to: number): Generator<Buffer> {
  for (let at = from; at < to; ) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, to - at))
    const read = readSync(descriptor, buffer, 0, buffer.length, at)
    if (read === 0) return
    yield read === buffer.length ? buffer : buffer.subarray(0, read)
    at += read
  }
}

/** The break of a file whose declared size is beyond the limit. */
export function tooLarge(sizeBytes: number): BrokenFile {
  const limit = SOURCE_LIMITS.fileBytes / 1024 ** 3
  return new BrokenFile(
    `it declares ${sizeBytes} bytes, and more than ${limit} GiB in one file are not read`,
    'content',
    null,
  )
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: unknown) => refuseUnreadable(path, error))
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** A byte-order mark or blanks, then a bracket. */
function isLikelyJson(start: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?[ \t\r\n]*[[{]/.test(start.toString('latin1'))
}

function refuseUnreadable(path: string, error: unknown): never {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR')
    throw new Refusal(`There is nothing at ${path}. Check the path; it is taken from where you stand.`)
  throw new Refusal(`${path} cannot be read (${code}). Check its permissions.`)
}
