/**
 * The participation digest as data: the fields of `commonplace digest --json`. What each one means, its formula and what it cannot tell stands with
 * its declaration, here and in the files that this one imports; `npm run docs` writes `docs/metrics.md` from it (`scripts/`, where the tags are told).
 */
import type { Coincidence } from './digest-coincidence.ts'
import type { Bands, Growth, Moves, Newcomers, SurvivalPoint } from './digest-membership.ts'
import type { NetworkFigures } from './digest-network.ts'
import type { ConsequenceFigures, LanguageFigures, PracticeFigures } from './digest-open.ts'
import type { Answers, Concentration, ParticipationCounts } from './digest-talk.ts'
import type { Share } from './share.ts'

/**
 * What is not whole. The first 28 days of a history are partial for growth and newcomers, because people who were here before look new; and whatever a gap
 * in what was read touches is named.
 *
 * @shown chat
 */
export interface Partial {
  /**
   * Which field.
   * @formula a family or a field of the digest, such as `growth` or `participation.messages`
   * @unit field
   * @cannotTell In which direction it is wrong.
   */
  readonly field: string
  /**
   * Since when.
   * @formula the first day touched: of a gap, within the period; of a history's beginning, within what the field looks back to
   * @unit date
   * @cannotTell Whether all of the days from there on are touched: gaps of one reason are told as one, from the first day to the last.
   */
  readonly from: string
  /**
   * Until when.
   * @formula the day after the last one touched
   * @unit date, not included
   * @cannotTell The same as `from`.
   */
  readonly to: string
  /**
   * Why, as a clause for people.
   * @formula one sentence for the beginning of a history, and one for each kind of gap: not yet read, no access, the bot was away
   * @unit text
   * @cannotTell How much is missing: what was not read is not known.
   */
  readonly reason: string
}

/**
 * Of what and of when a digest is.
 *
 * @shown chat
 */
export interface Digest {
  /**
   * The community.
   * @formula its name
   * @unit name
   * @cannotTell Who belongs to it: a community of practice is what people do together, and the channels bound to it only show a part.
   */
  readonly community: string
  /**
   * Whose days are meant.
   * @formula the time zone that was fixed when the community was made
   * @unit IANA name
   * @cannotTell Where its people live.
   */
  readonly timezone: string
  /**
   * The first day of the period.
   * @formula as asked; without, `to` − 7 × weeks, and of no weeks four
   * @unit date
   * @cannotTell Whether the community was there already; see `partial`.
   */
  readonly from: string
  /**
   * The day after its last one.
   * @formula as asked; without, today for a live community, else the day after the last thing that the platform told of
   * @unit date, not included
   * @cannotTell What has happened since.
   */
  readonly to: string
  readonly participation: ParticipationCounts & { readonly previous: ParticipationCounts }
  readonly growth: Growth | null
  readonly bands: Bands
  readonly moves: Moves
  /**
   * How much of the core is young in the community.
   * @formula n = people in the band core at `to`; count = those whose first active day is on or after the same date twelve calendar months before `to`
   * @unit people
   * @shown chat
   * @cannotTell Whether the old have made room or were driven out. Where the history is younger than twelve months it is 1 and says nothing.
   */
  readonly renewal: Share
  readonly newcomers: Newcomers
  readonly answers: Answers
  readonly concentration: Concentration
  readonly practice: PracticeFigures
  readonly consequence: ConsequenceFigures
  readonly language: LanguageFigures
  readonly survival: readonly SurvivalPoint[]
  readonly coincidence: Coincidence | null
  readonly partial: readonly Partial[]
}

/**
 * A digest with the figures that take long: the JSON, the educator's page and the map have them, what is answered in a
 * chat does not.
 */
export interface WholeDigest extends Digest {
  readonly network: NetworkFigures
}
