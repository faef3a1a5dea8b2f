/** Routes that register commands. */
import { changeCommand, commandJson, commandsIn, replaceCommands, upsertCommand } from './commands.ts'
import { isList } from './json.ts'
import { Refusal, refuse } from './refusal.ts'
import { type Call, formOf, nothing, ok, param, type Result, type Route } from './routes.ts'
import type { RegisteredCommand } from './world.ts'

/** The place that a path means; a guild must have the bot in it. */
function placeOf(call: Call): string | null {
  if (param(call, 'application_id') !== call.world.application.id)
    throw new Refusal(403, 20012, 'You are not authorized to perform this action on this application')
  const guildId = call.params['guild_id']
  if (guildId === undefined) return null
  if (call.world.guilds.get(guildId)?.members.has(call.world.bot.id) !== true) throw refuse('missingAccess')
  return guildId
}

function commandFor(call: Call): RegisteredCommand {
  const place = placeOf(call)
  const command = call.world.application.commands.get(param(call, 'command_id'))
  if (command === undefined || command.guildId !== place) throw refuse('unknownCommand')
  return command
}

const routesAt = (path: string): readonly Route[] => [
  {
    method: 'GET',
    path,
    run: (call) =>
      ok(
        commandsIn(call.world, placeOf(call)).map((one) =>
          commandJson(call.world, one, call.query.get('with_localizations') === 'true'),
        ),
      ),
  },
  {
    method: 'PUT',
    path,
    run: (call): Result => {
      const place = placeOf(call)
      return ok(
        replaceCommands(call.world, place, isList(call.body) ? call.body : []).map((one) =>
          commandJson(call.world, one, true),
        ),
      )
    },
  },
  {
    method: 'POST',
    path,
    run: (call): Result => {
      const { command, isNew } = upsertCommand(call.world, placeOf(call), formOf(call))
      return { status: isNew ? 201 : 200, body: commandJson(call.world, command, true) }
    },
  },
  {
    method: 'GET',
    path: `${path}/{command_id}`,
    run: (call) => ok(commandJson(call.world, commandFor(call), true)),
  },
  {
    method: 'PATCH',
    path: `${path}/{command_id}`,
    run: (call) =>
      ok(commandJson(call.world, changeCommand(call.world, commandFor(call), formOf(call)), true)),
  },
  {
    method: 'DELETE',
    path: `${path}/{command_id}`,
    run: (call) => {
      call.world.application.commands.delete(commandFor(call).id)
      return nothing
    },
  },
]

/** They all. */
export const commandRoutes: readonly Route[] = [
  ...routesAt('/applications/{application_id}/commands'),
  ...routesAt('/applications/{application_id}/guilds/{guild_id}/commands'),
]
