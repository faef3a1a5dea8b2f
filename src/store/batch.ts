/**
 * A batch of activities, sorted by what is to be done with each, with people and spaces resolved to our own ids. What
 * is unbound, sealed, or of an erased or paused person is counted and left out here.
 */
import type { Activity, MessagePosted, Platform, ThreadOpened } from '../core/activity.ts'
import type { Calendar } from '../core/calendar.ts'
import { unreachable } from '../core/errors.ts'
import type { CommunityId, SpaceId, WorkspaceId } from '../core/ids.ts'
import type { Recorded } from '../core/ports.ts'
import type { Transaction } from './engine.ts'
import { findHomes, type Home, isSealed } from './homes.ts'
import { resolvePeople } from './identities.ts'
import type { Keyring } from './keys.ts'
import { isBarred, loadBars } from './pauses.ts'
import { type Crowd, EXCLUDED, type PeopleCache, type Resolved } from './people-cache.ts'
import type { ReactionWord } from './reactions.ts'
import type { CommunityRow, MessageRef, MessageWrite, PassageWrite } from './recording-driver.ts'
import { EVERY_EMOJI, EVERYBODY, NOBODY, NOWHERE, type Schema } from './schema.ts'
import { wordsText } from './word-ids.ts'

/** What one transaction of recording works with. */
export interface Context {
  readonly transaction: Transaction
  readonly tables: Schema
  readonly keys: Keyring
  readonly workspace: WorkspaceId
  readonly platform: Platform
  /** People met inside this transaction: forgotten if it rolls back. */
  readonly people: PeopleCache
  readonly receivedDay: number
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
export type Tally = Mutable<Recorded>

/** Finds out where everything belongs and who everybody is, then sorts. */
export async function readBatch(context: Context, activities: readonly Activity[]): Promise<Batch> {
  const { transaction, workspace } = context
  const spaces = new Set<string>()
  for (const one of activities) if (one.space !== null) spaces.add(one.space)
  const homes = await findHomes(transaction.driver, workspace, [...spaces])
  const everyone = activities.some((one) => one.space === null)
    ? await transaction.driver.loadCommunities(workspace)
    : []
  await refreshPeople(context, [...homes.values(), ...everyone])
  const everywhere = everyone.map((one) => one.community)
  await meetPeople(context, activities, homes, everywhere)
  return sortOut(context, activities, homes, everywhere)
}

/** Drops what is remembered of people of another version, and learns when nothing is recorded of whom. */
async function refreshPeople(
  { transaction, tables, people }: Context,
  communities: readonly CommunityRow[],
): Promise<void> {
  for (const { community, peopleVersion } of communities)
    if (people.versionOf(community) !== peopleVersion)
      people.renew(community, peopleVersion, await loadBars(transaction.db, tables, community))
}

/** Resolves everybody a batch names who is not in the cache yet. */
async function meetPeople(
  context: Context,
  activities: readonly Activity[],
  homes: ReadonlyMap<string, Home>,
  everywhere: readonly CommunityId[],
): Promise<void> {
  const { transaction, tables, keys, platform, people } = context
  const unknown = new Map<CommunityId, Set<string>>()
  const crowds = crowdsOf(context)
  const note = (community: CommunityId, person: string) => {
    if (crowds(community).find(person) !== undefined) return
    const asked = unknown.get(community)
    if (asked === undefined) unknown.set(community, new Set([person]))
    else asked.add(person)
  }
  for (const activity of activities) {
    const communities = activity.space === null ? everywhere : communityOf(homes.get(activity.space))
    for (const community of communities) for (const person of peopleIn(activity)) note(community, person)
  }
  for (const [community, asked] of unknown) {
    const resolved = await resolvePeople(transaction.db, tables, keys, community, platform, [...asked])
    for (const [person, member] of resolved) people.set(community, platform, person, member)
  }
}

/** The people of each community, taken once. */
function crowdsOf({ people, platform }: Context): (community: CommunityId) => Crowd {
  const taken = new Map<CommunityId, Crowd>()
  return (community) => {
    let crowd = taken.get(community)
    if (crowd === undefined) {
      crowd = people.in(community, platform)
      taken.set(community, crowd)
    }
    return crowd
  }
}

const communityOf = (home: Home | undefined): readonly CommunityId[] =>
  home === undefined ? [] : [home.community]

function peopleIn(activity: Activity): readonly string[] {
  switch (activity.kind) {
    case 'message':
      return activity.mentions.length === 0 ? [activity.author] : [activity.author, ...activity.mentions]
    case 'reaction':
      return activity.author === null ? [activity.person] : [activity.person, activity.author]
    case 'join':
    case 'leave':
      return [activity.person]
    case 'deletion':
    case 'reactionCount':
    case 'reactionsCleared':
    case 'thread':
      return []
    default:
      return unreachable(activity)
  }
}

/** A batch by what is to be done with it, people and spaces resolved. */
export interface Batch {
  readonly tally: Tally
  readonly messages: MessageWrite[]
  readonly deletions: Map<string, MessageRef>
  readonly words: Map<string, { ref: MessageRef; words: ReactionWord[] }>
  readonly passages: PassageWrite[]
  readonly threads: { home: Home; opened: ThreadOpened }[]
  /** Calendars of the communities in it. */
  readonly calendars: Map<CommunityId, Calendar>
  readonly crowds: (community: CommunityId) => Crowd
}

/** A message's key within a batch. */
export const refKey = (ref: { space: SpaceId; key: string }): string => `${ref.space}/${ref.key}`

function sortOut(
  context: Context,
  activities: readonly Activity[],
  homes: ReadonlyMap<string, Home>,
  everywhere: readonly CommunityId[],
): Batch {
  const batch: Batch = {
    tally: { new: 0, known: 0, ignored: 0 },
    messages: [],
    deletions: new Map(),
    words: new Map(),
    passages: [],
    threads: [],
    calendars: new Map(),
    crowds: crowdsOf(context),
  }
  for (const home of homes.values()) batch.calendars.set(home.community, home.calendar)
  for (const activity of activities) {
    if (activity.space === null) {
      sortOutPassage(batch, activity, everywhere, NOWHERE)
      continue
    }
    const home = homes.get(activity.space)
    if (home === undefined) batch.tally.ignored += 1
    else sortOutOne(context, batch, activity, home)
  }
  return batch
}

function sortOutOne(context: Context, batch: Batch, activity: Activity, home: Home): void {
  const { community, space } = home
  switch (activity.kind) {
    case 'message': {
      const message = messageWrite(batch, context, activity, home)
      if (message === null) batch.tally.ignored += 1
      else if (isSealed(home, activity.at)) batch.tally.known += 1
      else batch.messages.push(message)
      return
    }
    case 'deletion': {
      const ref = { community, space, key: activity.key }
      if (batch.deletions.has(refKey(ref))) batch.tally.known += 1
      else batch.deletions.set(refKey(ref), ref)
      return
    }
    case 'reaction': {
      const member = resolvedIn(batch, community, activity.person, activity.at)
      const author =
        activity.author === null ? null : toldAuthor(batch, community, activity.author, activity.at)
      if (member === EXCLUDED || author === EXCLUDED) batch.tally.ignored += 1
      else if (isSealed(home, activity.at)) batch.tally.known += 1
      else
        addWord(
          batch,
          { community, space, key: activity.message },
          { ...activity, ...bits(activity), member, author },
        )
      return
    }
    case 'reactionCount':
      addWord(
        batch,
        { community, space, key: activity.message },
        {
          emoji: activity.emoji,
          member: NOBODY,
          at: 0,
          isExact: false,
          isPresent: true,
          count: activity.count,
          author: null,
        },
      )
      return
    case 'reactionsCleared':
      addWord(
        batch,
        { community, space, key: activity.message },
        {
          emoji: activity.emoji ?? EVERY_EMOJI,
          member: EVERYBODY,
          at: activity.at,
          isExact: true,
          isPresent: false,
          count: 0,
          author: null,
        },
      )
      return
    case 'join':
    case 'leave':
      sortOutPassage(batch, activity, [community], space)
      return
    case 'thread':
      batch.threads.push({ home, opened: activity })
      return
    default:
      unreachable(activity)
  }
}

const bits = (activity: { exact: boolean; present: boolean }) => ({
  isExact: activity.exact,
  isPresent: activity.present,
  count: 1,
})

/** Who did something at a moment; `EXCLUDED` where nothing is recorded of them, or not of that time. */
function resolvedIn(batch: Batch, community: CommunityId, person: string, at: number): Resolved {
  const { find, bars } = batch.crowds(community)
  const member = find(person) ?? EXCLUDED
  return bars.size > 0 && isBarred(bars, member, at) ? EXCLUDED : member
}

/**
 * Who wrote a message, as told with a reaction of a moment: not kept where they paused then. The message itself, if
 * it is older than the pause and known, still tells it.
 */
function toldAuthor(batch: Batch, community: CommunityId, person: string, at: number): Resolved | null {
  const { find, bars } = batch.crowds(community)
  const author = find(person) ?? EXCLUDED
  return bars.size > 0 && isBarred(bars, author, at) ? null : author
}

/** Null where its author is erased, or paused then. */
function messageWrite(
  batch: Batch,
  context: Context,
  message: MessagePosted,
  home: Home,
): MessageWrite | null {
  const { community, space } = home
  const author = resolvedIn(batch, community, message.author, message.at)
  if (author === EXCLUDED) return null
  return {
    community,
    space,
    key: message.key,
    author,
    at: message.at,
    thread: message.thread,
    reference: message.reference,
    named: message.mentions.length === 0 ? null : namedBy(batch, community, message, author),
    words: message.words === undefined ? null : wordsText(message.words),
    length: message.length,
    asks: message.asks,
    receivedDay: context.receivedDay,
  }
}

/** Ids of the people a message names, each once, without its author; null if none is left. */
function namedBy(
  batch: Batch,
  community: CommunityId,
  message: MessagePosted,
  author: number,
): string | null {
  const named = new Set<number>()
  for (const person of message.mentions) {
    const member = resolvedIn(batch, community, person, message.at)
    if (member !== EXCLUDED && member !== author) named.add(member)
  }
  return named.size === 0 ? null : [...named].sort((a, b) => a - b).join(' ')
}

function addWord(batch: Batch, ref: MessageRef, word: ReactionWord): void {
  const asked = batch.words.get(refKey(ref))
  if (asked === undefined) batch.words.set(refKey(ref), { ref, words: [word] })
  else asked.words.push(word)
}

function sortOutPassage(
  batch: Batch,
  activity: Activity,
  communities: readonly CommunityId[],
  space: number,
): void {
  if (activity.kind !== 'join' && activity.kind !== 'leave') return
  const before = batch.passages.length
  for (const community of communities) {
    const member = resolvedIn(batch, community, activity.person, activity.at)
    if (member !== EXCLUDED)
      batch.passages.push({ community, member, space, kind: activity.kind, at: activity.at })
  }
  if (batch.passages.length === before) batch.tally.ignored += 1
}
