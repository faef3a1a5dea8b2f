/**
 * What somebody sees who is known on several platforms: on each of them also what they would be shown on the others. Where
 * that is not certain they see what they would have seen without it.
 */
import type { Platform } from '../core/activity.ts'
import type { CommunityId, SpaceId } from '../core/ids.ts'
import type { Space, Store } from '../core/ports.ts'
import type { Request, Seen, Sight } from '../platforms/platform.ts'
import { NOBODY } from './authorize.ts'

/** Nobody is kept waiting for longer by a platform that they did not ask on. */
const PATIENCE_MS = 1_000
/** On which platforms a community is, is remembered so long. */
const REMEMBERED_MS = 30_000
const MAX_REMEMBERED = 5_000

/** Adds to a request the spaces that its actor sees on other platforms. */
export type Widen = (request: Request) => Promise<Request>

export interface WideningTools {
  readonly store: Pick<Store, 'communities' | 'people'>
  readonly sights: readonly Sight[]
  readonly now: () => number
  readonly patienceMs?: number
}

/**
 * Widens requests. Whoever moderates on one platform and not on the other is shown each by itself: figures that are exact
 * of one part and rounded of the whole would let small groups of the rest be computed. One cheap look into the store is
 * all that anybody pays who is known on one platform; nobody pays where their community is on one.
 */
export function widening({ store, sights, now, patienceMs = PATIENCE_MS }: WideningTools): Widen {
  const { communities, people } = store
  const known = new Map<CommunityId, { readonly platforms: ReadonlySet<Platform>; readonly at: number }>()

  const platformsOf = async (community: CommunityId): Promise<ReadonlySet<Platform>> => {
    const before = known.get(community)
    const ageMs = before === undefined ? REMEMBERED_MS : now() - before.at
    // A clock that was set back must not make anything last.
    if (before !== undefined && ageMs >= 0 && ageMs < REMEMBERED_MS) return before.platforms
    const at = now()
    const spaces = await communities.spaces(community)
    const platforms = new Set(spaces.map(({ workspace }) => workspace.platform))
    if (known.size >= MAX_REMEMBERED) known.clear()
    known.set(community, { platforms, at })
    return platforms
  }

  /** What an identity sees of its own platform's spaces, if it is there at all in time. */
  const look = async (sight: Sight, person: string, spaces: readonly Space[]): Promise<Seen> => {
    const own = spaces.filter(({ workspace }) => workspace.platform === sight.platform)
    const asked = async () => sight.of(person, own)
    const seen = await inTime(asked(), patienceMs).catch(() => null)
    const isOwn = new Set(own.map(({ id }) => id))
    return seen === null ? NOTHING : { ...seen, spaces: seen.spaces.filter((id) => isOwn.has(id)) }
  }

  return async (request) => {
    const { community, sees, actor } = request
    if (community === null || sees === null || actor.member === NOBODY) return request
    if (actor.account !== 'member') return request
    const elsewhere = sights.filter(({ platform }) => platform !== actor.identity.platform)
    if (elsewhere.length === 0) return request
    const platforms = await platformsOf(community.id)
    if (!elsewhere.some(({ platform }) => platforms.has(platform))) return request
    const identities = await people.identities(community.id, actor.member)
    const others = identities.flatMap(({ platform, externalId }) =>
      elsewhere.flatMap((sight) => (sight.platform === platform ? [{ sight, externalId }] : [])),
    )
    if (others.length === 0) return request
    const spaces = await communities.spaces(community.id)
    const found = await Promise.all(others.map((one) => look(one.sight, one.externalId, spaces)))
    const added = found.filter(({ isModerator }) => isModerator === actor.isModerator)
    const all = new Set<SpaceId>([...sees, ...added.flatMap((one) => one.spaces)])
    return { ...request, sees: spaces.every(({ id }) => all.has(id)) ? null : [...all] }
  }
}

const NOTHING: Seen = { spaces: [], isModerator: false }

/** What comes within the time; null for what comes later. */
async function inTime<Value>(work: Promise<Value>, ms: number): Promise<Value | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
