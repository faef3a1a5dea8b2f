/**
 * A cohort: people whom a platform holds together by a role or a user group, such as a class. Read anew whenever somebody asks
 * how far it and the community are the same people; nothing of it is kept.
 */
import type { MemberId } from './ids.ts'

/** What a platform tells of a cohort at a moment. Bots are left out. */
export type CohortRead =
  | {
      readonly kind: 'people'
      readonly name: string
      /** The platform's ids. */
      readonly people: readonly string[]
    }
  /** `gone`: there is none of that name. `notGranted`: the platform does not let the bot read it. `notNow`: it does not answer. */
  | { readonly kind: 'gone' | 'notGranted' | 'notNow' }
  /** The workspace has more people than are read for a question. */
  | { readonly kind: 'tooMany'; readonly most: number }

/** A cohort as figures need it. */
export interface Cohort {
  readonly name: string
  /** Those of its people who are members, everybody once. */
  readonly members: readonly MemberId[]
  /**
   * How many of its people are no members: they never said anything here, or have left without trace. Which of the two is
   * not known to anybody.
   */
  readonly others: number
}

/** A cohort of the members that people are, null for those who are none. */
export const cohortOf = (name: string, people: readonly (MemberId | null)[]): Cohort => ({
  name,
  members: [...new Set(people.filter((one) => one !== null))],
  others: people.filter((one) => one === null).length,
})
