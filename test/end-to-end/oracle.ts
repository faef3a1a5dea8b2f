/**
 * What the counts of two weeks should be, worked out from the server itself by plain loops over its messages and
 * reactions, with nothing of the program that is tested.
 */
import { momentOf } from '../simulators/discord/clock.ts'
import type { Channel, Message, User } from '../simulators/discord/model.ts'
import type { Club } from './club.ts'
import { type Asked, type Counts, counted, isAsked, type Tally } from './counting.ts'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000
const DEFAULT = 0
const REPLY = 19
const PRIVATE_THREAD = 12

/** When each reaction was last put on, or taken off, by message, emoji and person. */
export function reactionTimes(
  { discord }: Club,
  change: 'MESSAGE_REACTION_ADD' | 'MESSAGE_REACTION_REMOVE',
): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { name, data, at } of discord.dispatches)
    if (name === change) {
      const { message_id: message, user_id: person, emoji } = data as Record<string, unknown>
      const { id, name: plain } = emoji as { id: string | null; name: string }
      times.set(`${message} ${id ?? plain} ${person}`, at)
    }
  return times
}

export function tallyOf(club: Club, asked: Asked): Tally {
  const mayBeRead = (person: string, at: number): boolean =>
    !club.cast.withheld.some(
      ({ who, fromAt, toAt }) => club.person(who).id === person && fromAt <= at && at < toAt,
    )
  const times = reactionTimes(club, 'MESSAGE_REACTION_ADD')
  const people = new Set<string>()
  const counts = { messages: 0, replies: 0, mentions: 0, reactions: 0 }
  const rooms = roomsOf(club)
  const isKnown = (one: Message): boolean =>
    (one.type === DEFAULT || one.type === REPLY) &&
    one.webhookId === null &&
    !one.author.isBot &&
    mayBeRead(one.author.id, momentOf(one.id))

  for (const room of rooms) {
    const known = room.messages.filter(isKnown)
    for (const message of known) {
      const at = momentOf(message.id)
      if (isAsked(asked, at)) {
        counts.messages += 1
        people.add(message.author.id)
        const answered = whomItAnswers(message, room, known, rooms, isKnown)
        if (answered !== null) counts.replies += 1
        const named = new Set(message.mentions.filter((one) => !one.isBot && mayBeRead(one.id, at)))
        named.delete(message.author)
        if (answered !== null) named.delete(answered)
        counts.mentions += named.size
      }
      for (const { emoji, users } of message.reactions)
        for (const user of users) {
          const putOn = times.get(`${message.id} ${emoji.id ?? emoji.name} ${user.id}`) ?? Number.NaN
          const countsAt = asked.reactionsCount === 'when put on' ? putOn : at
          if (
            user.isBot ||
            user === message.author ||
            !mayBeRead(user.id, putOn) ||
            !isAsked(asked, countsAt)
          )
            continue
          counts.reactions += 1
          people.add(user.id)
        }
    }
  }
  for (const { who, at } of club.cast.acts) {
    const { id } = club.person(who)
    if (mayBeRead(id, at) && isAsked(asked, at)) people.add(id)
  }
  return { ...counts, people }
}

export const countsOf = (club: Club, asked: Asked): Counts => counted(tallyOf(club, asked))

/** The bound channels and their threads that everybody sees. */
const roomsOf = ({ guild, bound }: Club): readonly Channel[] =>
  [...guild.guild.channels.values()].filter((one) =>
    one.thread === null
      ? bound.includes(one)
      : one.type !== PRIVATE_THREAD && bound.some((parent) => parent.id === one.parentId),
  )

function whomItAnswers(
  message: Message,
  room: Channel,
  known: readonly Message[],
  rooms: readonly Channel[],
  isKnown: (message: Message) => boolean,
): User | null {
  if (message.type === REPLY) {
    const answered = known.find((one) => one.id === message.reference?.messageId)
    return answered === undefined || answered.author === message.author ? null : answered.author
  }
  if (room.thread === null) return null
  const parent = rooms.find((one) => one.id === room.parentId)
  const hangsOn = parent?.messages.filter(isKnown).find((one) => one.id === room.id)
  const start = hangsOn ?? known[0]
  if (start === undefined || start.author === message.author) return null
  const after = momentOf(message.id) - momentOf(start.id)
  return after >= 0 && after <= WEEK_MS ? start.author : null
}
