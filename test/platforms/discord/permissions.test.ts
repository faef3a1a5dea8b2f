import { PermissionFlagsBits } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type GuildPermissions,
  type Holder,
  holds,
  INVITED_PERMISSIONS,
  maySee,
  missingAbilities,
  type Overwrite,
  PERMISSION,
  permissionsIn,
  permissionsInGuild,
} from '../../../src/platforms/discord/permissions.ts'
import { CHANNEL } from '../../../src/platforms/discord/wire.ts'

const ROLES = ['10', '11', '12', '13']
const PEOPLE = ['20', '21', '22']
const SERVER = '1'
const BITS = Object.values(PERMISSION)

const permissions = fc.subarray([...BITS, 1n << 40n]).map((bits) => bits.reduce((all, bit) => all | bit, 0n))
const overwrite: fc.Arbitrary<Overwrite> = fc.record({
  id: fc.constantFrom(SERVER, ...ROLES, ...PEOPLE),
  isMember: fc.boolean(),
  allow: permissions,
  deny: permissions,
})
/** Discord keeps one for each role and member. */
const overwrites = fc.uniqueArray(overwrite, { selector: (one) => `${one.isMember}${one.id}`, maxLength: 8 })
const guild: fc.Arbitrary<GuildPermissions> = fc
  .record({
    ownerId: fc.constantFrom('29', ...PEOPLE),
    roles: fc.dictionary(fc.constantFrom(SERVER, ...ROLES), permissions),
  })
  .map(({ ownerId, roles }) => ({ id: SERVER, ownerId, roles: new Map(Object.entries(roles)) }))
/** Of roles that are gone, too. */
const holder: fc.Arbitrary<Holder> = fc.record({
  id: fc.constantFrom(...PEOPLE),
  roles: fc.subarray([...ROLES, '19']),
})

/** The same asked bit by bit, from the last word on it to the first: whoever speaks first decides. */
function may(
  bit: bigint,
  { ownerId, roles }: GuildPermissions,
  all: readonly Overwrite[],
  who: Holder,
): boolean {
  const has = (set: bigint | undefined, one: bigint): boolean => ((set ?? 0n) / one) % 2n === 1n
  const own = [SERVER, ...who.roles].map((id) => roles.get(id))
  if (ownerId === who.id || own.some((set) => has(set, PERMISSION.administrator))) return true
  const spoken = (one: bigint): boolean => {
    const ofMember = all.filter((it) => it.isMember && it.id === who.id)
    const ofRoles = all.filter((it) => !it.isMember && it.id !== SERVER && who.roles.includes(it.id))
    const ofEverybody = all.filter((it) => !it.isMember && it.id === SERVER)
    for (const level of [ofMember, ofRoles, ofEverybody]) {
      if (level.some((it) => has(it.allow, one))) return true
      if (level.some((it) => has(it.deny, one))) return false
    }
    return own.some((set) => has(set, one))
  }
  return spoken(PERMISSION.viewChannel) && spoken(bit)
}

describe('what a member may do in a channel', () => {
  it('agrees with a second computation, bit by bit', () => {
    fc.assert(
      fc.property(guild, overwrites, holder, (server, all, who) => {
        const held = permissionsIn(server, all, who)
        for (const bit of BITS) expect(holds(held, bit)).toBe(may(bit, server, all, who))
      }),
      { numRuns: 2_000 },
    )
  })

  it('does not depend on the order of roles or overwrites', () => {
    fc.assert(
      fc.property(guild, overwrites, holder, (server, all, who) => {
        const turned = { ...who, roles: [...who.roles].reverse() }
        expect(permissionsIn(server, [...all].reverse(), turned)).toBe(permissionsIn(server, all, who))
      }),
    )
  })

  it('is nothing in a server of which nothing is known', () => {
    const unknown = { id: SERVER, ownerId: '29', roles: new Map() }
    expect(permissionsIn(unknown, [], { id: '20', roles: ROLES })).toBe(0n)
    expect(permissionsInGuild(unknown, { id: '20', roles: ROLES })).toBe(0n)
  })
})

describe('abilities', () => {
  const everybody = (set: bigint): GuildPermissions => ({
    id: SERVER,
    ownerId: '29',
    roles: new Map([[SERVER, set]]),
  })
  const heldWith = (set: bigint): bigint => permissionsIn(everybody(set), [], { id: '20', roles: [] })

  it('are all there with what the bot asks for when it is invited, but for what is said in voice', () => {
    for (const type of Object.values(CHANNEL)) {
      const isVoice = type === CHANNEL.voice || type === CHANNEL.stage
      expect(missingAbilities(heldWith(INVITED_PERMISSIONS), type)).toEqual(isVoice ? ['see'] : [])
    }
    expect(missingAbilities(heldWith(PERMISSION.administrator), CHANNEL.voice)).toEqual([])
  })

  it('are missing exactly where their permission is', () => {
    const by = [
      ['see', PERMISSION.viewChannel],
      ['readHistory', PERMISSION.readMessageHistory],
      ['post', PERMISSION.sendMessages],
      ['attach', PERMISSION.attachFiles],
      ['pin', PERMISSION.pinMessages],
    ] as const
    for (const [ability, bit] of by) {
      const missing = missingAbilities(heldWith(INVITED_PERMISSIONS & ~bit), CHANNEL.text)
      // Who does not see a channel may do nothing in it.
      expect(missing).toEqual(ability === 'see' ? by.map(([name]) => name) : [ability])
    }
  })

  it('to see what is said in voice is for those who may connect', () => {
    const { viewChannel, connect } = PERMISSION
    for (const type of [CHANNEL.voice, CHANNEL.stage]) {
      expect(maySee(viewChannel, type)).toBe(false)
      expect(maySee(connect, type)).toBe(false)
      expect(maySee(viewChannel | connect, type)).toBe(true)
    }
    expect(maySee(viewChannel, CHANNEL.text)).toBe(true)
  })
})

it('has the bits that Discord’s library has', () => {
  expect(PERMISSION).toEqual({
    administrator: PermissionFlagsBits.Administrator,
    manageGuild: PermissionFlagsBits.ManageGuild,
    viewChannel: PermissionFlagsBits.ViewChannel,
    sendMessages: PermissionFlagsBits.SendMessages,
    attachFiles: PermissionFlagsBits.AttachFiles,
    readMessageHistory: PermissionFlagsBits.ReadMessageHistory,
    connect: PermissionFlagsBits.Connect,
    sendMessagesInThreads: PermissionFlagsBits.SendMessagesInThreads,
    pinMessages: PermissionFlagsBits.PinMessages,
  })
})
