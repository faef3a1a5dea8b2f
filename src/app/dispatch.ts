/**
 * The one door to every command: a request in, a reply out. It finds the handler, asks whether the actor may, reads
 * the input, runs, and turns whatever goes wrong into words.
 */
import { randomBytes } from 'node:crypto'
import { type Command, describeFields, type Handler } from '../core/command.ts'
import { Refusal } from '../core/errors.ts'
import { type Field, readInput } from '../core/input.ts'
import type { Store } from '../core/ports.ts'
import { paragraph, type Reply } from '../core/reply.ts'
import { usageOf } from '../core/usage.ts'
import type { Words } from '../core/words/words.ts'
import type { Request } from '../platforms/platform.ts'
import { authorize } from './authorize.ts'

/** Platforms' forms hold five fields. */
const MAX_FORM_FIELDS = 5
const INCIDENT_BYTES = 3

/** What dispatching needs besides the request. `log` is pino's, or anything that takes the same call. */
export interface DispatchTools {
  readonly store: Store
  readonly words: Words
  readonly commands: readonly Command[]
  readonly log: { error(details: object, message: string): void }
}

/**
 * Runs a handler and always answers. What a person can mend is answered with its sentence; anything else is logged
 * under an incident code, and the person is shown the code and nothing of the error. What people typed is not logged.
 */
export async function dispatch(request: Request, tools: DispatchTools): Promise<Reply> {
  try {
    return await run(request, tools)
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message)
    const incident = randomBytes(INCIDENT_BYTES).toString('hex')
    const where = { command: request.command, handler: request.handler, community: request.community.id }
    tools.log.error({ incident, ...where, err: error }, 'a command failed')
    return refused(tools.words.refusals.incident(incident))
  }
}

async function run(request: Request, { store, words, commands }: DispatchTools): Promise<Reply> {
  const command = commands.find((one) => one.name === request.command)
  const handler = command?.handlers.get(request.handler)
  if (command === undefined || handler === undefined) throw new Refusal(words.refusals.buttonGone)
  if (!authorize(request.actor, handler.may, request.community))
    throw new Refusal(handler.may === 'moderate' ? words.refusals.notAllowed : words.refusals.lookOnly)
  const read = readInput(handler, request.input, words)
  if (read.kind === 'missing') return askFor(read.fields, request, command, handler, words)
  const { actor, community, now } = request
  return handler.run({ input: read.input, actor, community, now, store, words })
}

/** The form that asks for what is missing, filled in with what is there; a refusal where the handler has none. */
function askFor(
  missing: readonly Field[],
  { command, handler: name, input }: Request,
  declared: Command,
  handler: Handler,
  words: Words,
): Reply {
  if (handler.form === undefined) {
    const labels = missing.map((field) => field.label)
    throw new Refusal(words.refusals.missing(labels, usageOf(declared, name)))
  }
  const fields = describeFields(handler.input).map((field) => field.name)
  const kept = Object.fromEntries(Object.entries(input).filter(([key]) => fields.includes(key)))
  return {
    title: handler.form.title,
    isPrivate: true,
    blocks: [
      {
        kind: 'form',
        title: handler.form.title,
        submit: handler.form.submit,
        target: { command, handler: name, input: kept },
        fields: fields.slice(0, MAX_FORM_FIELDS),
      },
    ],
  }
}

const refused = (sentence: string): Reply => ({
  title: '',
  isPrivate: true,
  blocks: [paragraph(sentence)],
})
