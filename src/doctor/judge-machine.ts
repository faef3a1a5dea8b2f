/** What is to be said of the machine: Node, the time zone, the folder, its disk, the key, the file of decisions. */
import type { DatabaseLook, Finding, MachineFacts } from '../core/examination.ts'
import type { Words } from '../core/words/words.ts'
import { broken, fine, look } from './finding.ts'

const OLDEST_NODE = 20
/** Less than this, and nothing can be written soon. */
const FULL_BYTES = 100_000_000
/** Less than this is little, or less than the database takes: a backup would not fit. */
const LOW_BYTES = 1_000_000_000

/** `database` is told apart where it changes what a fact means. */
export function judgeMachine(facts: MachineFacts, database: DatabaseLook, words: Words['doctor']): Finding[] {
  return [
    judgeNode(facts, words),
    judgeTimeZone(facts, words),
    judgeFolder(facts, words),
    judgeDisk(facts, database, words),
    judgeEncryption(facts, words),
    judgeKey(facts, database, words),
    ...judgeDecisions(facts, words),
  ]
}

function judgeNode({ nodeVersion }: MachineFacts, { node }: Words['doctor']): Finding {
  return Number.parseInt(nodeVersion, 10) >= OLDEST_NODE
    ? fine('node', node.fine(nodeVersion))
    : broken('node', node.old(nodeVersion), node.oldDo)
}

function judgeTimeZone({ timeZone: zone }: MachineFacts, { timeZone: say }: Words['doctor']): Finding {
  if (zone === null || zone === '') return fine('time zone', say.unset)
  return isZone(zone.replace(/^:/, ''))
    ? fine('time zone', say.set(zone))
    : look('time zone', say.bad(zone), say.badDo)
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function judgeFolder({ folder }: MachineFacts, { folder: say }: Words['doctor']): Finding {
  if (!folder.isWritable) return broken('folder', say.locked(folder.path), say.lockedDo)
  if (!folder.isThere) return fine('folder', say.notYet(folder.path))
  return folder.isOpen
    ? look('folder', say.open(folder.path), say.openDo(folder.path))
    : fine('folder', say.fine(folder.path))
}

function judgeDisk(
  { folder }: MachineFacts,
  database: DatabaseLook,
  { disk: say }: Words['doctor'],
): Finding {
  const { freeBytes: free } = folder
  if (free === null) return look('disk', say.unknown, say.unknownDo)
  if (free < FULL_BYTES) return broken('disk', say.full(free), say.fullDo)
  return free < Math.max(LOW_BYTES, database.sizeBytes ?? 0)
    ? look('disk', say.low(free), say.lowDo)
    : fine('disk', say.fine(free))
}

function judgeEncryption({ folder }: MachineFacts, { encryption: say }: Words['doctor']): Finding {
  const { encryption } = folder
  switch (encryption.kind) {
    case 'encrypted':
      return fine('encryption', say.fine(encryption.how))
    case 'plain':
      return look('encryption', say.plain(encryption.device), say.todo)
    case 'unknown':
      return look('encryption', say.unknown(encryption.filesystem), say.todo)
  }
}

function judgeKey(
  { key }: MachineFacts,
  { fingerprint }: DatabaseLook,
  { key: say }: Words['doctor'],
): Finding {
  switch (key.state) {
    case 'missing':
      return fingerprint === null
        ? fine('key', say.notYet(key.path))
        : broken('key', say.lost(key.path), say.lostDo)
    case 'unreadable':
      return broken('key', say.unreadable(key.path), say.unreadableDo)
    case 'short':
      return broken('key', say.short, say.shortDo)
    case 'there': {
      if (fingerprint !== null && fingerprint !== key.fingerprint)
        return broken('key', say.other, say.otherDo)
      if (key.isOpen) return look('key', say.open(key.path), say.openDo(key.path))
      const where = key.source === 'environment' ? say.environment : say.file(key.path)
      return fine('key', `${where}${fingerprint === null ? '' : say.fits}`)
    }
  }
}

function judgeDecisions({ decisions }: MachineFacts, { decisions: say }: Words['doctor']): Finding[] {
  if (decisions === null) return []
  const { path, isThere, isReadable, isWritable } = decisions
  if (!isReadable) return [broken('decisions', say.unreadable(path), say.todo)]
  if (!isWritable) return [broken('decisions', say.unwritable(path), say.todo)]
  return [fine('decisions', isThere ? say.fine(path) : say.none(path))]
}
