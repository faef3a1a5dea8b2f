/**
 * What the counts of two weeks should be, worked out from the workspace itself by plain loops over its messages and
 * reactions, with nothing of the program that is tested.
 */
import { momentOf } from '../../simulators/slack/clock.ts'
import type { Channel, Message, User } from '../../simulators/slack/model.ts'
import { type Asked, type Counts, counted, isAsked, type Tally } from '../counting.ts'
import type { Club } from './club.ts'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000
const NAMED = /<@([A-Z0-9]+)>/g

export function tallyOf(club: Club, asked: Asked): Tally {
  const { slack, bound, cast, notes } = club
  const mayBeRead = (person: string, at: number): boolean =>
    !cast.withheld.some(
      ({ who, fromAt, toAt }) => club.person(who).id === person && fromAt <= at && at < toAt,
    )
  const isOurs = (user: User | null): user is User =>
    user !== null && user.kind === 'person' && user.teamId === slack.teamId
  const people = new Set<string>()
  const counts = { messages: 0, replies: 0, mentions: 0, reactions: 0 }

  for (const channel of bound) {
    const known: Message[] = []
    for (const message of channel.messages)
      if (isSaid(message) && isOurs(message.user) && mayBeRead(message.user.id, momentOf(message.ts)))
        known.push(message)
    for (const message of known) {
      const { user } = message
      if (user === null) continue
      const at = momentOf(message.ts)
      if (isAsked(asked, at)) {
        counts.messages += 1
        people.add(user.id)
        const answered = whomItAnswers(message, known)
        if (answered !== null) counts.replies += 1
        const named = new Set<User>()
        for (const [, id = ''] of message.text.matchAll(NAMED)) {
          const one = slack.world.users.get(id) ?? null
          if (isOurs(one) && mayBeRead(one.id, at)) named.add(one)
        }
        named.delete(user)
        if (answered !== null) named.delete(answered)
        counts.mentions += named.size
      }
      for (const { name, users } of message.reactions)
        for (const id of users) {
          const putOn = notes.putOn.get(nameOf(channel, message, name, id)) ?? Number.NaN
          const countsAt = asked.reactionsCount === 'when put on' ? putOn : at
          const isCounted = isOurs(slack.world.users.get(id) ?? null) && id !== user.id
          if (!isCounted || !mayBeRead(id, putOn) || !isAsked(asked, countsAt)) continue
          counts.reactions += 1
          people.add(id)
        }
    }
  }
  for (const { who, at } of cast.acts) {
    const { id } = club.person(who)
    if (mayBeRead(id, at) && isAsked(asked, at)) people.add(id)
  }
  return { ...counts, people }
}

export const countsOf = (club: Club, asked: Asked): Counts => counted(tallyOf(club, asked))

/** How often people of other workspaces said something or reacted, or something of theirs was reacted on. */
export const strangersIn = ({ bound, notes }: Club): number =>
  notes.foreign.filter((channel) => bound.includes(channel)).length

const nameOf = (channel: Channel, message: Message, emoji: string, person: string): string =>
  `${channel.id} ${message.ts} ${emoji} ${person}`

/** Whether somebody said it, in whatever way: nothing that Slack itself notes in a channel. */
const isSaid = ({ subtype, bot }: Message): boolean =>
  bot === null && (subtype === null || /^(file_share|me_message|thread_broadcast)$/.test(subtype))

/** In a thread, whoever began it: the author of what it hangs on, where that is known, else the first inside. */
function whomItAnswers(message: Message, known: readonly Message[]): User | null {
  if (message.threadTs === null) return null
  const hangsOn = known.find((one) => one.ts === message.threadTs)
  const start = hangsOn ?? known.find((one) => one.threadTs === message.threadTs)
  if (start === undefined || start.user === message.user) return null
  return momentOf(message.ts) - momentOf(start.ts) <= WEEK_MS ? start.user : null
}
