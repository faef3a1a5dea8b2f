/** What the rest of the program may ask of the store about problems. */
import type { Platform } from './activity.ts'
import type { Day } from './calendar.ts'
import type { CommunityId, MemberId, ProblemId } from './ids.ts'
import type { Problem, ProblemMore, ProblemText } from './repertoire/problem.ts'

/** Who did something with a problem, where and when. */
export interface Deed {
  readonly member: MemberId
  readonly platform: Platform
  readonly at: number
}

/** What became of wanting to take part. `again`: they had left; `already`: nothing changed. */
export type JoinedProblem = 'joined' | 'again' | 'already' | 'full' | 'past' | 'closed' | 'gone'

/** What whoever closes a problem says: what changed here, and for them. */
export interface Closed {
  readonly changed: string
  readonly changedForCloser: string
}

/**
 * Problems. To open, to join and to close are practice acts: each counts once a person and problem, however often it is done,
 * and makes them active on the day. `day` is the community's.
 */
export interface ProblemPort {
  open(community: CommunityId, problem: ProblemText, by: Deed, day: Day): Promise<Problem>
  /** Every problem, those that are closed too, in the order they were opened. */
  all(community: CommunityId): Promise<readonly Problem[]>
  /** One of them; null where it is gone. */
  one(community: CommunityId, problem: ProblemId): Promise<Problem | null>
  /** Replaces what it says. False where it is gone. */
  change(community: CommunityId, problem: ProblemId, text: ProblemText): Promise<boolean>
  /** Replaces what not everybody has to say. False where it is gone. */
  addTo(community: CommunityId, problem: ProblemId, more: ProblemMore): Promise<boolean>
  /** Takes part, where there is a place; two who come at once never take the same one. */
  join(community: CommunityId, problem: ProblemId, by: Deed, day: Day): Promise<JoinedProblem>
  /** No longer takes part. False where they did not. */
  leave(community: CommunityId, problem: ProblemId, member: MemberId, at: number): Promise<boolean>
  /** False where it is closed already, or gone. */
  close(community: CommunityId, problem: ProblemId, closed: Closed, by: Deed, day: Day): Promise<boolean>
  /**
   * Somebody else says that it is so, of one closing (the first is 1). False for its closer, where it is confirmed already, and
   * where that closing does not stand.
   */
  confirm(community: CommunityId, problem: ProblemId, closing: number, by: Deed): Promise<boolean>
  /** Keeps what changed for somebody who takes part. False for everybody else. */
  tellChange(
    community: CommunityId,
    problem: ProblemId,
    member: MemberId,
    told: { readonly changed: string; readonly at: number },
  ): Promise<boolean>
  /** Opens it again; the closing stays as what was said then. False where it is not closed. */
  reopen(
    community: CommunityId,
    problem: ProblemId,
    by: { readonly member: MemberId; readonly at: number },
  ): Promise<boolean>
}

/** What is stored of one member in problems, by their present titles. Moments are milliseconds since 1970, UTC. */
export interface OwnProblems {
  readonly opened: readonly { readonly title: string; readonly openedAt: number }[]
  readonly beside: readonly string[]
  readonly takenPartIn: readonly {
    readonly title: string
    readonly joinedAt: number
    readonly leftAt: number | null
    readonly changed: string
    readonly toldAt: number | null
  }[]
  readonly closed: readonly {
    readonly title: string
    readonly closedAt: number
    readonly changed: string
    readonly changedForCloser: string
  }[]
  readonly confirmed: readonly { readonly title: string; readonly confirmedAt: number }[]
  readonly reopened: readonly { readonly title: string; readonly reopenedAt: number }[]
}
