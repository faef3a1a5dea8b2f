/** What people see who are known on several platforms: never more than they would be shown by asking on each. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programOf } from '../../src/app/program.ts'
import { type Widen, widening } from '../../src/app/widen.ts'
import { commandsIn } from '../../src/commands.ts'
import type { Activity, Platform } from '../../src/core/activity.ts'
import { MS_PER_DAY } from '../../src/core/calendar.ts'
import type { MemberId, SpaceId } from '../../src/core/ids.ts'
import type { Community, Space, Store } from '../../src/core/ports.ts'
import { english } from '../../src/core/words/english.ts'
import type { Request, Seen, Sight } from '../../src/platforms/platform.ts'
import { surroundingsOf } from '../../src/platforms/terminal/surroundings.ts'
import { openStore } from '../../src/store/open.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
const SECRET = 'test '.repeat(13)
const BOTH = ['discord', 'slack'] as const
type Side = (typeof BOTH)[number]
const other = (side: Side): Side => (side === 'discord' ? 'slack' : 'discord')

let store: Store
let community: Community
/** Three of each platform. */
let spaces: readonly Space[]
/** Somebody on both platforms, by the same name on each, and somebody on each of them alone. */
let joined: MemberId
let lone: Readonly<Record<Side, MemberId>>

beforeAll(async () => {
  store = await openStore({ url: ':memory:', secret: SECRET })
  community = await store.communities.create({ name: 'Makers', timeZone: 'UTC', isLive: true, now: NOW })
  for (const platform of BOTH) await bindThree(community, platform)
  spaces = await store.communities.spaces(community.id)
  joined = await joinedMember('ada')
  const [discord, slack] = await Promise.all(
    BOTH.map((platform) => store.people.member(community.id, platform, 'bo')),
  )
  if (discord === undefined || slack === undefined) throw new Error('both are met')
  lone = { discord, slack }
})
afterAll(() => store.close())

async function bindThree(of: Community, platform: Side): Promise<void> {
  const workspace = await store.communities.workspace({ platform, externalId: `${of.id}`, name: platform })
  for (const name of ['one', 'two', 'three']) {
    const externalId = `${of.id}-${platform}-${name}`
    await store.communities.bindSpace(of.id, workspace.id, { externalId, name: `${platform}-${name}` })
  }
}

async function joinedMember(name: string): Promise<MemberId> {
  const member = await store.people.member(community.id, 'discord', name)
  const code = { community: community.id, purpose: 'person', member, platform: 'discord' } as const
  const typed = await store.people.makeCode(code, NOW)
  const there = await store.people.member(community.id, 'slack', name)
  expect(await store.people.join(community.id, there, typed, NOW)).toBe('joined')
  const both = await store.people.find(community.id, 'slack', name)
  if (both === null) throw new Error('whoever was joined is there')
  return both
}

const of = (platform: Platform): readonly Space[] =>
  spaces.filter(({ workspace }) => workspace.platform === platform)
const idsOf = (all: readonly Space[]): readonly SpaceId[] => all.map(({ id }) => id)

const request = (
  side: Side,
  member: MemberId,
  more: Partial<Request> & { isModerator?: boolean } = {},
): Request => ({
  ...{ command: 'digest', handler: 'digest', input: {}, community, now: NOW, sees: [] },
  place: { platform: side, workspace: { externalId: `${community.id}`, name: side }, channel: null },
  actor: {
    ...{ member, displayName: 'ada', isModerator: more.isModerator ?? false, account: 'member' },
    identity: { platform: side, externalId: 'ada' },
  },
  ...more,
})

/** A platform that tells this of everybody. */
const sightOf = (platform: Platform, tell: () => Promise<Seen | null>): Sight => ({ platform, of: tell })
const widenBy = (sights: readonly Sight[], patienceMs = 1_000): Widen =>
  widening({ store, sights, now: () => NOW, patienceMs })
const sorted = (ids: readonly SpaceId[] | null) => (ids === null ? null : [...ids].sort((a, b) => a - b))

/** What a platform does when it is asked. */
const ANSWERS = ['tells', 'refuses', 'breaks', 'breaksAtOnce', 'isSlow', 'isAway', 'liesOfAll'] as const

describe('what somebody sees on both platforms', () => {
  const some = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 })
  const drawn = fc.record({
    side: fc.constantFrom(...BOTH),
    isJoined: fc.boolean(),
    here: some,
    there: some,
    answer: fc.constantFrom(...ANSWERS),
    isModerator: fc.boolean(),
    isModeratorThere: fc.boolean(),
    isGuest: fc.boolean(),
  })

  it('is what each of them shows, where it is certain, and what they saw before where it is not', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (it) => {
        const chosen = (from: readonly Space[], by: readonly boolean[]) =>
          idsOf(from.filter((_, at) => by[at]))
        const here = chosen(of(it.side), it.here)
        const there = chosen(of(other(it.side)), it.there)
        const seen: Seen = { spaces: there, isModerator: it.isModeratorThere }
        const asked: string[] = []
        const sight: Sight = {
          platform: other(it.side),
          of: (person, among) => {
            asked.push(person)
            // Nobody is asked about spaces of elsewhere.
            expect(among).toEqual(of(other(it.side)))
            if (it.answer === 'breaksAtOnce') throw new Error('broken')
            if (it.answer === 'breaks') return Promise.reject(new Error('broken'))
            if (it.answer === 'refuses') return Promise.resolve(null)
            if (it.answer === 'isSlow') return new Promise(() => undefined)
            return Promise.resolve(it.answer === 'liesOfAll' ? { ...seen, spaces: idsOf(spaces) } : seen)
          },
        }
        const own = sightOf(it.side, () => Promise.reject(new Error('their own platform is not asked')))
        const widen = widenBy(it.answer === 'isAway' ? [own] : [own, sight], 5)
        const member = it.isJoined ? joined : lone[it.side]
        const before = request(it.side, member, { sees: here, isModerator: it.isModerator })
        const actor = { ...before.actor, account: it.isGuest ? ('guest' as const) : ('member' as const) }
        const after = await widen({ ...before, actor })
        const isTold = it.answer === 'tells' || it.answer === 'liesOfAll'
        const isAdded = it.isJoined && !it.isGuest && isTold && it.isModerator === it.isModeratorThere
        // Whatever a platform says of another's spaces counts for nothing.
        const added = it.answer === 'liesOfAll' ? idsOf(of(other(it.side))) : there
        const expected = isAdded ? [...here, ...added] : here
        expect(sorted(after.sees)).toEqual(expected.length === spaces.length ? null : sorted(expected))
        expect(after).toEqual({ ...before, actor, sees: after.sees })
        expect(asked).toEqual(it.isJoined && !it.isGuest && it.answer !== 'isAway' ? ['ada'] : [])
      }),
      { numRuns: 200 },
    )
  })

  it('costs nothing where a community is on one platform, and one look where somebody is', async () => {
    const looks: string[] = []
    const { communities, people } = store
    const counting = {
      communities: {
        ...communities,
        spaces: (id: Community['id']) => {
          looks.push('spaces')
          return communities.spaces(id)
        },
      },
      people: {
        ...people,
        identities: (id: Community['id'], member: MemberId) => {
          looks.push('identities')
          return people.identities(id, member)
        },
      },
    }
    let now = NOW
    const sights = BOTH.map((one) => sightOf(one, async () => ({ spaces: [], isModerator: false })))
    const widen = widening({ store: counting, sights, now: () => now })
    const counted = async (asked: Request): Promise<readonly string[]> => {
      looks.length = 0
      await widen(asked)
      return [...looks]
    }
    const single = await communities.create({ name: 'Single', timeZone: 'UTC', isLive: true, now: NOW })
    await bindThree(single, 'discord')
    const alone = request('discord', lone.discord, { community: single })
    expect(await counted(alone)).toEqual(['spaces'])
    expect(await counted(alone)).toEqual([])
    expect(await counted(request('discord', lone.discord))).toEqual(['spaces', 'identities'])
    expect(await counted(request('discord', lone.discord))).toEqual(['identities'])
    // Whoever sees everything, and whoever is nobody, is not looked for.
    expect(await counted(request('discord', joined, { sees: null }))).toEqual([])
    expect(await counted(request('discord', joined, { community: null }))).toEqual([])
    now += 30_000
    expect(await counted(alone)).toEqual(['spaces'])
    now -= 60_000
    expect(await counted(alone)).toEqual(['spaces'])
    looks.length = 0
    await widening({ store: counting, sights: [], now: () => now })(request('discord', joined))
    expect(looks).toEqual([])
  })

  it('gives the very figures that somebody sees who sees those spaces, and all where it is all', async () => {
    const said = (space: Space, person: string, day: number): Activity => ({
      ...{ kind: 'message', space: space.externalId, key: `${space.id}-${person}-${day}`, thread: null },
      ...{ author: person, at: NOW - day * MS_PER_DAY - 3_600_000, reference: null, mentions: [] },
      ...{ length: 10, asks: true },
    })
    for (const [at, space] of spaces.entries()) {
      const people = Array.from({ length: 3 + at * 2 }, (_, index) => `p${index}`)
      const days = people.flatMap((person, index) => [
        said(space, person, 1 + (index % 5)),
        said(space, person, 8),
      ])
      await store.recording.record(space.workspace.id, days, NOW)
      await store.recording.cover(community.id, space.id, NOW - 40 * MS_PER_DAY, NOW)
    }
    const incidents: object[] = []
    const programWith = (sights: readonly Sight[]) =>
      programOf({
        ...{
          store,
          words: english,
          commands: commandsIn(english),
          secret: SECRET,
          room: null,
          now: () => NOW,
        },
        ...{ sights, log: { error: (details: object) => void incidents.push(details) } },
      })
    const plain = programWith([])
    const surroundings = surroundingsOf(async () => spaces)
    for (const isModerator of [false, true])
      for (const there of [idsOf(of('slack')), idsOf(of('slack').slice(1))])
        for (const [command, handler, input] of [
          ['digest', 'digest', { weeks: '2' }],
          ['digest', 'picture', { figure: 'waitsBySpace' }],
          ['waiting', 'waiting', {}],
        ] as const) {
          const wide = programWith([sightOf('slack', async () => ({ spaces: there, isModerator }))])
          const here = idsOf(of('discord'))
          const asked = {
            ...request('discord', joined, { isModerator, sees: here }),
            command,
            handler,
            input,
          }
          const all = [...here, ...there]
          const whole = { ...asked, sees: all.length === spaces.length ? null : all }
          const told = await wide.dispatch(asked, surroundings)
          expect(told).toEqual(await plain.dispatch(whole, surroundings))
          expect(told).not.toEqual(await plain.dispatch(asked, surroundings))
        }
    expect(incidents).toEqual([])
  })
})
