/**
 * Who calls, and what they may see, as Slack has it at this moment. Fails closed: whom Slack does not tell of is not
 * served, and what cannot be found out may not be seen.
 */
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { hasInk } from '../../core/clean-text.ts'
import type { Account } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import type { SpaceId } from '../../core/ids.ts'
import type { Community, Space, Store } from '../../core/ports.ts'
import type { Words } from '../../core/words/words.ts'
import { refusalOf } from './clients.ts'
import type { Directory } from './directory.ts'
import { remembered } from './remembered.ts'

const REMEMBERED_MS = 30_000
const MAX_NAME_LENGTH = 100
const SLACKBOT = 'USLACKBOT'

/** Somebody as Slack tells of them. */
export interface SlackPerson {
  readonly id: string
  readonly displayName: string
  /** `foreign` are people of another workspace, who are here through Slack Connect. */
  readonly kind: 'member' | 'guest' | 'bot' | 'foreign' | 'gone'
  /** Whether they administer or own this workspace; people of elsewhere may do so with theirs. */
  readonly isModerator: boolean
}

/** Somebody calling who is answered; what they may do is decided by the program. */
export type Caller = SlackPerson & { readonly kind: 'member' | 'guest' | 'foreign' }

/** How somebody who calls belongs to the workspace. People of elsewhere are guests to it. */
export const accountOf = ({ kind }: Caller): Account => (kind === 'member' ? 'member' : 'guest')

/** The workspace that is served. */
export interface Team {
  readonly id: string
  readonly name: string
}

const flag = z.boolean().nullish()
const name = z.string().nullish()
/** What is read of a user. Source: reference/objects/user-object. */
const user = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name,
  real_name: name,
  profile: z.object({ display_name: name, real_name: name }).nullish(),
  deleted: flag,
  is_bot: flag,
  is_workflow_bot: flag,
  is_connector_bot: flag,
  is_admin: flag,
  is_owner: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
})

export interface People {
  /** Somebody by their id; null where Slack knows nobody of it. */
  find(id: string): Promise<SlackPerson | null>
  /** Somebody who calls. Throws a `Refusal` for bots, and for whom Slack does not tell of. */
  caller(id: string): Promise<Caller>
}

export interface PeopleTools {
  readonly client: { readonly users: Pick<WebClient['users'], 'info'> }
  readonly team: Team
  readonly words: Words
  readonly now: () => number
  readonly log: { warn(details: object, message: string): void }
}

export function createPeople({ client, team, words, now, log }: PeopleTools): People {
  const say = words.slackCalls
  const all = remembered(
    async (id): Promise<SlackPerson | null> => {
      try {
        return describe(z.object({ user }).parse(await client.users.info({ user: id })).user, team)
      } catch (error) {
        if (refusalOf(error) === 'user_not_found' || refusalOf(error) === 'user_not_visible') return null
        throw error
      }
    },
    { forMs: REMEMBERED_MS, now },
  )
  const find = async (id: string): Promise<SlackPerson | null> => {
    try {
      return await all.get(id)
    } catch (error) {
      log.warn({ err: error }, 'Slack did not tell who somebody is')
      throw new Refusal(say.notNow)
    }
  }
  return {
    find,
    caller: async (id) => {
      const found = await find(id)
      switch (found?.kind) {
        case 'member':
        case 'guest':
        case 'foreign':
          return { ...found, kind: found.kind }
        case 'bot':
          throw new Refusal(say.noBots)
        case 'gone':
        case undefined:
          throw new Refusal(say.onlyMembers)
      }
    },
  }
}

function describe(found: z.infer<typeof user>, team: Team): SlackPerson {
  const kind = kindOf(found, team)
  return {
    ...{ id: found.id, displayName: displayNameOf(found), kind },
    isModerator: kind === 'member' && (found.is_admin === true || found.is_owner === true),
  }
}

function kindOf(found: z.infer<typeof user>, team: Team): SlackPerson['kind'] {
  if (found.is_bot === true || found.is_workflow_bot === true || found.is_connector_bot === true) return 'bot'
  if (found.id === SLACKBOT) return 'bot'
  const isHere =
    found.team_id === team.id || (found.enterprise_user?.teams ?? []).some((one) => one === team.id)
  if (!isHere || found.is_stranger === true) return 'foreign'
  if (found.deleted === true) return 'gone'
  return found.is_restricted === true || found.is_ultra_restricted === true ? 'guest' : 'member'
}

/** What people call somebody here. Names are anything: they are only ever shown as text. */
function displayNameOf({ id, name, real_name, profile }: z.infer<typeof user>): string {
  const found = [profile?.display_name, profile?.real_name, real_name, name].find(
    (one) => one != null && hasInk(one),
  )
  return (found ?? id).slice(0, MAX_NAME_LENGTH)
}

/** Finds out what somebody may see. Throws a `Refusal` where Slack does not tell. */
export interface Sight {
  /** The spaces of a community that they may see; null where it is all of them. */
  of(caller: Caller, community: Community): Promise<readonly SpaceId[] | null>
  /** Those of these spaces that they may see. */
  among(caller: Caller, spaces: readonly Space[]): Promise<readonly SpaceId[]>
  /** Those of the channels that are hidden from them: private ones that they are not in. */
  hidden(caller: Caller, channels: readonly string[]): Promise<ReadonlySet<string>>
}

export interface SightTools {
  readonly directory: Directory
  readonly store: Pick<Store, 'communities'>
  readonly team: Team
  readonly words: Words
  readonly log: { warn(details: object, message: string): void }
}

export function createSight({ directory, store, team, words, log }: SightTools): Sight {
  /** Public channels are open to every member, private ones to those who are in them. Guests are shown no figures. */
  const look = async (caller: Caller, ids: readonly string[]): Promise<Look> => {
    if (caller.kind !== 'member') return { seen: new Set(), hidden: new Set(ids) }
    if (ids.length === 0) return { seen: new Set(), hidden: new Set() }
    try {
      const known = [...(await directory.find(ids)).values()]
      const own = known.some((one) => one.isPrivate) ? await directory.privateOf(caller.id) : new Set()
      const isSeen = ({ id, isPrivate }: (typeof known)[number]): boolean => !isPrivate || own.has(id)
      return {
        seen: new Set(known.filter(isSeen).map(({ id }) => id)),
        hidden: new Set(known.filter((one) => !isSeen(one)).map(({ id }) => id)),
      }
    } catch (error) {
      log.warn({ err: error }, 'it could not be found out what somebody may see')
      throw new Refusal(words.slackCalls.notNow)
    }
  }
  const among = async (caller: Caller, spaces: readonly Space[]): Promise<readonly SpaceId[]> => {
    const isHere = (one: Space): boolean =>
      one.workspace.platform === 'slack' && one.workspace.externalId === team.id
    const here = spaces.filter(isHere)
    const ids = here.map((one) => one.externalId)
    const { seen } = await look(caller, ids)
    return here.filter((one) => seen.has(one.externalId)).map((one) => one.id)
  }
  return {
    among,
    of: async (caller, community) => {
      const spaces = await store.communities.spaces(community.id)
      const shown = await among(caller, spaces)
      return shown.length === spaces.length && caller.kind === 'member' ? null : shown
    },
    // One that the bot knows nothing of is told apart later, in words that say so.
    hidden: async (caller, channels) => (await look(caller, channels)).hidden,
  }
}

/** Channels by whether somebody sees them; of those that the bot knows nothing of, neither. */
interface Look {
  readonly seen: ReadonlySet<string>
  readonly hidden: ReadonlySet<string>
}
