/**
 * Who was there on which days, and how much they did: everything that figures take from daily rows, added up while the
 * rows are read once, in order of days. What is kept is one small record a person.
 */
import type { Day, Period } from '../calendar.ts'
import { type MemberId, memberId } from '../ids.ts'
import type { ActiveDays } from './active-days.ts'
import type { DailyRow } from './facts.ts'

/** Stands for reactions whose givers nobody named: their reactions count, but nobody was there. */
const NOBODY = memberId(0)

/** Messages and reactions of some days, all together. */
export interface ActCounts {
  readonly messages: number
  readonly reactions: number
}

/** What daily rows before the end of a period come to. */
export interface Attendance {
  /** First day with an act; null where there was none. */
  readonly firstDay: Day | null
  readonly activeDays: ActiveDays
  /** Everybody's first day with a message. */
  readonly firstMessageDays: ReadonlyMap<MemberId, Day>
  readonly now: ActCounts
  readonly previous: ActCounts
  /** How many messages everybody active in the period wrote in it: zero for those who did something else. */
  readonly messagesEach: readonly number[]
}

interface Person {
  readonly days: Day[]
  firstMessageDay: Day | null
  isHere: boolean
  messages: number
}

/** Takes daily rows, in order of days, all before the end of the period. */
export interface AttendanceInProgress {
  add(rows: readonly DailyRow[]): void
  /** To be asked once everything was added. */
  finish(): Attendance
}

/** The attendance of a period and of the pieces of the period before it. */
export function attendanceOf(period: Period, pieces: readonly Period[]): AttendanceInProgress {
  const people = new Map<MemberId, Person>()
  const now = { messages: 0, reactions: 0 }
  const previous = { messages: 0, reactions: 0 }
  let firstDay: Day | null = null

  const met = (member: MemberId): Person => {
    const known = people.get(member)
    if (known !== undefined) return known
    const person = { days: [], firstMessageDay: null, isHere: false, messages: 0 }
    people.set(member, person)
    return person
  }
  const add = ({ day, member, messages, reactions }: DailyRow): void => {
    const isNow = day >= period.from
    if (isNow || pieces.some((piece) => piece.from <= day && day < piece.to)) {
      const counts = isNow ? now : previous
      counts.messages += messages
      counts.reactions += reactions
    }
    if (member === NOBODY) return
    firstDay ??= day
    const person = met(member)
    if (person.days.at(-1) !== day) person.days.push(day)
    if (messages > 0) person.firstMessageDay ??= day
    if (!isNow) return
    person.isHere = true
    person.messages += messages
  }
  return {
    add: (rows) => {
      for (const row of rows) add(row)
    },
    finish: () => {
      const activeDays = new Map<MemberId, readonly Day[]>()
      const firstMessageDays = new Map<MemberId, Day>()
      const messagesEach: number[] = []
      for (const [member, { days, firstMessageDay, isHere, messages }] of people) {
        activeDays.set(member, days)
        if (firstMessageDay !== null) firstMessageDays.set(member, firstMessageDay)
        if (isHere) messagesEach.push(messages)
      }
      return { firstDay, activeDays, firstMessageDays, now, previous, messagesEach }
    },
  }
}
