import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SpaceId } from '../../src/core/ids.ts'
import { suggestWords } from '../../src/core/repertoire/find-word.ts'
import type { Reply } from '../../src/core/reply.ts'
import { message } from '../store/club.ts'
import { buttonsOf, flat, NOW, textOf } from './playground.ts'
import { factOf, formOf, openServer, type Server, type ServerAsking, setUp } from './server.ts'

const HOUR = 3_600_000
let server: Server
const ada: ServerAsking = { person: 'ada', displayName: 'Ada', isModerator: false }
const bo: ServerAsking = { person: 'bo', displayName: 'Bo', isModerator: false }
const eve: ServerAsking = { person: 'eve', displayName: 'Eve', isModerator: true }

beforeEach(async () => {
  server = await openServer()
  await setUp(server)
})
afterEach(() => server.store.close())

const press = (reply: Reply, label: string, as: ServerAsking) => {
  const button = buttonsOf(reply).find((one) => one.label === label)
  if (button === undefined) throw new Error(`no ${label} in ${textOf(reply)}`)
  return server.ask(button.target, as)
}
const send = (reply: Reply, answers: Readonly<Record<string, string>>, as: ServerAsking) => {
  const { target } = formOf(reply)
  return server.ask({ ...target, input: { ...target.input, ...answers } }, as)
}
const give = (as = ada) => server.ask('/word chuck meaning:"the clamp" example:"Tighten the chuck."', as)

/** So many people say the first word, each once. */
async function say(people: number): Promise<void> {
  const { id } = await server.community()
  const workspace = await server.store.communities.workspace({
    ...{ platform: 'discord', externalId: 'robots', name: 'Robots' },
  })
  const [word] = await server.store.words.all(id)
  if (word === undefined) throw new Error('there is a word')
  const told = Array.from({ length: people }, (_, at) =>
    message(String(at), `p${at}`, NOW - HOUR, { space: 'general', words: [word.id] }),
  )
  await server.store.recording.record(workspace.id, told, NOW)
}

describe('/word', () => {
  it('bare asks for the first one; a word without a meaning yet can be given from where it was looked for', async () => {
    const bare = await server.ask('/word', ada)
    expect([bare.isPrivate, flat(textOf(bare)).includes('No word has been given yet.')]).toEqual([true, true])
    const looked = await server.ask('/word chuck', ada)
    expect(flat(textOf(looked))).toContain('Nobody has said yet what “chuck” means here.')
    const form = await press(looked, 'Give a word', ada)
    expect(formOf(form).target.input).toEqual({ word: 'chuck' })
    const given = await send(form, { meaning: 'the clamp' }, ada)
    expect([given.isPrivate, given.title]).toEqual([false, 'chuck'])
    expect(flat(textOf(given))).toContain('Ada gave a word we use here: the clamp')
  })

  it('with a part of what is to be said asks for the rest', async () => {
    const form = formOf(await server.ask('/word meaning:"the clamp"', ada))
    expect([form.fields, form.target.input]).toEqual([
      ['word', 'meaning', 'example'],
      { meaning: 'the clamp' },
    ])
  })

  it('lists words as a dictionary does, with whoever brought them', async () => {
    await give()
    await server.ask('/word "Äpfel crate" meaning:"the red boxes"', bo)
    const text = flat(await server.read('/word', ada))
    expect(text).toMatch(/Äpfel crate the red boxes Bo .*chuck the clamp Ada/)
    expect(buttonsOf(await server.ask('/word', ada)).map((one) => one.label)).toEqual([
      'Give a word',
      'Äpfel crate',
      'chuck',
    ])
  })

  it.each(['CHUCK', 'chück', 'chucks', 'chuk', 'chu'])('finds the word behind %s', async (typed) => {
    await give()
    await server.ask('/word apple meaning:"a crate"', bo)
    expect((await server.ask(`/word ${typed}`, bo)).title).toBe('chuck')
  })

  it('suggests what begins so, and the latest where nothing is typed yet', async () => {
    await give()
    await server.ask('/word pit meaning:"a place"', bo)
    await server.ask('/word "churn pit" meaning:"another"', bo)
    const { id } = await server.community()
    const all = await server.store.words.all(id)
    expect(suggestWords(all, '')).toEqual(['churn pit', 'pit', 'chuck'])
    expect(suggestWords(all, 'chu')).toEqual(['churn pit', 'chuck'])
    expect(suggestWords(all, 'pit')).toEqual(['pit', 'churn pit'])
  })

  it('shows one that is there already, and lets only its giver and moderators change it', async () => {
    await give()
    const refused = await server.ask('/word Chuck meaning:"a jaw"', bo)
    expect(refused.isPrivate).toBe(true)
    expect(flat(textOf(refused))).toContain('so nothing was changed. Whoever brought it can change it')
    expect(buttonsOf(refused)).toEqual([])
    const [{ target: edit } = { target: null }] = buttonsOf(await server.ask('/word chuck', ada))
    if (edit === null) throw new Error('ada can edit it')
    expect(await server.read(edit, bo)).toContain('Only whoever brought a word')
    for (const handler of ['takeBack', 'drop'])
      expect(await server.read({ ...edit, handler }, bo)).toContain('Only whoever brought a word')
    const change = { ...edit, handler: 'change', input: { ...edit.input, word: 'x', meaning: 'y' } }
    expect(await server.read(change, bo)).toContain('Only whoever brought a word')

    const again = await server.ask('/word CHUCK meaning:"a jaw"', eve)
    const form = await press(again, 'Edit', eve)
    expect(formOf(form).target.input).toMatchObject({ word: 'chuck', meaning: 'a jaw' })
    const changed = await send(form, { word: 'chuck jaw' }, eve)
    expect(changed).toMatchObject({ title: 'chuck jaw', replaces: true })
    expect(flat(textOf(changed))).toContain('Changed. a jaw')
    expect(factOf(changed, 'Brought by')).toContain('Ada')
  })

  it('refuses another word’s name, what changes nothing, and what nobody could say', async () => {
    await give()
    await server.ask('/word pit meaning:"a place"', ada)
    const card = await server.ask('/word pit', ada)
    const form = await press(card, 'Edit', ada)
    expect(textOf(await send(form, { word: 'CHUCK' }, ada))).toContain('is here already')
    expect(textOf(await send(form, {}, ada))).toContain('Nothing was changed.')
    expect(flat(await server.read('/word "?!" meaning:"odd"', ada))).toContain('no letter, number or sign')
  })

  it('is taken back after a second look', async () => {
    await give()
    const asked = await press(await server.ask('/word chuck', ada), 'Take back', ada)
    expect(asked.title).toBe('Take “chuck” back?')
    expect((await press(asked, 'Keep it', ada)).title).toBe('chuck')
    const gone = await press(asked, 'Take it back', ada)
    expect(textOf(gone)).toContain('“chuck” is taken back.')
    expect(await server.read('/word', ada)).toContain('No word has been given yet.')
    expect(textOf(await press(asked, 'Take it back', ada))).toContain('That word is no longer here.')
  })
})

describe('how far a word has spread', () => {
  it.each([
    [0, 'nobody else yet', 'nobody else yet'],
    [1, 'one other person', 'a few others'],
    [4, '4 others', 'a few others'],
    [5, '5 others', 'about 5 others'],
    [8, '8 others', 'about 10 others'],
  ])(
    'is told of %i people exactly to moderators, and in fives to members',
    async (people, exact, rounded) => {
      await give()
      await say(people)
      const reach = async (as: ServerAsking) => factOf(await server.ask('/word chuck', as), 'Taken up by')
      expect([await reach(eve), await reach(bo), await reach(ada)]).toEqual([exact, rounded, rounded])
      expect(flat(await server.read('/word', bo))).toContain(rounded)
      expect(flat(await server.read('/word', bo))).toContain('fewer than five are a few')
      expect(flat(await server.read('/word', eve))).not.toContain('fewer than five')
    },
  )

  it('is counted only in what somebody sees', async () => {
    await give()
    await say(7)
    const { id } = await server.community()
    const [space] = await server.store.communities.spaces(id)
    const counted = async (spaces: readonly SpaceId[]) =>
      (await server.store.history.seenIn(spaces).wordUsers(id, { day: 30_000, at: NOW * 2 })).size
    expect(await counted(space === undefined ? [] : [space.id])).toBe(1)
    expect(await counted([])).toBe(0)
  })

  it('is not known where the bot is not let read texts', async () => {
    await give()
    server.grants = { texts: false, arrivals: true }
    expect(factOf(await server.ask('/word chuck', bo), 'Taken up by')).toBe('not known here')
  })
})
