/** The fields of a digest about a cohort: a Discord role, a Slack user group, or a list of the operator's. */
import type { Share } from './share.ts'

/**
 * How far a cohort, such as a class, and the community are the same people. Null where no cohort was asked for.
 *
 * @shown chat
 */
export interface Coincidence {
  /**
   * How much of the cohort is in the community.
   * @formula n = people of the cohort at this moment, bots left out, people joined over platforms once; count = those of them active in the period
   * @unit people
   * @cannotTell Why the others are not here, and whether they learn elsewhere. Who has erased or paused themselves counts as somebody who was not active.
   */
  readonly ofCohort: Share
  /**
   * How much of the community is the cohort.
   * @formula n = people active in the period; count = those of them who are in the cohort at this moment
   * @unit people
   * @cannotTell Who was in the cohort then: platforms tell only who is in it now.
   */
  readonly ofCommunity: Share
}
