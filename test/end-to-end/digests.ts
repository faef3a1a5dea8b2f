/** The digests that runs are compared by: of both weeks, of each of them, and of every single day. */
import { calendarOf, dateOf, type Period } from '../../src/core/calendar.ts'
import type { Digest } from '../../src/core/participation/digest.ts'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { SECRET } from '../store/engines.ts'
import { TIME_ZONE } from './cast.ts'
import { DAYS } from './two-weeks.ts'

/** A digest by the days that it is of, such as `2026-11-02…2026-11-03`. */
export type Digests = ReadonlyMap<string, Digest>

/** The periods of two weeks that begin at a moment. */
export function periodsFrom(beginning: number): readonly Period[] {
  const first = calendarOf(TIME_ZONE).dayOf(beginning)
  const days = Array.from({ length: DAYS }, (_, nth) => ({ from: first + nth, to: first + nth + 1 }))
  return [
    { from: first, to: first + DAYS },
    { from: first, to: first + 7 },
    { from: first + 7, to: first + DAYS },
    ...days,
  ]
}

export const nameOf = ({ from, to }: Period): string => `${dateOf(from)}…${dateOf(to)}`

/** What a community's digests say. */
export async function digestsOf(store: Store, community: Community, beginning: number): Promise<Digests> {
  const told = new Map<string, Digest>()
  for (const period of periodsFrom(beginning))
    told.set(nameOf(period), (await readDigest(store, community, period)).digest)
  return told
}

/** The same of the one community of a database, whose process is not looked at. */
export async function digestsIn(url: string, beginning: number): Promise<Digests> {
  const store = await openStore({ url, secret: SECRET })
  try {
    const [community] = await store.communities.list()
    if (community === undefined) throw new Error('There is no community.')
    return await digestsOf(store, community, beginning)
  } finally {
    await store.close()
  }
}

/** The counts of a digest that the oracle knows too. */
export const countsIn = ({ participation }: Digest) => {
  const { messages, replies, mentions, reactions, activeMembers } = participation
  return { messages, replies, mentions, reactions, activeMembers }
}

/** A digest without what changes with the day that a reaction counts on: who was active when, and all that follows. */
export function withoutDaysOfReactions(digest: Digest) {
  const { participation, growth, bands, moves, concentration, ...others } = digest
  const { reactions, activeMembers, previous, ...counts } = participation
  return { ...others, counts }
}

/** Whether a digest says that the bot was away. */
export const isAwayNamed = ({ partial }: Digest): boolean =>
  partial.some((one) => one.field === 'participation.reactions' && one.reason.includes('away'))

/** The figures, without what is said of how whole they are. */
export function withoutPartial({ partial: _, ...figures }: Digest) {
  return figures
}
