/**
 * What of a digest's structure may be told to whom: bands, moves, and what only the educator's page has. For everybody but moderators groups of one to
 * four are left out with what would let one work them out, people are counted in fives, and figures that are worked out from everybody come in
 * twentieths, so that two reports of almost the same days cannot be subtracted. How long people stay is told in groups of one, and is left out whole.
 */
import type { Digest, WholeDigest } from '../participation/digest.ts'
import { FEWEST_ACTIVE, isSmall, told, type Viewer } from './small-groups.ts'

const PARTS = 20

/** Null is what the viewer may not see. */
export interface ShownStructure {
  readonly bands: Digest['bands'] | null
  readonly outward: number | null
  readonly renewal: Digest['renewal'] | null
  readonly quickRatio: number | null
  readonly gini: number | null
  readonly absenceFactor: number | null
  readonly network: (Omit<WholeDigest['network'], 'members'> & { readonly members: number | null }) | null
  readonly survival: Digest['survival'] | null
  readonly leaving: number | null
  /** Null where nobody asked for a cohort, too. */
  readonly coincidence: Digest['coincidence']
  /** Whether hours may be told: among few they are the habits of people one knows. */
  readonly areHoursShown: boolean
}

/** What of a digest's structure somebody may see. */
export function shownStructure(digest: WholeDigest, { isExact }: Viewer): ShownStructure {
  const { bands, moves, renewal, growth, concentration, network, survival, practice, coincidence } = digest
  const isEnough = digest.participation.activeMembers >= FEWEST_ACTIVE
  if (isExact) {
    return {
      ...{ bands, outward: moves.outward, renewal, quickRatio: growth?.quickRatio ?? null },
      ...concentration,
      ...{ network, survival, leaving: practice.leaving, coincidence, areHoursShown: true },
    }
  }
  const areBandsShown = isEnough && !Object.values(bands).some(isSmall)
  const people = (n: number | null): number | null =>
    n === null || !isEnough || isSmall(n) ? null : told(n, false)
  return {
    bands: areBandsShown
      ? {
          core: told(bands.core, false),
          active: told(bands.active, false),
          peripheral: told(bands.peripheral, false),
          away: told(bands.away, false),
        }
      : null,
    outward: people(moves.outward),
    renewal: null,
    quickRatio: null,
    gini: isEnough ? inParts(concentration.gini) : null,
    absenceFactor: people(concentration.absenceFactor),
    network: isEnough ? shownNetwork(network) : null,
    survival: null,
    leaving: null,
    // Everybody who sees the role or the group knows who is in it.
    coincidence: null,
    areHoursShown: isEnough,
  }
}

/** Pairs and groups are counted in fives as people are: a pair is two of them. */
const shownNetwork = (network: WholeDigest['network']): ShownStructure['network'] => ({
  members: isSmall(network.members) ? null : told(network.members, false),
  ties: told(network.ties, false),
  reciprocity: inParts(network.reciprocity),
  clusters: network.clusters,
  modularity: inParts(network.modularity),
  centralization: inParts(network.centralization),
  exact: network.exact,
})

/** To the nearest twentieth. */
const inParts = (share: number | null): number | null =>
  share === null ? null : Math.round(share * PARTS) / PARTS
