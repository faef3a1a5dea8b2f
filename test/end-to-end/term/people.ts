/** Thirty students and whoever keeps their club: where each of them is. */
import { type Name, STUDENTS } from '../cast.ts'
import type { Homes, Side } from '../spanning-cast.ts'

const DISCORD = [
  'ada',
  'ben',
  'cleo',
  'dan',
  'eli',
  'fay',
  'gus',
  'hal',
  'ivy',
  'jon',
  'kai',
  'lea',
  'mia',
] as const
const BOTH = ['olga', 'abe', 'bea', 'cal', 'dee'] as const

export const HOMES: Homes = Object.fromEntries([
  ...STUDENTS.map((name) => [name, 'slack'] as const),
  ...DISCORD.map((name) => [name, 'discord'] as const),
  ...BOTH.map((name) => [name, 'both'] as const),
])

/** Everybody but whoever owns the club. */
export const MEMBERS: readonly Name[] = ['ada', 'ben', 'cleo', 'dan', ...STUDENTS]

/** They let their names cross; all others keep theirs where they are. */
export const NAMED_EVERYWHERE: readonly Name[] = ['gus', 'oda', 'abe']

/** Somebody, on the side where they act; who is on one side alone acts there. */
export type Actor = Name | `${(typeof BOTH)[number]}@${Side}`

export function placeOf(actor: Actor): { readonly who: Name; readonly side: Side } {
  const [who, side] = actor.split('@') as [Name, Side | undefined]
  const home = HOMES[who]
  const at = side ?? (home === 'both' ? undefined : home)
  if (at === undefined) throw new Error(`It must be said on which side ${who} acts.`)
  return { who, side: at }
}
