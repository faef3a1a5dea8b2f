/** What is known of the workspace's channels: listed at the start and before every catching up, kept up from events. */
import type { SlackHistory } from './history.ts'
import type { WireChannel } from './wire.ts'

/** A channel as it is known. */
export interface KnownChannel {
  readonly id: string
  readonly name: string
  readonly isPrivate: boolean
  /** Whether the bot is in it: then, and only then, it may read there. */
  readonly isMember: boolean
  readonly isArchived: boolean
}

export interface Channels {
  get(id: string): KnownChannel | null
  /** Asks for all of them anew. */
  load(): Promise<void>
  /** Asks for one that has changed, or that nobody has told of. */
  ask(id: string): Promise<void>
  /** Takes in what an event says of one that is known. */
  change(id: string, what: Partial<Omit<KnownChannel, 'id'>>): void
  remove(id: string): void
}

export function createChannels(history: Pick<SlackHistory, 'channels' | 'channel'>): Channels {
  let all = new Map<string, KnownChannel>()
  /** Channels that were told of since a list was asked for: the list may be older than that. */
  const told = new Set<Set<string>>()

  const set = (id: string, channel: KnownChannel | null): void => {
    if (channel === null) all.delete(id)
    else all.set(id, channel)
    for (const since of told) since.add(id)
  }
  return {
    get: (id) => all.get(id) ?? null,
    load: async () => {
      const since = new Set<string>()
      told.add(since)
      try {
        // A list in several pages is taken whole or not at all.
        const listed = new Map((await history.channels()).map((one) => [one.id, described(one)]))
        for (const id of since) {
          const known = all.get(id)
          if (known === undefined) listed.delete(id)
          else listed.set(id, known)
        }
        all = listed
      } finally {
        told.delete(since)
      }
    },
    ask: async (id) => set(id, described(await history.channel(id))),
    change: (id, what) => {
      const known = all.get(id)
      if (known !== undefined) set(id, { ...known, ...what })
    },
    remove: (id) => set(id, null),
  }
}

const described = (one: WireChannel): KnownChannel => ({
  id: one.id,
  name: one.name ?? one.id,
  isPrivate: one.is_private === true,
  isMember: one.is_member === true,
  isArchived: one.is_archived === true,
})
