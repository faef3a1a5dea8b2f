/**
 * The two kinds of failure: what a person can mend, told in a sentence, and everything else, which is logged
 * under an incident code that the person is shown.
 */

/** Something a person did or configured that cannot be done. The message is a sentence that says what to do next. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

/** A platform does not answer at the moment, and may in a while. The message is a sentence. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** The database takes nothing at the moment, whatever it is given: its disk is full, its server gone. To be tried again. */
export class Away extends Error {
  override readonly name = 'Away'
}

/** The system's short name of an error, such as `EACCES`. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}

/** The last stop of a switch over a union: a new member of the union is a compile error here. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}
