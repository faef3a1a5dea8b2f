/** What the page is made of. */
import type { Day, Period } from '../core/calendar.ts'
import type { CommunityMap } from '../core/figure-map.ts'
import type { WholeDigest } from '../core/participation/digest.ts'
import type { ToldDigest } from '../core/reflection/digest-reply.ts'
import { type ShownPeople, shownPeople } from '../core/reflection/small-groups.ts'
import { type ShownStructure, shownStructure } from '../core/reflection/small-groups-page.ts'

/** A digest with the figures that are not told in a chat. */
export interface WholeTold extends ToldDigest {
  readonly digest: WholeDigest
}

export interface PageSource {
  readonly told: WholeTold
  /** The period before, of equal length; null where the history does not reach back so far. */
  readonly before: WholeTold | null
  /** Who answers whom; null where there is nothing to draw, or nothing that its readers may see. */
  readonly map: CommunityMap | null
  /** The day on which the page is written. */
  readonly today: Day
}

/** A digest with what of it may be shown. */
export interface Seen {
  readonly told: WholeTold
  readonly people: ShownPeople
  readonly structure: ShownStructure
}

/** What of a digest its viewer may see. */
export const seen = (told: WholeTold): Seen => ({
  told,
  people: shownPeople(told, told.viewer),
  structure: shownStructure(told.digest, told.viewer),
})

/** The days of the period before. */
export const periodBefore = ({ before }: PageSource): Period | null => before?.period ?? null
