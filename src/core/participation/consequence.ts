/** What came of what people gave: whether somebody else recorded that it made a difference. */
import type { Calendar, Day } from '../calendar.ts'
import type { MemberId, PracticeId } from '../ids.ts'
import type { Thanks } from '../ports-thanks.ts'
import type { Practice } from '../repertoire/practice.ts'
import { type Problem, standingClosing } from '../repertoire/problem.ts'
import type { ConsequenceFigures } from './digest-open.ts'
import type { DoneFact } from './practice-figures.ts'
import { share } from './wilson.ts'

/** Contributions of so many days are looked at. */
const WINDOW_DAYS = 90

/** What consequences are computed from; all of it may be all that there is. */
export interface ConsequenceFacts {
  readonly practices: readonly Practice[]
  readonly doings: readonly DoneFact[]
  readonly thanks: readonly Pick<Thanks, 'practice' | 'giver' | 'at'>[]
  readonly problems: readonly Problem[]
  /** The end of the period: not included. */
  readonly to: Day
  readonly calendar: Calendar
}

/** Something that one member gave, and whether anything came of it. */
interface Contribution {
  readonly by: MemberId
  readonly hasOutcome: boolean
}

/**
 * Of the contributions of the 90 days before `to` (practices shared, other ways of one, problems joined), `rate` is the share with
 * an outcome that somebody else recorded before `to`: a doing that worked, another way made of it, thanks that name it; of a
 * problem joined and not left before, a closing that was confirmed and stands. `members` are the people with at least one. What is
 * nobody's any more, because its giver left without trace, is nobody's contribution.
 */
export function consequence(facts: ConsequenceFacts): ConsequenceFigures {
  const all = [...ofPractices(facts), ...ofProblems(facts)]
  const withOutcome = all.filter((one) => one.hasOutcome)
  return {
    rate: share(withOutcome.length, all.length),
    members: new Set(withOutcome.map((one) => one.by)).size,
  }
}

function ofPractices(facts: ConsequenceFacts): readonly Contribution[] {
  const { practices, doings, thanks, calendar, to } = facts
  const isBefore = (at: number): boolean => at < calendar.startOf(to)
  const givers = new Map<PracticeId, Set<MemberId | null>>()
  const recorded = (practice: PracticeId | null, by: MemberId | null): void => {
    if (practice === null) return
    const known = givers.get(practice)
    if (known === undefined) givers.set(practice, new Set([by]))
    else known.add(by)
  }
  for (const { practice, member, outcome, at } of doings)
    if (outcome !== 'didNotWork' && isBefore(at)) recorded(practice, member)
  // A version that stays after its maker left was made by somebody else than whoever is still here.
  for (const { parent, sharer, sharedAt } of practices) if (isBefore(sharedAt)) recorded(parent, sharer)
  for (const { practice, giver, at } of thanks) if (isBefore(at)) recorded(practice, giver)
  return practices.flatMap(({ id, sharer, sharedAt }) =>
    sharer !== null && isInWindow(sharedAt, facts)
      ? [{ by: sharer, hasOutcome: [...(givers.get(id) ?? [])].some((one) => one !== sharer) }]
      : [],
  )
}

/** Who closed it and who confirmed that are two people: for everybody who took part, one of them is somebody else. */
function ofProblems(facts: ConsequenceFacts): readonly Contribution[] {
  const endAt = facts.calendar.startOf(facts.to)
  return facts.problems.flatMap((problem) => {
    const closing = standingClosing(problem)
    const isDone = closing?.confirmed != null && closing.confirmed.at < endAt
    return problem.participants
      .filter((one) => isInWindow(one.joinedAt, facts))
      .map(({ member, leftAt }) => ({
        by: member,
        hasOutcome: isDone && (leftAt === null || leftAt >= closing.closedAt),
      }))
  })
}

function isInWindow(at: number, { calendar, to }: ConsequenceFacts): boolean {
  const day = calendar.dayOf(at)
  return day >= to - WINDOW_DAYS && day < to
}
