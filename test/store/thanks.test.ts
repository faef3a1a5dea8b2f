import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemberId, PracticeId } from '../../src/core/ids.ts'
import type { Store } from '../../src/core/ports.ts'
import type { NewThanks } from '../../src/core/ports-thanks.ts'
import { EVER, place, START } from './club.ts'
import { ENGINE_NAMES, withStore } from './engines.ts'
import { newPractice } from './practices.ts'

const DAY = 19_783

/** Ada, Bo and Cy on Slack, and thanks of which a test says only what matters to it. */
async function club(store: Store) {
  const here = await place(store)
  const { id } = here.community
  const members: MemberId[] = []
  for (const person of ['ada', 'bo', 'cy']) members.push(await store.people.member(id, 'slack', person))
  const [ada, bo, cy] = members
  if (ada === undefined || bo === undefined || cy === undefined) throw new Error('three people')
  const give = (giver: MemberId, receiver: MemberId, more: Partial<NewThanks> = {}) =>
    store.thanks.give(
      id,
      {
        ...{
          giver,
          receiver,
          what: 'staying late',
          practice: null,
          link: null,
          platform: 'slack',
          at: START,
        },
        ...more,
      },
      DAY,
    )
  return { ...here, id, ada, bo, cy, give }
}

describe.each(ENGINE_NAMES)('thanks on %s', (engine) => {
  it('are kept as they were said, and are an act of whoever said them', () =>
    withStore(engine, async (store) => {
      const { id, ada, bo, give } = await club(store)
      const { id: practice } = await store.repertoire.share(
        id,
        newPractice({ name: 'Crimp', sharer: bo, at: START }),
        DAY,
      )
      const link = 'https://robots.slack.com/archives/C1/p1'
      const thanks = await give(ada, bo, { practice, link })
      expect(await store.thanks.one(id, thanks)).toEqual({
        ...{ id: thanks, giver: ada, receiver: bo, what: 'staying late', practice, link },
        ...{ platform: 'slack', at: START, keptAt: null, refusedAt: null },
      })
      expect(await store.thanks.latest(id, 5)).toEqual([await store.thanks.one(id, thanks)])
      expect(await store.thanks.all(id)).toEqual([{ giver: ada, receiver: bo, practice, at: START }])
      expect(await store.history.totals(id, EVER)).toEqual([
        { member: ada, messages: 0, reactions: 0, acts: 1 },
        { member: bo, messages: 0, reactions: 0, acts: 1 },
      ])
      expect((await store.people.dataOf(id, bo)).thanksReceived).toEqual([
        { what: 'staying late', practice: 'Crimp', link, at: START, keptAt: null, refusedAt: null },
      ])
      expect((await store.people.dataOf(id, ada)).thanksGiven).toEqual([
        { what: 'staying late', practice: 'Crimp', link, at: START },
      ])
    }))

  it('say what whoever was thanked said last, and to nobody else', () =>
    withStore(engine, async (store) => {
      const { id, ada, bo, give } = await club(store)
      const verdicts = fc.array(fc.constantFrom('kept' as const, 'refused' as const), { maxLength: 5 })
      await fc.assert(
        fc.asyncProperty(verdicts, async (said) => {
          const thanks = await give(ada, bo)
          for (const [index, verdict] of said.entries()) {
            expect(await store.thanks.decide(id, thanks, ada, { verdict, at: START + 9 })).toBe(false)
            expect(await store.thanks.decide(id, thanks, bo, { verdict, at: START + index })).toBe(true)
          }
          const last = said.at(-1)
          // Saying it again changes nothing: the moment is that of the first of the same in a row.
          const since = said.length - [...said].reverse().findIndex((one) => one !== last)
          const at = START + (said.every((one) => one === last) ? 0 : since)
          expect(await store.thanks.one(id, thanks)).toMatchObject({
            keptAt: last === 'kept' ? at : null,
            refusedAt: last === 'refused' ? at : null,
          })
          const isCounted = (await store.thanks.latest(id, 1_000)).some((one) => one.id === thanks)
          expect(isCounted).toBe(last !== 'refused')
          const isOpen = (await store.thanks.undecided(id, bo, 1_000)).some((one) => one.id === thanks)
          expect(isOpen).toBe(last === undefined)
        }),
        { numRuns: 15 },
      )
      expect(await store.thanks.all(id)).toHaveLength((await store.thanks.latest(id, 1_000)).length)
    }))

  it('go with either of the two, and lose a practice that goes', () =>
    withStore(engine, async (store) => {
      const { id, ada, bo, cy, give } = await club(store)
      const share = async (sharer: MemberId): Promise<PracticeId> =>
        (await store.repertoire.share(id, newPractice({ name: `of ${sharer}`, sharer, at: START }), DAY)).id
      const practice = await share(bo)
      await give(ada, bo)
      await give(bo, cy)
      const left = await give(ada, cy, { practice })
      await store.people.erase(id, bo, { practices: 'remove' }, START)
      expect((await store.thanks.latest(id, 9)).map((one) => [one.id, one.practice])).toEqual([[left, null]])
      await store.people.erase(id, cy, { practices: 'keep' }, START)
      expect(await store.thanks.all(id)).toEqual([])
    }))

  it('are of one person once two are joined, and nobody thanks themselves', () =>
    withStore(engine, async (store) => {
      const { id, ada, bo, give } = await club(store)
      const dragon = await store.people.member(id, 'discord', 'dragon')
      const toHer = await give(bo, dragon)
      const byHer = await give(dragon, bo)
      await give(ada, dragon)
      const code = await store.people.makeCode(
        { community: id, purpose: 'person', member: ada, platform: 'slack' },
        START,
      )
      expect(await store.people.join(id, dragon, code, START)).toBe('joined')
      expect((await store.thanks.latest(id, 9)).map((one) => [one.id, one.giver, one.receiver])).toEqual([
        [byHer, ada, bo],
        [toHer, bo, ada],
      ])
      expect(await store.thanks.decide(id, toHer, ada, { verdict: 'kept', at: START })).toBe(true)
    }))

  it('find people elsewhere only by their own word', () =>
    withStore(engine, async (store) => {
      const { id, ada, bo, cy } = await club(store)
      for (const [member, name] of [
        [ada, 'Ada'],
        [bo, 'Bo'],
        [cy, 'Cy'],
      ] as const)
        await store.people.setName(id, member, 'slack', name)
      const nameless = await store.people.member(id, 'slack', 'nameless')
      const there = () => store.thanks.elsewhere(id, 'discord')
      expect(await there()).toEqual([])
      for (const member of [ada, bo, nameless]) await store.people.nameEverywhere(id, member, true)
      expect(await there()).toEqual([
        { member: ada, name: 'Ada' },
        { member: bo, name: 'Bo' },
      ])
      expect(await store.thanks.elsewhere(id, 'slack')).toEqual([])
      await store.people.nameEverywhere(id, ada, false)
      await store.people.erase(id, bo, { practices: 'keep' }, START)
      expect(await there()).toEqual([])
    }))

  it('are forgotten with their community', () =>
    withStore(engine, async (store) => {
      const { id, workspace, ada, bo, give } = await club(store)
      const thanks = await give(ada, bo)
      await store.communities.dropWorkspace(workspace.id)
      expect(await store.thanks.one(id, thanks)).toBeNull()
    }))
})
