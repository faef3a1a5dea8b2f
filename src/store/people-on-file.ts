/**
 * Members deciding about themselves, with each decision in the file of decisions too. What protects somebody is
 * written there before the database knows it, so that a crash in between is made good at the next start; what ends a
 * protection is written afterwards.
 */
import { and, eq } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import type { CommunityId, MemberId } from '../core/ids.ts'
import type { CommunityPort, PersonPort } from '../core/ports.ts'
import { decidedIn, noteDecisions } from './decisions.ts'
import type { Decision, DecisionsFile, Known, Whose } from './decisions-file.ts'
import type { Engine } from './engine.ts'
import { pausedSince } from './pauses.ts'

/** Whose identities a member has, as the database holds them. */
interface Own extends Known {
  readonly whose: Whose
}

/** The port with the file beside it. Where the file cannot be written, what people decide is done all the same. */
export function peopleOnFile(people: PersonPort, engine: Engine, file: DecisionsFile): PersonPort {
  const { db, tables } = engine

  const identitiesOf = async (community: CommunityId, member: MemberId): Promise<readonly Own[]> => {
    const { identity, community: house } = tables
    const rows = await db
      .select({
        ...{ hash: identity.hash, platform: identity.platform, cipher: identity.cipher },
        madeAt: house.createdAt,
      })
      .from(identity)
      .innerJoin(house, eq(house.id, identity.community))
      .where(and(eq(identity.community, community), eq(identity.member, member)))
    return rows.map(({ hash, madeAt, platform, cipher }) => ({
      whose: { community, madeAt, hash },
      platform: platform as Platform,
      cipher,
    }))
  }

  /** Writes lines before `work`, and takes them back where it fails. */
  const noted = async (lines: readonly Decision[], work: () => Promise<void>): Promise<void> => {
    quietly(() => file.append(lines))
    try {
      await work()
    } catch (error) {
      quietly(() => file.strike((one) => lines.some((line) => isSame(line, one))))
      throw error
    }
    await noteDecisions(engine, file).catch(() => undefined)
  }

  return {
    ...people,

    erase: async (community, member, options, now) => {
      const own = (await identitiesOf(community, member)).map((one) => one.whose)
      const isOwn = (one: Whose): boolean => own.some((whose) => isSamePerson(whose, one))
      // Later than every erasure before, whatever the clock did: of two the later counts.
      const at = Math.max(now, ...latestErasures(file, isOwn).map((before) => before + 1))
      const { practices } = options
      const lines = own.map((whose) => ({ ...whose, kind: 'erased' as const, at, practices }))
      await noted(lines, () => people.erase(community, member, options, at))
      quietly(() => file.strike((one) => isOwn(one) && !lines.some((line) => isSame(line, one))))
    },

    pause: async (community, member, now) => {
      // One that lasts goes on: nothing new is said.
      if ((await pausedSince(db, tables, community, member)) !== null) return
      const own = await identitiesOf(community, member)
      const lines = own.map(({ whose, ...rest }) => ({ ...whose, kind: 'paused' as const, at: now, ...rest }))
      await noted(lines, () => people.pause(community, member, now))
    },

    resume: async (community, member, now) => {
      await people.resume(community, member, now)
      const own = (await identitiesOf(community, member)).map((one) => one.whose)
      quietly(() => file.append(own.flatMap((whose) => endsOf(file, whose, now))))
    },

    // Whoever pauses on one side pauses on both.
    join: async (community, member, code, now) => {
      const joined = await people.join(community, member, code, now)
      await noteDecisions(engine, file).catch(() => undefined)
      return joined
    },

    comeBack: async (community, platform, person) => {
      await people.comeBack(community, platform, person)
      await noteDecisions(engine, file).catch(() => undefined)
    },
  }
}

/** The port with the file beside it: of a community that is dropped only erasures stay there. */
export function communitiesOnFile(
  communities: CommunityPort,
  { db, tables: { community: house } }: Engine,
  file: DecisionsFile,
): CommunityPort {
  const houses = () => db.select({ community: house.id, madeAt: house.createdAt }).from(house)
  return {
    ...communities,
    dropWorkspace: async (id) => {
      const before = await houses()
      await communities.dropWorkspace(id)
      const after = await houses()
      const gone = before.filter((one) => !after.some((other) => other.community === one.community))
      const isGone = (line: Whose): boolean =>
        gone.some((one) => one.community === line.community && one.madeAt === line.madeAt)
      if (gone.length > 0) quietly(() => file.strike((line) => line.kind !== 'erased' && isGone(line)))
    },
  }
}

const isSamePerson = (a: Whose, b: Whose): boolean =>
  a.community === b.community && a.madeAt === b.madeAt && a.hash === b.hash

const isSame = (a: Decision, b: Decision): boolean => isSamePerson(a, b) && a.kind === b.kind && a.at === b.at

function latestErasures(file: DecisionsFile, isOwn: (one: Whose) => boolean): readonly number[] {
  try {
    return [...decidedIn(file.read()).values()].flatMap(({ whose, erased }) =>
      isOwn(whose) && erased !== null ? [erased.at, erased.back?.at ?? erased.at] : [],
    )
  } catch {
    return []
  }
}

/** What ends the pauses that last, if any does: one word for all of them. */
function endsOf(file: DecisionsFile, whose: Whose, now: number): readonly Decision[] {
  const [own] = [...decidedIn(file.read().filter((one) => isSamePerson(one, whose))).values()]
  const lasting = own?.pauses.filter((one) => one.toAt === null) ?? []
  // Never before they began, whatever the clock did.
  const at = Math.max(now, ...lasting.map((one) => one.fromAt))
  return lasting.length === 0 ? [] : [{ ...whose, kind: 'resumed', at }]
}

/** The file is the second place: what the database took is done, and the next start writes what is missing here. */
function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // `commonplace doctor` tells of a file that cannot be written.
  }
}
