import { DiscordAPIError } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Community, Store } from '../../../src/core/ports.ts'
import {
  type Caller,
  callerOf,
  displayNameOf,
  interactionShape,
} from '../../../src/platforms/discord/caller.ts'
import { PERMISSION } from '../../../src/platforms/discord/permissions.ts'
import { createServers, type Servers } from '../../../src/platforms/discord/servers.ts'
import { createSight } from '../../../src/platforms/discord/sight.ts'
import {
  CHANNEL,
  type DispatchName,
  readDispatch,
  type WireMember,
} from '../../../src/platforms/discord/wire.ts'
import { withStore } from '../../store/engines.ts'

const VIEW = PERMISSION.viewChannel
const NOW = Date.UTC(2026, 0, 5)
const ADA = '70'
const ROLE = '31'

function take(servers: Servers, name: DispatchName, data: object): void {
  const dispatch = readDispatch(name, data)
  if (dispatch === null) throw new Error(`${name} of this test is not as Discord describes it`)
  servers.take(dispatch)
}
const guildOf = (id: string, rest: object = {}) => ({
  id,
  name: `Server ${id}`,
  owner_id: '5',
  roles: [
    { id, permissions: String(VIEW) },
    { id: ROLE, permissions: '0' },
  ],
  channels: [],
  ...rest,
})

/** An interaction as Discord delivers it, in a channel of server 1. */
const pressed = (rest: object = {}) =>
  interactionShape.parse({
    id: '1000',
    application_id: '8',
    token: 't',
    type: 2,
    data: {},
    guild_id: '1',
    channel: { id: '10', type: CHANNEL.text, parent_id: '900' },
    member: { user: { id: ADA, username: 'ada' }, nick: null, roles: [], permissions: '0' },
    ...rest,
  })

describe('who calls', () => {
  const servers = createServers()
  take(servers, 'GUILD_CREATE', {
    ...guildOf('1', { channels: [{ id: '10', type: CHANNEL.text, name: 'general' }] }),
    threads: [{ id: '20', type: CHANNEL.publicThread, parent_id: '10' }],
  })

  it('is nobody outside servers, in one that the bot is not in, or without a member or a channel', () => {
    expect(callerOf(pressed(), servers)).not.toBeNull()
    for (const missing of ['guild_id', 'member', 'channel'])
      expect(callerOf(pressed({ [missing]: undefined }), servers)).toBeNull()
    expect(callerOf(pressed({ guild_id: '404' }), servers)).toBeNull()
  })

  it('calls from the channel, in a thread from the one that it hangs on, known or not', () => {
    const channelOf = (rest: object) => callerOf(pressed(rest), servers)?.place.channel
    expect(channelOf({})).toBe('10')
    expect(channelOf({ channel: undefined, channel_id: '10' })).toBe('10')
    expect(channelOf({ channel: { id: '20', type: CHANNEL.publicThread, parent_id: '10' } })).toBe('10')
    expect(channelOf({ channel: undefined, channel_id: '20' })).toBe('10')
    expect(channelOf({ channel: { id: '21', type: CHANNEL.privateThread, parent_id: '10' } })).toBe('10')
    // The parent of a channel is a category: nobody calls from there.
    expect(channelOf({ channel: { id: '12', type: CHANNEL.text, parent_id: '900' } })).toBe('12')
  })

  it('is a moderator only by the server’s own permissions', () => {
    const isModerator = (permissions: bigint) =>
      callerOf(pressed({ member: { ...pressed().member, permissions: String(permissions) } }), servers)
        ?.isModerator
    expect(isModerator(PERMISSION.manageGuild)).toBe(true)
    expect(isModerator(PERMISSION.administrator)).toBe(true)
    const others = Object.values(PERMISSION).filter(
      (bit) => bit !== PERMISSION.manageGuild && bit !== PERMISSION.administrator,
    )
    expect(isModerator(others.reduce((all, bit) => all | bit, 0n))).toBe(false)
    expect(isModerator(0n)).toBe(false)
  })

  it('is refused where the permissions are no number', () => {
    for (const permissions of ['', '-1', 'all', 8, null]) {
      const member = { user: { id: ADA }, roles: [], permissions }
      expect(interactionShape.safeParse({ ...pressed(), member }).success).toBe(false)
    }
  })

  it('is a guest where Discord lets them into a voice channel only', () => {
    const account = (flags: object) =>
      callerOf(pressed({ member: { ...pressed().member, ...flags } }), servers)?.account
    expect([account({}), account({ flags: null }), account({ flags: 1 << 1 })]).toEqual(
      Array(3).fill('member'),
    )
    expect(account({ flags: (1 << 4) | 1 })).toBe('guest')
  })

  it('has a name, whatever is missing', () => {
    const user = { id: ADA, username: 'ada', global_name: 'Ada L.' }
    expect(displayNameOf(user, { nick: 'Countess' })).toBe('Countess')
    expect(displayNameOf(user, { nick: ' ' })).toBe('Ada L.')
    expect(displayNameOf({ id: ADA, username: 'ada', global_name: null }, null)).toBe('ada')
    expect(displayNameOf({ id: ADA }, null)).toBe(ADA)
    expect(displayNameOf({ id: ADA, username: 'a'.repeat(500) }, null)).toHaveLength(100)
  })
})

/** What Discord answers about somebody who is not of a server. */
const unknownMember = () =>
  new DiscordAPIError({ code: 10007, message: 'Unknown Member' }, 10007, 404, 'GET', 'there', {})

/** One server with one bound channel, as somebody meets it. */
interface Case {
  readonly isHere: boolean
  readonly channel: 'open' | 'closed' | 'forRole' | 'notForRole' | 'voice' | 'gone'
  readonly server: 'there' | 'outage' | 'gone'
  /** What Discord says when asked for them in another server. */
  readonly asked: 'member' | 'guest' | 'stranger' | 'silence'
  readonly hasRole: boolean
  readonly mayManage: boolean
}

const OVERWRITES = {
  open: [],
  closed: [{ id: '', type: 0, allow: '0', deny: String(VIEW) }],
  forRole: [
    { id: '', type: 0, allow: '0', deny: String(VIEW) },
    { id: ROLE, type: 0, allow: String(VIEW), deny: '0' },
  ],
  notForRole: [{ id: ROLE, type: 0, allow: '0', deny: String(VIEW) }],
  // Discord takes the text in voice for those who may connect.
  voice: [],
  gone: [],
} as const

/** The rule in words: nothing that cannot be found out is seen. */
function sees({ isHere, channel, server, asked, hasRole, mayManage }: Case): boolean {
  if (server !== 'there' || (!isHere && asked !== 'member')) return false
  switch (channel) {
    case 'open':
      return true
    case 'forRole':
      return hasRole
    case 'notForRole':
      return !hasRole
    case 'gone':
      return mayManage
    case 'closed':
    case 'voice':
      return false
  }
}

describe('what a caller sees', () => {
  const bound = async (store: Store, spaces: readonly { server: string; channel: string }[]) => {
    const community = await store.communities.create({
      name: 'Club',
      timeZone: 'UTC',
      isLive: true,
      now: NOW,
    })
    for (const { server: externalId, channel } of spaces) {
      const workspace = await store.communities.workspace({
        platform: 'discord',
        externalId,
        name: externalId,
      })
      await store.communities.bindSpace(community.id, workspace.id, { externalId: channel, name: channel })
    }
    return community
  }
  const calling = (servers: Servers, roles: readonly string[]): Caller => {
    const caller = callerOf(pressed({ member: { ...pressed().member, roles: [...roles] } }), servers)
    if (caller === null) throw new Error('nobody calls')
    return caller
  }

  const one: fc.Arbitrary<Case> = fc.record({
    isHere: fc.boolean(),
    channel: fc.constantFrom('open', 'closed', 'forRole', 'notForRole', 'voice', 'gone'),
    server: fc.constantFrom('there', 'there', 'outage', 'gone'),
    asked: fc.constantFrom('member', 'member', 'member', 'guest', 'stranger', 'silence'),
    hasRole: fc.boolean(),
    mayManage: fc.boolean(),
  })
  /** Which server a case is in: nobody calls from one that is gone. */
  const serverOf = (it: Case, index: number): string =>
    it.isHere && it.server !== 'gone' ? '1' : String(index + 2)

  it('is what the rule in words says, over roles, overwrites, other servers and channels that are gone', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(one, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.boolean(),
        async (drawn, hasRole, mayManage) => {
          // Whoever calls is one person with one set of roles in a server.
          const isOutHere = drawn.some((it) => it.isHere && it.server === 'outage')
          const cases = drawn.map((it): Case => {
            const isHere = it.isHere && it.server !== 'gone'
            if (!isHere) return { ...it, isHere }
            return { ...it, hasRole, mayManage, server: isOutHere ? 'outage' : 'there' }
          })
          await withStore('sqlite', async (store) => {
            const servers = createServers()
            const answers = new Map<string, WireMember | 'stranger'>()
            take(servers, 'GUILD_CREATE', guildOf('1'))
            for (const [index, it] of cases.entries()) {
              const id = serverOf(it, index)
              const manager = { id: '32', permissions: String(PERMISSION.manageGuild) }
              if (it.server !== 'gone' && !it.isHere) take(servers, 'GUILD_CREATE', guildOf(id))
              take(servers, 'GUILD_ROLE_CREATE', { guild_id: id, role: manager })
              if (it.channel !== 'gone')
                take(servers, 'CHANNEL_CREATE', {
                  ...{ guild_id: id, id: `10${index}`, name: 'a channel' },
                  type: it.channel === 'voice' ? CHANNEL.voice : CHANNEL.text,
                  permission_overwrites: OVERWRITES[it.channel].map((over) => ({
                    ...over,
                    id: over.id || id,
                  })),
                })
              const roles = [...(it.hasRole ? [ROLE] : []), ...(it.mayManage ? ['32'] : [])]
              if (it.asked === 'member' || it.isHere) answers.set(id, { roles })
              else if (it.asked === 'guest') answers.set(id, { roles, flags: 1 << 4 })
              else if (it.asked === 'stranger') answers.set(id, 'stranger')
            }
            for (const [index, it] of cases.entries())
              if (it.server === 'outage')
                take(servers, 'GUILD_DELETE', { id: serverOf(it, index), unavailable: true })
            const community = await bound(
              store,
              cases.map((it, index) => ({ server: serverOf(it, index), channel: `10${index}` })),
            )
            const member = async (server: string): Promise<WireMember> => {
              const found = answers.get(server)
              if (found === undefined) throw new Error('Discord says nothing')
              if (found === 'stranger') throw unknownMember()
              return found
            }
            const sight = createSight(servers, { member }, store, () => NOW)
            const roles = [...(hasRole ? [ROLE] : []), ...(mayManage ? ['32'] : [])]
            const seen = await sight.of(calling(servers, roles), community)
            const spaces = await store.communities.spaces(community.id)
            const expected = cases.flatMap((it, index) => (sees(it) ? [`10${index}`] : []))
            if (seen === null) expect(expected).toHaveLength(cases.length)
            else
              expect(spaces.filter((it) => seen.includes(it.id)).map((it) => it.externalId)).toEqual(expected)
            // Whoever does not call from here is shown the same, or nothing at all where anything of it is not certain.
            const elsewhere = await sight.ofPerson(ADA, spaces)
            const isUncertain = cases.some(
              (it) =>
                it.server === 'outage' || (!it.isHere && it.server === 'there' && it.asked === 'silence'),
            )
            const isModerator = cases.some(
              (it) => it.server === 'there' && (it.isHere || it.asked === 'member') && it.mayManage,
            )
            const ids = (names: readonly string[]) =>
              spaces.filter((it) => names.includes(it.externalId)).map((it) => it.id)
            expect(elsewhere).toEqual(isUncertain ? null : { spaces: ids(expected), isModerator })
            const guest = { ...calling(servers, roles), account: 'guest' as const }
            expect(await sight.of(guest, community)).toEqual([])
          })
        },
      ),
      { numRuns: 40 },
    ))

  it('of somebody elsewhere is not remembered for longer than half a minute', () =>
    withStore('sqlite', async (store) => {
      const servers = createServers()
      const closed = [{ id: ROLE, type: 0, allow: String(VIEW), deny: '0' }]
      take(servers, 'GUILD_CREATE', {
        ...guildOf('1', { channels: [{ id: '10', type: 0, permission_overwrites: closed }] }),
        roles: [{ id: ROLE, permissions: '0' }],
      })
      const community = await bound(store, [{ server: '1', channel: '10' }])
      const spaces = await store.communities.spaces(community.id)
      let now = NOW
      let roles: string[] | null = [ROLE]
      const member = async (): Promise<WireMember> => {
        if (roles === null) throw unknownMember()
        return { roles }
      }
      const sight = createSight(servers, { member }, store, () => now)
      const seen = async () => (await sight.ofPerson(ADA, spaces))?.spaces.length
      expect(await seen()).toBe(1)
      roles = []
      now += 29_999
      expect(await seen()).toBe(1)
      now += 1
      expect(await seen()).toBe(0)
      roles = [ROLE]
      now -= 60_000
      expect(await seen()).toBe(1)
      roles = null
      now += 30_000
      expect(await seen()).toBe(0)
    }))

  it('is nothing that was read on another platform', () =>
    withStore('sqlite', async (store) => {
      const servers = createServers()
      take(servers, 'GUILD_CREATE', guildOf('1', { channels: [{ id: '10', type: CHANNEL.text }] }))
      const community = await bound(store, [{ server: '1', channel: '10' }])
      const slack = await store.communities.workspace({ platform: 'slack', externalId: '1', name: 'S' })
      await store.communities.bindSpace(community.id, slack.id, { externalId: '10', name: 'general' })
      const sight = createSight(servers, { member: async () => ({ roles: [] }) }, store, () => NOW)
      expect(await sight.of(calling(servers, []), community)).toHaveLength(1)
    }))

  it('is looked at anew: in the same server at once, in another within half a minute', () =>
    withStore('sqlite', async (store) => {
      const servers = createServers()
      const closed = [{ id: ROLE, type: 0, allow: String(VIEW), deny: '0' }]
      for (const id of ['1', '2'])
        take(servers, 'GUILD_CREATE', {
          ...guildOf(id, { channels: [{ id: `${id}0`, type: 0, permission_overwrites: closed }] }),
          roles: [{ id: ROLE, permissions: '0' }],
        })
      const community = await bound(store, [
        { server: '1', channel: '10' },
        { server: '2', channel: '20' },
      ])
      let now = NOW
      let asked = 0
      let elsewhere: readonly string[] | null = [ROLE]
      const member = async (): Promise<WireMember> => {
        asked += 1
        if (elsewhere === null) throw new Error('Discord says nothing')
        return { roles: [...elsewhere] }
      }
      const sight = createSight(servers, { member }, store, () => now)
      const counted = async (roles: readonly string[], of: Community = community) =>
        (await sight.of(calling(servers, roles), of))?.length ?? 'all'
      expect(await counted([ROLE])).toBe('all')
      expect(await counted([])).toBe(1)
      expect(asked).toBe(1)
      elsewhere = null
      now += 31_000
      expect(await counted([ROLE])).toBe(1)
      expect(await counted([])).toBe(0)
      now += 31_000
      elsewhere = [ROLE]
      expect(await counted([ROLE])).toBe('all')
      // A role that is taken from the channel takes the channel from its people.
      take(servers, 'CHANNEL_UPDATE', { id: '10', type: 0, guild_id: '1', permission_overwrites: [] })
      expect(await counted([ROLE])).toBe(1)
    }))
})
