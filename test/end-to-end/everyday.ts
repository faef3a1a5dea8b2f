/** The everyday talk of two weeks: the same on every run, because its dice are seeded. */
import type { Cast, Name, Room } from './cast.ts'
import { type Event, event } from './step.ts'

const DAYS = 14
const FIRST_MINUTE = 9 * 60
/** Before midnight in the community's time zone, summer and winter. */
const LAST_MINUTE = 21 * 60
const TALK_A_DAY = 22
const ROOMS: readonly Room[] = ['general', 'build', 'build', 'workshop']
const EMOJI = ['👍', '🎉', '🔧', 'gear']
const TEXTS = [
  'The left wheel slips again',
  'Has anybody got a spare encoder?',
  'I moved the sensor mount',
  'Try the blue one',
  'It works now',
  'Who is coming on Saturday?',
  'Photos are on the shelf',
]
/** From which day on somebody talks, and up to which. */
const PRESENT: readonly { readonly name: Name; readonly from: number; readonly to: number }[] = [
  { name: 'olga', from: 0, to: DAYS },
  { name: 'ada', from: 1, to: DAYS },
  { name: 'ben', from: 1, to: DAYS },
  { name: 'cleo', from: 2, to: DAYS },
  { name: 'dan', from: 3, to: 12 },
]

/** Talk, replies, mentions and reactions of the day. */
export function everyday(): readonly Event[] {
  const dice = seeded(20_261_123)
  const below = (n: number): number => Math.floor(dice() * n)
  /** The names of what was said today, by whose two weeks it is. */
  const today = new WeakMap<Cast, { day: number; said: string[] }>()
  const saidToday = (cast: Cast, day: number): string[] => {
    const known = today.get(cast)
    if (known?.day === day) return known.said
    const said: string[] = []
    today.set(cast, { day, said })
    return said
  }

  return Array.from({ length: DAYS * TALK_A_DAY }, (_, nth) => {
    const day = Math.floor(nth / TALK_A_DAY)
    const minute = FIRST_MINUTE + below(LAST_MINUTE - FIRST_MINUTE)
    const here = PRESENT.filter((one) => one.from <= day && day < one.to)
    const who = here[below(here.length)]?.name ?? 'olga'
    const whom = here[below(here.length)]?.name ?? 'olga'
    const [kind, back, where, text, emoji] = [below(10), below(6), below(4), below(TEXTS.length), below(4)]
    const time = `${Math.floor(minute / 60)}:${minute % 60}`
    return event(day, time, `${who} in everyday talk`, (cast) => {
      const said = saidToday(cast, day)
      const earlier = said.at(-1 - Math.min(back, said.length - 1))
      const room = ROOMS[where] ?? 'build'
      const words = TEXTS[text] ?? ''
      const as = `talk ${nth}`
      if (kind < 3 && earlier !== undefined) return cast.react(who, earlier, EMOJI[emoji] ?? '👍')
      if (kind < 5 && earlier !== undefined) cast.reply(who, earlier, words, { as, isQuiet: kind !== 3 })
      else cast.say(who, room, kind === 5 ? `${cast.mention(whom)} ${words}` : words, { as })
      said.push(as)
    })
  })
}

/** Chance that repeats itself (mulberry32): at least 0, below 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
