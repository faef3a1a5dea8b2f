import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activity, Platform } from '../../src/core/activity.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { CODE_LIVES_MS, type Space, type Store, type Workspace } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { anything } from './anything.ts'
import { EVER, HOUR_MS, message, type Place, place, START } from './club.ts'
import { ENGINE_NAMES, ENGINES, SECRET, withStore } from './engines.ts'
import { recordedTables } from './tables.ts'

const DAY_MS = 24 * HOUR_MS
const DISCORD_SPACE = 'D1'

/** A community with a space on Slack and one on Discord. */
interface Both extends Place {
  readonly discord: { readonly workspace: Workspace; readonly space: Space }
}

async function both(store: Store): Promise<Both> {
  const here = await place(store)
  const workspace = await store.communities.workspace({ platform: 'discord', externalId: 'G1', name: 'G1' })
  const space = await store.communities.bindSpace(here.community.id, workspace.id, {
    externalId: DISCORD_SPACE,
    name: 'build',
  })
  return { ...here, discord: { workspace, space } }
}

/** The same on Discord, where everybody has another id. */
function onDiscord(activity: Activity): Activity {
  const there = (key: string, value: unknown): unknown => {
    if (['author', 'person'].includes(key)) return value === null ? null : `${value}#`
    if (key === 'mentions') return (value as readonly string[]).map((one) => `${one}#`)
    return key === 'space' && value !== null ? DISCORD_SPACE : value
  }
  return JSON.parse(JSON.stringify(activity, there)) as Activity
}

const memberOf = (
  store: Store,
  { community }: Place,
  platform: Platform,
  person: string,
): Promise<MemberId> => store.people.member(community.id, platform, person)

/** Somebody on Slack shows a code, somebody on Discord types it. */
async function join(store: Store, here: Place, slack: string, discord: string, now = START) {
  const { id } = here.community
  const code = await store.people.makeCode(
    {
      community: id,
      purpose: 'person',
      member: await memberOf(store, here, 'slack', slack),
      platform: 'slack',
    },
    now,
  )
  return store.people.join(id, await memberOf(store, here, 'discord', discord), code, now)
}

describe.each(ENGINE_NAMES)('one person on two platforms on %s', (engine) => {
  it('counts once, from now on and back through history', () =>
    withStore(engine, async (store) => {
      const here = await both(store)
      const { id } = here.community
      await store.recording.record(here.workspace.id, [message('1', 'ada', START)], START)
      const told = [
        message('2', 'dragon', START + HOUR_MS, { space: DISCORD_SPACE }),
        message('3', 'bo', START + DAY_MS, { space: DISCORD_SPACE, mentions: ['dragon'] }),
      ]
      await store.recording.record(here.discord.workspace.id, told, START)
      expect(await store.history.totals(id, EVER)).toHaveLength(3)
      expect(await join(store, here, 'ada', 'dragon')).toBe('joined')
      await store.recording.record(
        here.discord.workspace.id,
        [message('4', 'dragon', START + 2 * DAY_MS, { space: DISCORD_SPACE })],
        START,
      )
      const ada = await memberOf(store, here, 'slack', 'ada')
      expect(await memberOf(store, here, 'discord', 'dragon')).toBe(ada)
      expect(await store.history.totals(id, EVER)).toEqual(
        expect.arrayContaining([{ member: ada, messages: 3, reactions: 0, acts: 0 }]),
      )
      expect(await store.history.totals(id, EVER)).toHaveLength(2)
      const rows = []
      for await (const row of store.history.messages(id, 0, START * 2)) rows.push(row)
      expect(rows.map((row) => row.author === ada)).toEqual([true, true, false, true])
      expect(rows[2]?.named).toEqual([ada])
      expect((await store.people.identities(id, ada)).map((one) => one.externalId).sort()).toEqual([
        'ada',
        'dragon',
      ])
    }))

  it('is joined only by a code that is good, and by nobody of one platform', () =>
    withStore(engine, async (store) => {
      const here = await both(store)
      const { id } = here.community
      const ada = await memberOf(store, here, 'slack', 'ada')
      const dragon = await memberOf(store, here, 'discord', 'dragon')
      const asked = { community: id, purpose: 'person', member: ada, platform: 'slack' } as const
      const first = await store.people.makeCode(asked, START)
      const code = await store.people.makeCode(asked, START)
      expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)
      const typed = ` ${code.replace('-', ' ').toLowerCase()}`
      expect(await store.people.behindCode(typed, 'person', START)).toMatchObject({ member: ada })
      expect(await store.people.behindCode(typed, 'community', START)).toBeNull()
      expect(await store.people.behindCode(first, 'person', START), 'only the latest').toBeNull()
      expect(await store.people.behindCode(code, 'person', START + CODE_LIVES_MS + 1)).toBeNull()
      expect(await store.people.join(id, dragon, code, START + CODE_LIVES_MS + 1)).toBe('codeGone')
      expect(await store.people.join(id, dragon, 'nonsense', START)).toBe('codeGone')
      const other = await store.communities.create({
        ...{ name: 'Other', timeZone: 'UTC', isLive: false, now: START },
      })
      const stranger = await store.people.member(other.id, 'discord', 'dragon')
      const theirs = await store.people.makeCode({ ...asked, community: other.id, member: stranger }, START)
      expect(await store.people.join(id, dragon, theirs, START), 'of another community').toBe('codeGone')
      const again = await store.people.makeCode(asked, START)
      const bo = await memberOf(store, here, 'slack', 'bo')
      expect(await store.people.join(id, bo, again, START)).toBe('samePlatform')
      expect(await join(store, here, 'ada', 'dragon')).toBe('joined')
      expect(await join(store, here, 'ada', 'wyvern'), 'a second one of Discord').toBe('samePlatform')
      expect(await join(store, here, 'ada', 'dragon'), 'joined already').toBe('samePlatform')
    }))

  it('keeps what each did, with whom, and finds whom an old button names', () =>
    withStore(engine, async (store) => {
      const here = await both(store)
      const { id } = here.community
      const [ada, bo] = [
        await memberOf(store, here, 'slack', 'ada'),
        await memberOf(store, here, 'slack', 'bo'),
      ]
      const dragon = await memberOf(store, here, 'discord', 'dragon')
      const did = (member: MemberId, companions: MemberId[]) =>
        store.repertoire.did(
          id,
          { what: 'x', member, practice: null, outcome: null, companions, platform: 'slack', at: START },
          1,
        )
      await did(ada, [dragon, bo])
      await did(bo, [ada, dragon])
      await did(dragon, [bo])
      await store.people.pause(id, dragon, START + 1)
      await store.people.pause(id, ada, START + 2)
      expect(await join(store, here, 'ada', 'dragon')).toBe('joined')
      const doings = (await store.repertoire.doings(id, 9)).map(({ member, companions }) => [
        member,
        companions,
      ])
      expect(doings).toEqual([
        [ada, [bo]],
        [bo, [ada]],
        [ada, [bo]],
      ])
      expect(await store.history.totals(id, EVER)).toEqual(
        expect.arrayContaining([
          { member: ada, messages: 0, reactions: 0, acts: 2 },
          { member: bo, messages: 0, reactions: 0, acts: 1 },
        ]),
      )
      expect(await store.people.memberNow(id, dragon)).toBe(ada)
      expect(await store.people.memberNow(id, ada)).toBe(ada)
      expect((await store.people.dataOf(id, ada)).pauses).toEqual([{ fromAt: START + 1, toAt: null }])
      await store.people.resume(id, ada, START + 3)
      expect((await store.people.dataOf(id, ada)).pauses).toEqual([{ fromAt: START + 1, toAt: START + 3 }])

      await store.people.erase(id, ada, { practices: 'remove' }, START)
      expect(await store.people.hasErased(id, 'slack', 'ada')).toBe(true)
      expect(await store.people.hasErased(id, 'discord', 'dragon')).toBe(true)
      expect(await store.people.memberNow(id, dragon)).toBeNull()
      expect(await store.people.memberNow(id, ada)).toBeNull()
    }))

  it('shows a name of one platform on another only if its owner agreed', () =>
    withStore(engine, async (store) => {
      const here = await both(store)
      const { id } = here.community
      const ada = await memberOf(store, here, 'slack', 'ada')
      const dragon = await memberOf(store, here, 'discord', 'dragon')
      await store.people.setName(id, ada, 'slack', 'Ada Lovelace')
      await store.people.setName(id, dragon, 'discord', 'dragon')
      const shown = async (member: MemberId) =>
        Promise.all(
          (['slack', 'discord'] as const).flatMap((on) =>
            (['slack', 'discord', null] as const).map((doneOn) =>
              store.people.name(id, member, { on, doneOn }),
            ),
          ),
        )
      expect(await shown(ada)).toEqual(['Ada Lovelace', null, 'Ada Lovelace', null, null, null])
      await store.people.nameEverywhere(id, dragon, true)
      expect(await shown(dragon)).toEqual(['dragon', 'dragon', 'dragon', 'dragon', 'dragon', 'dragon'])
      await join(store, here, 'ada', 'dragon')
      const apart = ['Ada Lovelace', null, 'Ada Lovelace', null, 'dragon', 'dragon']
      expect(await shown(ada), 'joining is no agreement').toEqual(apart)
      await store.people.nameEverywhere(id, ada, true)
      const crossing = ['Ada Lovelace', 'Ada Lovelace', 'Ada Lovelace', 'dragon', 'dragon', 'dragon']
      expect(await shown(ada)).toEqual(crossing)
      await store.people.nameEverywhere(id, ada, false)
      expect(await shown(ada)).toEqual(apart)
    }))

  it('has one first message on sealed days, and ties that are added up', () =>
    withStore(engine, async (store) => {
      const here = await both(store)
      const { id } = here.community
      const old = START - 200 * DAY_MS
      await store.recording.record(
        here.discord.workspace.id,
        [
          message('1', 'dragon', old, { space: DISCORD_SPACE }),
          message('2', 'bo', old + 1, { space: DISCORD_SPACE, mentions: ['dragon'] }),
        ],
        old,
      )
      await store.recording.record(
        here.workspace.id,
        [message('3', 'ada', old + DAY_MS), message('4', 'cy', old + DAY_MS + 1, { mentions: ['ada'] })],
        old,
      )
      await store.retention.seal(id, START, 90)
      const firstsOf = async () => {
        const firsts = []
        for await (const starters of store.history.sealedStarters(id, EVER, new Map()))
          firsts.push(...starters.filter((one) => one.isFirst))
        return firsts
      }
      expect(await firstsOf()).toHaveLength(4)
      await join(store, here, 'ada', 'dragon')
      const ada = await memberOf(store, here, 'slack', 'ada')
      expect(await firstsOf()).toHaveLength(3)
      expect((await store.history.firstMessageDays(id)).get(ada)).toBe(Math.floor(old / DAY_MS))
      expect((await store.people.dataOf(id, ada)).ties).toEqual({ toOthers: 0, fromOthers: 2 })
    }))

  it('leaves the same tables whether it was known before anything was read, in between, or after all of it', async () => {
    const tablesAfter = async (before: readonly Activity[], after: readonly Activity[]) => {
      const database = await ENGINES[engine]()
      try {
        const store = await openStore({ url: database.url, secret: SECRET })
        const here = await both(store)
        const record = async (activities: readonly Activity[]) => {
          await store.recording.record(here.workspace.id, activities, START)
          await store.recording.record(here.discord.workspace.id, activities.map(onDiscord).reverse(), START)
        }
        await record(before)
        expect(await join(store, here, 'ada', 'bo#')).toBe('joined')
        await record(after)
        await store.close()
        return await recordedTables(database.url)
      } finally {
        await database.drop()
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 20 }), fc.nat(20), async (all, cut) => {
        const first = await tablesAfter([], all)
        expect(await tablesAfter(all, [])).toEqual(first)
        expect(await tablesAfter(all.slice(0, cut), all.slice(cut))).toEqual(first)
      }),
      { numRuns: engine === 'sqlite' ? 30 : 3 },
    )
  }, 120_000)
})
