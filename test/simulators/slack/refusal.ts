/** How Slack says no: 200 and an error code. */
import type { JsonObject } from '../discord/json.ts'

/** An answer `ok: false`; thrown by methods. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly more: JsonObject
  constructor(code: string, more: JsonObject = {}) {
    super(code)
    this.code = code
    this.more = more
  }
}

/** The body of a refusal. */
export const refusalJson = (refusal: Refusal): JsonObject => ({
  ok: false,
  error: refusal.code,
  ...refusal.more,
})

/** A refusal with reasons: what is wrong, and where in the arguments. */
export const refuseBody = (code: string, reasons: readonly string[]): Refusal =>
  new Refusal(code, {
    ...(code === 'invalid_blocks' ? { errors: reasons } : {}),
    response_metadata: { messages: reasons.map((reason) => `[ERROR] ${reason}`) },
  })
