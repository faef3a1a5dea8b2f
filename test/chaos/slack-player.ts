/** People of a Slack of our own, who do what a script says. */
import { momentOf, tsOf } from '../simulators/slack/clock.ts'
import type { Channel, Message } from '../simulators/slack/model.ts'
import type { Person } from '../simulators/slack/person.ts'
import { emojiName } from '../simulators/slack/reactions.ts'
import type { Slack } from '../simulators/slack/start.ts'
import { FORUM, type Happening, type Step } from './script.ts'
import { slackFacts, type ToldReaction } from './slack-facts.ts'
import { isTrouble } from './troubles.ts'
import { type Facts, nameOf } from './world.ts'

/** The workspace and who is in it. */
export interface SlackClub {
  readonly slack: Slack
  readonly bound: readonly Channel[]
  readonly lounge: Channel
  readonly people: readonly Person[]
  readonly music: Person
}

/** Plays steps, and tells what stands when they are played. */
export function slackPlayer(club: SlackClub) {
  const { slack, bound, lounge, people, music } = club
  const messages = new Map<number, Message>()
  const reacted = new Map<number, { person: Person; message: Message; emoji: string }>()
  const reactions: ToldReaction[] = []
  const passages: Facts['passages'][number][] = []

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
  const keep = (id: number, message: Message): void => void messages.set(id, message)
  const text = (names: readonly number[]): string =>
    `what was said? ${names.map((who) => `@${people[who]?.name ?? ''}`).join(' ')}`
  const noteReaction = (person: Person, message: Message, emoji: string, isPutOn: boolean): void =>
    void reactions.push({
      ...{ message: nameOf(message.channelId, message.ts), emoji: emojiName(emoji), person: person.id },
      ...{ isPutOn, eventTs: tsOf(slack.world.stamp.lastMicros) },
    })

  /** In the thread of a message. */
  const answer = (
    id: number,
    what: { who: number; to: number; names: readonly number[] },
    isBroadcast: boolean,
  ): void => {
    const to = standing(what.to)
    const person = to === null ? null : here(what.who, channelOf(to))
    if (person === null || to === null) return
    // A reply to a reply stands in the thread of its parent, which may be gone.
    if (to.threadTs !== null && channelOf(to).messages.every((one) => one.ts !== to.threadTs)) return
    const said = text(what.names)
    keep(id, isBroadcast ? person.broadcast(to, said) : person.reply(to, said))
  }
  const post = (id: number, who: number, at: Channel | undefined, names: readonly number[]): void => {
    const person = at === undefined ? null : here(who, at)
    if (person === null || at === undefined) return
    // Now and then a file, or what somebody says of themselves.
    const said = text(names)
    keep(
      id,
      id % 17 === 0 ? person.share(at, said) : id % 19 === 0 ? person.me(at, said) : person.post(at, said),
    )
  }

  const act = (id: number, what: Happening): void => {
    switch (what.kind) {
      case 'post':
        post(id, what.who, bound[what.channel], what.names)
        return
      case 'forum':
        post(id, what.who, bound[FORUM], what.names)
        return
      case 'thread':
        if (what.on === null) post(id, what.who, bound[what.channel], [])
        else answer(id, { who: what.who, to: what.on, names: [] }, false)
        return
      case 'reply':
      case 'say':
        answer(id, what, false)
        return
      case 'broadcast':
        answer(id, what, true)
        return
      case 'react': {
        const message = standing(what.to)
        const person = message === null ? null : here(what.who, channelOf(message))
        if (person === null || message === null) return
        const count = reactionsOn(message)
        person.react(message, what.emoji)
        if (reactionsOn(message) === count) return
        reacted.set(id, { person, message, emoji: what.emoji })
        noteReaction(person, message, what.emoji, true)
        return
      }
      case 'unreact': {
        const known = reacted.get(what.of)
        if (known === undefined || known.message.isDeleted) return
        const { person, message, emoji } = known
        const count = reactionsOn(message)
        person.unreact(message, emoji)
        if (reactionsOn(message) < count) noteReaction(person, message, emoji, false)
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
    step: ({ id, what }: Step): void => {
      if (!isTrouble(what)) act(id, what)
    },
    facts: (): Facts => slackFacts(slack, bound, reactions, passages),
  }
}

const reactionsOn = (message: Message): number =>
  message.reactions.reduce((sum, one) => sum + one.users.length, 0)
