/** What stands in a Discord of our own. */
import { momentOf } from '../simulators/discord/clock.ts'
import type { Channel, Message } from '../simulators/discord/model.ts'
import type { StandingMessage } from './world.ts'

const DEFAULT = 0
const REPLY = 19

/** Whether a message is a person's, and stands. */
export const isPersons = ({ type, webhookId, author, isDeleted }: Message): boolean =>
  (type === DEFAULT || type === REPLY) && webhookId === null && !author.isBot && !isDeleted

/** A message of a person as the oracle knows it. */
export function standingIn(room: Channel, message: Message): StandingMessage {
  const answered = message.reference?.messageId ?? null
  return {
    key: message.id,
    space: room.thread === null ? room.id : (room.parentId ?? ''),
    thread: room.thread === null ? null : room.id,
    author: message.author.id,
    at: momentOf(message.id),
    reference: message.type === REPLY ? answered : null,
    names: new Set(message.mentions.filter((one) => !one.isBot).map((one) => one.id)),
    reactions: message.reactions.flatMap(({ emoji, users }) =>
      users
        .filter((user) => !user.isBot && user !== message.author)
        .map((user) => ({ emoji: emoji.id ?? emoji.name, person: user.id })),
    ),
  }
}
