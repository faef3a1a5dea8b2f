import { describe, expect, it } from 'vitest'
import { type MemberId, pairId } from '../../src/core/ids.ts'
import type { Store } from '../../src/core/ports.ts'
import type { Pair } from '../../src/core/repertoire/apprenticeship.ts'
import { openStore } from '../../src/store/open.ts'
import { place, START } from './club.ts'
import { ENGINE_NAMES, SECRET, withStore } from './engines.ts'

const DAY = Math.floor(START / 86_400_000)
const NOBODY_AWAY = 0

async function club(store: Store) {
  const { community, workspace, space } = await place(store)
  const member = (person: string, platform: 'slack' | 'discord' = 'slack') =>
    store.people.member(community.id, platform, person)
  const say = (who: MemberId, as: 'learn' | 'show', topic = 'soldering', limit = 1, at = START) =>
    store.learning.say(community.id, { member: who, topic, as, limit, platform: 'slack', at }, DAY)
  const propose = (learner: MemberId, shower: MemberId, topic = 'soldering') =>
    store.learning.propose(community.id, {
      ...{ topic, learner, shower, by: 'learn', space: space.id, at: START },
    })
  const pair = async (learner: MemberId, shower: MemberId, topic?: string) => {
    const id = await propose(learner, shower, topic)
    if (id === null) throw new Error('it was proposed before')
    await store.learning.agree(community.id, id, shower, { at: START + 1, space: space.id })
    return id
  }
  const acts = async (who: MemberId) => {
    const totals = await store.history.totals(community.id, { from: DAY, to: DAY + 1 })
    return totals.find((one) => one.member === who)?.acts ?? 0
  }
  const [ada, bo, cy] = [await member('ada'), await member('bo'), await member('cy')]
  return { id: community.id, workspace, space, member, say, propose, pair, acts, ada, bo, cy }
}

describe.each(ENGINE_NAMES)('learning from each other on %s', (engine) => {
  it('keeps what is said once, counts it once, and takes it back for its owner only', () =>
    withStore(engine, async (store) => {
      const { id, say, acts, ada, bo } = await club(store)
      const said = await say(ada, 'show', 'soldering', 2)
      await say(ada, 'learn')
      expect(await say(ada, 'show', 'soldering', 3)).toEqual({ ...said, limit: 3 })
      expect(await acts(ada)).toBe(2)
      await store.learning.takeBack(id, said.id, bo, START)
      expect(await store.learning.said(id)).toHaveLength(2)
      await store.learning.takeBack(id, said.id, ada, START)
      expect((await store.learning.said(id)).map((one) => one.as)).toEqual(['learn'])
      await say(ada, 'show')
      expect(await acts(ada)).toBe(3)
    }))

  it('never gives the last place of somebody to two whom they answer at once', () =>
    withStore(engine, async (store, url) => {
      const { id, propose, ada, bo, cy } = await club(store)
      const pairs = [await propose(ada, bo), await propose(cy, bo)]
      const other = engine === 'sqlite' ? store : await openStore({ url, secret: SECRET })
      const limits = { learn: 1, show: 1 }
      const agreed = await Promise.all(
        pairs.map((one, at) =>
          (at === 0 ? store : other).learning.agree(id, one ?? pairId(0), bo, {
            at: START,
            space: null,
            limits,
          }),
        ),
      )
      expect(agreed.filter((one) => one)).toHaveLength(1)
      expect((await store.learning.pairs(id)).filter((one) => one.showerAgreedAt !== null)).toHaveLength(1)
      if (other !== store) await other.close()
    }))

  it('has one open pair of the same two and topic, agreed by whoever was asked, ended once', () =>
    withStore(engine, async (store) => {
      const { id, space, propose, ada, bo, cy } = await club(store)
      const pair = await propose(ada, bo)
      if (pair === null) throw new Error('nothing was proposed')
      expect(await propose(ada, bo)).toBeNull()
      const yes = { at: START + 5, space: space.id }
      expect(await store.learning.agree(id, pair, cy, yes)).toBe(false)
      expect(await store.learning.agree(id, pair, ada, yes)).toBe(false)
      expect(await store.learning.agree(id, pair, bo, yes)).toBe(true)
      expect(await store.learning.agree(id, pair, bo, yes)).toBe(false)
      expect(await store.learning.pairs(id)).toMatchObject([
        { learner: ada, shower: bo, learnerAgreedAt: START, showerAgreedAt: START + 5, space: space.id },
      ])
      expect(await store.learning.end(id, pair, START + 9)).toBe(true)
      expect(await store.learning.end(id, pair, START + 10)).toBe(false)
      expect(await propose(ada, bo)).not.toBeNull()
    }))

  it('keeps the first try of a question, what came of it, and the latest answers', () =>
    withStore(engine, async (store) => {
      const { id, pair, ada, bo, cy } = await club(store)
      const key = { pair: await pair(ada, bo), member: ada, weeks: 2 }
      await store.learning.askLater(id, key.pair, ada, 'discord')
      await store.learning.askLater(id, key.pair, cy, 'slack')
      expect(await store.learning.pairs(id)).toMatchObject([
        { learnerAskedOn: 'discord', showerAskedOn: null },
      ])
      await store.learning.trying(id, key, START)
      await store.learning.trying(id, key, START + 60)
      await store.learning.trying(id, { ...key, member: cy }, START)
      await store.learning.settled(id, key, 'm1', START + 61)
      await store.learning.answer(id, key, { goesOn: true }, START + 70)
      await store.learning.answer(id, key, { actsAlone: false }, START + 71)
      await store.learning.answer(id, key, { goesOn: false }, START + 72)
      expect(await store.learning.questions(id)).toEqual([
        {
          ...{ pair: key.pair, member: ada, weeks: 2, triedAt: START, settledAt: START + 61 },
          ...{ message: 'm1', answeredAt: START + 72, goesOn: false, actsAlone: false },
        },
      ])
    }))

  it('tells who is not there to be asked', () =>
    withStore(engine, async (store) => {
      const { id, workspace, say, ada, bo, cy, member } = await club(store)
      for (const one of [ada, bo, cy]) await say(one, 'show')
      const dan = await member('dan')
      await store.people.pause(id, bo, START)
      const leaves = { kind: 'leave', space: null, person: 'cy', at: START + 1 } as const
      await store.recording.record(workspace.id, [leaves], START)
      expect([...(await store.learning.absent(id, NOBODY_AWAY))].sort()).toEqual([bo, cy, dan].sort())
      expect((await store.learning.absent(id, DAY + 1)).has(ada)).toBe(true)
      await store.people.resume(id, bo, START + 1)
      expect((await store.learning.absent(id, NOBODY_AWAY)).has(bo)).toBe(false)
    }))

  it('leaves nothing of whoever erases themselves, and of their appointing nothing but that it was done', () =>
    withStore(engine, async (store) => {
      const { id, say, pair, ada, bo, cy } = await club(store)
      await say(ada, 'learn')
      await say(bo, 'show')
      const gone = await pair(ada, bo)
      const stays = await pair(cy, bo)
      for (const [of, member] of [
        [gone, bo],
        [stays, bo],
      ] as const)
        await store.learning.trying(id, { pair: of, member, weeks: 2 }, START)
      await store.learning.appoint(id, { member: bo, role: 'mentor', by: ada, at: START })
      await store.learning.appoint(id, { member: ada, role: 'adult', by: bo, at: START })
      await store.people.erase(id, ada, { practices: 'remove' }, START)
      expect((await store.learning.said(id)).map((one) => one.member)).toEqual([bo])
      expect((await store.learning.pairs(id)).map((one) => one.id)).toEqual([stays])
      expect((await store.learning.questions(id)).map((one) => one.pair)).toEqual([stays])
      expect(await store.learning.appointed(id)).toEqual([
        { member: bo, role: 'mentor', by: null, at: START },
      ])
      await store.learning.trying(id, { pair: gone, member: ada, weeks: 8 }, START)
      expect(await store.learning.questions(id)).toHaveLength(1)
    }))

  it('makes one of two people: nothing twice, no pair with oneself', () =>
    withStore(engine, async (store) => {
      const { id, say, pair, propose, ada, bo, member } = await club(store)
      const there = await member('ada#', 'discord')
      await say(ada, 'show', 'soldering', 1)
      await say(there, 'show', 'soldering', 4, START + 1)
      await say(there, 'learn', 'welding', 1, START + 1)
      const own = await pair(there, ada)
      await store.learning.trying(id, { pair: own, member: there, weeks: 2 }, START)
      const running = await pair(bo, there)
      await store.learning.trying(id, { pair: running, member: there, weeks: 2 }, START)
      await propose(bo, ada)
      await store.learning.appoint(id, { member: there, role: 'mentor', by: there, at: START })
      await store.learning.appoint(id, { member: ada, role: 'mentor', by: bo, at: START + 1 })
      const code = await store.people.makeCode(
        { community: id, purpose: 'person', member: ada, platform: 'slack' },
        START,
      )
      expect(await store.people.join(id, there, code, START)).toBe('joined')
      expect((await store.learning.said(id)).map((one) => [one.member, one.topic, one.limit])).toEqual([
        [ada, 'soldering', 4],
        [ada, 'welding', 1],
      ])
      const pairs = await store.learning.pairs(id)
      expect(pairs.map((one: Pair) => [one.id, one.learner, one.shower])).toEqual([[running, bo, ada]])
      expect((await store.learning.questions(id)).map((one) => [one.pair, one.member])).toEqual([
        [pairId(running), ada],
      ])
      expect((await store.learning.appointed(id)).map((one) => one.member)).toEqual([ada])
    }))

  it('hands its owner everything of it, of the other one nothing, and keeps pairs whose workspace goes', () =>
    withStore(engine, async (store) => {
      const { id, workspace, say, pair, ada, bo } = await club(store)
      await say(ada, 'learn')
      const of = await pair(ada, bo)
      await store.learning.askLater(id, of, ada, 'slack')
      await store.learning.trying(id, { pair: of, member: ada, weeks: 2 }, START)
      await store.learning.answer(id, { pair: of, member: ada, weeks: 2 }, { actsAlone: true }, START + 3)
      await store.learning.appoint(id, { member: bo, role: 'adult', by: ada, at: START })
      const { learning, pairs, pairQuestions, appointments, appointed } = await store.people.dataOf(id, ada)
      expect({ learning, pairs, pairQuestions, appointments, appointed }).toEqual({
        learning: [{ topic: 'soldering', as: 'learn', limit: 1, at: START, closedAt: null }],
        pairs: [
          {
            ...{ topic: 'soldering', as: 'learn', proposedAt: START, agreedAt: START },
            ...{ endedAt: null, askedOn: 'slack' },
          },
        ],
        pairQuestions: [
          {
            ...{ topic: 'soldering', weeks: 2, askedAt: null },
            ...{ goesOn: null, actsAlone: true, answeredAt: START + 3 },
          },
        ],
        appointments: [],
        appointed: [{ role: 'adult', at: START }],
      })
      const other = await store.communities.workspace({ platform: 'discord', externalId: 'G1', name: 'G1' })
      await store.communities.bindSpace(id, other.id, { externalId: 'D1', name: 'build' })
      await store.communities.dropWorkspace(workspace.id)
      expect((await store.learning.pairs(id)).map((one) => one.space)).toEqual([null])
      await store.communities.dropWorkspace(other.id)
      expect(await store.learning.pairs(id)).toEqual([])
      expect(await store.learning.said(id)).toEqual([])
      expect(await store.learning.appointed(id)).toEqual([])
    }))
})
