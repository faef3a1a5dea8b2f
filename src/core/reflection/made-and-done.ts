/** What was made and done in a period: said openly through the bot, so it is exact and public. */
import type { Calendar, Period } from '../calendar.ts'
import type { Doing, Practice } from '../repertoire/practice.ts'
import { type Problem, standingClosing } from '../repertoire/problem.ts'

/** Counts beside those of the time before. */
export interface MadeAndDone {
  /** Practices shared in the period, in order. */
  readonly made: readonly Practice[]
  readonly madeBefore: number
  readonly done: number
  readonly doneBefore: number
  /** Doings of a practice in the period, by how they went. */
  readonly ofPractices: {
    readonly all: number
    readonly asWritten: number
    readonly ownWay: number
    readonly didNotWork: number
  }
  /** Of these, the ones that worked with a practice somebody else had shared: what came of sharing. */
  readonly builtOnOthers: number
  /** Practices shared in the period that nobody has done since. */
  readonly notDone: readonly Practice[]
  /** Problems closed and confirmed by somebody else in the period, with what changed here, in order. */
  readonly changed: readonly { readonly title: string; readonly changed: string }[]
  readonly changedBefore: number
}

/** What people gave and did. */
interface Given {
  readonly practices: readonly Practice[]
  readonly doings: readonly Doing[]
  readonly problems: readonly Problem[]
}

/** `doings` may be all that there are; those of other days are left out. `previous` are the pieces of the time before. */
export function madeAndDone(
  { practices, doings, problems }: Given,
  { period, previous, calendar }: { period: Period; previous: readonly Period[]; calendar: Calendar },
): MadeAndDone {
  const isIn = ({ from, to }: Period, at: number): boolean =>
    calendar.dayOf(at) >= from && calendar.dayOf(at) < to
  const isBefore = (at: number): boolean => previous.some((piece) => isIn(piece, at))
  const made = practices.filter((one) => isIn(period, one.sharedAt))
  const done = doings.filter((one) => isIn(period, one.at))
  const sharers = new Map(practices.map((one) => [one.id, one.sharer]))
  const confirmed = confirmedOf(problems)
  const ofPractices = done.filter((one) => one.practice !== null)
  const went = (outcome: Doing['outcome']): number =>
    ofPractices.filter((one) => one.outcome === outcome).length
  return {
    made,
    madeBefore: practices.filter((one) => isBefore(one.sharedAt)).length,
    done: done.length,
    doneBefore: doings.filter((one) => isBefore(one.at)).length,
    ofPractices: {
      all: ofPractices.length,
      asWritten: went('asWritten'),
      ownWay: went('ownWay'),
      didNotWork: went('didNotWork'),
    },
    builtOnOthers: ofPractices.filter(
      (one) =>
        one.practice !== null && one.outcome !== 'didNotWork' && sharers.get(one.practice) !== one.member,
    ).length,
    notDone: made.filter((one) => one.doings === 0),
    changed: confirmed
      .filter((one) => isIn(period, one.at))
      .map(({ title, changed }) => ({ title, changed })),
    changedBefore: confirmed.filter((one) => isBefore(one.at)).length,
  }
}

/** What somebody else said is so, when they said it, in order. */
const confirmedOf = (problems: readonly Problem[]) =>
  problems
    .flatMap((problem) => {
      const closing = standingClosing(problem)
      return closing?.confirmed
        ? [{ title: problem.title, changed: closing.changed, at: closing.confirmed.at }]
        : []
    })
    .sort((a, b) => a.at - b.at)
