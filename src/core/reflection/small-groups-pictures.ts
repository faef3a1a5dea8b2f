/**
 * What of the pictures about moves, newcomers and words may be told: as in `small-groups.ts`, nobody but moderators is
 * shown a group of one to four people, nor numbers from which one follows by adding and subtracting, be it with numbers
 * of another picture or of the digest.
 */
import type { FlowBand, Moves } from '../figure.ts'
import { peopleByDirection } from '../flow-direction.ts'
import type { BandFlow } from '../participation/band-flow.ts'
import type { Digest } from '../participation/digest.ts'
import type { WordReach } from '../participation/picture-repertoire.ts'
import type { Share } from '../participation/share.ts'
import { FEWEST_ACTIVE, isSmall, shownNewcomers, told, type Viewer } from './small-groups.ts'

type Flow = Moves['flows'][number]

/** Moves as a viewer may see them. */
export interface ShownFlows {
  readonly flows: readonly Flow[]
  /** Silent on both days; zero where that may not be told. */
  readonly silent: number
  /** Whether bands were made one. */
  readonly isJoined: boolean
}

/** Each joins neighbours, so what led inward does so still, or is not seen any more. */
const JOININGS: readonly Partial<Record<BandFlow['before'] | BandFlow['now'], FlowBand>>[] = [
  {},
  { core: 'regular', active: 'regular' },
  { core: 'here', active: 'here', peripheral: 'here' },
]

/**
 * Moderators see all flows. For others bands are joined until no flow is of one to four people; null where one is even so. What
 * joining hides may not be small either, because the digest tells how many came closer in all; nor may those of the active be
 * who are not new.
 */
export function shownFlows(
  all: readonly BandFlow[],
  activeMembers: number,
  viewer: Viewer,
): ShownFlows | null {
  const drawn = all.filter((one) => !isSilent(one))
  const silent = sum(all.filter(isSilent))
  if (viewer.isExact) return { flows: drawn, silent, isJoined: false }
  if (activeMembers < FEWEST_ACTIVE || isSmall(Math.abs(activeMembers - peopleByDirection(drawn).arrived)))
    return null
  const whole = peopleByDirection(drawn)
  for (const joining of JOININGS) {
    const flows = joined(drawn, joining)
    const { inward, outward } = peopleByDirection(flows)
    const isHidden = [whole.inward - inward, whole.outward - outward, ...flows.map((one) => one.people)]
    if (isHidden.some(isSmall)) continue
    return {
      flows: flows.map((one) => ({ ...one, people: told(one.people, false) })),
      silent: isSmall(silent) ? 0 : told(silent, false),
      isJoined: joining !== JOININGS[0],
    }
  }
  return null
}

const isSilent = ({ before, now }: BandFlow): boolean => before === 'away' && now === 'away'

const sum = (flows: readonly { readonly people: number }[]): number =>
  flows.reduce((all, { people }) => all + people, 0)

function joined(flows: readonly BandFlow[], joining: (typeof JOININGS)[number]): readonly Flow[] {
  const groups = new Map<string, Flow>()
  for (const { before: then, now: since, people } of flows) {
    const before = then === 'new' ? then : (joining[then] ?? then)
    const now = since === 'uncounted' ? since : (joining[since] ?? since)
    const key = `${before}/${now}`
    groups.set(key, { before, now, people: people + (groups.get(key)?.people ?? 0) })
  }
  return [...groups.values()]
}

/** What became of newcomers, as a viewer may see it; null is what they may not. */
export interface ShownPath {
  readonly posted: number | null
  readonly answered: Pick<Share, 'count' | 'n'> | null
  readonly returned: Pick<Share, 'count' | 'n'> | null
  /** Of whom it cannot be said yet; zero where that may not be told. */
  readonly tooEarlyToAnswer: number
  readonly tooEarlyToReturn: number
}

/** As the digest tells of them. */
export function shownPath(
  newcomers: Digest['newcomers'],
  { activeMembers, tooEarlyToReturn }: { readonly activeMembers: number; readonly tooEarlyToReturn: number },
  viewer: Viewer,
): ShownPath {
  const { posted, answered, returned14d: returned } = newcomers
  if (!viewer.isExact)
    return {
      ...shownNewcomers(newcomers, activeMembers < FEWEST_ACTIVE),
      ...{ tooEarlyToAnswer: 0, tooEarlyToReturn: 0 },
    }
  return {
    ...{ posted, answered, returned, tooEarlyToReturn },
    tooEarlyToAnswer: Math.max(0, posted - answered.n),
  }
}

/** How far a word has spread, as a viewer may see it. */
export interface ShownWord {
  readonly word: string
  readonly people: number | 'few'
  /** Of these, how many used it before; null where that is not told, because they or the rest are few. */
  readonly before: number | null
}

/** For everybody but moderators who took a word up since is told only where neither they nor those before them are few. */
export function shownWord({ word, before, people }: WordReach, { isExact }: Viewer): ShownWord {
  if (isExact) return { word, before, people }
  if (isSmall(people)) return { word, people: 'few', before: null }
  const now = told(people, false)
  const isApart = !isSmall(people - before) && !isSmall(before)
  return { word, people: now, before: isApart ? Math.min(now, told(before, false)) : null }
}
