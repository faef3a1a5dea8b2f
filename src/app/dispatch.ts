/**
 * Runs what a request asks for: a request in, a reply out. It passes the door, reads the input, runs the handler with
 * a store that holds only what the actor may see, and turns whatever goes wrong into words.
 */
import { randomBytes } from 'node:crypto'
import type { Cohort } from '../core/cohort.ts'
import { type Command, describeFields, type Handler } from '../core/command.ts'
import { Refusal } from '../core/errors.ts'
import { type HeldWordsPort, NO_HELD_WORDS } from '../core/held-words.ts'
import { type Field, readInput } from '../core/input.ts'
import type { Surroundings } from '../core/place.ts'
import type { Store } from '../core/ports.ts'
import { loneForm, paragraph, type Reply } from '../core/reply.ts'
import { usageOf } from '../core/usage.ts'
import type { Words } from '../core/words/words.ts'
import type { Request } from '../platforms/platform.ts'
import { cohortMeant } from './cohort-meant.ts'
import { enter } from './door.ts'
import type { HeavyRoom } from './heavy-room.ts'
import { withPeopleMeant } from './people-meant.ts'
import { seenBy } from './seen-by.ts'
import type { Widen } from './widen.ts'

/** Platforms' forms hold five fields. */
const MAX_FORM_FIELDS = 5
const INCIDENT_BYTES = 3

/** What dispatching needs besides the request. */
export interface DispatchTools {
  readonly store: Store
  readonly words: Words
  readonly commands: readonly Command[]
  /** pino's, or anything that takes the same call. */
  readonly log: { error(details: object, message: string): void }
  /** Where handlers run that read much; null to run them here. */
  readonly room: HeavyRoom | null
  /** The cohort that the request names, where it was read before; without it, it is read. */
  readonly cohort?: Cohort | null
  /** Words of messages that are held; without it, none are. */
  readonly heldWords?: HeldWordsPort
  /** Adds to a request what the actor sees on other platforms; without it, they see what the request says. */
  readonly widen?: Widen
}

/**
 * Runs a handler and always answers. What a person can mend is answered with its sentence; anything else is logged
 * under an incident code, and the person is shown the code and nothing of the error. What people typed is not logged.
 */
export async function dispatch(
  request: Request,
  surroundings: Surroundings,
  tools: DispatchTools,
): Promise<Reply> {
  try {
    return await run(request, surroundings, tools)
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message)
    const incident = randomBytes(INCIDENT_BYTES).toString('hex')
    tools.log.error({ incident, ...whereOf(request), err: error }, 'a command failed')
    return refused(tools.words.refusals.incident(incident))
  }
}

/** What is logged of a request. */
export const whereOf = ({ command, handler, community }: Request): object => ({
  command,
  handler,
  community: community?.id ?? null,
})

async function run(asked: Request, surroundings: Surroundings, tools: DispatchTools): Promise<Reply> {
  const { words, room, heldWords = NO_HELD_WORDS } = tools
  const { command, handler } = enter(asked, tools.commands, words)
  const read = readInput(handler, asked.input, words)
  if (read.kind === 'missing') return askFor(read.fields, asked, command, handler, words)
  const request = tools.widen === undefined ? asked : await tools.widen(asked)
  const { actor, community, place, now } = request
  const store = seenBy(tools.store, { community: community?.id ?? null, sees: request.sees })
  const here = { actor, place, surroundings, now, store, heldWords, words }
  const call = { ...here, input: read.input, cohort: null }
  if (community === null) {
    if (handler.found === undefined) throw new Error('the door let somebody in where there is no community')
    return handler.found(call)
  }
  // Who is in a cohort is asked of the platform here, because it cannot be asked from the room.
  const cohort =
    tools.cohort === undefined ? await cohortMeant(read.input, { ...here, handler, community }) : tools.cohort
  if (handler.isHeavy && room !== null) return room.dispatch(request, surroundings.grants, cohort)
  const input = await withPeopleMeant(read.input, handler, community, store, words)
  return handler.run({ ...call, input, community, cohort })
}

/** The form that asks for what is missing, filled in with what is there; a refusal where the handler has none. */
function askFor(
  missing: readonly Field[],
  { command, handler: name, input, place }: Request,
  declared: Command,
  handler: Handler,
  words: Words,
): Reply {
  if (handler.form === undefined) {
    const labels = missing.map((field) => field.label)
    throw new Refusal(words.refusals.missing(labels, usageOf(declared, name, place.platform)))
  }
  const fields = describeFields(handler.input).map((field) => field.name)
  const kept = Object.fromEntries(Object.entries(input).filter(([key]) => fields.includes(key)))
  const { title, submit } = handler.form
  return loneForm({
    ...{ title, submit, target: { command, handler: name, input: kept } },
    fields: handler.form.fields ?? fields.slice(0, MAX_FORM_FIELDS),
  })
}

const refused = (sentence: string): Reply => ({
  title: '',
  isPrivate: true,
  isRefusal: true,
  blocks: [paragraph(sentence)],
})
