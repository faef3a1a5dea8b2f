import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activity } from '../../src/core/activity.ts'
import { type SpaceId, spaceId } from '../../src/core/ids.ts'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import type { HistoryPort, Store } from '../../src/core/ports.ts'
import { anything } from './anything.ts'
import { EVER, HOUR_MS, type Place, place, START } from './club.ts'
import { ENGINE_NAMES, withStore } from './engines.ts'
import * as long from './talk.ts'

const DAY_MS = 24 * HOUR_MS
const PEOPLE = ['ada', 'bo', 'cy', 'dee']

/** Both spaces; everybody is met first, so that two stores give them the same ids. */
async function twoSpaces(store: Store): Promise<Place & { second: SpaceId }> {
  const here = await place(store)
  const given = { externalId: 'C2', name: 'second' }
  const { id: second } = await store.communities.bindSpace(here.community.id, here.workspace.id, given)
  for (const person of PEOPLE) await store.people.member(here.community.id, 'slack', person)
  const giver = await store.people.member(here.community.id, 'slack', 'bo')
  for (const word of ['chuck', 'pit stop'])
    await store.words.give(
      here.community.id,
      { word, meaning: 'x', example: '', giver, platform: 'slack', at: START },
      Math.floor(START / DAY_MS),
    )
  return { ...here, second }
}

/** Everything a history tells. */
async function told(history: HistoryPort, { community, space, second }: Place & { second: SpaceId }) {
  const { id } = community
  const messages = []
  for await (const row of history.messages(id, 0, START * 2)) messages.push(row)
  // Those of one moment come in no order.
  messages.sort((a, b) => a.at - b.at || a.space - b.space || (a.key < b.key ? -1 : 1))
  const daily = []
  for await (const rows of history.daily(id, EVER.to)) daily.push(...rows)
  return {
    messages,
    span: await history.span(id),
    daily,
    firstMessageDays: await history.firstMessageDays(id),
    totals: new Set(await history.totals(id, EVER)),
    threadStarts: await history.threadStarts(id),
    wordUsers: await history.wordUsers(id, { day: EVER.to, at: START * 2 }),
    gaps: await history.gaps(id),
    counts: await history.counts(id, [space.id, second], 0, START * 2),
  }
}

const somewhere = fc
  .tuple(anything, fc.boolean())
  .map(
    ([activity, isSecond]): Activity =>
      activity.space === null || !isSecond ? activity : { ...activity, space: 'C2' },
  )

describe.each(ENGINE_NAMES)('a history as somebody sees it on %s', (engine) => {
  it('tells what a store would that had been told of nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(somewhere, { minLength: 1, maxLength: 25 }), async (activities) => {
        const record = (given: readonly Activity[]) => async (store: Store) => {
          const here = await twoSpaces(store)
          await store.recording.record(here.workspace.id, given, START)
          const [ada] = PEOPLE
          const member = await store.people.member(here.community.id, 'slack', ada ?? '')
          const doing = {
            what: 'x',
            member,
            practice: null,
            outcome: null,
            companions: [],
            platform: null,
            at: START,
          }
          await store.repertoire.did(here.community.id, doing, Math.floor(START / DAY_MS))
          return { store, here }
        }
        const views = await withStore(engine, async (fresh) => {
          const { store, here } = await record(activities)(fresh)
          return {
            first: await told(store.history.seenIn([here.space.id]), here),
            both: await told(store.history.seenIn([here.space.id, here.second]), here),
            all: await told(store.history, here),
            nothing: await told(store.history.seenIn([]), here),
            narrowed: await told(
              store.history.seenIn([here.space.id]).seenIn([here.second, here.space.id]),
              here,
            ),
          }
        })
        const only = (space: string | null) =>
          withStore(engine, async (fresh) => {
            const given = activities.filter((one) => one.space === null || one.space === space)
            const { store, here } = await record(given)(fresh)
            return told(store.history, here)
          })
        expect(views.first).toEqual(await only('C1'))
        expect(views.narrowed).toEqual(views.first)
        expect(views.nothing).toEqual(await only(null))
        expect(views.both).toEqual(views.all)
      }),
      { numRuns: engine === 'sqlite' ? 40 : 4 },
    )
  }, 240_000)

  it('gives the same figures before and after sealing, as of the seen spaces alone', () =>
    withStore(engine, (store) =>
      withStore(engine, async (narrow) => {
        const [wide, alone] = [await long.talkPlace(store), await long.talkPlace(narrow)]
        const all = long.talk()
        for (const activity of all) {
          if (activity.kind !== 'message' && activity.kind !== 'reaction') continue
          await store.recording.record(wide.workspace.id, [activity], activity.at)
          if (activity.space === 'C1')
            await narrow.recording.record(alone.workspace.id, [activity], activity.at)
        }
        const spaces = await store.communities.spaces(wide.community.id)
        const seen = spaces.filter((one) => one.externalId === 'C1').map((one) => one.id)
        const first = Math.floor(long.START / DAY_MS)
        const figures = (of: Store, history: HistoryPort, community: typeof wide.community) =>
          Promise.all(
            [
              { from: first, to: first + 20 },
              { from: first + 10, to: first + 45 },
              { from: first + 25, to: first + 61 },
            ].map(async (period) => {
              const { digest } = await readDigest({ ...of, history }, community, period)
              return { ...digest, answers: { ...digest.answers, waiting: [] } }
            }),
          )
        const wanted = await figures(narrow, narrow.history, alone.community)
        expect(await figures(store, store.history.seenIn(seen), wide.community)).toEqual(wanted)
        await store.retention.seal(wide.community.id, long.START + 60 * DAY_MS, 30)
        expect(await figures(store, store.history.seenIn(seen), wide.community)).toEqual(wanted)
      }),
    ))

  it('shows gaps of the seen spaces alone', () =>
    withStore(engine, async (store) => {
      const { community, space, second } = await twoSpaces(store)
      for (const one of [space.id, second])
        await store.coverage.addGap({
          ...{ community: community.id, space: one, fromAt: 1, toAt: 2, reason: 'unread' },
        })
      const gapsIn = async (spaces: readonly SpaceId[]) =>
        (await store.history.seenIn(spaces).gaps(community.id)).map((gap) => gap.space)
      expect(await gapsIn([second])).toEqual([second])
      expect(await gapsIn([])).toEqual([])
    }))

  it('takes any number of spaces', () =>
    withStore(engine, async (store) => {
      const here = await twoSpaces(store)
      const many = Array.from({ length: 100_000 }, (_, index) => spaceId(index + 1))
      expect(await told(store.history.seenIn(many), here)).toEqual(await told(store.history, here))
    }))
})
