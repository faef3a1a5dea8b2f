/** Which failures of a database are of the database, and not of what it was given: whatever it is given then, it takes nothing. */
import { Away } from '../core/errors.ts'

/** No room, a broken disk, one that may not be written, somebody else's lock. Source: sqlite.org, «Result and Error Codes». */
const SQLITE =
  /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|NOMEM|CORRUPT|NOTADB|PROTOCOL|BUSY|LOCKED|INTERRUPT|PERM|AUTH)/
/**
 * Connection, a server that only reads or is full, another transaction's lock, an operator's doing, a broken server.
 * Source: PostgreSQL's documentation, appendix «Error Codes», by their classes; and the system's own codes.
 */
const POSTGRES = /^(08|25006|40|53|55P03|57|58|F0|XX)|^(E[A-Z]{3,}$)/

/** The failure as one to be tried again, where it is of the database; itself where it is not. */
export function asAway(error: unknown, isBroken = false): unknown {
  const code = codeIn(error)
  if (!isBroken && !(code !== null && (SQLITE.test(code) || POSTGRES.test(code)))) return error
  return error instanceof Away ? error : new Away(messageIn(error), { cause: error })
}

/** Errors are wrapped on their way by whoever built the statement. */
function codeIn(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause)
    if ('code' in one && typeof one.code === 'string') return one.code
  return null
}

function messageIn(error: unknown): string {
  let message = String(error)
  for (let one = error; one instanceof Error; one = one.cause) message = one.message
  return message
}
