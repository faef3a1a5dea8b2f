/** Response URLs: answers to one call, five times in thirty minutes. */
import { type Json, type JsonObject, objectOf, textOf } from '../discord/json.ts'
import type { Interaction } from './interaction-state.ts'
import { applyChanges, deleteMessage, editMessage, postMessage, showEphemeral } from './messages.ts'
import type { Channel, Message } from './model.ts'
import { readSaid } from './said.ts'
import { lookUp, type World } from './world.ts'

/** What Slack answers over HTTP. */
export interface Responded {
  readonly status: number
  readonly body: string
}

/** Takes an answer that was sent to a response URL. */
export function respond(world: World, path: string, body: Json): Responded {
  const interaction = world.responses.get(path)
  const response = interaction?.response
  if (interaction === undefined || response == null) return { status: 404, body: 'no_service' }
  if (world.clock.now() > response.endsAtMs)
    return { status: 404, body: '{"ok":false,"error":"expired_url"}' }
  if (response.uses <= 0) return { status: 404, body: '{"ok":false,"error":"used_url"}' }
  response.uses -= 1
  const wanted = objectOf(body)
  if (wanted['delete_original'] === true) {
    take(world, interaction)
    return { status: 200, body: 'ok' }
  }
  answer(world, interaction, wanted)
  return { status: 200, body: 'ok' }
}

/** Shows an answer, in place of the one before or as a new message. Throws what `chat.postMessage` would. */
export function answer(world: World, interaction: Interaction, wanted: JsonObject): void {
  const { channel, user } = interaction
  if (channel === null) return
  const said = readSaid(world, wanted)
  const original = originalOf(interaction)
  if (wanted['replace_original'] === true && original !== null) {
    if (original.seenOnlyBy === null) editMessage(world, channel, original, world.botProfile.id, said)
    else applyChanges(original, said)
    lookUp(world)
    return
  }
  const draft = {
    ...said,
    user: world.bot,
    threadTs: threadFor(channel, wanted, interaction.source),
    subtype: null,
  }
  interaction.shown.push(
    wanted['response_type'] === 'in_channel'
      ? postMessage(world, channel, draft)
      : showEphemeral(world, channel, user.id, draft),
  )
  lookUp(world)
}

/** What was pressed; else the first answer. */
const originalOf = (interaction: Interaction): Message | null =>
  interaction.source ?? interaction.shown[0] ?? null

function take(world: World, interaction: Interaction): void {
  const original = originalOf(interaction)
  if (original === null || interaction.channel === null) return
  if (original.seenOnlyBy === null) deleteMessage(world, interaction.channel, original)
  else {
    original.isDeleted = true
    original.revision += 1
  }
  lookUp(world)
}

/** Answers to what was pressed in a thread stay in it. */
function threadFor(channel: Channel, wanted: JsonObject, source: Message | null): string | null {
  const ts = textOf(wanted['thread_ts']) ?? source?.threadTs ?? null
  return ts !== null && channel.messages.some((one) => one.ts === ts) ? ts : null
}
