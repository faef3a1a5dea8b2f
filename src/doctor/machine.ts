/** Gathers what is so on this machine: Node, the folder, its disk, the key and the file of decisions. Changes nothing. */
import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { MachineFacts } from '../core/examination.ts'
import { keyFile, keyringOf, SHORTEST_PASSPHRASE } from '../store/keys.ts'
import { encryptionOf } from './encryption.ts'

const OTHERS = 0o077

export interface MachineOptions {
  /** Where the database is, or would be; for a database on a server, where the program keeps what it makes. */
  readonly folder: string
  readonly dataFolder: string
  /** COMMONPLACE_KEY; null where it is not set. */
  readonly key: string | null
  /** The file of decisions; null where there is none. */
  readonly decisions: string | null
  readonly environment: Readonly<Record<string, string | undefined>>
}

export function gatherMachine({
  folder,
  dataFolder,
  key,
  decisions,
  environment,
}: MachineOptions): MachineFacts {
  const there = nearestFolder(folder)
  return {
    nodeVersion: process.versions.node,
    timeZone: environment['TZ'] ?? null,
    folder: {
      path: folder,
      isThere: existsSync(folder),
      isWritable: may(there, constants.W_OK | constants.X_OK),
      isOpen: existsSync(folder) && isOpen(folder),
      freeBytes: freeIn(there),
      encryption: encryptionOf(there),
    },
    decisions:
      decisions === null
        ? null
        : {
            path: decisions,
            isThere: existsSync(decisions),
            isReadable: !existsSync(decisions) || may(decisions, constants.R_OK),
            isWritable: existsSync(decisions)
              ? may(decisions, constants.W_OK)
              : may(nearestFolder(path.dirname(decisions)), constants.W_OK),
          },
    key: key === null ? keyIn(keyFile(dataFolder)) : keyGiven(key, keyFile(dataFolder)),
  }
}

/** The folder itself, or the one in which it would be made. */
function nearestFolder(folder: string): string {
  for (let one = path.resolve(folder); ; one = path.dirname(one))
    if (existsSync(one) || one === path.dirname(one)) return one
}

function may(file: string, how: number): boolean {
  try {
    accessSync(file, how)
    return true
  } catch {
    return false
  }
}

const isOpen = (file: string): boolean => (statSync(file).mode & OTHERS) !== 0

function freeIn(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

type Key = MachineFacts['key']

const keyGiven = (secret: string, file: string): Key => ({
  ...{ source: 'environment', path: file, isOpen: false },
  ...(secret.length < SHORTEST_PASSPHRASE
    ? { state: 'short', fingerprint: null }
    : { state: 'there', fingerprint: keyringOf(secret).fingerprint }),
})

function keyIn(file: string): Key {
  const about = { source: 'file', path: file } as const
  if (!existsSync(file)) return { ...about, state: 'missing', isOpen: false, fingerprint: null }
  try {
    const secret = readFileSync(file, 'utf8').trim()
    return { ...about, ...keyGiven(secret, file), ...about, isOpen: isOpen(file) }
  } catch {
    return { ...about, state: 'unreadable', isOpen: false, fingerprint: null }
  }
}
