/** The application's commands: checked as Discord does, kept, and shown with what it fills in. */
import { readCommand } from './command-body.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { createProblems, refuse } from './refusal.ts'
import type { RegisteredCommand, World } from './world.ts'

const MOST = { 1: 100, 2: 15, 3: 15 } as const
const CREATES_A_DAY = 200
const DAY_MS = 86_400_000

/** A command as Discord shows it. */
export function commandJson(
  world: World,
  command: RegisteredCommand,
  withLocalizations: boolean,
): JsonObject {
  const { body } = command
  return {
    ...(withLocalizations ? body : withoutLocalizations(body)),
    id: command.id,
    application_id: world.application.id,
    version: command.version,
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  }
}

function withoutLocalizations(value: JsonObject): JsonObject {
  const shown: Record<string, Json> = {}
  for (const [key, one] of Object.entries(value)) {
    if (key.endsWith('_localizations')) continue
    shown[key] = Array.isArray(one)
      ? one.map((each) => (isObject(each) ? withoutLocalizations(each) : each))
      : one
  }
  return shown
}

/** Commands of one place: the whole world (null) or a guild. */
export const commandsIn = (world: World, guildId: string | null): readonly RegisteredCommand[] =>
  [...world.application.commands.values()].filter((command) => command.guildId === guildId)

/** The one of a type and name; where a guild has its own, that one. */
export const findCommand = (
  world: World,
  guildId: string | null,
  type: number,
  name: string,
): RegisteredCommand | undefined => {
  const named = [...world.application.commands.values()].filter(
    (one) => one.type === type && one.name === name,
  )
  return (
    named.find((one) => guildId !== null && one.guildId === guildId) ??
    named.find((one) => one.guildId === null)
  )
}

/** Puts one command in place; an equal name is replaced. Tells whether it is new. */
export function upsertCommand(
  world: World,
  guildId: string | null,
  body: JsonObject,
): { readonly command: RegisteredCommand; readonly isNew: boolean } {
  const problems = createProblems()
  const read = readCommand(body, problems, guildId === null)
  problems.throwIfAny()
  return keep(world, guildId, read)
}

/** Changes fields of one command; it keeps its id. */
export function changeCommand(
  world: World,
  command: RegisteredCommand,
  changes: JsonObject,
): RegisteredCommand {
  const problems = createProblems()
  const body = readCommand({ ...command.body, ...changes }, problems, command.guildId === null)
  problems.throwIfAny()
  const changed = { ...command, name: String(body['name']), body, version: world.clock.nextId() }
  world.application.commands.set(command.id, changed)
  return changed
}

/** Replaces all commands of a place. */
export function replaceCommands(
  world: World,
  guildId: string | null,
  bodies: readonly Json[],
): readonly RegisteredCommand[] {
  const problems = createProblems()
  const read = bodies.map((body, index) =>
    readCommand(isObject(body) ? body : {}, problems.at(index), guildId === null),
  )
  const seen = new Set<string>()
  for (const [index, body] of read.entries()) {
    const key = `${String(body['type'])} ${String(body['name'])}`
    if (seen.has(key))
      problems
        .at(index)
        .add('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique')
    seen.add(key)
  }
  problems.throwIfAny()
  for (const type of [1, 2, 3] as const)
    if (read.filter((body) => body['type'] === type).length > MOST[type]) throw refuse('tooManyCommands')
  for (const command of commandsIn(world, guildId)) {
    if (!seen.has(`${command.type} ${command.name}`)) world.application.commands.delete(command.id)
  }
  return read.map((body) => keep(world, guildId, body).command)
}

function keep(
  world: World,
  guildId: string | null,
  body: JsonObject,
): { readonly command: RegisteredCommand; readonly isNew: boolean } {
  const type = body['type'] === 2 ? 2 : body['type'] === 3 ? 3 : 1
  const name = String(body['name'])
  const former = commandsIn(world, guildId).find((one) => one.type === type && one.name === name)
  if (former !== undefined) {
    if (JSON.stringify(former.body) !== JSON.stringify(body)) {
      former.body = body
      former.version = world.clock.nextId()
    }
    return { command: former, isNew: false }
  }
  if (commandsIn(world, guildId).filter((one) => one.type === type).length >= MOST[type])
    throw refuse('tooManyCommands')
  countCreation(world, guildId)
  const command: RegisteredCommand = {
    id: world.clock.nextId(),
    guildId,
    type,
    name,
    version: world.clock.nextId(),
    body,
  }
  world.application.commands.set(command.id, command)
  return { command, isNew: true }
}

/** Creating is limited to 200 a day in each place; changing is not. */
function countCreation(world: World, guildId: string | null): void {
  const key = guildId ?? 'global'
  const now = world.clock.now()
  const recent = (world.application.creations.get(key) ?? []).filter((at) => at > now - DAY_MS)
  if (recent.length >= CREATES_A_DAY) throw refuse('tooManyCommandCreates')
  recent.push(now)
  world.application.creations.set(key, recent)
}
