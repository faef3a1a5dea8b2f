/**
 * The people of the two weeks and everything that the script lets them do, whatever platform they are on. Rooms, threads
 * and messages go by names, so that the script itself knows no platform; each platform plays it in its own way.
 */

/** Stands in every message that anybody writes; it must turn up nowhere outside the platform itself. */
export const SECRET_WORD = 'quibblezephyr'

/** Where the club lives. */
export const TIME_ZONE = 'Europe/Paris'
export const CLUB_NAME = 'Robotics club'

/** Olga owns the club; the others join in the course of the weeks. */
export type Name = 'olga' | 'ada' | 'ben' | 'cleo' | 'dan' | Student
/** They are there for a whole term only. */
export type Student = (typeof STUDENTS)[number]
export const STUDENTS = [
  ...(['eli', 'fay', 'gus', 'hal', 'ivy', 'jon', 'kai', 'lea', 'mia'] as const),
  ...([
    'ned',
    'oda',
    'pia',
    'quin',
    'ria',
    'sam',
    'tess',
    'uma',
    'vic',
    'wren',
    'xan',
    'yara',
    'zoe',
  ] as const),
  ...(['abe', 'bea', 'cal', 'dee'] as const),
] as const
/** Accounts of other programs. */
export type Robot = 'weather' | 'music'
/** In the office are the moderators alone; the lounge is everybody's, and not bound. */
export type Room = 'general' | 'build' | 'news' | 'help' | 'workshop' | 'office' | 'lounge'
/** The rooms that are read. */
export const READ_ROOMS: readonly Room[] = ['general', 'build', 'news', 'help', 'workshop']

/** How something is said. */
export interface Saying {
  /** The name under which it is found again. */
  readonly as?: string
  /** What it is beside its words: where a platform has no such thing, it is words alone. */
  readonly kind?: 'sticker' | 'poll' | 'file' | 'me' | 'broadcast'
  /** Whether an answer lets be to notify whom it answers. */
  readonly isQuiet?: boolean
  /** Another message that is passed on with it. */
  readonly forward?: string
}

/** What is given to a command. */
export type Options = Readonly<Record<string, string | number | { readonly person: Name }>>

/** What is filled into a form, by labels: words, a choice, several, rooms, or somebody. */
export type Filled = Readonly<
  Record<string, string | readonly string[] | { readonly rooms: readonly Room[] } | { readonly person: Name }>
>

/** The people, and what they can be let do. */
export interface Cast {
  now(): number
  setTime(at: number): void
  join(who: Name): void
  leave(who: Name): void
  /** How somebody is named in a text. */
  mention(who: Name | Robot): string
  say(who: Name, where: Room, text: string, saying?: Saying): void
  /** Answers a message: by reference where the platform knows that, else in its thread. */
  reply(who: Name, to: string, text: string, saying?: Saying): void
  /** Opens a thread on a message, or from nothing in a room. */
  openThread(who: Name, thread: string, on: { readonly message: string } | { readonly room: Room }): void
  sayIn(who: Name, thread: string, text: string, saying?: Saying): void
  /** Posts something that bears a thread from the beginning. */
  postInHelp(who: Name, thread: string, title: string, text: string, saying?: Saying): void
  putAway(who: Name, thread: string): void
  /** Says something to one other person, where the bot does not read, and is answered. */
  whisper(who: Name, whom: Name, text: string): void
  pin(who: Name, message: string): void
  edit(who: Name, message: string, text: string): void
  remove(who: Name, ...messages: readonly string[]): void
  react(who: Name, message: string, emoji: string): void
  unreact(who: Name, message: string, emoji: string): void
  robotSays(who: Robot | 'feed', where: Room, text: string, saying?: Saying): void
  robotReacts(who: Robot, message: string, emoji: string): void
  /** Gives a command and returns what is answered; what is then before them can be pressed and filled in. */
  ask(who: Name, command: string, options?: Options, where?: Room): Promise<string>
  /** A command on a message. */
  askOn(who: Name, shortcut: string, message: string): Promise<string>
  press(who: Name, label: string): Promise<string>
  /** Calls what is before somebody by a name, so that others can look at it too, where everybody sees it. */
  keepSight(who: Name, as: string): void
  /** Has before them what is called so. */
  lookAt(who: Name, as: string): void
  /** Opens the latest that the bot wrote to them alone, and returns what it says; null where there is nothing. */
  openMail(who: Name): string | null
  /** Fills in the form that is before them, by labels, and sends it. */
  fill(who: Name, values: Filled): Promise<string>
  /** What stands in the fields of the form that is before them. */
  fields(who: Name): readonly string[]
  /** What the file holds that is before them. */
  file(who: Name): Promise<string>
  /** What is offered while an option is typed; null where the platform has no such thing. */
  offered(who: Name, command: string, option: string, typed: string): Promise<readonly string[] | null>
  /** Practice acts that the bot was asked to note, for those who count. */
  readonly acts: { readonly who: Name; readonly at: number; readonly kind: 'share' | 'did' | 'thanks' }[]
  /** Times of which nothing may be read of somebody, as they asked the bot. */
  readonly withheld: { readonly who: Name; readonly fromAt: number; readonly toAt: number }[]
}

/** What has a name by now; throws where it has none. */
export function found<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const thing = things.get(name)
  if (thing === undefined) throw new Error(`There is no ${name} yet.`)
  return thing
}

/** The same names, with other values. */
export const mapped = <Value, Result>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Readonly<Record<string, Result>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
