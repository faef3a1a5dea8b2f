/** What must hold of a digest whatever people did, and in whatever order it was heard of. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Activity } from '../../../src/core/activity.ts'
import { calendarOf, type Period } from '../../../src/core/calendar.ts'
import type { Digest } from '../../../src/core/participation/digest.ts'
import { readDigest } from '../../../src/core/participation/read-digest.ts'
import type { Community, Store } from '../../../src/core/ports.ts'
import { openStore } from '../../../src/store/open.ts'
import { expectIdentities, expectMovesToAddUp } from '../../independent/identities.ts'
import { DAY, MINUTE } from './conversations.ts'

/** A zone in which the clocks change within the history: on 31 March. */
const ZONE = 'Europe/Paris'
const START = Date.UTC(2024, 1, 20)
const FIRST_DAY = calendarOf(ZONE).dayOf(START)
const LONGEST_DAYS = 90
const RUNS = 40
const ORDINALS = 100_000

let store: Store
beforeAll(async () => {
  store = await openStore({ url: ':memory:', secret: 'only for tests' })
})
afterAll(() => store.close())

const person = fc.constantFrom('ann', 'ben', 'cat', 'dan', 'eve')
/** Mostly close together, so that something is answered and something is not. */
const anyPost = fc.record({
  author: person,
  afterMinutes: fc.oneof(
    fc.integer({ min: 0, max: LONGEST_DAYS * 24 * 60 }),
    fc.integer({ min: 0, max: 200 }).map((ten) => ten * 10),
  ),
  space: fc.constantFrom('general', 'help'),
  thread: fc.constantFrom('none', 'own', 'earlier', 'orphan'),
  answers: fc.constantFrom('nothing', 'nothing', 'earlier', 'gone'),
  names: fc.uniqueArray(person, { maxLength: 2 }),
  reactor: fc.option(person),
  isDeleted: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
})

/** Activities whose keys grow with time, as the platforms' do. */
const anyHistory = fc.array(anyPost, { maxLength: 60 }).map((posts) => {
  const activities: Activity[] = []
  const lastKeys = new Map<string, string>()
  posts
    .sort((a, b) => a.afterMinutes - b.afterMinutes)
    .forEach(({ author, afterMinutes, space, thread, answers, names, reactor, isDeleted }, index) => {
      const key = String(ORDINALS + index)
      const earlier = lastKeys.get(space) ?? null
      const at = START + afterMinutes * MINUTE
      activities.push({
        ...{ kind: 'message', space, key, author, at, mentions: names, length: 3, asks: false },
        thread: { none: null, own: key, earlier, orphan: `orphan ${index % 3}` }[thread],
        reference: { nothing: null, earlier, gone: '' }[answers],
      })
      if (reactor !== null && reactor !== author)
        activities.push({
          ...{ kind: 'reaction', space, message: key, emoji: '+1', person: reactor, present: true },
          ...{ at: at + MINUTE, exact: true, author },
        })
      if (isDeleted) activities.push({ kind: 'deletion', space, key })
      if (thread === 'none') lastKeys.set(space, key)
    })
  return activities
})

const anyStretch = fc
  .record({ from: fc.integer({ min: -20, max: LONGEST_DAYS + 20 }), days: fc.integer({ min: 1, max: 40 }) })
  .map(({ from, days }) => ({ from: FIRST_DAY + from, to: FIRST_DAY + from + days }))

let made = 0
async function communityOf(activities: readonly Activity[], breaks: readonly Period[]): Promise<Community> {
  made += 1
  const workspace = await store.communities.workspace({
    ...{ platform: 'discord', externalId: `server ${made}`, name: 'Club' },
  })
  const community = await store.communities.create({
    ...{ name: `Club ${made}`, timeZone: ZONE, isLive: false, now: START },
  })
  for (const name of ['general', 'help'])
    await store.communities.bindSpace(community.id, workspace.id, { externalId: name, name })
  await store.communities.setBreaks(community.id, breaks)
  await store.recording.record(workspace.id, activities, START + 2 * LONGEST_DAYS * DAY)
  return community
}

/** Of the period, and of the one that follows it. */
async function twoDigests(community: Community, { from, to }: Period): Promise<readonly [Digest, Digest]> {
  const { digest: before } = await readDigest(store, community, { from, to })
  const { digest: after } = await readDigest(store, community, { from: to, to: to + (to - from) })
  return [before, after]
}

/** Without what is of the one community and not of the other. */
const withoutPlace = (digests: readonly Digest[]) =>
  digests.map(({ community: _, answers, ...rest }) => ({
    ...rest,
    answers: { ...answers, waiting: answers.waiting.map(({ link: _link, ...one }) => one) },
  }))

it('adds up whatever people did, and does not depend on the order in which it was heard of', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyHistory.chain((history) =>
        fc.record({
          history: fc.constant(history),
          shuffled: fc.shuffledSubarray(history, { minLength: history.length }),
        }),
      ),
      anyStretch,
      fc.uniqueArray(anyStretch, { maxLength: 2, selector: ({ from }) => from }),
      async ({ history, shuffled }, period, breaks) => {
        const told = await twoDigests(await communityOf(history, breaks), period)
        for (const digest of told) expectIdentities(digest)
        // Who was here in a break alone has a band while a week reaches out of it, and none once all of them lie inside.
        if (breaks.length === 0) expectMovesToAddUp(...told)
        const other = await twoDigests(await communityOf(shuffled, breaks), period)
        expect(withoutPlace(other)).toEqual(withoutPlace(told))
      },
    ),
    { numRuns: RUNS },
  )
})
