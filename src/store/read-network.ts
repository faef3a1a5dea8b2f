/** Reading who answered and named whom on days whose messages are gone. */
import { and, eq, sql } from 'drizzle-orm'
import type { Period } from '../core/calendar.ts'
import { type CommunityId, memberId, spaceId } from '../core/ids.ts'
import type { DirectedTies } from '../core/network/ties.ts'
import type { Engine } from './engine.ts'
import { inPeriod, portionsOf } from './read-sealed.ts'
import { breathe, numberOf, type Visible } from './reading.ts'

/** Added up over the days of a portion, in no order. */
export async function* readSealedPairs(
  engine: Engine,
  visible: Visible,
  community: CommunityId,
  period: Period,
): AsyncGenerator<readonly DirectedTies[]> {
  const { tie } = engine.tables
  for (const portion of portionsOf(period)) {
    const rows = await engine.rows(
      engine.db
        .select({
          member: tie.member,
          other: tie.other,
          space: tie.space,
          times: sql`sum(${tie.replies} + ${tie.mentions})`,
        })
        .from(tie)
        .where(and(eq(tie.community, community), inPeriod(tie.day, portion), visible(tie.space)))
        .groupBy(tie.member, tie.other, tie.space),
    )
    if (rows.length > 0)
      yield rows.map((row) => ({
        from: memberId(numberOf(row[0])),
        to: memberId(numberOf(row[1])),
        space: spaceId(numberOf(row[2])),
        times: numberOf(row[3]),
      }))
    await breathe()
  }
}
