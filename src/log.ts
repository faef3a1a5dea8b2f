/** The log: structured lines on standard error, with neither tokens nor anything that somebody wrote. */
import pino from 'pino'

/** Of an error, what helps to find it: never the request that it came from, which may hold tokens and people's words. */
function harmlessError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, status, method } = error as { code?: unknown; status?: unknown; method?: unknown }
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    stack: withoutSecrets(error.stack ?? ''),
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(method === undefined ? {} : { method }),
    ...(error.cause === undefined ? {} : { cause: harmlessError(error.cause) }),
  }
}

/** Discord's and Slack's tokens, passwords in addresses, and the tokens of interactions, as they look. */
const SECRETS =
  /\b[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}\b|\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|:\/\/[^\s/@]+@|\b[A-Za-z0-9_-]{80,}\b/g

const withoutSecrets = (text: string): string => text.replace(SECRETS, '[secret]')

/** The log of a level. `base` names the process where several write to one place. */
export const createLog = (level: string): pino.Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: harmlessError },
      redact: { paths: ['token', '*.token', 'authorization', '*.authorization'], censor: '[secret]' },
    },
    pino.destination(2),
  )
