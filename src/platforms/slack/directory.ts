/** Which channels there are as far as the bot is let know, and which private ones somebody is in. */
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { refusalOf } from './clients.ts'
import { remembered } from './remembered.ts'

const REMEMBERED_MS = 30_000
const PAGE = 999
const MAX_PAGES = 20
const OWN = 'own'

/** A channel as Slack tells of it. */
export interface KnownChannel {
  readonly id: string
  readonly name: string
  readonly isPrivate: boolean
  readonly isArchived: boolean
  /** Whether the bot is in it. */
  readonly isMember: boolean
  /** Whether people of other workspaces may be in it. */
  readonly isShared: boolean
}

export interface Directory {
  /** Those of the channels that there are and that the bot may know of; `isFresh` asks Slack at this moment. */
  find(ids: readonly string[], isFresh?: boolean): Promise<ReadonlyMap<string, KnownChannel>>
  /** The private channels that somebody and the bot are in. */
  privateOf(person: string): Promise<ReadonlySet<string>>
  /** Everybody in a channel; null where they are more than that. */
  membersOf(channel: string, most: number): Promise<readonly string[] | null>
}

const channel = z.object({
  id: z.string(),
  name: z.string().nullish(),
  is_private: z.boolean().nullish(),
  is_mpim: z.boolean().nullish(),
  is_im: z.boolean().nullish(),
  is_archived: z.boolean().nullish(),
  is_member: z.boolean().nullish(),
  is_shared: z.boolean().nullish(),
  is_ext_shared: z.boolean().nullish(),
  is_org_shared: z.boolean().nullish(),
})
const page = z.object({
  channels: z.array(channel),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
})

const members = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
})

export type DirectoryClient = Pick<WebClient, 'users' | 'conversations'>

export function createDirectory(client: DirectoryClient, now: () => number): Directory {
  const conversationsOf = async (
    of: { readonly user?: string; readonly types: string },
    seen: (one: z.infer<typeof channel>) => void,
  ): Promise<void> => {
    let cursor = ''
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const asked = { ...of, limit: PAGE, ...(cursor === '' ? {} : { cursor }) }
      const read = page.parse(await client.users.conversations(asked))
      for (const one of read.channels) seen(one)
      cursor = read.response_metadata?.next_cursor ?? ''
      if (cursor === '') return
    }
  }
  const own = remembered(
    async () => {
      const found = new Map<string, KnownChannel>()
      await conversationsOf({ types: 'public_channel,private_channel' }, (one) =>
        found.set(one.id, { ...describe(one), isMember: true }),
      )
      return found
    },
    { forMs: REMEMBERED_MS, now },
  )
  const other = remembered(
    async (id): Promise<KnownChannel | null> => {
      try {
        const read = z.object({ channel }).parse(await client.conversations.info({ channel: id }))
        return read.channel.is_im === true || read.channel.is_mpim === true ? null : describe(read.channel)
      } catch (error) {
        // There is none, or it is a private one of others.
        if (NOT_THERE.has(refusalOf(error) ?? '')) return null
        throw error
      }
    },
    { forMs: REMEMBERED_MS, now },
  )
  const privates = remembered(
    async (user) => {
      const ids = new Set<string>()
      await conversationsOf({ user, types: 'private_channel' }, (one) => ids.add(one.id))
      return ids
    },
    { forMs: REMEMBERED_MS, now },
  )
  return {
    find: async (ids, isFresh = false) => {
      const mine = await (isFresh ? own.refresh(OWN) : own.get(OWN))
      const found = new Map<string, KnownChannel>()
      const all = [...new Set(ids)].map(async (id) => {
        const known = mine.get(id) ?? (await (isFresh ? other.refresh(id) : other.get(id)))
        if (known !== null) found.set(id, known)
      })
      await Promise.all(all)
      return found
    },
    privateOf: (person) => privates.get(person),
    membersOf: async (id, most) => {
      const asked = { channel: id, limit: most + 1 }
      const read = members.parse(await client.conversations.members(asked))
      // Fewer than asked for can stand on a page before the last.
      const isAll = (read.response_metadata?.next_cursor ?? '') === ''
      return isAll && read.members.length <= most ? read.members : null
    },
  }
}

const NOT_THERE: ReadonlySet<string> = new Set([
  'channel_not_found',
  'method_not_supported_for_channel_type',
  'missing_scope',
  'team_access_not_granted',
  'access_denied',
])

const describe = (one: z.infer<typeof channel>): KnownChannel => ({
  id: one.id,
  name: one.name ?? '',
  // What is not said to be public is not.
  isPrivate: one.is_private !== false,
  isArchived: one.is_archived === true,
  isMember: one.is_member === true,
  // What is not said to be among ourselves is not.
  isShared: one.is_ext_shared !== false || one.is_shared === true || one.is_org_shared === true,
})
