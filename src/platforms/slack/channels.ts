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
  return {
    get: (id) => all.get(id) ?? null,
    load: async () => {
      // A list in several pages is taken whole or not at all.
      all = new Map((await history.channels()).map((one) => [one.id, described(one)]))
    },
    ask: async (id) => {
      all.set(id, described(await history.channel(id)))
    },
    change: (id, what) => {
      const known = all.get(id)
      if (known !== undefined) all.set(id, { ...known, ...what })
    },
    remove: (id) => void all.delete(id),
  }
}

const described = (one: WireChannel): KnownChannel => ({
  id: one.id,
  name: one.name ?? one.id,
  isPrivate: one.is_private === true,
  isMember: one.is_member === true,
  isArchived: one.is_archived === true,
})
