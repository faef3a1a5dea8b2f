/**
 * Who was met lately, so that recording does not ask the database of everybody again. What is remembered of a
 * community holds for one version of its people (`people-version.ts`) and is dropped with it. Lives in memory only.
 */
import type { Platform } from '../core/activity.ts'
import type { CommunityId, MemberId } from '../core/ids.ts'
import { type Bars, NO_BARS } from './pauses.ts'

/** Nothing of theirs is recorded: they erased themselves. */
export const EXCLUDED = 0

/** A member, or `EXCLUDED`. */
export type Resolved = MemberId | typeof EXCLUDED

/** More people than are active in any one hour; beyond it those seen longest ago are looked up again. */
const CACHED_PEOPLE = 50_000

/** The people of one community on one platform: to be taken once a batch, it is asked for every activity. */
export interface Crowd {
  find(person: string): Resolved | undefined
  readonly bars: Bars
}

export interface PeopleCache {
  in(community: CommunityId, platform: Platform): Crowd
  set(community: CommunityId, platform: Platform, person: string, resolved: Resolved): void
  /** The version that what is remembered of a community is of; undefined where nothing is. */
  versionOf(community: CommunityId): number | undefined
  /** Forgets whom a community is remembered to have, and begins with this version. */
  renew(community: CommunityId, version: number, bars: Bars): void
}

interface Remembered {
  readonly version: number
  readonly bars: Bars
  readonly rooms: Map<Platform, Map<string, Resolved>>
}

export function createPeopleCache(): PeopleCache {
  const communities = new Map<CommunityId, Remembered>()
  const roomOf = ({ rooms }: Remembered, platform: Platform): Map<string, Resolved> => {
    const room = rooms.get(platform) ?? new Map<string, Resolved>()
    rooms.set(platform, room)
    return room
  }
  return {
    in: (community, platform) => {
      const remembered = communities.get(community)
      if (remembered === undefined) return { find: () => undefined, bars: NO_BARS }
      const room = roomOf(remembered, platform)
      return { find: (person) => room.get(person), bars: remembered.bars }
    },
    set: (community, platform, person, resolved) => {
      const remembered = communities.get(community)
      if (remembered === undefined) return
      const room = roomOf(remembered, platform)
      if (room.size >= CACHED_PEOPLE) {
        const oldest = room.keys().next()
        if (!oldest.done) room.delete(oldest.value)
      }
      room.set(person, resolved)
    },
    versionOf: (community) => communities.get(community)?.version,
    renew: (community, version, bars) => communities.set(community, { version, bars, rooms: new Map() }),
  }
}

/** A cache over another: whom one transaction meets reaches it only when kept, once that is committed. */
export function overlayOf(below: PeopleCache): { cache: PeopleCache; keep(): void } {
  const added: { version: number | undefined; entry: Parameters<PeopleCache['set']> }[] = []
  const fresh = createPeopleCache()
  return {
    cache: {
      in: (...room) => {
        const [above, under] = [fresh.in(...room), below.in(...room)]
        return { find: (person) => under.find(person) ?? above.find(person), bars: under.bars }
      },
      set: (...entry) => {
        const version = below.versionOf(entry[0])
        if (version !== undefined && fresh.versionOf(entry[0]) !== version)
          fresh.renew(entry[0], version, NO_BARS)
        fresh.set(...entry)
        added.push({ version, entry })
      },
      versionOf: below.versionOf,
      // A version and its bars were committed by somebody else: they hold whatever becomes of this transaction.
      renew: below.renew,
    },
    keep: () => {
      for (const { version, entry } of added) if (below.versionOf(entry[0]) === version) below.set(...entry)
    },
  }
}
