/** Whether a token is still good, asked where Slack refuses something as if it were not. */
import type { WebClient } from '@slack/web-api'
import { refusalOf } from './clients.ts'
import { isFinal } from './endings.ts'

export interface TokenCheckTools {
  readonly client: { readonly auth: Pick<WebClient['auth'], 'test'> }
  readonly log: { warn(details: object, message: string): void }
  /** The token is of no use any more; with Slack's code. */
  onEnd(code: string): void
}

/**
 * Takes the code of every refusal. One that says that the token is of no use is believed when Slack says so twice: a single
 * method may be closed to this kind of token, or Slack be wrong for a moment. Never throws.
 */
export function createTokenCheck({ client, log, onEnd }: TokenCheckTools): (code: string) => void {
  let isAsking = false
  return (code) => {
    if (isAsking || !isFinal(code)) return
    isAsking = true
    client.auth
      .test()
      .then(
        () =>
          log.warn({ code }, 'Slack refused a request as if the token were of no use, and takes the token'),
        (error: unknown) => {
          const told = refusalOf(error)
          if (told !== null && isFinal(told)) onEnd(told)
        },
      )
      .finally(() => {
        isAsking = false
      })
  }
}
