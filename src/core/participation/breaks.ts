/**
 * Breaks: quiet dates that a community sets, such as the weeks between terms. A week wholly inside one is neither
 * active nor silent, so whoever looks back over weeks skips it. Breaks may come unsorted, touching or overlapping.
 */
import type { Day, Period } from '../calendar.ts'

export const DAYS_PER_WEEK = 7

/**
 * Sorted, with those that touch or overlap made one and empty ones left out.
 *
 * @word break quiet dates that a community sets, such as the weeks between terms. A 7-day block wholly inside one is neither active nor silent: bands and
 * previous periods skip back over it. Its days do not count as silence in `survival`. A period wholly inside one has no `growth`. Acts in a break are counted as
 * ever, and newcomers are asked after as ever.
 */
export function mergedBreaks(breaks: readonly Period[]): readonly Period[] {
  const merged: { from: Day; to: Day }[] = []
  for (const { from, to } of breaks.filter((one) => one.from < one.to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** Whether breaks leave nothing of a period. */
export function isInBreak(period: Period, breaks: readonly Period[]): boolean {
  return mergedBreaks(breaks).some((one) => one.from <= period.from && period.to <= one.to)
}

/** The 7-day blocks before a day that are not wholly inside a break, latest first; so many of them. */
export function weeksBefore(day: Day, breaks: readonly Period[], count: number): readonly Period[] {
  const isQuiet = quietPeriods(breaks)
  const weeks: Period[] = []
  for (let to = day; weeks.length < count; to -= DAYS_PER_WEEK) {
    const week = { from: to - DAYS_PER_WEEK, to }
    if (!isQuiet(week)) weeks.push(week)
  }
  return weeks
}

/**
 * As many days as a period has, right before it, in 7-day blocks going back (the last one may be shorter) without
 * those wholly inside a break. Latest first, neighbours joined: one piece where there is no break.
 */
export function previousPeriods(period: Period, breaks: readonly Period[]): readonly Period[] {
  const isQuiet = quietPeriods(breaks)
  const pieces: { from: Day; to: Day }[] = []
  let to = period.from
  for (let wanted = period.to - period.from; wanted > 0; ) {
    const block = { from: to - Math.min(DAYS_PER_WEEK, wanted), to }
    to = block.from
    if (isQuiet(block)) continue
    wanted -= block.to - block.from
    const last = pieces.at(-1)
    if (last?.from === block.to) last.from = block.from
    else pieces.push(block)
  }
  return pieces
}

/** For a day of last activity, the days from it to `to`, without days of breaks in between. */
export function silentDaysUntil(to: Day, breaks: readonly Period[]): (lastDay: Day) => number {
  const merged = mergedBreaks(breaks)
  return (lastDay) => {
    let silent = to - lastDay
    for (const one of merged) silent -= Math.max(0, Math.min(one.to, to) - Math.max(one.from, lastDay + 1))
    return silent
  }
}

/** Answers for periods that go back in time, each looked at once: remembers the breaks that lie ahead. */
function quietPeriods(breaks: readonly Period[]): (period: Period) => boolean {
  const ahead = [...mergedBreaks(breaks)]
  return (period) => {
    for (let last = ahead.at(-1); last !== undefined && last.from >= period.to; last = ahead.at(-1))
      ahead.pop()
    const latest = ahead.at(-1)
    return latest !== undefined && latest.from <= period.from && period.to <= latest.to
  }
}
