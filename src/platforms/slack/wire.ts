/**
 * What of Slack's traffic is read, as zod parses it: the least that the bot needs of each thing. Unknown fields are dropped
 * here; a thing that lacks what it must have is refused, counted and logged by whoever reads it.
 */

import { z } from 'zod'
import { externalId } from '../../core/platform-fields.ts'
import { slackMessage, slackTimestamp } from '../../core/slack-message.ts'
import { inTextOrder } from '../../core/text-order.ts'

const flag = z.boolean().nullish()

/** Source: Slack's API reference, «User object». */
export const wireUser = z.object({
  id: externalId,
  team_id: z.string().nullish(),
  is_bot: flag,
  is_workflow_bot: flag,
  is_connector_bot: flag,
  is_stranger: flag,
  enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
})
export type WireUser = z.infer<typeof wireUser>

/** Source: Slack's API reference, «Conversation object». */
export const wireChannel = z.object({
  id: externalId,
  name: z.string().nullish(),
  is_private: flag,
  is_member: flag,
  is_archived: flag,
})
export type WireChannel = z.infer<typeof wireChannel>

/** A message as history has it: a parent tells of its thread. */
export const historyMessage = slackMessage.extend({
  reply_count: z.number().nullish().catch(null),
  latest_reply: slackTimestamp.nullish().catch(null),
})
export type HistoryMessage = z.infer<typeof historyMessage>

const reaction = z.object({
  user: externalId,
  reaction: externalId,
  item: z.object({ type: z.string(), channel: externalId.nullish(), ts: slackTimestamp.nullish() }),
  item_user: z.string().max(200).nullish(),
  event_ts: slackTimestamp,
})
const ofChannel = z.object({ channel: externalId })
const renamed = z.object({ channel: z.object({ id: externalId, name: z.string() }) })
const membership = ofChannel.extend({ user: externalId })
const ofUser = z.object({ user: wireUser })

/** The events that are read. Source: Slack's API reference, «Events». */
export const EVENTS = {
  message: slackMessage.extend({
    channel: externalId,
    event_ts: slackTimestamp.nullish(),
    /** What a change or a deletion is about. */
    message: z.object({ subtype: z.string().nullish(), ts: slackTimestamp }).nullish(),
    previous_message: z.object({ ts: slackTimestamp }).nullish(),
  }),
  reaction_added: reaction,
  reaction_removed: reaction,
  channel_rename: renamed,
  group_rename: renamed,
  channel_archive: ofChannel,
  group_archive: ofChannel,
  channel_unarchive: ofChannel,
  group_unarchive: ofChannel,
  channel_deleted: ofChannel,
  group_deleted: ofChannel,
  channel_left: ofChannel,
  group_left: ofChannel,
  member_joined_channel: membership,
  member_left_channel: membership,
  team_join: ofUser,
  user_change: ofUser,
  team_rename: z.object({ name: z.string() }),
  app_home_opened: z.object({ user: externalId, tab: z.string() }),
  app_uninstalled: z.object({}),
  tokens_revoked: z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) }),
} as const

export type EventName = keyof typeof EVENTS
export type EventData<Name extends EventName> = z.infer<(typeof EVENTS)[Name]>
/** One event with its data. */
export type SlackEvent = {
  readonly [Name in EventName]: { readonly name: Name; readonly data: EventData<Name> }
}[EventName]

/** What every event is wrapped in. From a shared channel `team_id` may be another workspace's. */
export const wrapper = z.object({
  team_id: z.string().nullish(),
  context_team_id: z.string().nullish(),
  event: z.looseObject({ type: z.string() }),
})

/** Whether an event is one that is read. */
export const isRead = (name: string): name is EventName => Object.hasOwn(EVENTS, name)

/** Parses an event that is read; null where it is not as Slack describes it. */
export function readEvent(name: EventName, data: unknown): SlackEvent | null {
  const read = EVENTS[name].safeParse(data)
  return read.success ? ({ name, data: read.data } as SlackEvent) : null
}

/** A moment as Slack writes it, to the millisecond. */
export function tsAt(at: number): string {
  const ms = Math.max(0, Math.floor(at))
  return `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}000`
}

/** Orders timestamps by time, digit by digit: as numbers they would lose some. */
export function compareTs(a: string, b: string): number {
  const [secondsA = '', fractionA = ''] = a.split('.')
  const [secondsB = '', fractionB = ''] = b.split('.')
  const difference = Number(secondsA) - Number(secondsB)
  if (difference !== 0) return difference
  const width = Math.max(fractionA.length, fractionB.length)
  return inTextOrder(fractionA.padEnd(width, '0'), fractionB.padEnd(width, '0'))
}
