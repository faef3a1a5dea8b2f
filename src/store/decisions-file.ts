/**
 * The file of decisions: who erased themselves or paused, as keyed hashes, beside the database and apart from it. A
 * database can be put back to what it was; what people decided about themselves since must not be. The file only grows, line
 * by line, so that it can be copied at any moment; a line whose time is over is blanked where it stands.
 */
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { Platform } from '../core/activity.ts'

const OWNER_ONLY = 0o600
const HEADER =
  '# Who erased themselves or paused, as keyed hashes: a database that is restored is brought up to this. Keep it beside the database.\n'
const CHECK_LENGTH = 8
const NEWLINE = 0x0a

/** Whom a line is about. A community is known by when it was made too: a restored database may give its number again. */
export interface Whose {
  readonly community: number
  readonly madeAt: number
  readonly hash: string
}

/** An identity as the database has it, for one that it may not have when it is put back. */
export interface Known {
  readonly platform: Platform
  readonly cipher: string
}

/** One decision. Moments are milliseconds since 1970, UTC. */
export type Decision = Whose &
  (
    | { readonly kind: 'erased'; readonly at: number; readonly practices: 'remove' | 'keep' }
    /** Came back; what is older than `at` stays unread. */
    | ({ readonly kind: 'back'; readonly erasedAt: number; readonly at: number } & Known)
    | ({ readonly kind: 'paused'; readonly at: number } & Known)
    /** Ends every pause that began before. */
    | { readonly kind: 'resumed'; readonly at: number }
  )

export interface DecisionsFile {
  readonly path: string
  /** Every whole line, in order; none where there is no file. What is torn or damaged is passed over. */
  read(): readonly Decision[]
  /** On disk when it returns. Throws where the file cannot be written. */
  append(decisions: readonly Decision[]): void
  /** Overwrites lines with blanks, on disk when it returns. */
  strike(which: (decision: Decision) => boolean): void
}

export function decisionsFile(file: string): DecisionsFile {
  const read = (): readonly Found[] => (existsSync(file) ? linesOf(readFileSync(file)) : [])
  return {
    path: file,
    read: () => read().map((one) => one.decision),
    append: (decisions) => {
      if (decisions.length === 0) return
      const isNew = !existsSync(file)
      if (isNew) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      const handle = openSync(file, 'a+', OWNER_ONLY)
      try {
        const lines = decisions.map(lineOf).join('')
        // What was torn by a crash ends where the next line begins.
        const start = isNew ? HEADER : endsInNewline(handle) ? '' : '\n'
        writeSync(handle, start + lines)
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
      if (isNew) syncFolder(path.dirname(file))
    },
    strike: (which) => {
      const struck = read().filter((one) => which(one.decision))
      if (struck.length === 0) return
      const handle = openSync(file, 'r+')
      try {
        for (const { start, length } of struck) writeSync(handle, ' '.repeat(length), start)
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
    },
  }
}

/** Where a line stands, in bytes. */
interface Found {
  readonly decision: Decision
  readonly start: number
  readonly length: number
}

const checkOf = (json: string): string =>
  createHash('sha256').update(json).digest('hex').slice(0, CHECK_LENGTH)

function lineOf(decision: Decision): string {
  const json = JSON.stringify(decision)
  return `${checkOf(json)} ${json}\n`
}

function linesOf(bytes: Buffer): readonly Found[] {
  const found: Found[] = []
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start)
    const end = newline < 0 ? bytes.length : newline
    const decision = decisionIn(bytes.toString('utf8', start, end))
    if (decision !== null) found.push({ decision, start, length: end - start })
    start = end + 1
  }
  return found
}

/** Null for what is no whole line of ours. The check makes sure of it, so its shape is as we wrote it. */
function decisionIn(line: string): Decision | null {
  const [check, json] = [line.slice(0, CHECK_LENGTH), line.slice(CHECK_LENGTH + 1)]
  return checkOf(json) === check ? (JSON.parse(json) as Decision) : null
}

function endsInNewline(handle: number): boolean {
  const { size } = fstatSync(handle)
  if (size === 0) return true
  const last = Buffer.alloc(1)
  readSync(handle, last, 0, 1, size - 1)
  return last[0] === NEWLINE
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
