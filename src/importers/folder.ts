/** The JSON files of a folder, at any depth. Links are not followed: what they lead to inside is listed anyway. */

import { lstatSync } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { codeOf, Refusal } from '../core/errors.ts'
import type { FailedFile } from '../core/import-report.ts'
import { byPath, isHistoryPath, SOURCE_LIMITS, type SourceEntry } from './source.ts'

interface Listing {
  readonly entries: SourceEntry[]
  readonly refused: FailedFile[]
}

type MakeEntry = (file: string, sizeBytes: number, path: string) => SourceEntry

/** Lists a folder by path; `make` turns a file into an entry. Links that lead out of the folder are refused by name. */
export async function listFolder(root: string, make: MakeEntry): Promise<Listing> {
  const listing: Listing = { entries: [], refused: [] }
  await list(await realpath(root), '', 0, listing, make)
  listing.entries.sort(byPath)
  return listing
}

async function list(
  root: string,
  inside: string,
  depth: number,
  listing: Listing,
  make: MakeEntry,
): Promise<void> {
  if (depth > SOURCE_LIMITS.folderDepth) {
    listing.refused.push({
      file: inside,
      reason: `folders deeper than ${SOURCE_LIMITS.folderDepth} are not read.`,
    })
    return
  }
  const children = await readdir(join(root, inside), { withFileTypes: true }).catch((error: unknown) => {
    listing.refused.push({ file: inside || '.', reason: `the folder cannot be read (${codeOf(error)}).` })
    return []
  })
  for (const child of children) {
    const path = inside === '' ? child.name : `${inside}/${child.name}`
    if (child.isSymbolicLink()) await judgeLink(root, path, listing)
    else if (child.isDirectory()) await list(root, path, depth + 1, listing, make)
    else if (child.isFile() && isHistoryPath(path)) add(root, path, listing, make)
  }
}

function add(root: string, path: string, listing: Listing, make: MakeEntry): void {
  if (listing.entries.length >= SOURCE_LIMITS.files)
    throw new Refusal(
      `${root} holds more than ${SOURCE_LIMITS.files} JSON files. Give the folder of one export.`,
    )
  const file = join(root, path)
  listing.entries.push(make(file, lstatSync(file).size, path))
}

async function judgeLink(root: string, path: string, listing: Listing): Promise<void> {
  const target = await realpath(join(root, path)).catch(() => null)
  if (target === null || isInside(root, target)) return
  const leadsToFolder = (await stat(target)).isDirectory()
  if (leadsToFolder || isHistoryPath(path))
    listing.refused.push({
      file: path,
      reason: 'it is a link that leads out of the folder; such links are not followed.',
    })
}

function isInside(root: string, target: string): boolean {
  const way = relative(root, target)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep))
}
