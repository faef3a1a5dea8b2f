/** What the made-up club said, as activities: who wrote when and answered whom. There are no words in it. */
import type { Activity, MessagePosted } from '../../core/activity.ts'
import { type Calendar, type Day, MS_PER_HOUR, MS_PER_MINUTE, weekdayOf } from '../../core/calendar.ts'
import { CLUB_WEEKS, type ClubPerson, PEOPLE, SPACES, UNANSWERED } from './club.ts'
import { type Chance, chanceFrom } from './random.ts'

const SEED = 20_24
const DAYS_PER_WEEK = 7
const RECENT_WEEKS = 2
/** Nobody writes between these, so that a late message can find nobody. */
const FIRST_HOUR = 8
const LAST_HOUR = 21
/** The club meets on Tuesday and Thursday evenings and on Saturdays. */
const DAY_WEIGHTS = [2, 6, 2, 6, 2, 5, 1]
const MEETING_HOURS = [15, 16, 17, 17, 18, 18, 18, 19, 19, 20]

/** Everything that was written and reacted to up to `now`, by time. The same for the same `now`. */
export function clubTalk(now: number, calendar: Calendar): readonly Activity[] {
  const chance = chanceFrom(SEED)
  const firstDay = calendar.dayOf(now) - CLUB_WEEKS * DAYS_PER_WEEK
  const written: Written[] = []
  for (let week = 0; week < CLUB_WEEKS; week += 1)
    written.push(...weekOf(week, firstDay + week * DAYS_PER_WEEK, calendar, chance))
  const threads = written.sort((a, b) => a.at - b.at).map((one, at) => ({ ...one, key: `m${at}` }))
  const messages = threads.flatMap((one) => conversation(one, chance))
  const all: Activity[] = [...messages, ...reactions(messages, chance), ...unanswered(now, calendar)]
  return all.filter((one) => timeOf(one) < now).sort((a, b) => timeOf(a) - timeOf(b))
}

const timeOf = (activity: Activity): number => ('at' in activity ? activity.at : 0)

/** A message that began something, and who was about to answer it. */
interface Written {
  /** In the last weeks somebody answers everything but what is listed as unanswered. */
  readonly isRecent: boolean
  readonly author: string
  readonly space: string
  readonly at: number
  readonly others: readonly string[]
}

function weekOf(week: number, firstDay: Day, calendar: Calendar, chance: Chance): readonly Written[] {
  const here = PEOPLE.filter((one) => isHere(one, week, chance))
  return here.flatMap((one) => {
    const others = here.filter((other) => other !== one).map((other) => other.name)
    const count = Math.max(1, Math.round((one.messages * (0.5 + chance.next())) / 2))
    return Array.from({ length: count }, (_, nth): Written => {
      const isFirst = one.from === week && nth === 0 && week > 0
      const space = isFirst ? 'introductions' : spaceFor(chance)
      return {
        isRecent: week >= CLUB_WEEKS - RECENT_WEEKS,
        author: one.name,
        space,
        at: momentIn(firstDay, calendar, chance),
        others,
      }
    })
  })
}

/** People who are to be found waiting keep silent for the last two weeks. */
function isHere(one: ClubPerson, week: number, chance: Chance): boolean {
  const isSilent =
    week >= CLUB_WEEKS - RECENT_WEEKS && UNANSWERED.some((waiting) => waiting.author === one.name)
  if (week < one.from || week >= one.until || isSilent) return false
  return week === one.from || chance.happens(one.presence)
}

function spaceFor(chance: Chance): string {
  let left = chance.next()
  for (const { id, share } of SPACES) {
    left -= share
    if (left < 0) return id
  }
  return SPACES[0].id
}

function momentIn(firstDay: Day, calendar: Calendar, chance: Chance): number {
  const days = Array.from({ length: DAYS_PER_WEEK }, (_, at) => firstDay + at)
  const weighted = days.flatMap((day) => Array.from({ length: DAY_WEIGHTS[weekdayOf(day)] ?? 1 }, () => day))
  const day = weighted[chance.below(weighted.length)] ?? firstDay
  const isMeeting = (DAY_WEIGHTS[weekdayOf(day)] ?? 0) >= 5
  const hour =
    isMeeting && chance.happens(0.7)
      ? (MEETING_HOURS[chance.below(MEETING_HOURS.length)] ?? 18)
      : FIRST_HOUR + chance.below(LAST_HOUR - FIRST_HOUR)
  return calendar.startOf(day) + hour * MS_PER_HOUR + chance.below(60) * MS_PER_MINUTE
}

/** The message and what was answered in its thread, sooner in some spaces than in others. */
function conversation(start: Written & { key: string }, chance: Chance): readonly MessagePosted[] {
  const first = message(start.space, start.key, start.author, start.at, chance)
  const isAnswered = chance.happens(start.space === 'help' ? 0.72 : 0.8) || start.isRecent
  if (!isAnswered) return [first]
  const people = chance.some(start.others, 1 + chance.below(3))
  const paceMinutes = start.space === 'help' ? 240 : start.space === 'drive-team' ? 20 : 75
  let { at } = start
  const answers = people.map((author, nth) => {
    at += Math.ceil(paceMinutes * (0.1 + 2 * chance.next() ** 2)) * MS_PER_MINUTE
    const thread = { thread: start.key, reference: chance.happens(0.3) ? start.key : null }
    return { ...message(start.space, `${start.key}-${nth}`, author, at, chance), ...thread }
  })
  return [first, ...answers]
}

function message(space: string, key: string, author: string, at: number, chance: Chance): MessagePosted {
  const isHelp = space === 'help'
  return {
    kind: 'message',
    space,
    key,
    thread: null,
    author: author.toLowerCase(),
    at,
    reference: null,
    mentions: [],
    length: 12 + chance.below(220),
    asks: chance.happens(isHelp ? 0.8 : 0.25),
  }
}

function reactions(messages: readonly MessagePosted[], chance: Chance): readonly Activity[] {
  return messages.flatMap((one) => {
    if (!chance.happens(0.35)) return []
    const givers = messages.filter(
      (other) => Math.abs(other.at - one.at) < 12 * MS_PER_HOUR && other.author !== one.author,
    )
    return [...new Set(chance.some(givers, 1 + chance.below(2)).map((giver) => giver.author))].map(
      (giver): Activity => ({
        kind: 'reaction',
        space: one.space,
        message: one.key,
        emoji: chance.oneOf(['👍', '🎉', '🔧']),
        person: giver,
        present: true,
        at: one.at + (1 + chance.below(90)) * MS_PER_MINUTE,
        exact: true,
        author: one.author,
      }),
    )
  })
}

/** Late in the evening, when nobody is about; what is said next in the space is said the morning after. */
function unanswered(now: number, calendar: Calendar): readonly MessagePosted[] {
  const chance = chanceFrom(SEED + 1)
  const today = calendar.dayOf(now)
  return UNANSWERED.map(({ author, space, daysAgo, hour }) => {
    const at = calendar.startOf(today - daysAgo) + hour * MS_PER_HOUR
    return { ...message(space, `w-${author.toLowerCase()}`, author, at, chance), asks: true }
  })
}
