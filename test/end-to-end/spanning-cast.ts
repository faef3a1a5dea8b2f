/**
 * Plays the script in a club that lives on a Discord server and in a Slack workspace. Everybody is on one of them, or on
 * both; what was said on one cannot be answered on the other, so whoever would just says it in the same room there.
 */
import type { Cast, Name, Robot, Room, Saying } from './cast.ts'
import { found } from './cast.ts'

export type Side = 'discord' | 'slack'

/** Where somebody is. */
export type Homes = Readonly<Partial<Record<Name, Side | 'both'>>>

/** Something that was said, or a thread; a thread that is on no side is one that nobody could open. */
interface Placed {
  readonly side: Side | null
  readonly room: Room
}

/** Stands for a mention until it is known on which side it is written. */
const NAMED = /⟦(\w+)⟧/g
const ROBOTS: readonly string[] = ['weather', 'music'] satisfies readonly Robot[]

export function spanning(casts: Readonly<Record<Side, Cast>>, homes: Homes): Cast {
  const messages = new Map<string, Placed>()
  const threads = new Map<string, Placed>()
  let turns = 0
  const isOn = (who: string, side: Side | null): side is Side =>
    side !== null && [side, 'both'].includes(homes[who as Name] ?? 'both')
  /** Whoever is on both takes turns, where nothing says on which side it must be. */
  const sideOf = (who: Name): Side => {
    const home = homes[who] ?? 'both'
    turns += home === 'both' ? 1 : 0
    return home === 'both' ? (turns % 2 === 0 ? 'discord' : 'slack') : home
  }
  const written = (text: string, side: Side): string =>
    text.replace(NAMED, (_, who: string) =>
      ROBOTS.includes(who) || isOn(who, side) ? casts[side].mention(who as Name | Robot) : who,
    )
  const placed = (as: string | undefined, place: Placed): void => {
    if (as !== undefined) messages.set(as, place)
  }
  const say = (who: Name, room: Room, text: string, saying: Saying = {}): void => {
    const side = sideOf(who)
    const { forward, ...rest } = saying
    const isHere = forward !== undefined && found(messages, forward).side === side
    casts[side].say(who, room, written(text, side), isHere ? saying : rest)
    placed(saying.as, { side, room })
  }
  /** Does something to a message, where they can. */
  const to = (who: string, message: string, act: (cast: Cast) => void): void => {
    const { side } = found(messages, message)
    if (isOn(who, side)) act(casts[side])
  }
  const not = (): never => {
    throw new Error('Ask on one of the platforms.')
  }
  const both = Object.values(casts)
  return {
    acts: [],
    withheld: [],
    now: casts.discord.now,
    setTime: (at) => {
      for (const cast of both) cast.setTime(at)
    },
    join: (who) => casts[homes[who] === 'slack' ? 'slack' : 'discord'].join(who),
    leave: (who) => casts[homes[who] === 'slack' ? 'slack' : 'discord'].leave(who),
    mention: (who) => `⟦${who}⟧`,
    say,
    reply: (who, message, text, saying = {}) => {
      const { side, room } = found(messages, message)
      if (!isOn(who, side)) return say(who, room, text, saying)
      casts[side].reply(who, message, written(text, side), saying)
      placed(saying.as, { side, room })
    },
    openThread: (who, thread, on) => {
      const where = 'message' in on ? found(messages, on.message) : { side: sideOf(who), room: on.room }
      const side = isOn(who, where.side) ? where.side : null
      if (side !== null) casts[side].openThread(who, thread, on)
      threads.set(thread, { ...where, side })
    },
    sayIn: (who, thread, text, saying = {}) => {
      const { side, room } = found(threads, thread)
      if (!isOn(who, side)) return say(who, room, text, saying)
      casts[side].sayIn(who, thread, written(text, side), saying)
      placed(saying.as, { side, room })
    },
    postInHelp: (who, thread, title, text, saying = {}) => {
      const place = { side: sideOf(who), room: 'help' } as const
      casts[place.side].postInHelp(who, thread, title, text, saying)
      threads.set(thread, place)
      placed(saying.as, place)
    },
    putAway: (who, thread) => {
      const { side } = found(threads, thread)
      if (isOn(who, side)) casts[side].putAway(who, thread)
    },
    whisper: (who, whom, text) => {
      const side = sideOf(who)
      if (isOn(whom, side)) casts[side].whisper(who, whom, text)
    },
    pin: (who, message) => to(who, message, (cast) => cast.pin(who, message)),
    edit: (who, message, text) => to(who, message, (cast) => cast.edit(who, message, text)),
    remove: (who, ...names) => {
      for (const name of names) to(who, name, (cast) => cast.remove(who, name))
    },
    react: (who, message, emoji) => to(who, message, (cast) => cast.react(who, message, emoji)),
    unreact: (who, message, emoji) => to(who, message, (cast) => cast.unreact(who, message, emoji)),
    robotSays: (who, room, text, saying = {}) => {
      casts.discord.robotSays(who, room, text, saying)
      placed(saying.as, { side: 'discord', room })
    },
    robotReacts: (who, message, emoji) => to(who, message, (cast) => cast.robotReacts(who, message, emoji)),
    ask: not,
    askOn: not,
    press: not,
    keepSight: not,
    lookAt: not,
    openMail: not,
    fill: not,
    fields: not,
    file: not,
    offered: not,
  }
}
