/** A community with a weekly digest, in a store in memory, and a platform that takes posts as `Speaker` promises. */
import { seenBy } from '../../src/app/seen-by.ts'
import type { CommunityId } from '../../src/core/ids.ts'
import type { Community, OutboxEntry, Store, Workspace } from '../../src/core/ports.ts'
import { digestPost } from '../../src/core/reflection/digest-post.ts'
import { nextSlot, type Slot } from '../../src/core/reflection/slot.ts'
import type { Reply } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import type { OutboxTools } from '../../src/jobs/outbox.ts'
import type { Addressee, Destination, Posted, Speaker } from '../../src/platforms/platform.ts'
import { openStore } from '../../src/store/open.ts'

/** A Monday. */
export const MONDAY = Date.parse('2026-11-23T09:00:00Z')
export const MONDAY_AT_NINE: Slot = { weekday: 0, hour: 9, minute: 0 }

export interface Club {
  readonly store: Store
  readonly community: Community
  readonly workspace: Workspace
}

export async function openClub({
  timeZone = 'UTC',
  slot = MONDAY_AT_NINE,
  now = MONDAY - 86_400_000,
  store,
  name = 'Robots',
}: {
  timeZone?: string
  slot?: Slot
  now?: number
  store?: Store
  name?: string
} = {}): Promise<Club> {
  const opened = store ?? (await openStore({ url: ':memory:', secret: 'test '.repeat(13) }))
  const { communities } = opened
  const community = await communities.create({ name, timeZone, isLive: true, now })
  const workspace = await communities.workspace({ platform: 'discord', externalId: 'robots', name })
  await communities.bindSpace(community.id, workspace.id, { externalId: `${name}-general`, name: 'general' })
  await opened.schedules.set({
    ...{ community: community.id, kind: 'digest', workspace: workspace.id, channel: 'moderators', ...slot },
    nextSlotAt: nextSlot(slot, timeZone, now),
  })
  return { store: opened, community, workspace }
}

/** Somebody writes in the club. */
export const say = ({ store, workspace, community }: Club, at: number): Promise<unknown> =>
  store.recording.record(
    workspace.id,
    [
      {
        ...{
          kind: 'message',
          space: `${community.name}-general`,
          key: String(at),
          thread: null,
          author: 'ada',
        },
        ...{ at, reference: null, mentions: [], length: 5, asks: false },
      },
    ],
    at,
  )

export const scheduleOf = async ({ store, community }: Club) => {
  const [only] = await store.schedules.of(community.id)
  if (only === undefined) throw new Error('the club has a schedule')
  return only
}

/** One message of ours on the platform. */
export interface Message {
  readonly id: string
  readonly to: Destination
  readonly key: string
  reply: Reply
  isPinned: boolean
}

/** What goes wrong with one call: it is refused, its answer is lost before or after it took effect, or all breaks. */
export type Fault =
  | { readonly kind: 'refused'; readonly reason: Extract<Posted, { kind: 'refused' }>['reason'] }
  | { readonly kind: 'unknown'; readonly hasArrived: boolean }
  | { readonly kind: 'crash'; readonly hasArrived: boolean }

/** A platform that keeps its word: the same key never makes two messages. */
export interface Platform extends Speaker {
  /** Who reads its channels: only moderators, until a test says otherwise; `unknown` where it does not tell. */
  readers: 'moderators' | 'members' | 'unknown' | 'away'
  /** Spaces by the platform's ids that all who read see; null for all. */
  open: readonly string[] | null
  readonly messages: Message[]
  /** What was written to people alone. */
  readonly told: {
    readonly id: string
    readonly to: Addressee
    readonly key: string
    readonly reply: Reply
  }[]
  /** People by their ids who take no messages. */
  readonly closed: Set<string>
  /** Every post that was asked for. */
  readonly asked: { key: string; triedAt: number | null; community: CommunityId }[]
  /** What goes wrong with the next calls, in order. */
  readonly faults: Fault[]
}

export function openPlatform(): Platform {
  const messages: Message[] = []
  const asked: Platform['asked'] = []
  const faults: Fault[] = []
  let nextId = 1
  /** Does what a call asks for, or not, and tells of it, or not. */
  const call = (effect: () => string | null): Posted => {
    const fault = faults.shift()
    if (fault?.kind === 'refused') return fault
    const message = fault !== undefined && !fault.hasArrived ? null : effect()
    if (fault?.kind === 'crash') throw new Error('the process died')
    if (fault?.kind === 'unknown') return { kind: 'unknown' }
    return message === null ? { kind: 'refused', reason: 'gone' } : { kind: 'posted', message }
  }
  const change = (id: string, set: Partial<Pick<Message, 'reply' | 'isPinned'>>): string | null => {
    const found = messages.find((one) => one.id === id)
    if (found === undefined) return null
    Object.assign(found, set)
    return id
  }
  const platform: Platform = {
    platform: 'discord',
    messages,
    asked,
    faults,
    readers: 'moderators',
    open: null,
    told: [],
    closed: new Set(),
    audience: async (_to, spaces) => {
      if (platform.readers === 'unknown') throw new Error('nobody tells who reads')
      if (platform.readers === 'away') return null
      const { open } = platform
      const sees = spaces.filter(({ externalId }) => open === null || open.includes(externalId))
      return { isModerators: platform.readers === 'moderators', sees: sees.map(({ id }) => id) }
    },
    post: async (to, reply, once) => {
      asked.push(once)
      return call(() => {
        const known = messages.find((one) => one.key === once.key)
        if (known !== undefined) return known.id
        const id = String(nextId++)
        messages.push({ id, to, key: once.key, reply, isPinned: false })
        return id
      })
    },
    tell: async (to, reply, once) => {
      asked.push(once)
      if (platform.closed.has(to.person)) return { kind: 'closed' }
      return call(() => {
        const known = platform.told.find((one) => one.key === once.key)
        if (known !== undefined) return known.id
        const id = String(nextId++)
        platform.told.push({ id, to, key: once.key, reply })
        return id
      })
    },
    edit: async (_to, message, reply) => call(() => change(message, { reply })),
    pin: async (_to, message) => call(() => change(message, { isPinned: true })),
  }
  return platform
}

export interface Sending {
  readonly tools: OutboxTools
  /** What was logged. */
  readonly logged: { details: object; message: string }[]
}

/** What sending needs, over one store and one platform. */
export function sendingOf(store: Store, speakers: readonly Speaker[]): Sending {
  const logged: Sending['logged'] = []
  return {
    logged,
    tools: {
      ...{ store, speakers, words: english },
      tell: (community, period, to) => {
        const seen = seenBy(store, { community: community.id, sees: to.sees })
        return digestPost(seen, community, period, to, english)
      },
      log: { error: (details, message) => void logged.push({ details, message }) },
    },
  }
}

/** The only entry that is open. */
export async function openEntry(store: Store): Promise<OutboxEntry> {
  const [only, ...others] = await store.outbox.open()
  if (only === undefined || others.length > 0) throw new Error('one entry is open')
  return only
}
