/** A Slack of our own for scripts: three channels that are bound, and one that is not. */
import { bindCommunity } from '../platforms/slack/serving.ts'
import { momentOf } from '../simulators/slack/clock.ts'
import type { Channel, Message } from '../simulators/slack/model.ts'
import type { Person } from '../simulators/slack/person.ts'
import { emojiName } from '../simulators/slack/reactions.ts'
import { type Slack, startSlack } from '../simulators/slack/start.ts'
import { BEGINS_AT, TIME_ZONE } from './calendar.ts'
import { heardOn } from './heard.ts'
import { CHANNELS, FORUM, type Happening, PEOPLE, type Step } from './script.ts'
import { strikeSlack } from './slack-troubles.ts'
import { isTrouble } from './troubles.ts'
import { type ChaosWorld, type Facts, nameOf, type ReactionAct, type StandingMessage } from './world.ts'

/** Retries and acknowledgements as fast as a script wants them. */
const TIMING = {
  acknowledgeMs: 400,
  retryMs: [0, 100, 200, 400, 800, 1_600],
  warningMs: 100,
  deafMs: 3_000,
} as const
const EARLIER_MS = 3_600_000
/** What a person's message may be besides a plain one. */
const MESSAGES: ReadonlySet<string | null> = new Set([null, 'thread_broadcast', 'me_message', 'file_share'])

export async function openSlackWorld(seed: number): Promise<ChaosWorld> {
  const slack = await startSlack({
    ...{ startAt: BEGINS_AT - EARLIER_MS, rateLimits: false, validate: false, seed, timing: TIMING },
  })
  const bound = Array.from({ length: CHANNELS }, (_, nth) => slack.createChannel({ name: `channel-${nth}` }))
  const lounge = slack.createChannel({ name: 'lounge' })
  const people = Array.from({ length: PEOPLE }, (_, nth) =>
    slack.join({ name: `p${nth}`, in: [...bound, lounge] }),
  )
  const music = slack.join({ name: 'music', isBot: true, in: [...bound, lounge] })
  slack.setTime(BEGINS_AT)
  const play = createPlayer({ slack, bound, lounge, people, music })
  return {
    address: {
      platform: 'slack',
      workspace: slack.teamId,
      apiUrl: slack.apiUrl,
      token: slack.botToken,
      appToken: slack.appToken,
    },
    now: slack.now,
    moveTo: (at) => {
      if (at > slack.now()) slack.setTime(at)
    },
    bind: (store) => bindCommunity(store, slack, bound, { readFromAt: slack.now(), timeZone: TIME_ZONE }),
    play: play.step,
    // Whoever is deaf answers nothing.
    heard: () => heardOn(slack.sockets.filter((one) => !one.isDeaf).map(({ socket }) => socket)),
    isConnected: () => slack.sockets.some((one) => !one.isDeaf),
    strike: (trouble) => strikeSlack(slack, trouble),
    calm: () => slack.faults.clear(),
    asked: () => slack.calls.filter(({ method }) => method === 'conversations.history').length,
    settled: () => slack.settled(60_000),
    facts: play.facts,
    close: () => slack.close(),
  }
}

interface Club {
  readonly slack: Slack
  readonly bound: readonly Channel[]
  readonly lounge: Channel
  readonly people: readonly Person[]
  readonly music: Person
}

function createPlayer(club: Club) {
  const { slack, bound, lounge, people, music } = club
  const messages = new Map<number, Message>()
  const reacted = new Map<number, { person: Person; message: Message; emoji: string }>()
  const reactionActs: ReactionAct[] = []
  const passages: Facts['passages'][number][] = []
  const sure = new Map<string, { space: string; at: number }>()

  const here = (who: number, channel: Channel): Person | null => {
    const person = people[who]
    return person !== undefined && channel.members.has(person.id) ? person : null
  }
  const channelOf = ({ channelId }: Message): Channel => {
    const channel = slack.world.channels.get(channelId)
    if (channel === undefined) throw new Error('a channel is gone')
    return channel
  }
  const standing = (id: number): Message | null => {
    const message = messages.get(id)
    return message === undefined || message.isDeleted ? null : message
  }
  const keep = (id: number, message: Message, isSure: boolean): void => {
    messages.set(id, message)
    if (isSure)
      sure.set(nameOf(message.channelId, message.ts), { space: message.channelId, at: momentOf(message.ts) })
  }
  const text = (names: readonly number[]): string =>
    `what was said? ${names.map((who) => `@${people[who]?.name ?? ''}`).join(' ')}`
  const noteReaction = (
    person: Person,
    message: Message,
    emoji: string,
    isPutOn: boolean,
    isSure: boolean,
  ): void =>
    void reactionActs.push({
      ...{ message: nameOf(message.channelId, message.ts), emoji: emojiName(emoji), person: person.id },
      ...{ isPutOn, at: slack.now(), isSure },
    })

  /** In the thread of a message. */
  const answer = (
    id: number,
    what: { who: number; to: number; names: readonly number[] },
    isSure: boolean,
    isBroadcast: boolean,
  ): void => {
    const to = standing(what.to)
    const person = to === null ? null : here(what.who, channelOf(to))
    if (person === null || to === null) return
    // A reply to a reply stands in the thread of its parent, which may be gone.
    if (to.threadTs !== null && channelOf(to).messages.every((one) => one.ts !== to.threadTs)) return
    const said = text(what.names)
    keep(id, isBroadcast ? person.broadcast(to, said) : person.reply(to, said), isSure)
  }
  const post = (
    id: number,
    who: number,
    at: Channel | undefined,
    names: readonly number[],
    isSure: boolean,
  ): void => {
    const person = at === undefined ? null : here(who, at)
    if (person === null || at === undefined) return
    // Now and then a file, or what somebody says of themselves.
    const said = text(names)
    keep(
      id,
      id % 17 === 0 ? person.share(at, said) : id % 19 === 0 ? person.me(at, said) : person.post(at, said),
      isSure,
    )
  }

  const act = (id: number, what: Happening, isSure: boolean): void => {
    switch (what.kind) {
      case 'post':
        post(id, what.who, bound[what.channel], what.names, isSure)
        return
      case 'forum':
        post(id, what.who, bound[FORUM], what.names, isSure)
        return
      case 'thread':
        if (what.on === null) post(id, what.who, bound[what.channel], [], isSure)
        else answer(id, { who: what.who, to: what.on, names: [] }, isSure, false)
        return
      case 'reply':
      case 'say':
        answer(id, what, isSure, false)
        return
      case 'broadcast':
        answer(id, what, isSure, true)
        return
      case 'react': {
        const message = standing(what.to)
        const person = message === null ? null : here(what.who, channelOf(message))
        if (person === null || message === null) return
        const count = reactionsOn(message)
        person.react(message, what.emoji)
        if (reactionsOn(message) === count) return
        reacted.set(id, { person, message, emoji: what.emoji })
        noteReaction(person, message, what.emoji, true, isSure)
        return
      }
      case 'unreact': {
        const known = reacted.get(what.of)
        if (known === undefined || known.message.isDeleted) return
        const { person, message, emoji } = known
        const count = reactionsOn(message)
        person.unreact(message, emoji)
        if (reactionsOn(message) < count) noteReaction(person, message, emoji, false, isSure)
        return
      }
      case 'edit':
      case 'remove': {
        const message = standing(what.of)
        const author = people.find((one) => one.user === message?.user)
        if (message === null || author === undefined) return
        if (what.kind === 'remove') author.remove(message)
        else author.edit(message, `${message.text}, edited`)
        return
      }
      case 'archive':
        return
      case 'join':
      case 'leave': {
        const [person, channel] = [people[what.who], bound[0]]
        if (person === undefined || channel === undefined) return
        if ((what.kind === 'join') === channel.members.has(person.id)) return
        if (what.kind === 'leave') person.leave(channel)
        else person.join(channel)
        passages.push({
          person: person.id,
          kind: what.kind,
          at: momentOf(channel.messages.at(-1)?.ts ?? '0'),
        })
        return
      }
      case 'noise': {
        const channel = bound[what.channel]
        const person = channel === undefined ? null : here(what.who, channel)
        if (channel === undefined || person === null) return
        if (what.what === 'bot') music.post(channel, 'a song')
        else if (what.what === 'webhook') slack.postAsIntegration(channel, 'green')
        else if (what.what === 'elsewhere') person.post(lounge, 'nobody counts this')
        else slack.postAsSlackbot(channel, 'a reminder')
        return
      }
    }
  }

  return {
    step: ({ id, what }: Step, isSure: boolean): void => {
      if (!isTrouble(what)) act(id, what, isSure)
    },
    facts: (): Facts => ({
      spaces: bound.map((one) => one.id),
      messages: bound.flatMap((channel) => channel.messages.filter(isPersons).map(standingIn)),
      reactionActs,
      sure,
      acknowledged: acknowledgedBy(slack, bound),
      passages,
    }),
  }
}

const reactionsOn = (message: Message): number =>
  message.reactions.reduce((sum, one) => sum + one.users.length, 0)

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

/** What people posted in bound channels, and the app acknowledged. */
function acknowledgedBy(slack: Slack, bound: readonly Channel[]): ReadonlySet<string> {
  const told = new Set<string>()
  for (const { name, payload, acknowledgedMs } of slack.envelopes) {
    const event = payload['event']
    if (name !== 'message' || acknowledgedMs === null || typeof event !== 'object' || event === null) continue
    const { subtype = null, user, channel, ts, bot_id: bot } = event as Record<string, unknown>
    const isPosted = MESSAGES.has(subtype === null ? null : String(subtype)) && bot === undefined
    const isHere = bound.some((one) => one.id === channel)
    const isPersonal = slack.world.users.get(String(user))?.kind === 'person'
    if (isPosted && isHere && isPersonal) told.add(nameOf(String(channel), String(ts)))
  }
  return told
}
