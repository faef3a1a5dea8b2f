/**
 * From Slack's events to `Activity`, on the same keys as history and exports. Pure. Edits are no activity; bots, Slackbot
 * and people of other workspaces (Slack Connect) are no people of the community, nor are reactions on what they wrote.
 */
import { momentOf, type SlackTelling, tellSlackMessage } from '../../core/slack-message.ts'
import type { EventData, SlackEvent } from './wire.ts'

/** An event that happens in a channel and may be an activity. */
export type ChannelEvent = Extract<SlackEvent, { name: 'message' | 'reaction_added' | 'reaction_removed' }>

export const isInChannel = (event: SlackEvent): event is ChannelEvent =>
  event.name === 'message' || event.name === 'reaction_added' || event.name === 'reaction_removed'

/** The channel that an event happened in; null for reactions on what is no message. */
export function channelOf(event: ChannelEvent): string | null {
  return event.name === 'message' ? event.data.channel : (event.data.item.channel ?? null)
}

/** Appends the activities that an event tells; returns the reason where it tells none. */
export function tellEvent(event: ChannelEvent, telling: SlackTelling): string | null {
  switch (event.name) {
    case 'message':
      return tellMessage(event.data, telling)
    case 'reaction_added':
      return tellReaction(event.data, true, telling)
    case 'reaction_removed':
      return tellReaction(event.data, false, telling)
  }
}

function tellMessage(data: EventData<'message'>, telling: SlackTelling): string | null {
  const { subtype, message: inner } = data
  if (subtype === 'message_changed') {
    // A parent that is deleted becomes a tombstone; every other change is an edit, or an unfurled link.
    if (inner?.subtype !== 'tombstone') return subtype
    telling.into.push({ kind: 'deletion', space: telling.space, key: inner.ts })
    return null
  }
  const deleted = subtype === 'message_deleted' ? (data.deleted_ts ?? data.previous_message?.ts) : null
  return tellSlackMessage(deleted == null ? data : { ...data, deleted_ts: deleted }, telling)
}

function tellReaction(
  data: EventData<'reaction_added'>,
  present: boolean,
  { space, whyNot, into }: SlackTelling,
): string | null {
  const { user: person, item, item_user: author, reaction: emoji, event_ts: ts } = data
  if (item.type !== 'message' || item.ts == null) return item.type
  // Integrations have no account that could be named as the author. Whose it is otherwise is left to the message: one that
  // is not known counts no more if its reaction was heard than if it was read.
  const reason = whyNot(person) ?? (author ? whyNot(author) : 'bot')
  if (reason !== null) return reason
  const at = momentOf(ts)
  into.push({
    ...{ kind: 'reaction', space, message: item.ts, emoji, person, present, at },
    ...{ exact: true, author: null },
  })
  return null
}
