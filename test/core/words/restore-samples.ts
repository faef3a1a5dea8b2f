import { english } from '../../../src/core/words/english.ts'

const { restore } = english
const { refused } = restore

const FILE = 'backup-2026-11-24.db'
const DATABASE = 'data/commonplace.db'
const back = { database: DATABASE, keptAside: null, isOldUnread: false, knownTo: null }
/** Commands stand on lines of their own, drawn in by two spaces, which no sentence may have. */
const spoken = (text: string): string => text.replaceAll('\n  ', '\n')

/** A call of every sentence of `commonplace restore` that takes something. */
export const RESTORE_SAMPLES: Readonly<Record<string, readonly (() => string)[]>> = {
  'restore.refused.noFile': [() => refused.noFile(FILE)],
  'restore.refused.itself': [() => refused.itself(DATABASE)],
  'restore.refused.noDatabase': [() => refused.noDatabase('notes.txt')],
  'restore.refused.notOurs': [() => refused.notOurs('other.db')],
  'restore.refused.damaged': [() => refused.damaged(FILE, 'database disk image is malformed')],
  'restore.refused.newer': [() => refused.newer(FILE)],
  'restore.refused.otherKey': [() => refused.otherKey(FILE)],
  'restore.refused.noKey': [() => refused.noKey('data/commonplace.key')],
  'restore.refused.inUse': [() => refused.inUse(DATABASE)],
  'restore.refused.noRoom': [
    () => refused.noRoom('data', 1_000_000, 0),
    () => refused.noRoom('data', 2_400_000_000, 1_000_000),
  ],
  'restore.refused.failed': [() => refused.failed(FILE, 'EACCES')],
  'restore.refused.noDecisions': [() => refused.noDecisions('notes.txt')],
  'restore.done': [
    () => restore.done(back).join(' '),
    () =>
      restore
        .done({
          ...back,
          keptAside: 'data/commonplace.db.before-restore',
          isOldUnread: true,
          knownTo: '24 November 2026',
        })
        .join(' '),
  ],
  'restore.decided': [
    () => restore.decided({ erased: 0, paused: 0 }),
    () => restore.decided({ erased: 1, paused: 0 }),
    () => restore.decided({ erased: 0, paused: 1 }),
    () => restore.decided({ erased: 2, paused: 3 }),
  ],
  'restore.postgres.backup': [
    () => spoken(restore.postgres.backup('pg_dump --format=custom --file=copy.dump commonplace')),
  ],
  'restore.postgres.restore': [
    () =>
      spoken(
        restore.postgres.restore([
          'createdb commonplace_restored',
          'pg_restore --dbname=commonplace_restored copy.dump',
        ]),
      ),
  ],
}
