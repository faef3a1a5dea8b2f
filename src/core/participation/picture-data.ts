/** The numbers of the digest's pictures, without their words. */

import type { Day, Period } from '../calendar.ts'
import type { BandsOverTime, MembersByWeek, Rhythm, WaitsBySpace } from '../figure.ts'
import type { SpaceId } from '../ids.ts'
import type { Space } from '../ports.ts'
import { inTextOrder } from '../text-order.ts'
import type { ActiveDays } from './active-days.ts'
import { answeredShare, type Begun, medianMinutes, waitsByHour } from './answers.ts'
import { type BandFlow, bandFlows } from './band-flow.ts'
import { countBands } from './bands.ts'
import { weeksBefore } from './breaks.ts'
import { grouped } from './groups.ts'
import { growth } from './growth.ts'
import { tooEarlyToReturn } from './newcomers.ts'
import { type PracticeReach, practiceReaches, type WordReach, wordReaches } from './picture-repertoire.ts'
import type { DigestFacts } from './read-digest.ts'

const WEEKS_SHOWN = 16
const SPACES_SHOWN = 12

export interface DigestPictures {
  /** Members by week. */
  readonly membersByWeek: MembersByWeek['weeks']
  /** Bands at the end of each of those weeks. */
  readonly bandsOverTime: BandsOverTime['weeks']
  /** Messages of the period by weekday (Monday first) and hour. */
  readonly rhythm: Rhythm['counts']
  /** Median waits by space, over the starters that the digest's answers count; only spaces with an answer. */
  readonly waitsBySpace: WaitsBySpace['spaces']
  /** Median waits by hour of the day, over the same starters, of hours with at least five answers. */
  readonly waitsByHour: WaitsBySpace['hours']
  /** Between the bands of the period's first day and those of the day after it. */
  readonly moves: readonly BandFlow[]
  /** Of whom of the newcomers it cannot be said yet whether they came back. */
  readonly tooEarlyToReturn: number
  readonly words: readonly WordReach[]
  readonly practices: readonly PracticeReach[]
}

/** The data of a digest's pictures. */
export function pictureData(facts: DigestFacts): DigestPictures {
  const { attendance, breaks, period, spaces, tally, repertoire } = facts
  const { activeDays, firstDay } = attendance
  const weeks = weeksShown(period.to, breaks, firstDay)
  return {
    membersByWeek: weeks.map((week) => membersIn(week, activeDays, breaks)),
    bandsOverTime: weeks.map(({ to }) => {
      const { core, active, peripheral } = countBands(activeDays, to, breaks)
      return { at: to, core, active, peripheral }
    }),
    rhythm: tally.rhythm,
    waitsBySpace: waitsBySpace(tally.judged, spaces),
    waitsByHour: waitsByHour(tally.judged),
    moves: bandFlows(facts.bands.before, facts.bands.now),
    tooEarlyToReturn: tooEarlyToReturn(attendance.firstMessageDays, period),
    words: wordReaches(facts.words, facts.wordUsersBefore, facts.wordUsers),
    practices: practiceReaches(repertoire.practices, repertoire.doings, period, facts.calendar),
  }
}

/** The last weeks before a day that reach into the history, oldest first; breaks are skipped. */
function weeksShown(to: Day, breaks: readonly Period[], firstDay: Day | null): readonly Period[] {
  return weeksBefore(to, breaks, WEEKS_SHOWN)
    .filter((week) => firstDay !== null && week.to > firstDay)
    .reverse()
}

function membersIn(
  week: Period,
  activeDays: ActiveDays,
  breaks: readonly Period[],
): MembersByWeek['weeks'][number] {
  const counts = growth(activeDays, week, breaks)
  return {
    from: week.from,
    new: counts?.new ?? 0,
    returned: counts?.resurrected ?? 0,
    stayed: counts?.retained ?? 0,
    left: counts?.churned ?? 0,
  }
}

function waitsBySpace(begun: readonly Begun[], spaces: ReadonlyMap<SpaceId, Space>): WaitsBySpace['spaces'] {
  return [...grouped(begun, (starter) => starter.space)]
    .flatMap(([id, group]) => {
      const middle = medianMinutes(group)
      if (middle === null) return []
      const { count: answered, n: starters } = answeredShare(group)
      return [{ name: spaces.get(id)?.name ?? '', medianMinutes: middle, answered, starters }]
    })
    .sort((a, b) => b.medianMinutes - a.medianMinutes || inTextOrder(a.name, b.name))
    .slice(0, SPACES_SHOWN)
}
