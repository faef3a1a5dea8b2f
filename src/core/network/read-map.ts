/** Reads who answers whom in a period, with what the map shows beside it: the only file here that knows where facts come from. */
import { calendarOf, type Period } from '../calendar.ts'
import type { MemberId, SpaceId } from '../ids.ts'
import { countActive } from '../participation/active-days.ts'
import { attendanceOf } from '../participation/attendance.ts'
import { type BandOf, bandsAt } from '../participation/bands.ts'
import { mergedBreaks } from '../participation/breaks.ts'
import { LEAD_MS, readConversation } from '../participation/conversation.ts'
import { contextOf, type ParticipationStore } from '../participation/read-digest.ts'
import type { Community, Space } from '../ports.ts'
import { type Network, networkOf, type OnProgress } from './figures.ts'
import { addSealedTies, hearTies } from './hear-ties.ts'
import { collectTies } from './ties.ts'

/** All that a map is made of. */
export interface MapFacts {
  readonly network: Network
  /** How close everybody is to the middle at the end of the period. */
  readonly bandOf: BandOf
  readonly spaces: ReadonlyMap<SpaceId, Space>
  /** People with an act of any kind in the period. */
  readonly activeMembers: number
}

/** Who answers whom in the spaces that the store shows. Takes seconds where there are thousands of people. */
export async function readMap(
  store: ParticipationStore,
  community: Community,
  period: Period,
  onProgress: OnProgress = () => {},
): Promise<MapFacts> {
  const { history, communities } = store
  const calendar = calendarOf(community.timeZone)
  const breaks = mergedBreaks(await communities.breaks(community.id))
  const spaces = await communities.spaces(community.id)
  const attending = attendanceOf(period, [])
  for await (const rows of history.daily(community.id, period.to)) attending.add(rows)
  const { activeDays, firstDay } = attending.finish()
  const context = await contextOf(store, community, {
    ...{ calendar, spaces },
    // Whose message is their first decides nothing about whom they answer.
    firstMessageDays: new Map<MemberId, number>(),
  })
  const ties = collectTies()
  const fromAt = calendar.startOf(Math.max(period.from, firstDay ?? period.from)) - LEAD_MS
  const rows = history.messages(community.id, fromAt, calendar.startOf(period.to))
  await readConversation(rows, context, { onMessage: hearTies(ties, period) })
  await addSealedTies(ties, history, community.id, period)
  return {
    network: networkOf(ties.finish(), onProgress),
    bandOf: bandsAt(activeDays, period.to, breaks),
    spaces: new Map(spaces.map((space) => [space.id, space])),
    activeMembers: countActive(activeDays, [period]),
  }
}
