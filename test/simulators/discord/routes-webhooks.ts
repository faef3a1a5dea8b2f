/** The webhook of an interaction: its answer read, changed and deleted, and follow-ups, for fifteen minutes. */
import { type Interaction, touch } from './interaction-state.ts'
import { type JsonObject, numberOf } from './json.ts'
import { readMessageBody } from './message-body.ts'
import { deleteMessages, editMessage, postMessage } from './messages.ts'
import { MESSAGE_FLAGS, type Message } from './model.ts'
import { refuse } from './refusal.ts'
import { type Call, formOf, nothing, ok, param, type Result, type Route } from './routes.ts'
import { ANSWER_FLAGS, answerDraft } from './routes-interactions.ts'
import { editOf } from './routes-messages.ts'
import { messageJson } from './wire-messages.ts'

const TOKEN_LIFE_MS = 15 * 60_000

function interactionFor(call: Call): Interaction {
  const { world } = call
  if (param(call, 'webhook_id') !== world.application.id) throw refuse('unknownWebhook')
  const interaction = world.interactions.get(param(call, 'webhook_token'))
  if (interaction === undefined || interaction.answer?.kind === 'failed') throw refuse('unknownWebhook')
  if (world.clock.now() - interaction.createdMs > TOKEN_LIFE_MS) throw refuse('invalidWebhookToken')
  // Before the first answer there is nothing to follow.
  if (interaction.answer === null) throw refuse('unknownWebhook')
  return interaction
}

function messageOf(call: Call, interaction: Interaction): Message {
  const id = call.params['message_id']
  const message =
    id === undefined || id === interaction.original?.id
      ? interaction.original
      : (interaction.followUps.find((one) => one.id === id) ?? null)
  if (message === null || message.isDeleted) throw refuse('unknownMessage')
  return message
}

const json = (call: Call, message: Message): JsonObject => messageJson(call.world, message, { content: true })

function followUp(call: Call): Result {
  const interaction = interactionFor(call)
  const { world } = call
  const { original } = interaction
  const isFirst =
    original !== null &&
    (original.flags & MESSAGE_FLAGS.loading) !== 0 &&
    interaction.answer?.kind === 'deferred'
  const body = formOf(call)
  // The first follow-up of a deferral takes its place, and with it who sees it.
  const asked = ((numberOf(body['flags']) ?? 0) & MESSAGE_FLAGS.ephemeral) !== 0
  const isEphemeral = isFirst ? original.seenOnlyBy !== null : asked
  const read = readMessageBody(body, {
    world,
    uploads: call.uploads,
    isEphemeral,
    allowedFlags: ANSWER_FLAGS,
    edited: null,
  })
  if (isFirst) {
    editMessage(world, interaction.channel, original, {
      content: read.content ?? '',
      embeds: read.embeds ?? [],
      components: read.components ?? [],
      attachments: read.attachments ?? [],
      flags: (read.flags & ~MESSAGE_FLAGS.ephemeral) | (original.flags & MESSAGE_FLAGS.ephemeral),
      allowed: read.allowed,
      isSilent: true,
    })
    touch(interaction)
    return ok(json(call, original))
  }
  const message = postMessage(world, interaction.channel, world.bot, {
    ...answerDraft(world, interaction, isEphemeral),
    content: read.content ?? '',
    embeds: read.embeds ?? [],
    components: read.components ?? [],
    attachments: read.attachments ?? [],
    flags: read.flags,
    allowed: read.allowed,
  })
  interaction.followUps.push(message)
  touch(interaction)
  return ok(json(call, message))
}

function change(call: Call): Result {
  const interaction = interactionFor(call)
  const message = messageOf(call, interaction)
  const body = formOf(call)
  const read = readMessageBody(body, {
    world: call.world,
    uploads: call.uploads,
    isEphemeral: message.seenOnlyBy !== null,
    allowedFlags: MESSAGE_FLAGS.suppressEmbeds | MESSAGE_FLAGS.componentsV2,
    edited: message,
  })
  const wasLoading = (message.flags & MESSAGE_FLAGS.loading) !== 0
  editMessage(call.world, interaction.channel, message, {
    ...editOf(body, read, message),
    isSilent: wasLoading,
  })
  touch(interaction)
  return ok(json(call, message))
}

function remove(call: Call): Result {
  const interaction = interactionFor(call)
  deleteMessages(call.world, interaction.channel, [messageOf(call, interaction)])
  touch(interaction)
  return nothing
}

const read = (call: Call): Result => ok(json(call, messageOf(call, interactionFor(call))))

const MESSAGES = '/webhooks/{webhook_id}/{webhook_token}/messages'

/** They all. */
export const webhookRoutes: readonly Route[] = [
  { method: 'POST', path: '/webhooks/{webhook_id}/{webhook_token}', isOpen: true, run: followUp },
  ...['@original', '{message_id}'].flatMap((which): readonly Route[] => [
    { method: 'GET', path: `${MESSAGES}/${which}`, isOpen: true, run: read },
    { method: 'PATCH', path: `${MESSAGES}/${which}`, isOpen: true, run: change },
    { method: 'DELETE', path: `${MESSAGES}/${which}`, isOpen: true, run: remove },
  ]),
]
