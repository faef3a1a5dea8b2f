/** What docs/metrics.md says of people as a group, worked out from nothing but the days on which each did something. */
import { yearBefore } from './days.ts'

/** Everybody's days with an act. */
export type DaysOfPeople = ReadonlyMap<string, ReadonlySet<number>>

export interface Stretch {
  readonly from: number
  readonly to: number
}

const daysIn = ({ from, to }: Stretch): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index)

const isQuiet = (block: Stretch, breaks: readonly Stretch[]): boolean =>
  breaks.length > 0 && daysIn(block).every((day) => breaks.some((one) => one.from <= day && day < one.to))

/** The days of the previous period: as many, in blocks of seven, without those wholly inside a break. */
export function previousDays(period: Stretch, breaks: readonly Stretch[]): ReadonlySet<number> {
  const days = new Set<number>()
  let to = period.from
  while (days.size < period.to - period.from) {
    const block = { from: to - Math.min(7, period.to - period.from - days.size), to }
    to = block.from
    if (!isQuiet(block, breaks)) for (const day of daysIn(block)) days.add(day)
  }
  return days
}

const isHere = (days: ReadonlySet<number>, asked: ReadonlySet<number>): boolean =>
  [...days].some((day) => asked.has(day))

export const countHere = (people: DaysOfPeople, asked: ReadonlySet<number>): number =>
  [...people.values()].filter((days) => isHere(days, asked)).length

export function growth(people: DaysOfPeople, period: Stretch, breaks: readonly Stretch[]) {
  if (isQuiet(period, breaks)) return null
  const now = new Set(daysIn(period))
  const before = previousDays(period, breaks)
  const counts = { new: 0, retained: 0, resurrected: 0, churned: 0 }
  for (const days of people.values()) {
    const wasEver = Math.min(...days) < period.from
    if (isHere(days, now)) counts[!wasEver ? 'new' : isHere(days, before) ? 'retained' : 'resurrected'] += 1
    else if (isHere(days, before)) counts.churned += 1
  }
  const { new: fresh, resurrected, churned } = counts
  return { ...counts, quickRatio: churned === 0 ? null : (fresh + resurrected) / churned }
}

export const BANDS = ['away', 'peripheral', 'active', 'core'] as const

/** The band of each person on a day: a place in `BANDS`. */
export function bandsOn(
  people: DaysOfPeople,
  at: number,
  breaks: readonly Stretch[],
): ReadonlyMap<string, number> {
  const bands = new Map<string, number>()
  for (const [person, days] of people) {
    const both = [valueOn(days, at, breaks), valueOn(days, at - 7, breaks)].filter((one) => one !== null)
    if (both.length > 0) bands.set(person, Math.max(...both))
  }
  return bands
}

function valueOn(days: ReadonlySet<number>, at: number, breaks: readonly Stretch[]): number | null {
  const first = Math.min(...days)
  if (first >= at) return null
  const weeks: Stretch[] = []
  for (let to = at, counted = 0; counted < 12; to -= 7) {
    const week = { from: to - 7, to }
    if (isQuiet(week, breaks)) continue
    counted += 1
    if (week.to > first) weeks.push(week)
  }
  if (weeks.length === 0) return null
  const share =
    weeks.filter((week) => daysIn(week).some((day) => days.has(day))).length / Math.max(6, weeks.length)
  return share >= 0.75 ? 3 : share >= 0.25 ? 2 : share > 0 ? 1 : 0
}

export function movesBetween(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>) {
  const moves = { inward: 0, outward: 0 }
  for (const [person, then] of before) {
    const band = now.get(person) ?? Number.NaN
    if (band > then) moves.inward += 1
    if (band < then) moves.outward += 1
  }
  return moves
}

export function renewalOf(people: DaysOfPeople, bands: ReadonlyMap<string, number>, to: number) {
  const core = [...bands]
    .filter(([, band]) => band === 3)
    .map(([person]) => people.get(person) ?? new Set<number>())
  return shareOf(core.filter((days) => Math.min(...days) >= yearBefore(to)).length, core.length)
}

/** Kaplan–Meier, each day looked at from the beginning. */
export function survivalOf(people: DaysOfPeople, to: number, breaks: readonly Stretch[]) {
  const stays = [...people.values()].map((days) => {
    const [first, last] = [Math.min(...days), Math.max(...days)]
    const silent = daysIn({ from: last, to }).filter(
      (day) => day === last || !breaks.some((one) => one.from <= day && day < one.to),
    )
    return { t: last - first, isEnded: silent.length >= 28 }
  })
  const at = (day: number) => ({
    atRisk: stays.filter(({ t }) => t >= day).length,
    ended: stays.filter(({ t, isEnded }) => t === day && isEnded).length,
  })
  const endDays = [...new Set(stays.filter(({ isEnded }) => isEnded).map(({ t }) => t))].sort((a, b) => a - b)
  return endDays.map((day, index) => {
    const until = endDays.slice(0, index + 1).map(at)
    const survival = until.reduce((product, { atRisk, ended }) => product * (1 - ended / atRisk), 1)
    const sum = until.reduce((total, { atRisk, ended }) => total + ended / (atRisk * (atRisk - ended)), 0)
    const { atRisk, ended } = at(day)
    return { day, survival, se: atRisk === ended ? null : survival * Math.sqrt(sum), atRisk, ended }
  })
}

/** Wilson's interval as the two roots of (p − x)² = z²x(1 − x)/n, which is where it comes from. */
export function shareOf(count: number, n: number) {
  if (n === 0) return { count, n, share: null, low: null, high: null }
  const z = 1.959963984540054
  const [a, b, c] = [1 + (z * z) / n, -(2 * count) / n - (z * z) / n, (count / n) ** 2]
  const root = Math.sqrt(b * b - 4 * a * c)
  return { count, n, share: count / n, low: (-b - root) / (2 * a), high: (-b + root) / (2 * a) }
}
