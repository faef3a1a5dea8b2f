/** What stands in a Slack of our own, and what the app said that it has. */
import { momentOf } from '../simulators/slack/clock.ts'
import type { Channel, Message } from '../simulators/slack/model.ts'
import type { Slack } from '../simulators/slack/start.ts'
import { type Facts, nameOf, type ReactionAct, type StandingMessage } from './world.ts'

/** What a person's message may be besides a plain one. */
const MESSAGES: ReadonlySet<string | null> = new Set([null, 'thread_broadcast', 'me_message', 'file_share'])

/** Something that happened to a reaction, with the time of the event that tells of it. */
export type ToldReaction = Omit<ReactionAct, 'at' | 'isSure'> & { readonly eventTs: string }

/** Everything that the oracle may know of the workspace. */
export function slackFacts(
  slack: Slack,
  bound: readonly Channel[],
  reactions: readonly ToldReaction[],
  passages: Facts['passages'],
): Facts {
  const { messages, events } = acknowledgedBy(slack, bound)
  return {
    spaces: bound.map((one) => one.id),
    messages: bound.flatMap((channel) => channel.messages.filter(isPersons).map(standingIn)),
    // What the app acknowledged it must know exactly, whatever happened around it.
    reactionActs: reactions.map(({ eventTs, ...act }) => ({
      ...act,
      ...{ at: momentOf(eventTs), isSure: events.has(eventTs) },
    })),
    // Slack goes on trying for minutes, of which a script has seconds: only what was acknowledged is sure.
    sure: new Map(),
    acknowledged: messages,
    passages,
  }
}

const isPersons = ({ subtype, user, bot, isDeleted, seenOnlyBy }: Message): boolean =>
  MESSAGES.has(subtype) && user?.kind === 'person' && bot === null && !isDeleted && seenOnlyBy === null

const MENTION = /<@([A-Z0-9]+)/g

function standingIn(message: Message): StandingMessage {
  const author = message.user?.id ?? ''
  return {
    key: message.ts,
    space: message.channelId,
    thread: message.threadTs,
    author,
    at: momentOf(message.ts),
    reference: null,
    names: new Set([...message.text.matchAll(MENTION)].map(([, id]) => id ?? '')),
    reactions: message.reactions.flatMap(({ name, users }) =>
      users.filter((user) => user !== author).map((person) => ({ emoji: name, person })),
    ),
  }
}

/** What people posted in bound channels, and all reactions, that the app acknowledged. */
function acknowledgedBy(slack: Slack, bound: readonly Channel[]) {
  const messages = new Set<string>()
  const events = new Set<string>()
  for (const { name, payload, acknowledgedMs } of slack.envelopes) {
    const event = payload['event']
    if (acknowledgedMs === null || typeof event !== 'object' || event === null) continue
    const { subtype = null, user, channel, ts, bot_id: bot, event_ts: at } = event as Record<string, unknown>
    if (name !== 'message') events.add(String(at))
    const isPosted = name === 'message' && MESSAGES.has(subtype === null ? null : String(subtype))
    const isPersonal = bot === undefined && slack.world.users.get(String(user))?.kind === 'person'
    const isHere = bound.some((one) => one.id === channel)
    if (isPosted && isPersonal && isHere) messages.add(nameOf(String(channel), String(ts)))
  }
  return { messages, events }
}
