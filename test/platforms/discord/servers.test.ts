import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createServers, type Servers } from '../../../src/platforms/discord/servers.ts'
import { CHANNEL, channel, type DispatchName, readDispatch } from '../../../src/platforms/discord/wire.ts'

const OWN = '9'
const SERVER = '1'

function take(servers: Servers, name: DispatchName, data: object): void {
  const dispatch = readDispatch(name, data)
  if (dispatch === null) throw new Error(`${name} of this test is not as Discord describes it`)
  servers.take(dispatch)
}
const ready = (...guilds: readonly string[]) => ({
  session_id: 's',
  user: { id: OWN, bot: true },
  application: { id: '8' },
  guilds: guilds.map((id) => ({ id, unavailable: true })),
})
const guild = (rest: object = {}) => ({
  id: SERVER,
  name: 'Club',
  owner_id: '5',
  system_channel_id: '10',
  system_channel_flags: 0,
  roles: [{ id: SERVER, permissions: '1024' }],
  channels: [
    { id: '10', type: CHANNEL.text, name: 'general' },
    { id: '11', type: CHANNEL.forum, name: 'help', permission_overwrites: [] },
  ],
  threads: [{ id: '20', type: CHANNEL.publicThread, parent_id: '10' }],
  members: [{ user: { id: OWN }, roles: ['30'] }],
  ...rest,
})
const started = (): Servers => {
  const servers = createServers()
  take(servers, 'READY', ready(SERVER))
  take(servers, 'GUILD_CREATE', guild())
  return servers
}
const club = (servers: Servers) => {
  const server = servers.all.get(SERVER)
  if (server === undefined) throw new Error('the server is not known')
  return server
}

describe('a server', () => {
  it('is known with its roles, its channels, and the bot’s own roles', () => {
    const servers = started()
    expect(servers.ownId()).toBe(OWN)
    expect(club(servers)).toMatchObject({ name: 'Club', ownerId: '5', joinsToldIn: '10', isAvailable: true })
    expect(club(servers).ownRoles).toEqual(['30'])
    expect(club(servers).roles.get(SERVER)).toBe(1024n)
  })

  it('tells of channels that are hidden from the bot what somebody says who sees them', () => {
    const servers = started()
    const hidden = { type: CHANNEL.text, name: '___hidden___', flags: 1 << 17 }
    take(servers, 'CHANNEL_CREATE', { ...hidden, id: '12', guild_id: SERVER })
    expect(club(servers).channels.get('12')).toMatchObject({ name: '12', isHidden: true })
    servers.nameHidden(SERVER, '12', 'committee')
    servers.nameHidden(SERVER, '10', 'another name')
    take(servers, 'CHANNEL_UPDATE', { ...hidden, id: '12', guild_id: SERVER })
    expect(club(servers).channels.get('12')?.name).toBe('committee')
    expect(club(servers).channels.get('10')).toMatchObject({ name: 'general', isHidden: false })
  })

  it('that is out of reach is kept; one that put the bot out is not', () => {
    const servers = started()
    take(servers, 'GUILD_DELETE', { id: SERVER, unavailable: true })
    expect(club(servers).isAvailable).toBe(false)
    take(servers, 'GUILD_CREATE', guild())
    expect(club(servers).isAvailable).toBe(true)
    take(servers, 'GUILD_DELETE', { id: SERVER })
    expect(servers.all.size).toBe(0)
    expect(servers.spot(SERVER, '10')).toBeNull()
  })

  it('that put the bot out unheard is not either', () => {
    const servers = started()
    take(servers, 'GUILD_CREATE', guild({ id: '2' }))
    take(servers, 'READY', ready(SERVER))
    expect([...servers.all.keys()]).toEqual([SERVER])
  })

  it('says where joins are told, if they are', () => {
    const servers = started()
    take(servers, 'GUILD_UPDATE', { ...guild(), system_channel_flags: 1 })
    expect(club(servers).joinsToldIn).toBeNull()
    take(servers, 'GUILD_UPDATE', { ...guild(), system_channel_flags: 4, name: 'Guild' })
    expect(club(servers)).toMatchObject({ joinsToldIn: '10', name: 'Guild' })
    take(servers, 'GUILD_UPDATE', { ...guild(), system_channel_id: null })
    expect(club(servers).joinsToldIn).toBeNull()
    expect(club(servers).channels.size).toBe(2)
  })

  it('keeps the bot’s own roles where an outage ends without them, and nobody else’s', () => {
    const servers = started()
    const update = (id: string, roles: string[]) => ({ guild_id: SERVER, user: { id }, roles })
    take(servers, 'GUILD_MEMBER_UPDATE', update('77', ['99']))
    expect(club(servers).ownRoles).toEqual(['30'])
    take(servers, 'GUILD_MEMBER_UPDATE', update(OWN, ['31']))
    take(servers, 'GUILD_CREATE', guild({ members: [] }))
    expect(club(servers).ownRoles).toEqual(['31'])
    take(servers, 'GUILD_CREATE', guild())
    expect(club(servers).ownRoles).toEqual(['30'])
  })

  it('that is not known changes nothing', () => {
    const servers = started()
    const before = JSON.stringify([...servers.all.keys()])
    take(servers, 'CHANNEL_CREATE', { id: '50', type: 0, guild_id: '404' })
    take(servers, 'GUILD_ROLE_UPDATE', { guild_id: '404', role: { id: '1', permissions: '8' } })
    take(servers, 'GUILD_DELETE', { id: '404', unavailable: true })
    expect(JSON.stringify([...servers.all.keys()])).toBe(before)
    expect(servers.spot('404', '50')).toBeNull()
  })
})

describe('where something was said', () => {
  it('is a channel, or a thread of one', () => {
    const servers = started()
    expect(servers.spot(SERVER, '10')).toEqual({ channel: '10', thread: null, isPrivate: false })
    expect(servers.spot(SERVER, '20')).toEqual({ channel: '10', thread: '20', isPrivate: false })
    expect(servers.spot(SERVER, '404')).toBeNull()
    take(servers, 'THREAD_CREATE', {
      ...{ id: '21', type: CHANNEL.privateThread, parent_id: '10', guild_id: SERVER },
    })
    expect(servers.spot(SERVER, '21')).toEqual({ channel: '10', thread: '21', isPrivate: true })
    servers.takeChannel(
      SERVER,
      channel.parse({ id: '22', type: CHANNEL.announcementThread, parent_id: '11' }),
    )
    expect(servers.spot(SERVER, '22')).toEqual({ channel: '11', thread: '22', isPrivate: false })
  })

  it('follows what becomes of channels, threads and roles, event by event', () => {
    type Step = {
      readonly what: 'make' | 'drop'
      readonly kind: 'channel' | 'thread' | 'role'
      readonly n: number
    }
    const step: fc.Arbitrary<Step> = fc.record({
      what: fc.constantFrom('make', 'make', 'drop'),
      kind: fc.constantFrom('channel', 'thread', 'role'),
      n: fc.integer({ min: 100, max: 106 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const servers = started()
        const alive = { channel: new Set(['10', '11']), thread: new Set(['20']), role: new Set([SERVER]) }
        for (const { what, kind, n } of steps) {
          // One number space, as Discord's: a thread is never a channel too.
          const id = String(n + { channel: 0, thread: 1_000, role: 2_000 }[kind])
          if (what === 'make') alive[kind].add(id)
          else alive[kind].delete(id)
          const within = { guild_id: SERVER }
          if (kind === 'role')
            take(
              servers,
              what === 'make' ? 'GUILD_ROLE_CREATE' : 'GUILD_ROLE_DELETE',
              what === 'make' ? { ...within, role: { id, permissions: '8' } } : { ...within, role_id: id },
            )
          else if (kind === 'channel')
            take(servers, what === 'make' ? 'CHANNEL_CREATE' : 'CHANNEL_DELETE', { ...within, id, type: 0 })
          else {
            const thread = { ...within, id, type: CHANNEL.publicThread, parent_id: '10' }
            take(servers, what === 'make' ? 'THREAD_UPDATE' : 'THREAD_DELETE', thread)
          }
        }
        const { channels, threads, roles } = club(servers)
        expect(new Set(channels.keys())).toEqual(alive.channel)
        expect(new Set(threads.keys())).toEqual(alive.thread)
        expect(new Set(roles.keys())).toEqual(alive.role)
      }),
    )
  })

  it('takes the latest overwrites, of roles and of members', () => {
    const servers = started()
    const update = (permission_overwrites: object[]) =>
      take(servers, 'CHANNEL_UPDATE', { id: '10', type: 0, guild_id: SERVER, permission_overwrites })
    update([{ id: '30', type: 0, allow: '1024', deny: '0' }])
    update([{ id: '5', type: 1, allow: '0', deny: '18446744073709551616' }])
    expect(club(servers).channels.get('10')?.overwrites).toEqual([
      { id: '5', isMember: true, allow: 0n, deny: 18446744073709551616n },
    ])
  })

  it('of many threads, forgets those that nothing was heard of for longest', () => {
    const servers = started()
    const thread = (n: number) => ({ id: String(n), type: CHANNEL.publicThread, parent_id: '10' })
    const wake = (n: number) => take(servers, 'THREAD_UPDATE', { ...thread(n), guild_id: SERVER })
    for (let n = 1_000; n < 31_000; n += 1) {
      wake(n)
      if (n % 1_000 === 0) wake(1_000)
    }
    expect(club(servers).threads.size).toBe(20_000)
    expect(servers.spot(SERVER, '1000')).not.toBeNull()
    expect(servers.spot(SERVER, '1001')).toBeNull()
    expect(servers.spot(SERVER, '30999')).not.toBeNull()
  })
})
