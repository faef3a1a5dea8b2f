/** A large server in a Discord of our own, and the traffic that is sent from it to one of the programs that listen. */
import { dispatchMany, type Frame, type Session } from '../simulators/discord/gateway-session.ts'
import type { JsonObject } from '../simulators/discord/json.ts'
import { ANYBODY, createMessage } from '../simulators/discord/messages.ts'
import type { Channel, User } from '../simulators/discord/model.ts'
import type { Person } from '../simulators/discord/person.ts'
import { type Discord, startDiscord } from '../simulators/discord/start.ts'
import { gatewayMessageJson, messageJson } from '../simulators/discord/wire-messages.ts'
import { memberJson } from '../simulators/discord/wire-people.ts'

const CHANNELS = 4
const WORDS = 'words of a usual length '
/** As many as are told twice, answer, and name somebody: one in so many. */
const ONE_IN = { repeated: 100, reply: 5, mention: 20 } as const

/** A world for measuring: nothing in it is limited or checked. */
export interface BenchWorld {
  readonly discord: Discord
  readonly guild: { readonly id: string; readonly name: string }
  /** To be bound. */
  readonly bound: readonly Channel[]
  /** As many more that are not. */
  readonly unbound: readonly Channel[]
  readonly people: readonly Person[]
}

/** A server with so many people, and so many channels to be bound. */
export async function startBenchWorld(people: number, count = CHANNELS): Promise<BenchWorld> {
  const discord = await startDiscord({ rateLimits: false, limitSends: false, validate: false })
  const guild = discord.createGuild({ name: 'Bench' })
  const channels = (kind: string): Channel[] =>
    Array.from({ length: count }, (_, index) => guild.createChannel({ name: `${kind}-${index}` }))
  return {
    discord,
    guild,
    bound: channels('bound'),
    unbound: channels('unbound'),
    people: Array.from({ length: people }, (_, index) => guild.join({ name: `person-${index}` })),
  }
}

/** The session that begins while a client connects. */
export async function newSession<Result>(
  { discord }: BenchWorld,
  connect: () => Promise<Result>,
): Promise<{ readonly session: Session; readonly result: Result }> {
  const before = new Set(discord.gateway.sessions.keys())
  const result = await connect()
  const session = [...discord.gateway.sessions.values()].find((one) => !before.has(one.id))
  if (session === undefined) throw new Error('no session began')
  return { session, result }
}

/** Sends dispatches to one session alone. Resolves when its socket has taken them. */
export const send = (session: Session, frames: Iterable<Frame>): Promise<void> =>
  dispatchMany(session, frames)

/** A message as it is sent, by its id. */
export interface SentMessage extends Frame {
  readonly id: string
  readonly channel: Channel
  readonly author: Person
}

/**
 * Messages in turn in these channels and by everybody: one in five answers the one before in its channel, one in twenty
 * names somebody, one in a hundred is told twice.
 */
export function messages(
  { discord: { world }, people }: BenchWorld,
  channels: readonly Channel[],
  count: number,
): readonly SentMessage[] {
  const last = new Map<Channel, { id: string; json: JsonObject }>()
  const sent: SentMessage[] = []
  for (let index = 0; sent.length < count; index += 1) {
    const previous = sent.at(-1)
    if (previous !== undefined && sent.length % ONE_IN.repeated === ONE_IN.repeated - 1) {
      sent.push(previous)
      continue
    }
    const channel = nth(channels, index)
    const author = nth(people, index * 7_919)
    const before = index % ONE_IN.reply === 0 ? last.get(channel) : undefined
    const named = index % ONE_IN.mention === 1 ? `${nth(people, index + 1).mention} ` : ''
    const message = createMessage(world, channel, author.user, {
      content: `${named}${WORDS.repeat(1 + (index % 5))}${index % 7 === 0 ? '?' : '.'}`,
      allowed: ANYBODY,
      ...(before !== undefined && {
        type: 19,
        reference: { type: 0, channelId: channel.id, messageId: before.id, guildId: channel.guildId },
      }),
    })
    const json = gatewayMessageJson(world, message, { content: true })
    const data = JSON.stringify(before === undefined ? json : { ...json, referenced_message: before.json })
    last.set(channel, { id: message.id, json: messageJson(world, message, { content: true }) })
    sent.push({ name: 'MESSAGE_CREATE', id: message.id, channel, author, data })
  }
  return sent
}

/** Everybody in turn reacts, once to each message. */
export function reactions({ people, guild }: BenchWorld, to: readonly SentMessage[]): readonly Frame[] {
  return to.map(({ id, channel, author }, index) => {
    const person = nth(people, index * 31)
    return {
      name: 'MESSAGE_REACTION_ADD',
      data: JSON.stringify({
        user_id: person.id,
        channel_id: channel.id,
        message_id: id,
        guild_id: guild.id,
        emoji: { id: null, name: '🦊' },
        member: memberJson(person.member),
        message_author_id: author.id,
        burst: false,
        type: 0,
      }),
    }
  })
}

/**
 * People whom the world itself does not remember: every other joins, every other speaks. Made while they are sent, so
 * that the sender does not hold them.
 */
export function* strangers(
  { discord: { world }, guild, bound }: BenchWorld,
  count: number,
): Generator<Frame> {
  const joinedAt = new Date(world.clock.now()).toISOString()
  const member = { roles: [], joined_at: joinedAt, nick: null, deaf: false, mute: false, flags: 0 }
  for (let index = 0; index < count; index += 1) {
    const user: User = {
      id: world.clock.nextId(),
      name: `stranger-${index}`,
      displayName: null,
      isBot: false,
    }
    if (index % 2 === 0) {
      const { id, name: username } = user
      const shown = { id, username, global_name: null, discriminator: '0', avatar: null, public_flags: 0 }
      const data = { ...member, avatar: null, pending: false, user: shown, guild_id: guild.id }
      yield { name: 'GUILD_MEMBER_ADD', data: JSON.stringify(data) }
      continue
    }
    const channel = nth(bound, index >> 1)
    const message = createMessage(world, channel, user, { content: `${WORDS}.`, allowed: ANYBODY })
    const json = { ...gatewayMessageJson(world, message, { content: true }), member }
    yield { name: 'MESSAGE_CREATE', data: JSON.stringify(json) }
  }
}

/** One message that nobody has seen, whose arrival shows that everything before has come. */
export function lastMessage(world: BenchWorld): SentMessage {
  const [message] = messages(world, world.bound, 1)
  if (message === undefined) throw new Error('no message was made')
  return message
}

function nth<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length]
  if (item === undefined) throw new Error('there is nothing to choose from')
  return item
}
