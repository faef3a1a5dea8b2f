/** A problem: something real that is to be changed for somebody, taken on together, and known to be done by a sign. */
import type { Platform } from '../activity.ts'
import type { Day } from '../calendar.ts'
import type { MemberId, ProblemId } from '../ids.ts'
import { isHere } from '../people/elsewhere.ts'

/** `school`: learning that belongs to a class; `service`: the same, done for people outside it and with them. */
export type ProblemKind = 'problem' | 'project' | 'school' | 'service'
export const PROBLEM_KINDS = [
  'problem',
  'project',
  'school',
  'service',
] as const satisfies readonly ProblemKind[]

/** What whoever opens a problem says of it. */
export interface ProblemText {
  readonly title: string
  /** For whom it is. */
  readonly whom: string
  /** The sign by which it is known to be done. */
  readonly doneWhen: string
  /** What a newcomer could begin with. */
  readonly firstStep: string
  /** The message that it was made of; null if of none. */
  readonly link: string | null
}

/** What not everybody has to say of a problem. Texts that were not given are empty. */
export interface ProblemMore {
  readonly kind: ProblemKind
  /** The experienced adult beside it. */
  readonly adult: MemberId | null
  /** How many can take part; null without a limit. */
  readonly places: number | null
  /** The last day on which it can be done; null without one. */
  readonly untilDay: Day | null
  /** Of service: how it belongs to what is taught, and who of the community takes part. */
  readonly curriculum: string
  readonly partners: string
}

/** Somebody who takes part in a problem, or did. */
export interface Participant {
  readonly member: MemberId
  /** Where they said so; null where that is not known. */
  readonly platform: Platform | null
  readonly joinedAt: number
  /** Null while they take part. */
  readonly leftAt: number | null
  /** What changed for them, in their words; empty while they have not said. */
  readonly changed: string
}

/** A time that a problem was closed. */
export interface Closing {
  /** Null once they have left without trace. */
  readonly closer: MemberId | null
  readonly platform: Platform | null
  readonly closedAt: number
  /** What changed here, and for whoever closed it where they do not take part; empty where they did not say. */
  readonly changed: string
  readonly changedForCloser: string
  /** Somebody else who said that it is so; null while nobody has. */
  readonly confirmed: {
    readonly by: MemberId | null
    readonly platform: Platform | null
    readonly at: number
  } | null
  /** Set where it was opened again after all: it then counts no longer. */
  readonly reopened: { readonly by: MemberId | null; readonly at: number } | null
}

/** A problem as it is kept. */
export interface Problem extends ProblemText, ProblemMore {
  readonly id: ProblemId
  /** Null once they have left without trace. */
  readonly opener: MemberId | null
  /** Where it was opened; null where that is not known. */
  readonly platform: Platform | null
  readonly openedAt: number
  /** Everybody who ever took part, in order of time. */
  readonly participants: readonly Participant[]
  /** In order of time. */
  readonly closings: readonly Closing[]
}

/** How it stands now: `closed` waits for somebody else to say that it is so. */
export type ProblemState = 'open' | 'closed' | 'confirmed'

/** The closing that counts; null while the problem is open. */
export function standingClosing({ closings }: Pick<Problem, 'closings'>): Closing | null {
  const last = closings.at(-1)
  return last === undefined || last.reopened !== null ? null : last
}

export function stateOfProblem(problem: Pick<Problem, 'closings'>): ProblemState {
  const closing = standingClosing(problem)
  if (closing === null) return 'open'
  return closing.confirmed === null ? 'closed' : 'confirmed'
}

/** Who takes part now. */
export const takingPart = ({ participants }: Pick<Problem, 'participants'>): readonly Participant[] =>
  participants.filter((one) => one.leftAt === null)

/** How many places are taken. Whom a book brought takes none here. */
export const placesTaken = (problem: Pick<Problem, 'participants'>): number =>
  takingPart(problem).filter((one) => isHere(one.member)).length

/** How many more can take part; null without a limit. */
export const placesLeft = (problem: Pick<Problem, 'participants' | 'places'>): number | null =>
  problem.places === null ? null : Math.max(0, problem.places - placesTaken(problem))

/** Whether the day by which it was to be done is over. */
export const isPast = ({ untilDay }: Pick<Problem, 'untilDay'>, today: Day): boolean =>
  untilDay !== null && untilDay < today

/** Whether somebody could begin with it today. */
export const canBegin = (problem: Problem, today: Day): boolean =>
  stateOfProblem(problem) === 'open' && !isPast(problem, today) && placesLeft(problem) !== 0

/** Problems that are open: first those that somebody could begin with, the soonest to be done first. */
export function openProblems(problems: readonly Problem[], today: Day): readonly Problem[] {
  const rank = (one: Problem): number => (canBegin(one, today) ? 0 : 1)
  const until = ({ untilDay }: Problem): number => untilDay ?? Number.MAX_SAFE_INTEGER
  return problems
    .filter((one) => stateOfProblem(one) === 'open')
    .sort((a, b) => rank(a) - rank(b) || until(a) - until(b) || a.openedAt - b.openedAt || a.id - b.id)
}
