/** Who reads a channel in Discord, held against everybody who could be in the server. */
import { DiscordAPIError } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spaceId, workspaceId } from '../../../src/core/ids.ts'
import type { Space } from '../../../src/core/ports.ts'
import { audienceOf } from '../../../src/platforms/discord/audience.ts'
import {
  holds,
  maySee,
  PERMISSION,
  permissionsIn,
  permissionsInGuild,
} from '../../../src/platforms/discord/permissions.ts'
import { createServers } from '../../../src/platforms/discord/servers.ts'
import {
  CHANNEL,
  type DispatchName,
  readDispatch,
  type WireMember,
} from '../../../src/platforms/discord/wire.ts'

const GUILD = '1'
const ROLES = ['31', '32', '33']
const BOT_ROLE = '39'
/** They are told of by name in some channels; the last is a bot. */
const PEOPLE = ['70', '71', '72']
const BITS = [PERMISSION.viewChannel, PERMISSION.connect, PERMISSION.manageGuild, PERMISSION.administrator]

interface Drawn {
  readonly roles: readonly bigint[]
  readonly channels: readonly { readonly type: number; readonly overwrites: readonly Written[] }[]
  /** The roles of those who are told of by name; null where Discord says nothing of them. */
  readonly people: readonly (readonly string[] | null)[]
}
interface Written {
  readonly id: string
  readonly type: number
  readonly allow: string
  readonly deny: string
}

const bits = (from: readonly bigint[]) =>
  fc.subarray([...from]).map((some) => some.reduce((all, bit) => all | bit, 0n))
const overwrite: fc.Arbitrary<Written> = fc
  .record({
    id: fc.constantFrom(GUILD, GUILD, ...ROLES, BOT_ROLE, ...PEOPLE),
    allow: bits(BITS.slice(0, 2)),
    deny: bits(BITS.slice(0, 2)),
  })
  .map(({ id, allow, deny }) => ({
    ...{ id, type: PEOPLE.includes(id) ? 1 : 0 },
    ...{ allow: String(allow), deny: String(deny & ~allow) },
  }))
const drawn: fc.Arbitrary<Drawn> = fc.record({
  roles: fc.array(bits(BITS), { minLength: 4, maxLength: 4 }),
  channels: fc.array(
    fc.record({
      type: fc.constantFrom(CHANNEL.text, CHANNEL.text, CHANNEL.voice),
      overwrites: fc.uniqueArray(overwrite, { maxLength: 4, selector: (one) => one.id }),
    }),
    { minLength: 3, maxLength: 3 },
  ),
  people: fc.array(fc.option(fc.subarray(ROLES), { freq: 9 }), { minLength: 3, maxLength: 3 }),
})

function server({ roles, channels }: Pick<Drawn, 'roles' | 'channels'>) {
  const servers = createServers()
  const take = (name: DispatchName, data: object): void => {
    const dispatch = readDispatch(name, data)
    if (dispatch === null) throw new Error(`${name} of this test is not as Discord describes it`)
    servers.take(dispatch)
  }
  take('GUILD_CREATE', {
    ...{ id: GUILD, name: 'Robots', owner_id: '5' },
    roles: [GUILD, ...ROLES].map((id, at) => ({ id, permissions: String(roles[at] ?? 0n) })),
    channels: channels.map(({ type, overwrites }, at) => ({
      ...{ id: `10${at}`, type, name: `c${at}`, permission_overwrites: overwrites },
    })),
  })
  const bots = { id: BOT_ROLE, permissions: String(PERMISSION.viewChannel), tags: { bot_id: '8' } }
  take('GUILD_ROLE_CREATE', { guild_id: GUILD, role: bots })
  return { servers, take }
}

const workspace = {
  id: workspaceId(1),
  platform: 'discord',
  externalId: GUILD,
  name: 'Robots',
  removedAt: null,
} as const
const spaces: readonly Space[] = [0, 1, 2].map((at) => ({
  ...{
    id: spaceId(at + 1),
    externalId: `10${at}`,
    name: `c${at}`,
    workspace,
    isBound: true,
    readFromAt: null,
  },
}))
const TO = { workspace: GUILD, channel: '100' }
const nobody = new DiscordAPIError({ code: 10007, message: 'Unknown Member' }, 10007, 404, 'GET', 'there', {})
const toolsOf = (servers: ReturnType<typeof createServers>, people: Drawn['people']) => ({
  ...{ servers, isHearing: () => true },
  history: {
    member: async (_: string, id: string): Promise<WireMember> => {
      const roles = people[PEOPLE.indexOf(id)]
      if (roles == null) throw new Error('Discord says nothing')
      return { roles: [...roles], user: { id, bot: id === PEOPLE.at(-1) } }
    },
  },
})

describe('who reads a channel in Discord', () => {
  it('is certain to be moderators alone where nobody else could see it, whatever roles there are', () =>
    fc.assert(
      fc.asyncProperty(drawn, async (it) => {
        const { servers } = server(it)
        const guild = servers.all.get(GUILD)
        if (guild === undefined) throw new Error('the server is there')
        const told = await audienceOf(TO, spaces, toolsOf(servers, it.people))
        const shown = (roles: readonly string[], id: string, at: number): boolean => {
          const channel = guild.channels.get(`10${at}`)
          return (
            channel !== undefined &&
            maySee(permissionsIn(guild, channel.overwrites, { id, roles }), channel.type)
          )
        }
        const views = (roles: readonly string[], id: string): boolean =>
          holds(
            permissionsIn(guild, guild.channels.get('100')?.overwrites ?? [], { id, roles }),
            PERMISSION.viewChannel,
          )
        const manages = (roles: readonly string[], id: string): boolean =>
          holds(permissionsInGuild(guild, { id, roles }), PERMISSION.manageGuild)
        const sets = Array.from({ length: 2 ** ROLES.length }, (_, mask) =>
          ROLES.filter((_role, at) => (mask & (1 << at)) !== 0),
        )
        // Anybody with any roles, and those who are told of by name with theirs.
        const byName = PEOPLE.flatMap((id, at) => {
          const roles = it.people[at]
          return roles == null ? [] : [{ id, roles }]
        })
        const everybody = [...sets.map((roles) => ({ id: '99', roles })), ...byName]
        const humans = everybody.filter(({ id }) => id !== PEOPLE.at(-1))
        const isForManagers = humans.every(({ id, roles }) => !views(roles, id) || manages(roles, id))
        const named = guild.channels.get('100')?.overwrites.filter((one) => one.isMember) ?? []
        if (told?.isModerators === true) expect(isForManagers).toBe(true)
        // Where nobody is let in by name, it is told whenever it is so.
        if (named.length === 0) expect(told?.isModerators).toBe(isForManagers)
        for (const space of told?.sees ?? [])
          for (const { id, roles } of everybody)
            if (shown(roles, id, 0)) expect(shown(roles, id, space - 1)).toBe(true)
        expect(told?.sees).toContain(spaces[0]?.id)
      }),
      { numRuns: 500 },
    ))

  const VIEW = String(PERMISSION.viewChannel)
  const closed = { id: GUILD, type: 0, allow: '0', deny: VIEW }
  const letIn = (id: string) => ({ id, type: PEOPLE.includes(id) ? 1 : 0, allow: VIEW, deny: '0' })
  const roles = [PERMISSION.viewChannel, PERMISSION.manageGuild, 0n, 0n]
  const isForModerators = async (overwrites: readonly Written[], people: Drawn['people'] = []) => {
    const { servers } = server({ roles, channels: [{ type: CHANNEL.text, overwrites }] })
    return (await audienceOf(TO, [], toolsOf(servers, people)))?.isModerators
  }

  it('is others where a role does not manage, or somebody let in by name does not, or nobody tells', async () => {
    expect(await isForModerators([])).toBe(false)
    expect(await isForModerators([closed])).toBe(true)
    expect(await isForModerators([closed, letIn('31'), letIn(BOT_ROLE)])).toBe(true)
    expect(await isForModerators([closed, letIn('31'), letIn('32')])).toBe(false)
    expect(await isForModerators([closed, letIn('70')], [['31']])).toBe(true)
    expect(await isForModerators([closed, letIn('70')], [['32']])).toBe(false)
    expect(await isForModerators([closed, letIn('70')], [null])).toBe(false)
    expect(await isForModerators([closed, letIn('72')], [null, null, []])).toBe(true)
    const crowd = Array.from({ length: 21 }, (_, at) => ({ ...letIn('70'), id: `8${at}`, type: 1 }))
    expect(await isForModerators([closed, ...crowd])).toBe(false)
  })

  it('is not told of during an outage, and follows what the server is now', async () => {
    const { servers, take } = server({
      roles,
      channels: [{ type: CHANNEL.text, overwrites: [closed, letIn('31')] }],
    })
    const tools = toolsOf(servers, [])
    expect((await audienceOf(TO, [], tools))?.isModerators).toBe(true)
    // Somebody who left does not read.
    const gone = { member: () => Promise.reject(nobody) }
    take('CHANNEL_UPDATE', {
      ...{ guild_id: GUILD, id: '100', type: CHANNEL.text, permission_overwrites: [closed, letIn('70')] },
    })
    expect((await audienceOf(TO, [], { ...tools, history: gone }))?.isModerators).toBe(true)
    take('CHANNEL_UPDATE', {
      guild_id: GUILD,
      id: '100',
      type: CHANNEL.text,
      permission_overwrites: [letIn('31')],
    })
    expect((await audienceOf(TO, [], tools))?.isModerators).toBe(false)
    expect((await audienceOf({ ...TO, channel: '404' }, [], tools))?.isModerators).toBe(false)
    expect(await audienceOf({ ...TO, workspace: '404' }, [], tools)).toBeNull()
    await expect(audienceOf(TO, [], { ...tools, isHearing: () => false })).rejects.toThrow()
    take('GUILD_DELETE', { id: GUILD, unavailable: true })
    await expect(audienceOf(TO, [], tools)).rejects.toThrow()
  })
})
