/** The log: structured lines on standard error, with neither tokens nor anything that somebody wrote. */
import pino from 'pino'

/** Causes of causes, and things inside things, are told so far. */
const MAX_DEPTH = 5

/** Of an error, what helps to find it: never the request that it came from, which may hold tokens and people's words. */
function harmlessError(error: Error, depth: number): object {
  const { code, status, method } = error as { code?: unknown; status?: unknown; method?: unknown }
  const message = messageOf(error)
  return {
    type: error.name,
    message,
    stack: withoutSecrets((error.stack ?? '').replace(error.message, () => message)),
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(method === undefined ? {} : { method }),
    ...(error.cause === undefined ? {} : { cause: harmless(error.cause, depth + 1) }),
  }
}

/** A field of a refused request with the code of what is wrong with it, as discord.js words it. */
const REFUSED_FIELD = /^[\w.[\]]+\[[A-Z0-9_]+\](?=: )/

/** Discord explains what it refuses field by field, and repeats what stood there: fields and codes are kept. */
function messageOf(error: Error): string {
  if (!('rawError' in error)) return withoutSecrets(error.message)
  const [first = '', ...fields] = error.message.split('\n')
  const told = [REFUSED_FIELD.exec(first)?.[0] ?? first, ...fields.map((one) => REFUSED_FIELD.exec(one)?.[0])]
  return withoutSecrets(told.filter((one) => one !== undefined).join('\n'))
}

/** Discord's and Slack's tokens, passwords in addresses, and the tokens of interactions, as they look. */
const SECRETS =
  /(?<![\w-])[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}|\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|:\/\/[^\s"'`<>]+@|(?<![\w-])[\w-]{80,}/g
const SECRET_KEY = /token|password|secret|authorization/i

/** A refused statement is told with all that it was to write, which may be what somebody typed. */
const PARAMETERS = /(Failed query: [\s\S]*?)\nparams: [\s\S]*/

const withoutSecrets = (text: string): string => text.replace(PARAMETERS, '$1').replace(SECRETS, '[secret]')

/** Anything that is to be logged, as it may be. */
function harmless(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutSecrets(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) return '…'
  if (value instanceof Error) return harmlessError(value, depth)
  if (Array.isArray(value)) return value.map((one) => harmless(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      SECRET_KEY.test(key) ? '[secret]' : harmless(one, depth + 1),
    ]),
  )
}

/** The log of a level. */
export const createLog = (level: string): pino.Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // By then it is harmless; pino's own would tell less of it.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(given, write) {
          const [first, ...others] = given
          const details = first instanceof Error ? { err: first } : first
          Reflect.apply(
            write,
            this,
            [details, ...others].map((one) => harmless(one)),
          )
        },
      },
    },
    pino.destination(2),
  )
