/** A practice: a way of doing something that is shared, done, changed and proven here. */
import type { Platform } from '../activity.ts'
import type { DoingId, MemberId, PracticeId } from '../ids.ts'

/**
 * How it went when somebody did a practice. *Worked* is as written or their own way.
 *
 * @word doing a practice that somebody did: as written, in their own way, or it did not work. It *worked* as written or in their own way. `/did` without a
 * practice is a practice act and no doing.
 */
export type DoingOutcome = 'asWritten' | 'ownWay' | 'didNotWork'
export const OUTCOMES = ['asWritten', 'ownWay', 'didNotWork'] as const satisfies readonly DoingOutcome[]

/** Longest text of how something is done, in UTF-16 units: what Slack's forms hold. */
export const MAX_HOW_LENGTH = 3000
/** As much of a message is taken into it, so that there is room for what somebody writes beside it. */
export const MAX_TAKEN_LENGTH = 2000

/** What people write of a practice. Texts that were not given are empty. */
export interface PracticeText {
  readonly name: string
  /** How it is done. */
  readonly how: string
  readonly whenItHelps: string
  /** What it is there to solve. */
  readonly problem: string
  /** What follows from doing it. */
  readonly follows: string
  /** In lower case, in the order given. */
  readonly tags: readonly string[]
  /** Where it comes from, such as a message; null if nowhere. */
  readonly link: string | null
}

/** A practice, and what came of it so far. */
export interface Practice extends PracticeText {
  readonly id: PracticeId
  /** Null once its sharer has left without trace. */
  readonly sharer: MemberId | null
  /** Where it was shared; null where that is not known. */
  readonly platform: Platform | null
  readonly sharedAt: number
  /** The practice that this is another way of. It is older, so lineage never runs in a circle. */
  readonly parent: PracticeId | null
  /** Set once it is no longer done here. */
  readonly retired: { readonly at: number; readonly why: string } | null
  /** Times it was done by somebody, of any outcome. */
  readonly doings: number
  /** The same by how they went. */
  readonly outcomes: Readonly<Record<DoingOutcome, number>>
  /** People other than its sharer who did it, and for whom it worked at least once. */
  readonly othersDid: number
  readonly othersWorked: number
  /** How the last few doings went, the latest first. */
  readonly latest: readonly DoingOutcome[]
}

/** What a practice said before it was changed. */
export interface EarlierText extends PracticeText {
  /** When it was changed, and by whom; null once they have left without trace. */
  readonly until: number
  readonly by: MemberId | null
}

/** Who besides its sharer wrote of how it is done, in the order in which they did. */
export function writersOf(practice: Practice, earlier: readonly EarlierText[]): readonly MemberId[] {
  const writers = earlier.flatMap(({ by, how }, index) => {
    const after = earlier[index + 1] ?? practice
    return by === null || by === practice.sharer || how === after.how ? [] : [by]
  })
  return [...new Set(writers)]
}

/** One thing somebody did; with a practice it is a doing of it. */
export interface Doing {
  readonly what: string
  readonly member: MemberId
  readonly practice: PracticeId | null
  readonly outcome: DoingOutcome | null
  /** Who it was done with; empty if alone. */
  readonly companions: readonly MemberId[]
  /** Where it was told; null where that is not known. */
  readonly platform: Platform | null
  readonly at: number
}

/** What somebody may add to a doing later; empty where they did not. */
export interface DoingStory {
  readonly happened: string
  readonly learned: string
  /** Where it can be seen; null if nowhere. */
  readonly evidence: string | null
  /** Whether others may ask them how they did it. */
  readonly isAskable: boolean
}

/** A doing as it is kept. */
export interface KeptDoing extends Doing, DoingStory {
  readonly id: DoingId
  /** Companions who said that they were there. */
  readonly confirmed: readonly MemberId[]
}

/** How far a practice has come: tried by nobody else yet, done by another, proven by others. */
export type PracticeState = 'draft' | 'done' | 'proven'

/** It has worked for so many people other than its sharer. */
export const PROVEN_BY = 3
/** How many of the latest doings are looked at, and how many of them must have failed. */
export const LATEST = 5
const FAILING_FROM = 3

export function stateOf({ othersDid, othersWorked }: Practice): PracticeState {
  if (othersWorked >= PROVEN_BY) return 'proven'
  return othersDid > 0 ? 'done' : 'draft'
}

/** How many of how many of the latest doings did not work; null unless that is most of them. */
export function failing({ latest }: Practice): { readonly failed: number; readonly of: number } | null {
  const failed = latest.filter((one) => one === 'didNotWork').length
  return failed >= FAILING_FROM && 2 * failed > latest.length ? { failed, of: latest.length } : null
}

/** What comes of doings, in order of time, of a practice that this member shared. */
export function cameOf(
  doings: readonly Pick<Doing, 'member' | 'outcome'>[],
  sharer: MemberId | null,
): Pick<Practice, 'doings' | 'outcomes' | 'othersDid' | 'othersWorked' | 'latest'> {
  const outcomes = { asWritten: 0, ownWay: 0, didNotWork: 0 }
  const others = new Set<MemberId>()
  const worked = new Set<MemberId>()
  const latest: DoingOutcome[] = []
  for (const { member, outcome } of doings) {
    if (outcome === null) continue
    outcomes[outcome] += 1
    latest.unshift(outcome)
    if (member === sharer) continue
    others.add(member)
    if (outcome !== 'didNotWork') worked.add(member)
  }
  return {
    doings: doings.length,
    outcomes,
    othersDid: others.size,
    othersWorked: worked.size,
    latest: latest.slice(0, LATEST),
  }
}
