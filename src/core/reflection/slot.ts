/**
 * The moments at which something is posted every week: read from what somebody typed, and computed right through
 * clock changes. A time that a clock change skips comes once, at the next valid moment; one that comes twice counts
 * the first time.
 */
import { Cron } from 'croner'
import { distance } from 'fastest-levenshtein'

/** A weekday and a time of a community's own clock. */
export interface Slot {
  /** 0 is Monday. */
  readonly weekday: number
  readonly hour: number
  readonly minute: number
}

/** What a language calls the parts of a slot. */
export interface SlotWords {
  /** From Monday. */
  readonly weekdays: readonly string[]
  readonly shortWeekdays: readonly string[]
  /** Words that say nothing, such as “at” and “every”. */
  readonly fillers: readonly string[]
  readonly noon: string
  readonly midnight: string
}

const MAX_TYPED_LENGTH = 60
/** Fewer letters could begin several weekdays. */
const MIN_WEEKDAY_LETTERS = 2
const MIN_LETTERS_OF_A_SLIP = 5
/** Two letters that changed places; “today” must not become a day of its own. */
const MAX_SLIPS = 2

/** “mon 9”, “Friday at 17:30”, “monday 9am”; null where it is not one weekday and one time. */
export function parseSlot(typed: string, words: SlotWords): Slot | null {
  const text = typed.normalize('NFKC').toLowerCase().replaceAll("'", '’').trim()
  if (text.length > MAX_TYPED_LENGTH) return null
  const tokens = text
    .replace(/([ap])\.m\b\.?/g, '$1m')
    .replace(/(\d)\s+([ap]m)\b/g, '$1$2')
    .split(/[\s,]+/)
    .filter((token) => token !== '' && !words.fillers.includes(token))
  if (tokens.length !== 2) return null
  const times = tokens.flatMap((token) => timeOf(token, words) ?? [])
  const weekdays = tokens.flatMap((token) => weekdayOf(token, words) ?? [])
  const [time] = times
  const [weekday] = weekdays
  if (time === undefined || weekday === undefined || times.length !== 1 || weekdays.length !== 1) return null
  return { weekday, ...time }
}

function timeOf(token: string, words: SlotWords): { hour: number; minute: number } | null {
  if (token === words.noon.toLowerCase()) return { hour: 12, minute: 0 }
  if (token === words.midnight.toLowerCase()) return { hour: 0, minute: 0 }
  const found = /^(\d{1,2})(?:[:.h](\d{2})?|(?<=\d\d)(\d{2}))?([ap]m)?$/.exec(token)
  if (found === null) return null
  const [, hours, minutes, fourDigits, half] = found
  const given = Number(hours)
  const minute = Number(minutes ?? fourDigits ?? 0)
  if (half !== undefined && (given < 1 || given > 12)) return null
  const hour = half === undefined ? given : (given % 12) + (half === 'pm' ? 12 : 0)
  return hour < 24 && minute < 60 ? { hour, minute } : null
}

function weekdayOf(token: string, { weekdays, shortWeekdays }: SlotWords): number | null {
  const word = token.replace(/\.$/, '')
  if (!/^\p{L}+$/u.test(word) || word.length < MIN_WEEKDAY_LETTERS) return null
  const names = weekdays.map((name) => name.toLowerCase())
  const short = shortWeekdays.map((name) => name.toLowerCase())
  const at = short.findIndex((name) => name === word || `${name}s` === word)
  if (at >= 0) return at
  const begun = names.filter((name) => name.startsWith(word))
  const near = names.filter((name) => isSlipOf(name, word))
  const [meant, ...others] = begun.length > 0 ? begun : near
  return meant === undefined || others.length > 0 ? null : names.indexOf(meant)
}

const isSlipOf = (name: string, word: string): boolean =>
  word.length >= MIN_LETTERS_OF_A_SLIP && word[0] === name[0] && distance(word, name) <= MAX_SLIPS

/** The first moment of a slot after another moment. Both in milliseconds since 1970, UTC. */
export function nextSlot({ weekday, hour, minute }: Slot, timeZone: string, after: number): number {
  // Cron counts weekdays from Sunday.
  const pattern = `${minute} ${hour} * * ${(weekday + 1) % 7}`
  const next = new Cron(pattern, { timezone: timeZone }).nextRun(new Date(after))
  if (next === null) throw new Error(`no next slot of ${pattern} in ${timeZone}`)
  return next.getTime()
}
