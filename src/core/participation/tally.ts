/** Adds a conversation up for a digest while it is read: one pass, whatever is asked of it. */
import { type Calendar, MS_PER_HOUR, type Period, weekdayOf } from '../calendar.ts'
import type { Begun } from './answers.ts'
import type { ConversationSinks, ReadMessage, Starter } from './conversation.ts'
import type { ParticipationCounts } from './digest-talk.ts'
import type { SealedStarter, SealedTies } from './facts.ts'
import { ANSWER_WINDOW_MS, WAITING_AT_MOST_MS } from './open-starters.ts'

const HOURS = 24
const WEEKDAYS = 7

type TalkCounts = Pick<ParticipationCounts, 'starters' | 'replies' | 'mentions'>

/** What a digest needs to know of the talk. */
export interface Tally {
  readonly now: TalkCounts
  readonly previous: TalkCounts
  /** Messages of the period by weekday (Monday first) and hour. */
  readonly rhythm: readonly (readonly number[])[]
  /** Starters of the period that are at least 48 hours older than its end. */
  readonly judged: readonly Begun[]
  /** The same of the period before and its end. */
  readonly judgedBefore: readonly Begun[]
  /** Starters that may still wait at the end of the period. */
  readonly recent: readonly Starter[]
}

/** A tally that is being made: told the messages of the raw history, and what is sealed of the periods. */
export interface TallyInProgress {
  readonly sinks: Required<ConversationSinks>
  addSealed(starters: readonly SealedStarter[]): void
  addSealedTalk(ties: SealedTies, rhythm: readonly (readonly number[])[]): void
  addSealedBefore(starters: readonly SealedStarter[]): void
  addSealedTalkBefore(ties: SealedTies): void
  readonly tally: Tally
}

/** A tally of a period and of the pieces of the period before it. */
export function tallyOf(period: Period, previous: readonly Period[], calendar: Calendar): TallyInProgress {
  const endsAt = calendar.startOf(period.to)
  const isJudged = (at: number): boolean => at <= endsAt - ANSWER_WINDOW_MS
  const beforeEndsAt = calendar.startOf(Math.max(...previous.map((piece) => piece.to)))
  const wasJudged = (at: number): boolean => at <= beforeEndsAt - ANSWER_WINDOW_MS
  /** Of a sealed message only the hour is left: it is judged if all of that hour is old enough. */
  const hourEnd = ({ day, hour }: SealedStarter): number => calendar.startOf(day) + (hour + 1) * MS_PER_HOUR
  const tally = {
    now: { starters: 0, replies: 0, mentions: 0 },
    previous: { starters: 0, replies: 0, mentions: 0 },
    rhythm: Array.from({ length: WEEKDAYS }, () => Array.from({ length: HOURS }, () => 0)),
    judged: [] as Begun[],
    judgedBefore: [] as Begun[],
    recent: [] as Starter[],
  }
  return {
    tally,
    sinks: {
      onMessage: (message) => {
        if (isIn(period, message.day)) {
          addMessage(tally.now, message)
          addTo(tally.rhythm, weekdayOf(message.day), message.hour, 1)
        } else if (previous.some((piece) => isIn(piece, message.day))) addMessage(tally.previous, message)
      },
      onStarter: (starter) => {
        if (isIn(period, starter.day) && isJudged(starter.at)) tally.judged.push(starter)
        else if (wasJudged(starter.at) && previous.some((piece) => isIn(piece, starter.day)))
          tally.judgedBefore.push(starter)
        if (starter.at >= endsAt - WAITING_AT_MOST_MS) tally.recent.push(starter)
      },
    },
    addSealed: (starters) => {
      tally.now.starters += starters.length
      for (const starter of starters) if (isJudged(hourEnd(starter))) tally.judged.push(starter)
    },
    addSealedTalk: (ties, rhythm) => {
      addTies(tally.now, ties)
      rhythm.forEach((hours, weekday) => {
        hours.forEach((count, hour) => {
          addTo(tally.rhythm, weekday, hour, count)
        })
      })
    },
    addSealedBefore: (starters) => {
      tally.previous.starters += starters.length
      for (const starter of starters) if (wasJudged(hourEnd(starter))) tally.judgedBefore.push(starter)
    },
    addSealedTalkBefore: (ties) => addTies(tally.previous, ties),
  }
}

const isIn = (period: Period, day: number): boolean => period.from <= day && day < period.to

function addMessage(counts: { -readonly [Field in keyof TalkCounts]: number }, message: ReadMessage): void {
  if (message.isStarter) counts.starters += 1
  if (message.reply !== null) counts.replies += 1
  counts.mentions += message.mentions.length
}

function addTies(
  counts: { -readonly [Field in keyof TalkCounts]: number },
  { replies, mentions }: SealedTies,
): void {
  counts.replies += replies
  counts.mentions += mentions
}

function addTo(rhythm: number[][], weekday: number, hour: number, count: number): void {
  const hours = rhythm[weekday]
  if (hours !== undefined) hours[hour] = (hours[hour] ?? 0) + count
}
