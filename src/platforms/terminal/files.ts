/** Files that a reply hands over: written beside the pictures, so that the terminal can say where they are. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileBlock, Reply } from '../../core/reply.ts'

/** Letters, digits, hyphens and one dot: a name that leads nowhere else. */
const SAFE_NAME = /^[A-Za-z0-9-]+\.[A-Za-z0-9]+$/
/** They can hold what is stored about somebody: nobody else on the computer reads them. */
const OWN_FOLDER = 0o700
const OWN_FILE = 0o600

/** Where files go, and who is told of those that could not be written. */
export interface FileTools {
  /** Null to write none. Made when first needed. */
  readonly dir: string | null
  readonly onFailure: (error: unknown) => void
}

/** The paths of the reply's files, over those of the same name; files that could not be written have none. */
export async function writeFiles(
  reply: Reply,
  { dir, onFailure }: FileTools,
): Promise<ReadonlyMap<FileBlock, string>> {
  const written = new Map<FileBlock, string>()
  if (dir === null) return written
  for (const block of reply.blocks) {
    if (block.kind !== 'file') continue
    try {
      if (!SAFE_NAME.test(block.name)) throw new Error('a file has a name that could lead elsewhere')
      await mkdir(dir, { recursive: true, mode: OWN_FOLDER })
      const path = join(dir, block.name)
      await writeFile(path, block.content, { mode: OWN_FILE })
      written.set(block, path)
    } catch (error) {
      onFailure(error)
    }
  }
  return written
}
