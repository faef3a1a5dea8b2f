/**
 * From Discord's traffic to `Activity`: the same for live events and for history read over REST, so that both meet on
 * the same keys. Pure. Edits are no activity; bots, webhooks and the system are not people; private threads are of
 * those who were invited to them and are not read, because figures of a space are shown to everybody who sees it.
 */
import { type Activity, LOST_REFERENCE } from '../../core/activity.ts'
import { asks } from '../../core/asks.ts'
import { type WordFinder, wordsSaid } from '../../core/vocabulary/finder.ts'
import { spokenOnDiscord } from '../../core/vocabulary/spoken.ts'
import { momentOf } from './snowflake.ts'
import { type Dispatch, MESSAGE, type WireMessage, type WireUser } from './wire.ts'

/** Where a thing happened: the space, and the thread in it. */
export interface Room {
  readonly space: string
  readonly thread: string | null
}

/** What a message's emoji is called: a custom one by its id. */
export const emojiKey = (emoji: {
  id?: string | null | undefined
  name?: string | null | undefined
}): string => emoji.id || emoji.name || ''

/** Whether somebody is a person. */
export const isPerson = (user: WireUser): boolean => user.bot !== true && user.system !== true

/** The activities that a message tells by being there; none for what is no person's. Its reactions are told apart. */
export function messageActivities(
  message: WireMessage,
  { space, thread }: Room,
  find: WordFinder,
): readonly Activity[] {
  const at = Date.parse(message.timestamp)
  if (!Number.isFinite(at) || at < 0) return []
  if (message.type === MESSAGE.threadCreated) {
    const key = message.message_reference?.channel_id ?? null
    return key === null ? [] : [{ kind: 'thread', space, key, at }]
  }
  if (!isPerson(message.author) || message.webhook_id != null) return []
  const author = message.author.id
  if (message.type === MESSAGE.join) return [{ kind: 'join', space: null, person: author, at }]
  if (message.type !== MESSAGE.default && message.type !== MESSAGE.reply) return []
  const text = message.content ?? ''
  const words = wordsSaid(text, find, spokenOnDiscord)
  return [
    {
      kind: 'message',
      space,
      key: message.id,
      thread,
      author,
      at,
      reference: referenceOf(message),
      mentions: (message.mentions ?? []).filter(isPerson).map((one) => one.id),
      length: text.length,
      asks: asks(text),
      ...words,
    },
  ]
}

/** Forwards and crossposts carry a reference too, but are no replies. A reply to a message that is gone answers something. */
function referenceOf(message: WireMessage): string | null {
  if (message.type !== MESSAGE.reply) return null
  const reference = message.message_reference
  const isHere = reference?.channel_id == null || reference.channel_id === message.channel_id
  return (isHere ? reference?.message_id : null) ?? LOST_REFERENCE
}

/** An event that happens in a channel. */
export type ChannelDispatch = Extract<Dispatch, { name: `MESSAGE_${string}` }>

export const isInChannel = (dispatch: Dispatch): dispatch is ChannelDispatch =>
  dispatch.name.startsWith('MESSAGE_')

/** What an event in a room tells; `find` finds the words of the room's community. `receivedAt` is when it was heard: reactions come without a time of their own. */
export function channelActivities(
  dispatch: ChannelDispatch,
  room: Room,
  receivedAt: number,
  find: WordFinder,
): readonly Activity[] {
  const { space } = room
  switch (dispatch.name) {
    case 'MESSAGE_CREATE':
      return messageActivities(dispatch.data, room, find)
    case 'MESSAGE_DELETE':
      return [{ kind: 'deletion', space, key: dispatch.data.id }]
    case 'MESSAGE_DELETE_BULK':
      return dispatch.data.ids.map((key) => ({ kind: 'deletion', space, key }))
    case 'MESSAGE_REACTION_ADD': {
      const { member, user_id: person, message_id: message, emoji } = dispatch.data
      if (member?.user !== undefined && !isPerson(member.user)) return []
      // Who wrote the message is left to the message: a bot may have.
      const reaction = { space, message, emoji: emojiKey(emoji), person, author: null }
      return [{ kind: 'reaction', ...reaction, present: true, at: receivedAt, exact: true }]
    }
    case 'MESSAGE_REACTION_REMOVE': {
      const { user_id: person, message_id: message, emoji } = dispatch.data
      const reaction = { space, message, emoji: emojiKey(emoji), person, author: null }
      return [{ kind: 'reaction', ...reaction, present: false, at: receivedAt, exact: true }]
    }
    case 'MESSAGE_REACTION_REMOVE_ALL':
      return [
        { kind: 'reactionsCleared', space, message: dispatch.data.message_id, emoji: null, at: receivedAt },
      ]
    case 'MESSAGE_REACTION_REMOVE_EMOJI': {
      const { message_id: message, emoji } = dispatch.data
      return [{ kind: 'reactionsCleared', space, message, emoji: emojiKey(emoji), at: receivedAt }]
    }
  }
}

/** Somebody's coming, by the moment that Discord tells; null where it tells none. */
export function joinActivity(person: WireUser, joinedAt: string | null | undefined): Activity | null {
  const at = joinedAt == null ? Number.NaN : Date.parse(joinedAt)
  return isPerson(person) && Number.isFinite(at) ? { kind: 'join', space: null, person: person.id, at } : null
}

/** People's reactions on a message that were read afterwards, with the message's time for want of their own. */
export const reactionActivities = (
  { space }: Room,
  message: WireMessage,
  emoji: string,
  people: readonly WireUser[],
): readonly Activity[] =>
  people.filter(isPerson).map((person) => ({
    kind: 'reaction',
    space,
    message: message.id,
    emoji,
    person: person.id,
    present: true,
    at: momentOf(message.id),
    exact: false,
    author: isPerson(message.author) ? message.author.id : null,
  }))
