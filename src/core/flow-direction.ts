/** Which way people went in a flow of bands: closer to the middle, further out, nowhere, or in. */
import type { Moves } from './figure.ts'

type Flow = Moves['flows'][number]

/** `arrived`: they had no band before. */
export type Direction = 'inward' | 'outward' | 'stayed' | 'arrived'

/** Bands that were made one stand between their neighbours. */
const CLOSENESS = { away: 0, peripheral: 1, here: 1, active: 2, regular: 2, core: 3 } as const

/** Of people without a band now nothing is known, so they count as if they had not moved. */
export function directionOf({ before, now }: Pick<Flow, 'before' | 'now'>): Direction {
  if (before === 'new') return 'arrived'
  if (now === 'uncounted') return 'stayed'
  const step = CLOSENESS[now] - CLOSENESS[before]
  return step > 0 ? 'inward' : step < 0 ? 'outward' : 'stayed'
}

/** How many people went which way. */
export function peopleByDirection(flows: readonly Flow[]): Readonly<Record<Direction, number>> {
  const sums = { inward: 0, outward: 0, stayed: 0, arrived: 0 }
  for (const flow of flows) sums[directionOf(flow)] += flow.people
  return sums
}
