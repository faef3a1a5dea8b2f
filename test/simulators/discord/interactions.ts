/** Calls of the bot: made by a person, sent over the gateway, dead after three seconds without an answer. */
import { randomBytes } from 'node:crypto'
import { INTERACTION_TYPES, type Interaction, touch } from './interaction-state.ts'
import type { JsonObject } from './json.ts'
import { type Channel, type Guild, isThread, type Message, type User } from './model.ts'
import { channelPermissions } from './permissions.ts'
import { channelJson } from './wire-channels.ts'
import { messageJson } from './wire-messages.ts'
import { memberJson, userJson } from './wire-people.ts'
import { botMember, emit, guildOf, type World } from './world.ts'

const ATTACHMENT_LIMIT_BYTES = 10 * 1024 * 1024

/** What a person does. */
export interface Calling {
  readonly user: User
  readonly channel: Channel
  readonly type: number
  readonly data: JsonObject
  /** The message whose component is pressed, or on which the modal was opened. */
  readonly source: Message | null
  /** The interaction that opened the modal. */
  readonly opener: Interaction | null
  readonly commandName: string | null
  readonly locale: string
}

/** Makes an interaction and sends it to the bot. */
export function callBot(world: World, calling: Calling): Interaction {
  const { user, channel, type, source } = calling
  const guild = guildOf(world, channel)
  const id = world.clock.nextId()
  const token = `aW50ZXJhY3Rpb246${id}${randomBytes(24).toString('base64url')}`
  const metadata = metadataOf(world, id, calling, guild)
  const interaction: Interaction = {
    id,
    token,
    type,
    guild,
    channel,
    user,
    createdMs: world.clock.now(),
    json: interactionJson(world, { ...calling, id, token, guild }),
    source,
    metadata,
    answer: null,
    original: null,
    followUps: [],
    watchers: new Set(),
  }
  world.interactions.set(token, interaction)
  emit(world, {
    name: 'INTERACTION_CREATE',
    guildId: channel.guildId,
    intents: 0,
    channel: null,
    data: () => interaction.json,
  })
  // The three seconds are the person's real waiting, whatever the world's clock shows.
  const timer = setTimeout(() => {
    world.timers.delete(timer)
    if (interaction.answer !== null) return
    interaction.answer = { kind: 'failed' }
    touch(interaction)
  }, world.interactionTimeoutMs)
  world.timers.add(timer)
  return interaction
}

function interactionJson(
  world: World,
  made: Calling & { readonly id: string; readonly token: string; readonly guild: Guild | null },
): JsonObject {
  const { guild, channel, user, source } = made
  const now = world.clock.now()
  const member = guild?.members.get(user.id)
  const own = guild === null ? undefined : botMember(world, guild)
  return {
    id: made.id,
    application_id: world.application.id,
    type: made.type,
    token: made.token,
    version: 1,
    data: made.data,
    channel_id: channel.id,
    channel: partialChannelJson(world, guild, channel, user),
    ...(guild === null || member === undefined
      ? { user: userJson(user), context: 1, authorizing_integration_owners: { '0': '0' } }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: {
            ...memberJson(member),
            permissions: channelPermissions(guild, member, channel, now).toString(),
          },
          context: 0,
          authorizing_integration_owners: { '0': guild.id },
        }),
    app_permissions: (guild === null || own === undefined
      ? 0n
      : channelPermissions(guild, own, channel, now)
    ).toString(),
    locale: made.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: ATTACHMENT_LIMIT_BYTES,
    ...(source === null ? {} : { message: messageJson(world, source, { content: true }) }),
  }
}

/** A channel as interactions carry it, with what the person may do there. */
export function partialChannelJson(
  world: World,
  guild: Guild | null,
  channel: Channel,
  user: User,
): JsonObject {
  const member = guild?.members.get(user.id)
  const json = channelJson(channel)
  if (guild === null || member === undefined) return json
  const permissions = channelPermissions(guild, member, channel, world.clock.now()).toString()
  const keys = isThread(channel)
    ? [
        'id',
        'type',
        'guild_id',
        'name',
        'parent_id',
        'thread_metadata',
        'owner_id',
        'last_message_id',
        'flags',
      ]
    : ['id', 'type', 'guild_id', 'name', 'parent_id', 'position', 'topic', 'nsfw', 'last_message_id', 'flags']
  return { ...Object.fromEntries(keys.map((key) => [key, json[key]])), permissions }
}

function metadataOf(world: World, id: string, calling: Calling, guild: Guild | null): JsonObject {
  const { type, opener, source, user } = calling
  const common = {
    id,
    type,
    user: userJson(user),
    authorizing_integration_owners: { '0': guild?.id ?? '0' },
  }
  switch (type) {
    case INTERACTION_TYPES.component:
      return { ...common, interacted_message_id: source?.id ?? '0' }
    case INTERACTION_TYPES.modalSubmit:
      return { ...common, triggering_interaction_metadata: opener?.metadata ?? {} }
    default:
      return {
        ...common,
        ...(calling.commandName === null
          ? {}
          : {
              name: calling.commandName,
              command_type: world.application.commands.get(String(calling.data['id']))?.type ?? 1,
            }),
      }
  }
}
