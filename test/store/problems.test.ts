/** Problems on both engines: who is in, how they are closed, and what becomes of them with their people. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Platform } from '../../src/core/activity.ts'
import { type MemberId, problemId } from '../../src/core/ids.ts'
import type { Store } from '../../src/core/ports.ts'
import type { Problem } from '../../src/core/repertoire/problem.ts'
import { openStore } from '../../src/store/open.ts'
import { EVER, HOUR_MS, type Place, place, START } from './club.ts'
import { ENGINE_NAMES, SECRET, withStore } from './engines.ts'

const DAY = Math.floor(START / (24 * HOUR_MS))
const TEXT = { title: 'Fix the door', whom: 'us', doneWhen: 'no draught', firstStep: 'measure', link: null }
const SAID = { changed: 'It is warm', changedForCloser: 'I can fit a seal' }

/** Somebody does something, some hours after the beginning. */
const by = (member: MemberId, hours = 0, platform: Platform = 'slack') => ({
  ...{ member, platform, at: START + hours * HOUR_MS },
})

/** A problem that ada opened, and four who could take part. */
async function opened(store: Store) {
  const here = await place(store)
  const { id: community } = here.community
  const member = (name: string, platform: Platform = 'slack') =>
    store.people.member(community, platform, name)
  const ada = await member('ada')
  const { id } = await store.problems.open(community, TEXT, by(ada), DAY)
  const now = async (): Promise<Problem> => {
    const found = (await store.problems.all(community)).find((one) => one.id === id)
    if (found === undefined) throw new Error('the problem is gone')
    return found
  }
  const acts = async (of: MemberId) =>
    (await store.history.totals(community, EVER)).find((one) => one.member === of)?.acts ?? 0
  return { here, community, id, ada, bo: await member('bo'), cy: await member('cy'), member, now, acts }
}

/** Somebody on Discord is somebody on Slack. */
async function joinPeople(
  store: Store,
  { community: { id: community } }: Place,
  slack: string,
  discord: string,
) {
  const member = await store.people.member(community, 'slack', slack)
  const code = await store.people.makeCode({ community, purpose: 'person', member, platform: 'slack' }, START)
  return store.people.join(community, await store.people.member(community, 'discord', discord), code, START)
}

describe.each(ENGINE_NAMES)('a problem on %s', (engine) => {
  it('is opened, changed, joined up to its places and until its day, and left', () =>
    withStore(engine, async (store) => {
      const { community, id, ada, bo, cy, now, acts } = await opened(store)
      expect(await now()).toEqual({
        ...{ ...TEXT, id, kind: 'problem', adult: null, places: null, untilDay: null },
        ...{ curriculum: '', partners: '', opener: ada, platform: 'slack', openedAt: START },
        ...{ participants: [], closings: [] },
      })
      const more = {
        kind: 'service',
        adult: cy,
        places: 1,
        untilDay: DAY,
        curriculum: 'x',
        partners: 'y',
      } as const
      expect(await store.problems.addTo(community, id, more)).toBe(true)
      expect(await store.problems.change(community, id, { ...TEXT, title: 'Fix it' })).toBe(true)
      expect(await now()).toMatchObject({ ...more, title: 'Fix it', opener: ada })
      expect(await store.problems.join(community, id, by(bo, 1), DAY)).toBe('joined')
      expect(await store.problems.join(community, id, by(bo, 2), DAY)).toBe('already')
      expect(await store.problems.join(community, id, by(cy, 2), DAY)).toBe('full')
      expect(await store.problems.leave(community, id, bo, START + 3)).toBe(true)
      expect(await store.problems.leave(community, id, bo, START + 4)).toBe(false)
      expect(await store.problems.join(community, id, by(cy, 3), DAY + 1)).toBe('past')
      expect(await store.problems.join(community, id, by(cy, 3), DAY)).toBe('joined')
      expect(await store.problems.join(community, id, by(bo, 4), DAY)).toBe('full')
      await store.problems.leave(community, id, cy, START + 5)
      expect(await store.problems.join(community, id, by(bo, 5), DAY)).toBe('again')
      expect((await now()).participants).toMatchObject([
        { member: bo, joinedAt: START + HOUR_MS, leftAt: null },
        { member: cy, leftAt: START + 5 },
      ])
      expect([await acts(ada), await acts(bo), await acts(cy)]).toEqual([1, 1, 1])
      const gone = problemId(99)
      expect(await store.problems.join(community, gone, by(bo), DAY)).toBe('gone')
      expect(await store.problems.change(community, gone, TEXT)).toBe(false)
    }))

  it('never gives the same place to two who come at once', () =>
    withStore(engine, async (store, url) => {
      const { community, id, member, now } = await opened(store)
      const more = { kind: 'problem', adult: null, untilDay: null, curriculum: '', partners: '' } as const
      await store.problems.addTo(community, id, { ...more, places: 2 })
      const other = engine === 'sqlite' ? store : await openStore({ url, secret: SECRET })
      const people = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => member(name)))
      const came = await Promise.all(
        people.map((one, at) => (at % 2 === 0 ? store : other).problems.join(community, id, by(one), DAY)),
      )
      expect(came.filter((one) => one === 'joined')).toHaveLength(2)
      expect(came.filter((one) => one === 'full')).toHaveLength(4)
      expect((await now()).participants).toHaveLength(2)
      if (other !== store) await other.close()
    }))

  it('is closed once, confirmed by somebody else, and opened again with what was said', () =>
    withStore(engine, async (store) => {
      const { community, id, ada, bo, cy, now, acts } = await opened(store)
      await store.problems.join(community, id, by(bo), DAY)
      const at = START + HOUR_MS
      expect(await store.problems.confirm(community, id, 1, by(cy))).toBe(false)
      expect(await store.problems.reopen(community, id, { member: ada, at })).toBe(false)
      expect(await store.problems.close(community, id, SAID, by(bo, 1), DAY)).toBe(true)
      expect(await store.problems.close(community, id, SAID, by(ada, 2), DAY)).toBe(false)
      expect(await store.problems.join(community, id, by(cy), DAY)).toBe('closed')
      expect(await store.problems.confirm(community, id, 1, by(bo, 2))).toBe(false)
      expect(await store.problems.confirm(community, id, 1, by(cy, 2, 'discord'))).toBe(true)
      expect(await store.problems.confirm(community, id, 1, by(ada, 3))).toBe(false)
      const told = { changed: 'I can fit two', at: START + 4 }
      expect(await store.problems.tellChange(community, id, cy, told)).toBe(false)
      expect(await now()).toMatchObject({
        participants: [{ member: bo, changed: 'I can fit a seal' }],
        closings: [
          {
            ...{ closer: bo, closedAt: at, changed: 'It is warm', changedForCloser: '', reopened: null },
            confirmed: { by: cy, platform: 'discord', at: START + 2 * HOUR_MS },
          },
        ],
      })
      expect(await store.problems.tellChange(community, id, bo, told)).toBe(true)
      expect(await store.problems.reopen(community, id, { member: ada, at: at + 9 })).toBe(true)
      expect(await store.problems.close(community, id, SAID, by(ada, 5), DAY)).toBe(true)
      const { closings, participants } = await now()
      expect(closings).toMatchObject([
        { closer: bo, reopened: { by: ada, at: at + 9 } },
        { closer: ada, changedForCloser: 'I can fit a seal', confirmed: null, reopened: null },
      ])
      expect(participants).toMatchObject([{ changed: 'I can fit two' }])
      // Whoever read the first closing says nothing of the second.
      expect(await store.problems.confirm(community, id, 1, by(cy, 6))).toBe(false)
      expect((await now()).closings[1]?.confirmed).toBeNull()
      await store.problems.reopen(community, id, { member: ada, at: at + 10 })
      await store.problems.close(community, id, SAID, by(bo, 6), DAY)
      // bo: joined, and closed it once for the first time; ada: opened and closed it.
      expect([await acts(bo), await acts(ada), await acts(cy)]).toEqual([2, 2, 0])
      expect(await store.acts.between(community, START, START + 7 * HOUR_MS)).toMatchObject({
        ...{ problemsOpened: 1, problemsJoined: 1, problemsClosed: 2, shared: 0, thanks: 0 },
      })
      expect(await store.acts.between(community, START + 2 * HOUR_MS, START + 7 * HOUR_MS)).toMatchObject({
        ...{ problemsOpened: 0, problemsJoined: 0, problemsClosed: 1 },
      })
    }))

  it('counts each act once a person, whatever is pressed in whatever order, as the tables tell it too', () =>
    withStore(engine, async (store) => {
      const anything = fc.record({
        what: fc.constantFrom('join', 'leave', 'close', 'confirm', 'reopen'),
        who: fc.constantFrom('bo', 'cy', 'dee'),
      })
      const { community, ada, member } = await opened(store)
      let hours = 10
      await fc.assert(
        fc.asyncProperty(fc.array(anything, { maxLength: 12 }), async (pressed) => {
          hours += 1
          const fromAt = START + hours * HOUR_MS
          const before = await store.history.totals(community, EVER)
          const { id } = await store.problems.open(community, TEXT, by(ada, hours), DAY)
          const joined = new Set<string>()
          const closed = new Set<string>()
          for (const { what, who } of pressed) {
            const one = await member(who)
            const deed = by(one, hours)
            if (what === 'join' && (await store.problems.join(community, id, deed, DAY)) !== 'closed')
              joined.add(who)
            if (what === 'leave') await store.problems.leave(community, id, one, fromAt)
            if (what === 'close' && (await store.problems.close(community, id, SAID, deed, DAY)))
              closed.add(who)
            if (what === 'confirm') await store.problems.confirm(community, id, 1, deed)
            if (what === 'reopen') await store.problems.reopen(community, id, { member: one, at: fromAt })
          }
          const sum = (totals: typeof before) => totals.reduce((all, one) => all + one.acts, 0)
          const counted = sum(await store.history.totals(community, EVER)) - sum(before)
          expect(counted).toBe(1 + joined.size + closed.size)
          expect(await store.acts.between(community, fromAt, fromAt + 1)).toMatchObject({
            ...{ problemsOpened: 1, problemsJoined: joined.size, problemsClosed: closed.size },
          })
          const [problem] = (await store.problems.all(community)).slice(-1)
          for (const { closer, confirmed } of problem?.closings ?? [])
            expect(confirmed?.by === closer && confirmed !== null).toBe(false)
        }),
        { numRuns: engine === 'sqlite' ? 15 : 6 },
      )
    }))

  it('stays as of nobody where others take part; who leaves without trace is in none of it', () =>
    withStore(engine, async (store) => {
      const { community, id, ada, bo, cy, now } = await opened(store)
      await store.problems.join(community, id, by(ada), DAY)
      await store.problems.join(community, id, by(bo), DAY)
      await store.problems.addTo(community, id, {
        ...{ kind: 'project', adult: ada, places: 3, untilDay: null, curriculum: '', partners: '' },
      })
      await store.problems.close(community, id, SAID, by(ada, 1), DAY)
      await store.problems.reopen(community, id, { member: ada, at: START + HOUR_MS })
      await store.problems.close(community, id, SAID, by(bo, 2), DAY)
      await store.problems.confirm(community, id, 2, by(ada, 3))
      const alone = await store.problems.open(community, { ...TEXT, title: 'Hers alone' }, by(ada), DAY)
      await store.problems.join(community, alone.id, by(ada), DAY)
      const mine = await store.people.dataOf(community, ada)
      expect(mine.problems).toEqual({
        opened: [
          { title: 'Fix the door', openedAt: START },
          { title: 'Hers alone', openedAt: START },
        ],
        beside: ['Fix the door'],
        takenPartIn: [
          {
            ...{ title: 'Fix the door', joinedAt: START, leftAt: null },
            ...{ changed: 'I can fit a seal', toldAt: START + HOUR_MS },
          },
          { title: 'Hers alone', joinedAt: START, leftAt: null, changed: '', toldAt: null },
        ],
        closed: [
          { title: 'Fix the door', closedAt: START + HOUR_MS, changed: 'It is warm', changedForCloser: '' },
        ],
        confirmed: [{ title: 'Fix the door', confirmedAt: START + 3 * HOUR_MS }],
        reopened: [{ title: 'Fix the door', reopenedAt: START + HOUR_MS }],
      })
      await store.people.erase(community, ada, { practices: 'remove' }, START)
      expect(await store.problems.all(community)).toHaveLength(1)
      expect(await now()).toMatchObject({
        ...{ title: 'Fix the door', opener: null, platform: null, adult: null },
        participants: [{ member: bo }],
        closings: [
          { closer: null, platform: null, changedForCloser: '', reopened: { by: null } },
          { closer: bo, confirmed: { by: null, platform: null, at: START + 3 * HOUR_MS } },
        ],
      })
      const kept = await store.problems.open(community, { ...TEXT, title: 'His' }, by(cy), DAY)
      await store.people.erase(community, cy, { practices: 'keep' }, START)
      expect((await store.problems.all(community)).at(-1)).toMatchObject({ id: kept.id, opener: null })
    }))

  it('has somebody who is on two platforms in it once, from the earlier day, who confirms nothing of their own', () =>
    withStore(engine, async (store) => {
      const { here, community, id, ada, bo, member, now } = await opened(store)
      const dragon = await member('dragon', 'discord')
      await store.problems.join(community, id, by(dragon, 1, 'discord'), DAY)
      await store.problems.join(community, id, by(ada, 2), DAY)
      await store.problems.join(community, id, by(bo, 3), DAY)
      await store.problems.leave(community, id, ada, START + 4 * HOUR_MS)
      await store.problems.close(
        community,
        id,
        { ...SAID, changedForCloser: 'One' },
        by(dragon, 5, 'discord'),
        DAY,
      )
      await store.problems.confirm(community, id, 1, by(ada, 6))
      await store.problems.addTo(community, id, {
        ...{ kind: 'problem', adult: dragon, places: null, untilDay: null, curriculum: '', partners: '' },
      })
      expect(await joinPeople(store, here, 'ada', 'dragon')).toBe('joined')
      expect(await now()).toMatchObject({
        ...{ opener: ada, adult: ada },
        participants: [
          { member: ada, platform: 'discord', joinedAt: START + HOUR_MS, leftAt: null, changed: 'One' },
          { member: bo },
        ],
        closings: [{ closer: ada, confirmed: null }],
      })
      expect(await store.problems.confirm(community, id, 1, by(bo, 7))).toBe(true)
    }))

  it('goes with its community, and no other', () =>
    withStore(engine, async (store) => {
      const { here, community, id, ada } = await opened(store)
      await store.problems.join(community, id, by(ada), DAY)
      await store.problems.close(community, id, SAID, by(ada), DAY)
      const second = await store.communities.create({ name: 'B', timeZone: 'UTC', isLive: true, now: START })
      const theirs = await store.people.member(second.id, 'slack', 'ada')
      await store.problems.open(second.id, TEXT, by(theirs), DAY)
      await store.communities.dropWorkspace(here.workspace.id)
      expect(await store.problems.all(community)).toEqual([])
      expect(await store.acts.between(community, 0, START * 2)).toMatchObject({ problemsClosed: 0 })
      expect(await store.problems.all(second.id)).toHaveLength(1)
    }))
})
