/** How people moved between bands from one day to another, so that both ends add up to the bands of their day. */
import type { MemberId } from '../ids.ts'
import type { Band, BandOf } from './bands.ts'

/** People by where they were and where they are. */
export interface BandFlow {
  /** `new`: without a band before. */
  readonly before: Band | 'new'
  /** `uncounted`: without a band now, because a break hides the only days on which they were here. */
  readonly now: Band | 'uncounted'
  readonly people: number
}

const BEFORE = ['core', 'active', 'peripheral', 'away', 'new'] as const
const NOW = ['core', 'active', 'peripheral', 'away', 'uncounted'] as const

/**
 * Everybody who has a band on one of two days, in groups of at least one. The sum over `now` is `bands` of the first
 * day, the sum over `before` is `bands` of the second; groups that are closer to the middle than before add up to
 * `moves.inward`, those further from it to `moves.outward`.
 */
export function bandFlows(before: BandOf, now: BandOf): readonly BandFlow[] {
  const counts = new Map<string, number>()
  const add = (then: BandFlow['before'], since: BandFlow['now']): void => {
    const key = keyOf(then, since)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const beforeOf = (member: MemberId): BandFlow['before'] => before.get(member) ?? 'new'
  for (const [member, band] of now) add(beforeOf(member), band)
  for (const [member, band] of before) if (!now.has(member)) add(band, 'uncounted')
  return BEFORE.flatMap((then) =>
    NOW.flatMap((since) => {
      const people = counts.get(keyOf(then, since))
      return people === undefined ? [] : [{ before: then, now: since, people }]
    }),
  )
}

const keyOf = (before: BandFlow['before'], now: BandFlow['now']): string => `${before}/${now}`
