import { expect, it } from 'vitest'
import { createVocabulary } from '../../src/app/vocabulary.ts'
import { wordId } from '../../src/core/ids.ts'
import type { WordPort } from '../../src/core/ports-words.ts'
import { place, START } from '../store/club.ts'
import { withStore } from '../store/engines.ts'

const TEXT = 'The chucks are in the pit.'

it('knows at once what is given, changed and taken back here, and what another process did once it looks', () =>
  withStore('sqlite', async (store) => {
    const { community } = await place(store)
    const giver = await store.people.member(community.id, 'slack', 'ada')
    const give = (words: WordPort, word: string) =>
      words.give(community.id, { word, meaning: 'x', example: '', giver, platform: 'slack', at: START }, 0)
    await give(store.words, 'chuck')
    const here = createVocabulary(store)
    const found = () => here.finderFor(community.id)(TEXT)
    expect(found()).toEqual([])
    await here.refresh()
    expect(found()).toEqual([1])
    const find = here.finderFor(community.id)
    await here.refresh()
    expect(here.finderFor(community.id), 'made once a version').toBe(find)

    await give(here.words, 'pit')
    expect(found()).toEqual([1, 2])
    await here.words.change(community.id, wordId(1), { word: 'jaw', meaning: 'x', example: '' })
    expect(found()).toEqual([2])
    await here.words.takeBack(community.id, wordId(2))
    expect(found()).toEqual([])

    await give(store.words, 'chucks')
    expect(found(), 'not looked yet').toEqual([])
    await Promise.all([here.refresh(), give(here.words, 'pits'), here.refresh()])
    expect(found()).toEqual([3, 4])
    const other = await store.communities.create({ name: 'B', timeZone: 'UTC', isLive: true, now: START })
    expect(here.finderFor(other.id)(TEXT)).toEqual([])
  }))
