/** Everything that is stored about one member, table by table, as it is handed to them. */
import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { dateOf } from '../core/calendar.ts'
import type { CommunityId, MemberId } from '../core/ids.ts'
import type { PersonData } from '../core/ports.ts'
import type { Engine } from './engine.ts'
import type { Keyring } from './keys.ts'
import { learningOf } from './learning-data.ts'
import { problemsOfMember } from './member-problems.ts'
import { pausesOf } from './pauses.ts'
import { personWords, wordNames } from './person-words.ts'
import { NOWHERE } from './schema.ts'
import { wordsIn } from './word-ids.ts'

export async function dataOf(
  engine: Engine,
  keys: Keyring,
  community: CommunityId,
  member: MemberId,
): Promise<PersonData> {
  const { db, tables } = engine
  const { member: person, identity, space } = tables
  const [own] = await db
    .select({ isNamedEverywhere: person.isNamedEverywhere })
    .from(person)
    .where(and(eq(person.community, community), eq(person.id, member)))
  const identities = await db
    .select({ platform: identity.platform, cipher: identity.cipher, name: identity.name })
    .from(identity)
    .where(and(eq(identity.community, community), eq(identity.member, member)))
    .orderBy(asc(identity.hash))
  const spaces = await db
    .select({ id: space.id, name: space.name })
    .from(space)
    .where(eq(space.community, community))
  const names = new Map(spaces.map((one) => [one.id, one.name]))
  const nameOf = (id: number): string => names.get(id) ?? ''
  return {
    isNamedEverywhere: own?.isNamedEverywhere ?? false,
    identities: identities.map(({ platform, cipher, name }) => ({
      platform: platform as Platform,
      externalId: keys.decrypt(cipher),
      name,
    })),
    pauses: await pausesOf(db, tables, community, member),
    ...(await readOf(engine, community, member, nameOf)),
    ...(await personWords(engine, community, member, nameOf)),
    ...(await addedUpOf(engine, community, member, nameOf)),
    ...(await doneBy(engine, community, member, nameOf)),
    ...(await learningOf(engine, community, member)),
    ...(await thanksOf(engine, community, member)),
    problems: await problemsOfMember(db, tables, community, member),
  }
}

/** Raw activity, as long as it is kept. */
async function readOf(
  { db, tables }: Engine,
  community: CommunityId,
  member: MemberId,
  nameOf: (space: number) => string,
): Promise<Pick<PersonData, 'messages' | 'reactions' | 'arrivals'>> {
  const { message, reaction, passage } = tables
  const words = await wordNames(db, tables, community)
  const messages = await db
    .select()
    .from(message)
    .where(and(eq(message.community, community), eq(message.author, member)))
    .orderBy(asc(message.at), asc(message.space))
  const reactions = await db
    .select()
    .from(reaction)
    .where(and(eq(reaction.community, community), eq(reaction.member, member)))
    .orderBy(asc(reaction.at), asc(reaction.space))
  const arrivals = await db
    .select()
    .from(passage)
    .where(and(eq(passage.community, community), eq(passage.member, member)))
    .orderBy(asc(passage.at), asc(passage.space))
  return {
    messages: messages.map((row) => ({
      space: nameOf(row.space),
      key: row.key,
      thread: row.thread,
      at: row.at ?? 0,
      reference: row.reference,
      length: row.length ?? 0,
      asks: row.asks ?? false,
      words: wordsIn(row.words).flatMap((id) => words.get(id) ?? []),
    })),
    reactions: reactions.map((row) => ({
      space: nameOf(row.space),
      message: row.message,
      emoji: row.emoji,
      at: row.at,
    })),
    arrivals: arrivals.map((row) => ({
      kind: row.kind as 'join' | 'leave',
      space: row.space === NOWHERE ? null : nameOf(row.space),
      at: row.at,
    })),
  }
}

/** What is kept for good: counts by day, sealed messages, ties. */
async function addedUpOf(
  { db, tables }: Engine,
  community: CommunityId,
  member: MemberId,
  nameOf: (space: number) => string,
): Promise<Pick<PersonData, 'days' | 'sealed' | 'ties'>> {
  const { daily, sealed, tie } = tables
  const days = await db
    .select()
    .from(daily)
    .where(and(eq(daily.community, community), eq(daily.member, member)))
    .orderBy(asc(daily.day), asc(daily.space))
  const left = await db
    .select()
    .from(sealed)
    .where(and(eq(sealed.community, community), eq(sealed.member, member)))
    .orderBy(asc(sealed.day), asc(sealed.hour), asc(sealed.id))
  const tiesWhere = async (where: SQL): Promise<number> => {
    const [row] = await db
      .select({ acts: sql`sum(${tie.replies} + ${tie.mentions})` })
      .from(tie)
      .where(and(eq(tie.community, community), where))
    return Number(row?.acts ?? 0)
  }
  return {
    days: days.map(({ day, space, messages, reactions, acts }) => ({
      date: dateOf(day),
      space: space === NOWHERE ? null : nameOf(space),
      messages,
      reactions,
      acts,
    })),
    sealed: left.map(({ day, hour, space }) => ({ date: dateOf(day), hour, space: nameOf(space) })),
    ties: {
      toOthers: await tiesWhere(eq(tie.member, member)),
      fromOthers: await tiesWhere(eq(tie.other, member)),
    },
  }
}

/** What they did through the bot. */
async function doneBy(
  { db, tables }: Engine,
  community: CommunityId,
  member: MemberId,
  nameOf: (space: number) => string,
): Promise<Pick<PersonData, 'practices' | 'doings' | 'changes' | 'together' | 'marks'>> {
  const { practice, earlierText, doing, companion, waitingMark } = tables
  const marks = await db
    .select()
    .from(waitingMark)
    .where(and(eq(waitingMark.community, community), eq(waitingMark.member, member)))
    .orderBy(asc(waitingMark.at))
  return {
    practices: await db
      .select({ name: practice.name, sharedAt: practice.sharedAt })
      .from(practice)
      .where(and(eq(practice.community, community), eq(practice.sharer, member)))
      .orderBy(asc(practice.id)),
    doings: await db
      .select({
        ...{ what: doing.what, at: doing.at, happened: doing.happened, learned: doing.learned },
        ...{ evidence: doing.evidence, isAskable: doing.isAskable },
      })
      .from(doing)
      .where(and(eq(doing.community, community), eq(doing.member, member)))
      .orderBy(asc(doing.at), asc(doing.id)),
    changes: await db
      .select({ practice: practice.name, at: earlierText.until })
      .from(earlierText)
      .innerJoin(
        practice,
        and(eq(practice.community, earlierText.community), eq(practice.id, earlierText.practice)),
      )
      .where(and(eq(earlierText.community, community), eq(earlierText.by, member)))
      .orderBy(asc(earlierText.until)),
    together: await db
      .select({ what: doing.what, at: doing.at, confirmedAt: companion.confirmedAt })
      .from(companion)
      .innerJoin(doing, and(eq(doing.community, companion.community), eq(doing.id, companion.doing)))
      .where(and(eq(companion.community, community), eq(companion.member, member)))
      .orderBy(asc(doing.at), asc(doing.id)),
    marks: marks.map((row) => ({ space: nameOf(row.space), mark: row.mark, at: row.at })),
  }
}

/** What they thanked others for, and what they were thanked for. */
async function thanksOf(
  { db, tables }: Engine,
  community: CommunityId,
  member: MemberId,
): Promise<Pick<PersonData, 'thanksGiven' | 'thanksReceived'>> {
  const { thanks, practice } = tables
  const rows = await db
    .select({
      ...{ receiver: thanks.receiver, what: thanks.what, practice: practice.name, link: thanks.link },
      ...{ at: thanks.at, keptAt: thanks.keptAt, refusedAt: thanks.refusedAt },
    })
    .from(thanks)
    .leftJoin(practice, and(eq(practice.community, thanks.community), eq(practice.id, thanks.practice)))
    .where(and(eq(thanks.community, community), or(eq(thanks.giver, member), eq(thanks.receiver, member))))
    .orderBy(asc(thanks.at), asc(thanks.id))
  const isTheirs = (row: (typeof rows)[number]): boolean => row.receiver === member
  return {
    thanksGiven: rows
      .filter((row) => !isTheirs(row))
      .map(({ what, practice: of, link, at }) => ({ what, practice: of, link, at })),
    thanksReceived: rows.filter(isTheirs).map(({ receiver: _receiver, ...row }) => row),
  }
}
