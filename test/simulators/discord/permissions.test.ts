import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GuildHandle } from './guild-handle.ts'
import type { Channel } from './model.ts'
import {
  ALL_PERMISSIONS,
  canSee,
  channelPermissions,
  guildPermissions,
  PERMISSIONS,
  type Permission,
} from './permissions.ts'
import type { Person } from './person.ts'
import { startDiscord } from './start.ts'

async function world(): Promise<{
  readonly guild: GuildHandle
  readonly ada: Person
  readonly may: (channel: Channel, permission: Permission, person?: Person) => boolean
  readonly sees: (channel: Channel, person?: Person) => boolean
}> {
  const discord = await startDiscord({ validate: false })
  await discord.close()
  const guild = discord.createGuild({ name: 'x' })
  const ada = guild.join({ name: 'ada' })
  const bits = (channel: Channel, person: Person) =>
    channelPermissions(guild.guild, person.member, channel, discord.now())
  return {
    guild,
    ada,
    may: (channel, permission, person = ada) => (bits(channel, person) & PERMISSIONS[permission]) !== 0n,
    sees: (channel, person = ada) => canSee(guild.guild, person.member, channel, discord.now()),
  }
}

describe('what a member may', () => {
  it('is decided by everyone, then roles together, then the member', async () => {
    const { guild, ada, may } = await world()
    const channel = guild.createChannel({ name: 'c' })
    const [first, second] = [guild.createRole({ name: 'first' }), guild.createRole({ name: 'second' })]
    guild.setRights(channel, { for: 'everyone', deny: ['SEND_MESSAGES'] })
    expect(may(channel, 'SEND_MESSAGES')).toBe(false)
    guild.giveRole(ada, first)
    guild.giveRole(ada, second)
    guild.setRights(
      channel,
      { for: first, allow: ['SEND_MESSAGES'] },
      { for: second, deny: ['SEND_MESSAGES'] },
    )
    expect(may(channel, 'SEND_MESSAGES')).toBe(true)
    guild.setRights(channel, { for: ada, deny: ['SEND_MESSAGES'] })
    expect([
      may(channel, 'SEND_MESSAGES'),
      may(channel, 'ATTACH_FILES'),
      may(channel, 'VIEW_CHANNEL'),
    ]).toEqual([false, false, true])
  })

  it('is everything for owners and administrators, nothing where one cannot look', async () => {
    const { guild, ada, may } = await world()
    const channel = guild.createChannel({ name: 'c', rights: [{ for: 'everyone', deny: ['VIEW_CHANNEL'] }] })
    expect(may(channel, 'SEND_MESSAGES')).toBe(false)
    expect(may(channel, 'SEND_MESSAGES', guild.owner)).toBe(true)
    guild.giveRole(ada, guild.createRole({ name: 'admins', permissions: ['ADMINISTRATOR'] }))
    expect(may(channel, 'MANAGE_GUILD')).toBe(true)
  })

  it('is little for those who were timed out', async () => {
    const { guild, ada, may } = await world()
    const channel = guild.createChannel({ name: 'c' })
    guild.timeOut(ada, Date.now() + 60_000)
    expect([may(channel, 'VIEW_CHANNEL'), may(channel, 'SEND_MESSAGES')]).toEqual([true, false])
    expect(() => ada.post(channel, 'x')).toThrow('SEND_MESSAGES')
  })

  it('in threads is what it is in their channel; private ones are closed', async () => {
    const { guild, ada, may, sees } = await world()
    const bob = guild.join({ name: 'bob' })
    const channel = guild.createChannel({ name: 'c' })
    const [open, closed] = [
      ada.openThread(channel, 'open'),
      ada.openThread(channel, 'closed', { isPrivate: true }),
    ]
    expect([sees(open, bob), sees(closed, bob), sees(closed)]).toEqual([true, false, true])
    guild.setRights(channel, { for: 'everyone', deny: ['SEND_MESSAGES'] })
    expect([may(channel, 'SEND_MESSAGES'), may(open, 'SEND_MESSAGES_IN_THREADS')]).toEqual([false, true])
    guild.setRights(channel, { for: 'everyone', deny: ['VIEW_CHANNEL'] })
    expect([sees(open), sees(closed)]).toEqual([false, false])
  })

  it('never exceeds what Discord’s order of overwrites gives', async () => {
    const { guild, ada, may } = await world()
    const channel = guild.createChannel({ name: 'c' })
    const role = guild.createRole({ name: 'r' })
    guild.giveRole(ada, role)
    const step = fc.constantFrom('none', 'allow', 'deny')
    fc.assert(
      fc.property(step, step, step, (everyone, byRole, own) => {
        const rights = (how: string) =>
          how === 'none'
            ? {}
            : how === 'allow'
              ? { allow: ['PIN_MESSAGES' as const] }
              : { deny: ['PIN_MESSAGES' as const] }
        guild.setRights(
          channel,
          { for: 'everyone', ...rights(everyone) },
          { for: role, ...rights(byRole) },
          { for: ada, ...rights(own) },
        )
        const expected = [own, byRole, everyone].find((one) => one !== 'none') === 'allow'
        expect(may(channel, 'PIN_MESSAGES')).toBe(expected)
      }),
    )
    expect(guildPermissions(guild.guild, guild.owner.member, 0)).toBe(ALL_PERMISSIONS)
  })
})
