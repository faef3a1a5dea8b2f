import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { suggest } from '../../src/app/suggest.ts'
import { type Call, type Command, type Handler, handler, line } from '../../src/core/command.ts'
import { Refusal } from '../../src/core/errors.ts'
import { english } from '../../src/core/words/english.ts'
import { type Asking, openPlayground, type Playground } from '../commands/playground.ts'

let playground: Playground
beforeAll(async () => {
  playground = await openPlayground()
})
afterAll(() => playground.store.close())

type Offer = (call: Call<object>, typed: string) => Promise<readonly string[]>

/** Asks for suggestions of a command that offers them so. */
async function suggested(offer: Offer, as: Asking & { may?: Handler['may']; field?: string } = {}) {
  const command: Command = {
    name: 'pick',
    summary: 'Picks',
    bare: 'pick',
    example: '/pick one',
    handlers: new Map([
      [
        'pick',
        handler({
          summary: 'Picks',
          may: as.may ?? 'look',
          isTyped: true,
          input: z.object({ what: line({ label: 'What', hint: 'Any' }) }),
          suggest: { what: offer },
          run: () => Promise.reject(new Error('suggesting runs nothing')),
        }),
      ],
    ]),
  }
  const logged: object[] = []
  const { store, surroundings } = playground
  const log = { error: (details: object) => void logged.push(details) }
  const request = playground.request({ command: 'pick', handler: 'pick', input: { what: 'to' } }, as)
  const tools = { store, words: english, commands: [command], log, room: null }
  return { all: await suggest(request, as.field ?? 'what', surroundings, tools), logged }
}

describe('suggestions', () => {
  it('are what the handler offers for what was typed, each once', async () => {
    const { all } = await suggested(async ({ community }, typed) => [
      typed,
      `${community.name} ${typed}`,
      typed,
      ' ',
      '\u200b\u2060',
    ])
    expect(all).toEqual(['to', `${playground.community.name} to`])
  })

  it('are no more and no longer than platforms show', async () => {
    const many = Array.from({ length: 60 }, (_, at) => `${at}`.padEnd(at === 3 ? 101 : 100, 'x'))
    const { all } = await suggested(async () => many)
    expect(all).toEqual(many.filter((one) => one.length <= 100).slice(0, 25))
  })

  it('go to whoever may run the handler, and to nobody where there is no community', async () => {
    const offer = async () => ['secret']
    expect((await suggested(offer, { may: 'moderate' })).all).toEqual(['secret'])
    expect((await suggested(offer, { may: 'moderate', isModerator: false })).all).toEqual([])
    expect((await suggested(offer, { community: null })).all).toEqual([])
  })

  it('tell of no space that somebody may not see', async () => {
    const offer: Offer = async ({ store, community }) =>
      (await store.communities.spaces(community.id)).map((space) => space.name)
    const spaces = await playground.store.communities.spaces(playground.community.id)
    const [first] = spaces
    if (first === undefined) throw new Error('the club has spaces')
    expect((await suggested(offer, { sees: [first.id] })).all).toEqual([first.name])
    expect((await suggested(offer)).all).toHaveLength(spaces.length)
  })

  it('are none for a field, a handler or a command without them', async () => {
    for (const field of ['other', '__proto__', 'constructor', ''])
      expect((await suggested(async () => ['x'], { field })).all).toEqual([])
    const { program, surroundings } = playground
    for (const target of [
      { command: 'help', handler: 'help', input: {} },
      { command: 'nothing', handler: 'nothing', input: {} },
    ])
      expect(await program.suggest(playground.request(target), 'command', surroundings)).toEqual([])
  })

  it('are none where they fail, which is logged without what was typed', async () => {
    const broken = await suggested(() => Promise.reject(new Error('the disk is on fire')))
    expect(broken.all).toEqual([])
    expect(broken.logged).toMatchObject([{ command: 'pick', handler: 'pick', field: 'what' }])
    expect(JSON.stringify(broken.logged)).not.toContain('"to"')
    expect(await suggested(() => Promise.reject(new Refusal('no')))).toEqual({ all: [], logged: [] })
  })
})
