import { describe, expect, it } from 'vitest'
import { HOUR_MS, message, place, reaction, START } from './club.ts'
import { ENGINE_NAMES, withStore } from './engines.ts'
import { newPractice } from './practices.ts'

const DAY_MS = 24 * HOUR_MS
const NO_PROBLEMS = { opened: [], beside: [], takenPartIn: [], closed: [], confirmed: [], reopened: [] }

const NO_THANKS = { thanksGiven: [], thanksReceived: [] }
const NO_WORDS = { words: [], wordUses: [] }
const NO_LEARNING = { learning: [], pairs: [], pairQuestions: [], appointments: [], appointed: [] }

describe.each(ENGINE_NAMES)('what is stored about a member on %s', (engine) => {
  it('is handed to them whole', () =>
    withStore(engine, async (store) => {
      const { community, workspace, space } = await place(store)
      const { id } = community
      const old = START - 200 * DAY_MS
      const ada = await store.people.member(id, 'slack', 'ada')
      const chuck = { word: 'chuck', meaning: 'the clamp', example: '' }
      const given = { ...chuck, giver: ada, platform: 'slack' as const, at: START }
      const used = [(await store.words.give(id, given, Math.floor(START / DAY_MS))).word.id]
      await store.recording.record(
        workspace.id,
        [
          message('o1', 'bo', old),
          message('o2', 'ada', old + HOUR_MS, { reference: 'o1', words: used }),
          message('o3', 'bo', old + 2 * HOUR_MS, { reference: 'o2', mentions: ['ada'] }),
        ],
        old,
      )
      await store.retention.seal(id, START, 90)
      await store.recording.record(
        workspace.id,
        [
          message('1', 'ada', START, { thread: 't1', reference: 'o1', length: 12, asks: true, words: used }),
          message('2', 'ada', START + 1),
          { kind: 'deletion', space: 'C1', key: '2' },
          message('3', 'bo', START),
          reaction('3', 'ada', START + HOUR_MS),
          reaction('1', 'bo', START + HOUR_MS),
          message('4', 'bo', START, { words: used }),
          { kind: 'join', space: null, person: 'ada', at: START - HOUR_MS },
          { kind: 'leave', space: 'C1', person: 'ada', at: START + HOUR_MS },
        ],
        START,
      )
      await store.people.setName(id, ada, 'slack', 'Ada')
      await store.people.pause(id, ada, START + 2 * DAY_MS)
      const day = Math.floor(START / DAY_MS)
      await store.repertoire.share(id, newPractice({ name: 'Crimping', sharer: ada, at: START }), day)
      const doing = {
        what: 'crimped',
        member: ada,
        practice: null,
        outcome: null,
        companions: [],
        platform: null,
        at: START + 5,
      }
      await store.repertoire.did(id, doing, day)
      await store.waiting.mark(id, { space: space.id, key: '3', mark: 'taken' }, ada, START + 7)
      expect(await store.people.dataOf(id, ada)).toEqual({
        identities: [{ platform: 'slack', externalId: 'ada', name: 'Ada' }],
        isNamedEverywhere: false,
        pauses: [{ fromAt: START + 2 * DAY_MS, toAt: null }],
        messages: [
          {
            ...{ space: 'general', key: '1', thread: 't1', at: START, reference: 'o1', length: 12 },
            ...{ asks: true, words: ['chuck'] },
          },
        ],
        reactions: [{ space: 'general', message: '3', emoji: '+1', at: START + HOUR_MS }],
        arrivals: [
          { kind: 'join', space: null, at: START - HOUR_MS },
          { kind: 'leave', space: 'general', at: START + HOUR_MS },
        ],
        days: [
          { date: '2023-08-14', space: 'general', messages: 1, reactions: 0, acts: 0 },
          { date: '2024-03-01', space: null, messages: 0, reactions: 0, acts: 3 },
          { date: '2024-03-01', space: 'general', messages: 1, reactions: 1, acts: 0 },
        ],
        sealed: [{ date: '2023-08-14', hour: 3, space: 'general' }],
        ties: { toOthers: 1, fromOthers: 1 },
        practices: [{ name: 'Crimping', sharedAt: START }],
        doings: [
          { what: 'crimped', at: START + 5, happened: '', learned: '', evidence: null, isAskable: false },
        ],
        changes: [],
        together: [],
        marks: [{ space: 'general', mark: 'taken', at: START + 7 }],
        words: [{ ...chuck, givenAt: START }],
        wordUses: [{ date: '2023-08-14', space: 'general', word: 'chuck', uses: 1 }],
        ...NO_THANKS,
        ...NO_LEARNING,
        problems: NO_PROBLEMS,
      })
    }))

  it('is nothing for somebody who was erased', () =>
    withStore(engine, async (store) => {
      const { community, workspace } = await place(store)
      await store.recording.record(workspace.id, [message('1', 'ada', START)], START)
      const ada = await store.people.member(community.id, 'slack', 'ada')
      await store.people.erase(community.id, ada, { practices: 'remove' }, START)
      expect(await store.people.dataOf(community.id, ada)).toEqual({
        ...{
          isNamedEverywhere: false,
          identities: [],
          pauses: [],
          messages: [],
          reactions: [],
          arrivals: [],
          days: [],
        },
        ...{
          sealed: [],
          ties: { toOthers: 0, fromOthers: 0 },
          practices: [],
          doings: [],
          changes: [],
          together: [],
          marks: [],
          ...NO_WORDS,
          ...NO_THANKS,
          ...NO_LEARNING,
          problems: NO_PROBLEMS,
        },
      })
    }))
})
