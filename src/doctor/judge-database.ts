/** What is to be said of the database: its version, whether it is whole, and whether its tables fit together. */
import { unreachable } from '../core/errors.ts'
import type { DatabaseLook, Finding, MachineFacts, Oddity } from '../core/examination.ts'
import type { Words } from '../core/words/words.ts'
import { broken, fine, look } from './finding.ts'

/** The log is taken into the database at 64 MB: several times that, and something keeps it from being. */
const LARGE_LOG_BYTES = 512_000_000

export function judgeDatabase(
  database: DatabaseLook,
  { decisions }: Pick<MachineFacts, 'decisions'>,
  words: Words['doctor'],
): Finding[] {
  return [
    judgeState(database, decisions?.isThere === true, words),
    ...judgeUse(database, words),
    ...judgeIntegrity(database, words),
    ...judgeLog(database, words),
    ...judgeTables(database, words),
  ]
}

function judgeState(
  { state, where, reason, engine, version, sizeBytes }: DatabaseLook,
  wasDecidedIn: boolean,
  { database: say }: Words['doctor'],
): Finding {
  const check = 'database'
  switch (state) {
    case 'current':
      return fine(
        check,
        say.fine(`${engine === 'sqlite' ? 'SQLite' : 'Postgres'} ${version ?? ''}`.trim(), where, sizeBytes),
      )
    case 'missing':
      if (engine === 'memory') return look(check, say.memory, say.memoryDo)
      return wasDecidedIn ? broken(check, say.lost(where), say.lostDo) : fine(check, say.missing(where))
    case 'older':
      return look(check, say.older(where), say.olderDo)
    case 'newer':
      return broken(check, say.newer(where), say.newerDo)
    case 'notOurs':
      return broken(check, say.notOurs(where), say.notOursDo)
    case 'broken':
      return broken(check, say.broken(where, reason ?? ''), say.brokenDo)
    case 'locked':
      return look(check, say.locked(where), say.lockedDo)
    case 'unreachable':
      return broken(check, say.unreachable(where, reason ?? ''), say.unreachableDo)
    default:
      return unreachable(state)
  }
}

function judgeUse({ isInUse }: DatabaseLook, { database: say }: Words['doctor']): Finding[] {
  if (isInUse === null) return []
  return [isInUse ? fine('bot', say.inUse) : look('bot', say.notInUse, say.notInUseDo)]
}

/** What is wrong with it is said of the database itself. */
function judgeIntegrity({ integrity }: DatabaseLook, { integrity: say }: Words['doctor']): Finding[] {
  if (integrity === null || integrity.problem !== null) return []
  return [fine('integrity', integrity.isQuick ? say.fineQuick : say.fine)]
}

function judgeLog({ logBytes }: DatabaseLook, { log: say }: Words['doctor']): Finding[] {
  if (logBytes === null || logBytes < LARGE_LOG_BYTES) return []
  return [look('log', say.large(logBytes), say.largeDo)]
}

const ODDITIES: readonly Oddity[] = [
  'identityWithoutMember',
  'erasedStillHere',
  'actsOfNobody',
  'coveredTwice',
  'dailyNotRaw',
]

function judgeTables({ contents }: DatabaseLook, { tables: say }: Words['doctor']): Finding[] {
  if (contents === null) return []
  const odd = ODDITIES.flatMap((oddity) => {
    const n = contents.oddities.get(oddity) ?? 0
    return n === 0 ? [] : [broken('tables', say[oddity](n), say.todo)]
  })
  return odd.length === 0 ? [fine('tables', say.fine)] : odd
}
