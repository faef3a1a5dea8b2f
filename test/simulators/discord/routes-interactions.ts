/** The callback of an interaction: the first answer, once, in time. */
import {
  type Choice,
  type FirstAnswer,
  INTERACTION_TYPES,
  type Interaction,
  touch,
} from './interaction-state.ts'
import { isObject, type JsonObject, numberOf, objectOf } from './json.ts'
import { readMessageBody } from './message-body.ts'
import { editMessage, NOBODY, postMessage } from './messages.ts'
import { readModal } from './modal-body.ts'
import { MESSAGE_FLAGS, MESSAGE_TYPES, type Message } from './model.ts'
import { readList, readObject, readText } from './reading.ts'
import { createProblems, refuse } from './refusal.ts'
import { type Call, formOf, nothing, ok, param, type Result, type Route } from './routes.ts'
import { editOf } from './routes-messages.ts'
import { messageJson } from './wire-messages.ts'
import type { World } from './world.ts'

const CALLBACK = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const
/** The flags that an answer or follow-up may bear. */
export const ANSWER_FLAGS =
  MESSAGE_FLAGS.ephemeral |
  MESSAGE_FLAGS.suppressEmbeds |
  MESSAGE_FLAGS.suppressNotifications |
  MESSAGE_FLAGS.componentsV2

function interactionFor(call: Call): Interaction {
  const interaction = call.world.interactions.get(param(call, 'interaction_token'))
  if (interaction === undefined || interaction.id !== param(call, 'interaction_id'))
    throw refuse('unknownInteraction')
  if (interaction.answer?.kind === 'failed') throw refuse('unknownInteraction')
  if (interaction.answer !== null) throw refuse('alreadyAnswered')
  return interaction
}

/** The kinds of callback that an interaction takes. */
function allowedKinds({ type, source }: Interaction): readonly number[] {
  switch (type) {
    case INTERACTION_TYPES.autocomplete:
      return [CALLBACK.choices]
    case INTERACTION_TYPES.component:
      return [CALLBACK.message, CALLBACK.deferred, CALLBACK.deferredUpdate, CALLBACK.update, CALLBACK.modal]
    case INTERACTION_TYPES.modalSubmit:
      return source === null
        ? [CALLBACK.message, CALLBACK.deferred]
        : [CALLBACK.message, CALLBACK.deferred, CALLBACK.deferredUpdate, CALLBACK.update]
    default:
      return [CALLBACK.message, CALLBACK.deferred, CALLBACK.modal]
  }
}

function answer(call: Call): Result {
  const interaction = interactionFor(call)
  const body = formOf(call)
  const problems = createProblems()
  const kind = numberOf(body['type'])
  if (kind === null || !allowedKinds(interaction).includes(kind)) {
    problems
      .at('type')
      .add(
        'INTERACTION_APPLICATION_RESPONSE_TYPE_INVALID',
        `Value must be one of {${allowedKinds(interaction).join(', ')}}.`,
      )
    problems.throwIfAny()
  }
  const data = objectOf(body['data'])
  const first = answerOf(call, interaction, kind ?? 0, data)
  interaction.answer = first
  if ('message' in first) interaction.original = first.message
  touch(interaction)
  return call.query.get('with_response') === 'true'
    ? ok(responseJson(call.world, interaction, kind ?? 0))
    : nothing
}

function answerOf(call: Call, interaction: Interaction, kind: number, data: JsonObject): FirstAnswer {
  switch (kind) {
    case CALLBACK.message:
      return { kind: 'message', message: say(call, interaction, data) }
    case CALLBACK.deferred:
      return { kind: 'deferred', message: announce(call.world, interaction, data) }
    case CALLBACK.update:
      return { kind: 'update', message: change(call, interaction, data) }
    case CALLBACK.deferredUpdate:
      return { kind: 'deferredUpdate', message: sourceOf(interaction) }
    case CALLBACK.choices:
      return { kind: 'choices', choices: readChoices(data, interaction) }
    default: {
      const problems = createProblems().at('data')
      const modal = readModal(data, problems)
      problems.throwIfAny()
      return { kind: 'modal', modal }
    }
  }
}

/** What an answer or follow-up has in common: whose it is, and what it answers. */
export function answerDraft(world: World, interaction: Interaction, isEphemeral: boolean) {
  const reply = interaction.source ?? interaction.original
  const isMenu = interaction.metadata['command_type'] === 2 || interaction.metadata['command_type'] === 3
  const metadata = { ...interaction.metadata, name: undefined, command_type: undefined }
  return {
    type: reply !== null ? MESSAGE_TYPES.reply : isMenu ? MESSAGE_TYPES.contextMenu : MESSAGE_TYPES.command,
    reference:
      reply === null
        ? null
        : ({ type: 0, channelId: reply.channelId, messageId: reply.id, guildId: reply.guildId } as const),
    webhookId: world.application.id,
    applicationId: world.application.id,
    interaction: metadata,
    seenOnlyBy: isEphemeral ? interaction.user.id : null,
  }
}

function say(call: Call, interaction: Interaction, data: JsonObject): Message {
  const isEphemeral = ((numberOf(data['flags']) ?? 0) & MESSAGE_FLAGS.ephemeral) !== 0
  const problems = createProblems().at('data')
  const read = readMessageBody(data, {
    world: call.world,
    uploads: call.uploads,
    isEphemeral,
    allowedFlags: ANSWER_FLAGS,
    edited: null,
    problems,
  })
  return postMessage(call.world, interaction.channel, call.world.bot, {
    ...answerDraft(call.world, interaction, isEphemeral),
    content: read.content ?? '',
    embeds: read.embeds ?? [],
    components: read.components ?? [],
    attachments: read.attachments ?? [],
    flags: read.flags,
    allowed: read.allowed,
  })
}

/** "… is thinking": of its form only EPHEMERAL counts. */
function announce(world: World, interaction: Interaction, data: JsonObject): Message {
  const flags = numberOf(data['flags']) ?? 0
  const problems = createProblems().at('data')
  if ((flags & ~MESSAGE_FLAGS.ephemeral) !== 0)
    problems.at('flags').add('DEFERRED_RESPONSE_FLAGS_INVALID', 'A deferred response may only be ephemeral')
  problems.throwIfAny()
  const isEphemeral = (flags & MESSAGE_FLAGS.ephemeral) !== 0
  return postMessage(world, interaction.channel, world.bot, {
    ...answerDraft(world, interaction, isEphemeral),
    flags: MESSAGE_FLAGS.loading | flags,
    allowed: NOBODY,
  })
}

function sourceOf(interaction: Interaction): Message {
  if (interaction.source === null) throw refuse('unknownMessage')
  return interaction.source
}

function change(call: Call, interaction: Interaction, data: JsonObject): Message {
  const message = sourceOf(interaction)
  const problems = createProblems().at('data')
  const read = readMessageBody(data, {
    world: call.world,
    uploads: call.uploads,
    isEphemeral: message.seenOnlyBy !== null,
    allowedFlags: ANSWER_FLAGS & ~MESSAGE_FLAGS.ephemeral,
    edited: message,
    problems,
  })
  editMessage(call.world, interaction.channel, message, editOf(data, read, message))
  return message
}

function readChoices(data: JsonObject, interaction: Interaction): readonly Choice[] {
  const problems = createProblems().at('data')
  const list = readList(data, 'choices', problems, { max: 25 })
  const focused = focusedType(objectOf(interaction.json['data']))
  const choices = list.flatMap<Choice>((value, index) => {
    const at = problems.at('choices', index)
    const choice = readObject(value, at)
    if (choice === null) return []
    const name = readText(choice, 'name', at, { min: 1, max: 100, isRequired: true }) ?? ''
    const own = choice['value']
    if (focused === 3) {
      const text = readText(choice, 'value', at, { max: 100, isRequired: true })
      return text === null ? [] : { name, value: text }
    }
    if (typeof own !== 'number') {
      at.at('value').add('NUMBER_TYPE_COERCE', `Value "${String(own)}" is not a number.`)
      return []
    }
    return { name, value: own }
  })
  problems.throwIfAny()
  return choices
}

function focusedType(data: JsonObject): number {
  for (const option of Array.isArray(data['options']) ? data['options'] : []) {
    if (!isObject(option)) continue
    if (option['focused'] === true) return numberOf(option['type']) ?? 3
    const inside = Array.isArray(option['options']) ? focusedType(option) : null
    if (inside !== null) return inside
  }
  return 3
}

function responseJson(world: World, interaction: Interaction, kind: number): JsonObject {
  const { original } = interaction
  const isMessage = kind === CALLBACK.message || kind === CALLBACK.update
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: interaction.channel.id,
      ...(interaction.guild === null ? {} : { guild_id: interaction.guild.id }),
      ...(original === null
        ? {}
        : {
            response_message_id: original.id,
            response_message_loading: (original.flags & MESSAGE_FLAGS.loading) !== 0,
            response_message_ephemeral: original.seenOnlyBy !== null,
          }),
    },
    ...(isMessage && original !== null
      ? { resource: { type: kind, message: messageJson(world, original, { content: true }) } }
      : {}),
  }
}

/** They all. */
export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/{interaction_id}/{interaction_token}/callback',
    isOpen: true,
    run: answer,
  },
]
