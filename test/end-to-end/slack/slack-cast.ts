/** Plays the script in a Slack workspace. There, whoever answers a message does so in its thread. */
import { english } from '../../../src/core/words/english.ts'
import type { Answer } from '../../simulators/slack/answer.ts'
import { shownText } from '../../simulators/slack/looking.ts'
import type { Channel, Message } from '../../simulators/slack/model.ts'
import type { Shown } from '../../simulators/slack/person.ts'
import {
  type Cast,
  type Filled,
  found,
  mapped,
  type Name,
  type Options,
  type Robot,
  type Room,
  type Saying,
  SECRET_WORD,
} from '../cast.ts'
import type { Club } from './club.ts'

/** Emoji that the simulator has no name for. */
const NAMES: Readonly<Record<string, string>> = { '🔧': 'wrench' }
/** On a busy machine. */
const PATIENCE_MS = 60_000
/** Something that has come before somebody's eyes. */
const SEEN: ReadonlySet<string> = new Set(['failed', 'errors', 'modal', 'message', 'updated', 'home'])

export function castOf(club: Omit<Club, 'cast'>, messages: Map<string, Message>): Cast {
  const { slack, rooms, robots, person, said } = club
  /** The message that a thread hangs on, or the room in which it will begin with one. */
  const threads = new Map<string, Message | Room>()
  const before = new Map<Name, { readonly answer: Answer; readonly shown: Shown }>()
  /** What somebody looks at that answers nobody, or somebody else. */
  const looking = new Map<Name, Message>()
  const sights = new Map<string, Message>()
  /** What they saw before the form that is before them. */
  const openers = new Map<Name, Shown>()
  const keep = (message: Message, as: string | undefined): Message => {
    if (as !== undefined) messages.set(as, message)
    return message
  }
  const wordsOf = (text: string, { kind, forward }: Saying): string => {
    const what = kind === 'sticker' ? ':wave:' : text
    const passed = forward === undefined ? '' : ` https://robotics-club.slack.com/p${said(forward).ts}`
    return `${what}${passed} ${SECRET_WORD}`
  }
  const say = (who: Name, channel: Channel, text: string, saying: Saying = {}): Message => {
    const words = wordsOf(text, saying)
    const speaker = person(who)
    const posted =
      saying.kind === 'file'
        ? speaker.share(channel, words)
        : saying.kind === 'me'
          ? speaker.me(channel, words)
          : speaker.post(channel, words)
    return keep(posted, saying.as)
  }
  const reply = (who: Name, to: Message, text: string, saying: Saying = {}): void => {
    const words = wordsOf(text, saying)
    const speaker = person(who)
    const posted =
      saying.kind === 'broadcast'
        ? speaker.broadcast(to, words)
        : saying.kind === 'file'
          ? speaker.share(to, words)
          : speaker.reply(to, words)
    keep(posted, saying.as)
  }
  const textOf = (shown: Shown): string => ('ts' in shown ? shownText(slack.world, shown) : shown.text)
  const isAnswer = (message: Message): boolean => {
    const text = textOf(message)
    return !isMoment(text) && !isBoard(text)
  }
  /** What somebody has before them: the answer itself, or what followed the words that it takes a moment. */
  const shownOf = (answer: Answer): Shown | null => {
    if (answer.kind !== 'message') return isMoment(answer.text) ? null : answer
    return [answer.message, ...answer.followUps].findLast(isAnswer) ?? null
  }
  /** Looks whether something is another than it was. */
  const watched = (shown: Shown | undefined): (() => Shown | null) => {
    const text = shown === undefined ? '' : textOf(shown)
    return () =>
      shown === undefined || [text, ''].includes(textOf(shown)) || isMoment(textOf(shown)) ? null : shown
  }
  const see = async (who: Name, asked: Promise<Answer>, pressed?: Shown): Promise<string> => {
    const changed = watched(pressed)
    const answer = await (await asked).settled(PATIENCE_MS)
    const shown = (): Shown | null => shownOf(answer) ?? changed()
    await slack.until(() => shown() !== null, 'an answer', PATIENCE_MS)
    const now = shown() ?? answer
    const opener = before.get(who)
    if (answer.kind === 'modal' && opener !== undefined) openers.set(who, opener.shown)
    before.set(who, { answer, shown: now })
    looking.delete(who)
    return textOf(now)
  }
  const seen = (who: Name): Answer => found(before, who).answer
  /** What a form does is told in the channel, or in what stood before the form, where the form itself just closes. */
  const fill = async (who: Name, values: Filled): Promise<string> => {
    const { said: told } = slack.world
    const toldBefore = told.length
    const behind = watched(openers.get(who))
    const answer = await person(who).submit(seen(who), filled(values))
    const inView = (): Shown | null => (SEEN.has(answer.kind) ? shownOf(answer) : null)
    const inChannel = (): Message | null => told.slice(toldBefore).find(isAnswer) ?? null
    const shown = (): Shown | null => inView() ?? inChannel() ?? behind()
    await slack.until(() => shown() !== null, 'what the form does', PATIENCE_MS)
    const now = shown() ?? answer
    before.set(who, { answer, shown: now })
    looking.delete(who)
    return textOf(now)
  }
  const filled = (values: Filled) =>
    mapped(values, (given) => {
      if (typeof given !== 'object') return given
      if ('person' in given) return person(given.person)
      if (!('rooms' in given)) return given
      const [first, ...others] = given.rooms.map((room) => rooms[room])
      // A menu that takes one channel takes no list of one.
      return first === undefined || others.length > 0 ? given.rooms.map((room) => rooms[room]) : first
    })
  const emojiOf = (emoji: string): string => NAMES[emoji] ?? emoji
  return {
    acts: [],
    withheld: [],
    now: slack.now,
    setTime: slack.setTime,
    join: (who) => void club.join(who),
    leave: club.leave,
    mention: (who) => (isRobot(who) ? robots[who] : person(who)).mention,
    say: (who, where, text, saying) => void say(who, rooms[where], text, saying),
    reply: (who, to, text, saying) => reply(who, said(to), text, saying),
    openThread: (_who, thread, on) => void threads.set(thread, 'message' in on ? said(on.message) : on.room),
    sayIn: (who, thread, text, saying) => {
      const where = found(threads, thread)
      if (typeof where === 'string') threads.set(thread, say(who, rooms[where], text, saying))
      else reply(who, where, text, saying)
    },
    postInHelp: (who, thread, title, text, saying) =>
      void threads.set(thread, say(who, rooms.help, `${title}: ${text}`, saying)),
    // A thread here is never put away.
    putAway: () => undefined,
    whisper: (who, whom, text) => {
      const members = [person(who), person(whom)]
      const secret = slack.createChannel({ name: 'a-secret', isPrivate: true, bot: false, members })
      const asked = say(who, secret, `${person(whom).mention} ${text}`)
      reply(whom, asked, 'I will')
      person(whom).react(asked, '🎉')
    },
    // Nobody but those who look there learns of a pin.
    pin: () => undefined,
    edit: (_who, name, text) => club.author(said(name)).edit(said(name), `${text} ${SECRET_WORD}`),
    // One by one; the simulator lets nobody delete what others wrote.
    remove: (_who, ...names) => {
      for (const name of names) club.author(said(name)).remove(said(name))
    },
    react: (who, name, emoji) => person(who).react(said(name), emojiOf(emoji)),
    unreact: (who, name, emoji) => person(who).unreact(said(name), emojiOf(emoji)),
    robotSays: (who, where, text, { as } = {}) => {
      const words = `${text} ${SECRET_WORD}`
      keep(
        who === 'feed'
          ? slack.postAsIntegration(rooms[where], words, 'Feed')
          : robots[who].post(rooms[where], words),
        as,
      )
    },
    robotReacts: (who, name, emoji) => robots[who].react(said(name), emojiOf(emoji)),
    ask: (who, command, options = {}, where) =>
      see(
        who,
        person(who).slash(`${command}${typed(options)}`, where === undefined ? {} : { in: rooms[where] }),
      ),
    askOn: (who, shortcut, message) => see(who, person(who).shortcut(shortcut, said(message))),
    press: (who, label) => {
      const shown = looking.get(who) ?? found(before, who).shown
      return see(who, person(who).press(shown, label), shown)
    },
    keepSight: (who, as) => {
      const { shown } = found(before, who)
      if ('view' in shown) throw new Error('Nobody else sees this.')
      sights.set(as, 'ts' in shown ? shown : shown.message)
    },
    lookAt: (who, as) => void looking.set(who, found(sights, as)),
    openMail: (who) => {
      const latest = person(who).direct.messages.at(-1)
      if (latest === undefined) return null
      looking.set(who, latest)
      return textOf(latest)
    },
    fill,
    fields: (who) => seen(who).modal.fields.map((one) => one.value),
    file: async (who) => {
      await slack.until(() => seen(who).files.length > 0, 'a file', PATIENCE_MS)
      return new TextDecoder().decode(seen(who).files[0]?.bytes ?? new Uint8Array())
    },
    // While a line is typed, Slack offers nothing.
    offered: async () => null,
  }
}

/** Options as they are typed behind a command: ` practice:"Crimp a connector" with:@ada`. */
const typed = (options: Options): string =>
  Object.entries(options)
    .map(([name, given]) =>
      typeof given === 'object' ? ` ${name}:@${given.person}` : ` ${name}:${JSON.stringify(given)}`,
    )
    .join('')

const isMoment = (text: string): boolean => text.startsWith(english.slackCalls.oneMoment)

/** The board comes by itself, in the midst of what people ask for. */
const isBoard = (text: string): boolean => text.includes(english.board.begin)

const isRobot = (who: Name | Robot): who is Robot => who === 'weather' || who === 'music'
