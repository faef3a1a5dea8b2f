/** What is stored about one member's learning and showing, as it is handed to them. */
import { and, asc, eq, or } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import type { CommunityId, MemberId } from '../core/ids.ts'
import type { PersonData } from '../core/ports.ts'
import type { Role, Side } from '../core/repertoire/apprenticeship.ts'
import type { Engine } from './engine.ts'

type LearningData = Pick<PersonData, 'learning' | 'pairs' | 'pairQuestions' | 'appointments' | 'appointed'>

export async function learningOf(
  { db, tables }: Engine,
  community: CommunityId,
  member: MemberId,
): Promise<LearningData> {
  const { learning, pair, pairQuestion, appointment } = tables
  const said = await db
    .select()
    .from(learning)
    .where(and(eq(learning.community, community), eq(learning.member, member)))
    .orderBy(asc(learning.at), asc(learning.id))
  const pairs = await db
    .select()
    .from(pair)
    .where(and(eq(pair.community, community), or(eq(pair.learner, member), eq(pair.shower, member))))
    .orderBy(asc(pair.id))
  const questions = await db
    .select({ row: pairQuestion, topic: pair.topic })
    .from(pairQuestion)
    .innerJoin(pair, and(eq(pair.community, pairQuestion.community), eq(pair.id, pairQuestion.pair)))
    .where(and(eq(pairQuestion.community, community), eq(pairQuestion.member, member)))
    .orderBy(asc(pairQuestion.pair), asc(pairQuestion.weeks))
  const appointments = await db
    .select()
    .from(appointment)
    .where(
      and(
        eq(appointment.community, community),
        or(eq(appointment.member, member), eq(appointment.by, member)),
      ),
    )
    .orderBy(asc(appointment.at), asc(appointment.member))
  const dated = (rows: typeof appointments) => rows.map(({ role, at }) => ({ role: role as Role, at }))
  return {
    learning: said.map(({ topic, as, limit, at, closedAt }) => ({
      ...{ topic, limit, at, closedAt },
      as: as as Side,
    })),
    pairs: pairs.map((row) => ({
      topic: row.topic,
      as: row.learner === member ? ('learn' as const) : ('show' as const),
      proposedAt: row.proposedAt,
      agreedAt: row.learner === member ? row.learnerAgreedAt : row.showerAgreedAt,
      endedAt: row.endedAt,
      askedOn: (row.learner === member ? row.learnerAskedOn : row.showerAskedOn) as Platform | null,
    })),
    pairQuestions: questions.map(({ row, topic }) => ({
      ...{ topic, weeks: row.weeks, askedAt: row.askedAt },
      ...{ goesOn: row.goesOn, actsAlone: row.actsAlone, answeredAt: row.answeredAt },
    })),
    appointments: dated(appointments.filter((row) => row.member === member)),
    appointed: dated(appointments.filter((row) => row.by === member)),
  }
}
