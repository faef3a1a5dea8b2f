/** The workspace that the two weeks happen in: its channels, its people, and what has been said so far. */
import { commandsIn } from '../../../src/commands.ts'
import { english } from '../../../src/core/words/english.ts'
import { slackManifest } from '../../../src/platforms/slack/manifest.ts'
import { objectOf } from '../../simulators/discord/json.ts'
import { momentOf } from '../../simulators/slack/clock.ts'
import type { Channel, Message } from '../../simulators/slack/model.ts'
import type { Person } from '../../simulators/slack/person.ts'
import type { Slack } from '../../simulators/slack/start.ts'
import { type Cast, found, type Name, READ_ROOMS, type Robot, type Room } from '../cast.ts'
import { castOf } from './slack-cast.ts'

/** What has happened, whoever heard of it. */
export interface Notes {
  /** When each reaction was last put on, or taken off, by channel, message, emoji and person. */
  readonly putOn: Map<string, number>
  readonly takenOff: Map<string, number>
  /** Where people of another workspace said something or reacted, or something of theirs was reacted on. */
  readonly foreign: Channel[]
}

/** The workspace, and those who play in it. */
export interface Club {
  readonly slack: Slack
  readonly rooms: Readonly<Record<Room, Channel>>
  /** What is read. */
  readonly bound: readonly Channel[]
  readonly robots: Readonly<Record<Robot, Person>>
  readonly notes: Notes
  /** Plays the script. */
  readonly cast: Cast
  /** Somebody who has joined. */
  person(name: Name): Person
  /** Whoever wrote a message. */
  author(message: Message): Person
  /** Comes into the workspace and, one after the other, into every channel that is open to all. */
  join(name: Name): Person
  leave(name: Name): void
  /** What the script calls by a name. */
  said(name: string): Message
}

/** Makes the workspace with the app installed as its manifest says; the bot is in all channels. */
export function openClub(slack: Slack): Club {
  const manifest = slackManifest(commandsIn(english), english, { alias: 'cp', name: 'Commonplace' })
  slack.install(objectOf(JSON.parse(JSON.stringify(manifest))))
  const olga = slack.join({ name: 'olga', role: 'primaryOwner' })
  const make = (name: string) => slack.createChannel({ name, members: [olga] })
  const rooms = {
    general: make('general'),
    build: make('build'),
    news: make('news'),
    help: make('help'),
    workshop: make('workshop'),
    lounge: make('lounge'),
    office: slack.createChannel({ name: 'moderators', isPrivate: true, members: [olga] }),
  }
  const { office, ...open } = rooms
  const robot = (name: Robot) => slack.join({ name, isBot: true, in: Object.values(open) })
  const robots = { weather: robot('weather'), music: robot('music') }
  const people = new Map<string, Person>([['olga', olga]])
  const messages = new Map<string, Message>()
  const club: Omit<Club, 'cast'> = {
    ...{ slack, rooms, robots },
    bound: READ_ROOMS.map((room) => rooms[room]),
    notes: takeNotes(slack),
    person: (name) => found(people, name),
    author: ({ user }) => {
      const person = [...people.values()].find((one) => one.user === user)
      if (person === undefined) throw new Error('Nobody of the club wrote this.')
      return person
    },
    join: (name) => {
      const person = slack.join({ name })
      people.set(name, person)
      for (const channel of Object.values(open)) person.join(channel)
      return person
    },
    leave: (name) => {
      const person = found(people, name)
      for (const channel of Object.values(open)) person.leave(channel)
      person.deactivate()
    },
    said: (name) => found(messages, name),
  }
  return { ...club, cast: castOf(club, messages) }
}

function takeNotes({ world }: Slack): Notes {
  const notes: Notes = { putOn: new Map(), takenOff: new Map(), foreign: [] }
  const isForeign = (id: string | undefined): boolean =>
    (world.users.get(id ?? '')?.teamId ?? world.team.id) !== world.team.id
  world.listeners.add(({ data, channel, message }) => {
    if (channel === null || message === null) return
    const { type, subtype, reaction, user, event_ts: ts } = data
    const isPosted = type === 'message' && !/^message_/.test(String(subtype))
    const into = type === 'reaction_added' ? 'putOn' : type === 'reaction_removed' ? 'takenOff' : null
    if (into !== null)
      notes[into].set(`${channel.id} ${message.ts} ${reaction} ${user}`, momentOf(String(ts)))
    if (isPosted && isForeign(message.user?.id)) notes.foreign.push(channel)
    if (into !== null && (isForeign(String(user)) || isForeign(message.user?.id))) notes.foreign.push(channel)
  })
  return notes
}
