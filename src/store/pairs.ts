/** Pairs of whom one shows the other something, and what they are asked after some weeks. */
import { and, asc, eq, isNotNull, isNull, or, type SQL } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { type CommunityId, memberId, type PairId, pairId, spaceId } from '../core/ids.ts'
import type { LearningPort, QuestionKey } from '../core/ports-learning.ts'
import type { Pair, PairQuestion, Side } from '../core/repertoire/apprenticeship.ts'
import type { Database, Engine } from './engine.ts'
import type { Schema } from './schema.ts'
import { reserveIds } from './sequences.ts'

type PairQueries = Pick<LearningPort, 'pairs' | 'propose' | 'agree' | 'end' | 'askLater'> & QuestionQueries
type QuestionQueries = Pick<LearningPort, 'questions' | 'trying' | 'settled' | 'answer'>

const pairOf = (row: Schema['pair']['$inferSelect']): Pair => ({
  id: pairId(row.id),
  topic: row.topic,
  learner: memberId(row.learner),
  shower: memberId(row.shower),
  proposedAt: row.proposedAt,
  learnerAgreedAt: row.learnerAgreedAt,
  showerAgreedAt: row.showerAgreedAt,
  space: row.space === null ? null : spaceId(row.space),
  learnerAskedOn: row.learnerAskedOn as Platform | null,
  showerAskedOn: row.showerAskedOn as Platform | null,
  endedAt: row.endedAt,
})

export function pairQueries(engine: Engine): PairQueries {
  const { db, tables } = engine
  const { pair } = tables
  const these = (community: CommunityId, id: PairId) => and(eq(pair.community, community), eq(pair.id, id))
  return {
    ...questionQueries(engine),

    pairs: async (community) =>
      (await db.select().from(pair).where(eq(pair.community, community)).orderBy(asc(pair.id))).map(pairOf),

    propose: (community, { topic, learner, shower, by, space, at }) =>
      engine.write(async ({ db: writing }) => {
        // First, so that the other one does not ask the same meanwhile.
        const id = await reserveIds(writing, tables, community, 'pair', 1)
        const [known] = await writing
          .select({ id: pair.id })
          .from(pair)
          .where(
            and(
              ...[eq(pair.community, community), eq(pair.topic, topic), isNull(pair.endedAt)],
              ...[eq(pair.learner, learner), eq(pair.shower, shower)],
            ),
          )
        if (known !== undefined) return null
        await writing.insert(pair).values({
          ...{ community, id, topic, learner, shower, proposedAt: at, space },
          ...(by === 'learn' ? { learnerAgreedAt: at } : { showerAgreedAt: at }),
        })
        return pairId(id)
      }),

    agree: (community, id, member, { at, space, limits }) =>
      engine.write(async ({ db: writing }) => {
        // First, so that nobody else agrees meanwhile.
        await reserveIds(writing, tables, community, 'pair', 0)
        if (limits !== undefined && !(await hasRoom(writing, tables, these(community, id), limits)))
          return false
        const open = and(these(community, id), isNull(pair.endedAt))
        const asLearner = await writing
          .update(pair)
          .set({ learnerAgreedAt: at, space })
          .where(and(open, eq(pair.learner, member), isNull(pair.learnerAgreedAt)))
          .returning({ id: pair.id })
        const asShower = await writing
          .update(pair)
          .set({ showerAgreedAt: at, space })
          .where(and(open, eq(pair.shower, member), isNull(pair.showerAgreedAt)))
          .returning({ id: pair.id })
        return asLearner.length + asShower.length > 0
      }),

    end: (community, id, endedAt) =>
      engine.write(async ({ db: writing }) => {
        const ended = await writing
          .update(pair)
          .set({ endedAt })
          .where(and(these(community, id), isNull(pair.endedAt)))
          .returning({ id: pair.id })
        return ended.length > 0
      }),

    askLater: (community, id, member, on) =>
      engine.write(async ({ db: writing }) => {
        await writing
          .update(pair)
          .set({ learnerAskedOn: on })
          .where(and(these(community, id), eq(pair.learner, member)))
        await writing
          .update(pair)
          .set({ showerAskedOn: on })
          .where(and(these(community, id), eq(pair.shower, member)))
      }),
  }
}

/** Whether both of a pair have room for one more. */
async function hasRoom(
  db: Database,
  { pair }: Schema,
  one: SQL | undefined,
  limits: Readonly<Record<Side, number>>,
): Promise<boolean> {
  const [found] = await db.select().from(pair).where(one)
  if (found === undefined) return false
  const running = async (who: 'learner' | 'shower'): Promise<number> => {
    const rows = await db
      .select({ id: pair.id })
      .from(pair)
      .where(
        and(
          ...[eq(pair.community, found.community), eq(pair[who], found[who]), isNull(pair.endedAt)],
          ...[isNotNull(pair.learnerAgreedAt), isNotNull(pair.showerAgreedAt)],
        ),
      )
    return rows.length
  }
  return (await running('learner')) < limits.learn && (await running('shower')) < limits.show
}

function questionQueries(engine: Engine): QuestionQueries {
  const { db, tables } = engine
  const { pairQuestion, pair } = tables
  const theOne = (community: CommunityId, { pair: of, member, weeks }: QuestionKey) =>
    and(
      ...[eq(pairQuestion.community, community), eq(pairQuestion.pair, of)],
      ...[eq(pairQuestion.member, member), eq(pairQuestion.weeks, weeks)],
    )
  return {
    questions: async (community) =>
      (
        await db
          .select()
          .from(pairQuestion)
          .where(eq(pairQuestion.community, community))
          .orderBy(asc(pairQuestion.pair), asc(pairQuestion.weeks), asc(pairQuestion.member))
      ).map(questionOf),

    trying: (community, question, now) =>
      engine.write(async ({ db: writing }) => {
        const { pair: of, member, weeks } = question
        // Whoever erased themselves meanwhile has no pair any more, and gets no row.
        const [known] = await writing
          .select({ id: pair.id })
          .from(pair)
          .where(
            and(
              ...[eq(pair.community, community), eq(pair.id, of)],
              or(eq(pair.learner, member), eq(pair.shower, member)),
            ),
          )
        if (known === undefined) return
        await writing
          .insert(pairQuestion)
          .values({ community, pair: of, member, weeks, triedAt: now })
          .onConflictDoNothing()
      }),

    settled: (community, question, message, askedAt) =>
      engine.write(async ({ db: writing }) => {
        await writing.update(pairQuestion).set({ askedAt, message }).where(theOne(community, question))
      }),

    answer: (community, question, answer, answeredAt) =>
      engine.write(async ({ db: writing }) => {
        await writing
          .update(pairQuestion)
          .set({ ...answer, answeredAt })
          .where(theOne(community, question))
      }),
  }
}

const questionOf = (row: Schema['pairQuestion']['$inferSelect']): PairQuestion => ({
  pair: pairId(row.pair),
  member: memberId(row.member),
  weeks: row.weeks,
  triedAt: row.triedAt,
  settledAt: row.askedAt,
  message: row.message,
  answeredAt: row.answeredAt,
  goesOn: row.goesOn,
  actsAlone: row.actsAlone,
})
