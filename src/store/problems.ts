/** Problems as people opened them, who takes part, and how they were closed. */
import { and, eq, isNull } from 'drizzle-orm'
import type { CommunityId, ProblemId } from '../core/ids.ts'
import type { ProblemPort } from '../core/ports-problems.ts'
import {
  isPast,
  type ProblemMore,
  type ProblemText,
  placesLeft,
  stateOfProblem,
} from '../core/repertoire/problem.ts'
import { closingQueries } from './closings.ts'
import type { Engine } from './engine.ts'
import { countAct } from './practice-acts.ts'
import { lockedProblem, partOf, problemOf, problemsOf } from './read-problems.ts'
import { reserveIds } from './sequences.ts'

export function problemPort(engine: Engine): ProblemPort {
  const { db, tables } = engine
  const { problem, takingPart } = tables
  const one = (community: CommunityId, id: ProblemId) =>
    and(eq(problem.community, community), eq(problem.id, id))
  const replace = (
    community: CommunityId,
    id: ProblemId,
    columns: ProblemText | ProblemMore,
  ): Promise<boolean> =>
    engine.write(async ({ db: writing }) => {
      const rows = await writing
        .update(problem)
        .set({ ...columns })
        .where(one(community, id))
        .returning({ id: problem.id })
      return rows.length > 0
    })
  return {
    ...closingQueries(engine),

    open: (community, text, { member: opener, platform, at: openedAt }, day) =>
      engine.write(async (transaction) => {
        const id = await reserveIds(transaction.db, tables, community, 'problem', 1)
        const row = { community, id, ...text, ...BEGINNING, opener, platform, openedAt }
        await transaction.db.insert(problem).values(row)
        await countAct(transaction, community, opener, day)
        return problemOf(row, [], [])
      }),

    all: (community) => problemsOf(db, tables, community),

    one: async (community, id) => (await problemsOf(db, tables, community, id))[0] ?? null,

    change: (community, id, { title, whom, doneWhen, firstStep, link }) =>
      replace(community, id, { title, whom, doneWhen, firstStep, link }),

    addTo: (community, id, { kind, adult, places, untilDay, curriculum, partners }) =>
      replace(community, id, { kind, adult, places, untilDay, curriculum, partners }),

    join: (community, id, { member, platform, at }, day) =>
      engine.write(async (transaction) => {
        const { db: writing } = transaction
        const [found] = await lockedProblem(writing, tables, community, id)
        if (found === undefined) return 'gone'
        const own = found.participants.find((other) => other.member === member)
        if (own?.leftAt === null) return 'already'
        if (stateOfProblem(found) !== 'open') return 'closed'
        if (isPast(found, day)) return 'past'
        if (placesLeft(found) === 0) return 'full'
        if (own !== undefined) {
          await writing
            .update(takingPart)
            .set({ leftAt: null })
            .where(partOf(tables, community, id, member))
          return 'again'
        }
        await writing.insert(takingPart).values({ community, problem: id, member, platform, joinedAt: at })
        await countAct(transaction, community, member, day)
        return 'joined'
      }),

    leave: (community, id, member, leftAt) =>
      engine.write(async ({ db: writing }) => {
        const left = await writing
          .update(takingPart)
          .set({ leftAt })
          .where(and(partOf(tables, community, id, member), isNull(takingPart.leftAt)))
          .returning({ member: takingPart.member })
        return left.length > 0
      }),

    tellChange: (community, id, member, { changed, at: toldAt }) =>
      engine.write(async ({ db: writing }) => {
        const told = await writing
          .update(takingPart)
          .set({ changed, toldAt })
          .where(and(partOf(tables, community, id, member), isNull(takingPart.leftAt)))
          .returning({ member: takingPart.member })
        return told.length > 0
      }),
  }
}

/** What a problem is until more is said of it. */
const BEGINNING = {
  kind: 'problem',
  adult: null,
  places: null,
  untilDay: null,
  curriculum: '',
  partners: '',
} as const
