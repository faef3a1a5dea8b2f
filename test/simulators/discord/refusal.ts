/** How Discord says no: a status, a code, and for a form a tree of what is wrong where. */
import type { Json, JsonObject } from './json.ts'

/** An answer that is an error; thrown by handlers. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: number
  readonly errors: JsonObject | null
  constructor(status: number, code: number, message: string, errors: JsonObject | null = null) {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
  }
}

/** The body of a refusal. */
export const refusalJson = (refusal: Refusal): JsonObject => ({
  message: refusal.message,
  code: refusal.code,
  ...(refusal.errors === null ? {} : { errors: refusal.errors }),
})

const CODES = {
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  tooManyCommandCreates: [
    400,
    30034,
    'Max number of daily application command creates has been reached (200)',
  ],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100).'],
  tooManyPins: [400, 30003, 'Maximum number of pins reached (250)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  alreadyAnswered: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  wrongAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50007, 'Cannot send messages to this user'],
  noTextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  threadArchived: [400, 50083, 'Thread is archived'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [403, 160005, 'This thread is locked'],
} as const satisfies Record<string, readonly [number, number, string]>

/** One of Discord's own refusals. */
export function refuse(kind: keyof typeof CODES): Refusal {
  const [status, code, message] = CODES[kind]
  return new Refusal(status, code, message)
}

interface Problem {
  readonly path: readonly string[]
  readonly code: string
  readonly message: string
}

/** What is wrong with a form; `at` goes down to a field. */
export interface Problems {
  at(...path: readonly (string | number)[]): Problems
  add(code: string, message: string): void
  /** Throws 50035 where anything was added, here or elsewhere in the form. */
  throwIfAny(): void
}

/** An empty list of problems. */
export const createProblems = (): Problems => problemsAt([], [])

function problemsAt(found: Problem[], path: readonly string[]): Problems {
  return {
    at: (...more) => problemsAt(found, [...path, ...more.map(String)]),
    add: (code, message) => {
      found.push({ path, code, message })
    },
    throwIfAny: () => {
      if (found.length > 0) throw new Refusal(400, 50035, 'Invalid Form Body', treeOf(found))
    },
  }
}

function treeOf(found: readonly Problem[]): JsonObject {
  const own = found.filter(({ path }) => path.length === 0)
  if (own.length > 0) return { _errors: own.map(({ code, message }): Json => ({ code, message })) }
  const tree: Record<string, Json> = {}
  for (const { path } of found) {
    const [key] = path
    if (key === undefined || key in tree) continue
    tree[key] = treeOf(
      found.filter((one) => one.path[0] === key).map((one) => ({ ...one, path: one.path.slice(1) })),
    )
  }
  return tree
}
