import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { authorize } from '../../src/app/authorize.ts'
import { dispatch } from '../../src/app/dispatch.ts'
import { type Actor, type Command, handler, line } from '../../src/core/command.ts'
import { memberId } from '../../src/core/ids.ts'
import type { Target } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import { type Asking, openPlayground, type Playground, textOf } from '../commands/playground.ts'

let playground: Playground
beforeAll(async () => {
  playground = await openPlayground({ isEmpty: true })
})
afterAll(() => playground.store.close())

describe('dispatch', () => {
  it('answers a command or a button that is not there', async () => {
    for (const [command, name] of [
      ['nothing', 'nothing'],
      ['did', 'nothing'],
      ['did', '__proto__'],
      ['__proto__', 'toString'],
      ['constructor', 'constructor'],
    ] as const) {
      const text = await playground.read({ command, handler: name, input: {} })
      expect(text).toBe('That button is no longer there. Ask again with the command.\n')
    }
  })

  it('lets moderators alone do what is theirs, by word, button and form', async () => {
    const sentence = 'Only moderators can do that. Ask one of them to do it for you.\n'
    const asMember = { isModerator: false }
    expect(await playground.read('/community', asMember)).toBe(sentence)
    expect(await playground.read('/community break from:2026-12-01 to:2026-12-02', asMember)).toBe(sentence)
    expect(await playground.read({ command: 'community', handler: 'clear', input: {} }, asMember)).toBe(
      sentence,
    )
    expect(await playground.store.communities.breaks(playground.community.id)).toEqual([])
  })

  it.each([
    ['/digest weeks:many', '“Weeks” wants a whole number from 1 to 104, and got “many”.\n'],
    ['/digest weeks:0', '“Weeks” wants a whole number from 1 to 104, and got “0”.\n'],
    ['/digest weeks:1.5', '“Weeks” wants a whole number from 1 to 104, and got “1.5”.\n'],
    ['/digest since:yesterday', '“Since” wants a date such as 2026-03-31, and got “yesterday”.\n'],
    ['/did x with:@nobody', '“With” wants somebody’s name, such as @ada, and got “@nobody”.\n'],
    ['/did x outcome:badly', '“How it went” is asWritten, ownWay or didNotWork, and got “badly”.\n'],
    [`/did ${'x'.repeat(201)}`, '“What” is too long. Keep it under 200 characters.\n'],
  ])('names the field and what it wants: %s', async (typed, sentence) => {
    expect(await playground.read(typed)).toBe(sentence)
  })

  it('takes a choice by its label too, and an empty field as left out', async () => {
    await playground.ask({
      command: 'practice',
      handler: 'share',
      input: { name: 'Solder', how: 'Hot', when: ' ' },
    })
    const input = { practice: 'solder', outcome: 'MY OWN WAY', what: '' }
    expect(await playground.read({ command: 'did', handler: 'did', input })).toContain('Done another way.')
  })

  it('asks for what is missing in a form, filled in with what is there and nothing else', async () => {
    const input = { name: 'Glue', ['__proto__']: 'x', strange: 'y' }
    const reply = await playground.ask({ command: 'practice', handler: 'share', input })
    expect(reply.blocks).toEqual([
      {
        kind: 'form',
        title: 'Share a practice',
        submit: 'Share',
        fields: ['name', 'how', 'when'],
        target: { command: 'practice', handler: 'share', input: { name: 'Glue' } },
      },
    ])
  })

  it('refuses what is missing where there is no form', async () => {
    const text = await playground.read({ command: 'waiting', handler: 'taken', input: { key: 'x' } })
    expect(text).toContain('This needs “Space”.')
  })

  it('founds a community where there is none, and says how otherwise', async () => {
    const founded: object[] = []
    const commands: Command[] = [
      {
        name: 'community',
        summary: 'Sets up',
        bare: 'setup',
        example: '/community setup',
        handlers: new Map([
          [
            'setup',
            handler({
              summary: 'Sets up',
              may: 'moderate',
              isTyped: true,
              form: { title: 'Begin', submit: 'Begin' },
              input: z.object({ text: line({ label: 'Text', hint: 'Any' }) }),
              run: async ({ community }) => ({ title: community.name, isPrivate: true, blocks: [] }),
              found: async (call) => {
                founded.push(call)
                return { title: `founded: ${call.input.text}`, isPrivate: true, blocks: [] }
              },
            }),
          ],
        ]),
      },
      ...playground.program.commands.filter((one) => one.name === 'digest'),
    ]
    const { store, surroundings } = playground
    const tools = { store, words: english, commands, log: { error: () => undefined }, room: null }
    const ask = (target: Target, as: Asking) => dispatch(playground.request(target, as), surroundings, tools)
    const setup = { command: 'community', handler: 'setup', input: { text: 'Makers' } }
    const digest = { command: 'digest', handler: 'digest', input: {} }
    const nowhere = { community: null, member: memberId(0) }
    expect((await ask(setup, nowhere)).title).toBe('founded: Makers')
    expect(founded).toHaveLength(1)
    expect(founded[0]).not.toHaveProperty('community')
    expect((await ask({ ...setup, input: {} }, nowhere)).blocks).toMatchObject([{ kind: 'form' }])
    expect((await ask(setup, {})).title).toBe(playground.community.name)
    const moderator = 'There is no community here yet. Run /community setup to begin one.\n'
    const others = 'There is no community here yet. Ask a moderator to run /community setup.\n'
    expect(textOf(await ask(digest, nowhere))).toBe(moderator)
    expect(textOf(await ask(digest, { ...nowhere, isModerator: false }))).toBe(others)
    expect(textOf(await ask(setup, { ...nowhere, isModerator: false }))).toBe(others)
    expect(founded).toHaveLength(1)
  })

  it('lets nobody without an id act where there is a community', async () => {
    for (const typed of ['/help', '/did x', '/community'])
      expect(await playground.read(typed, { member: memberId(-1) })).toMatch(
        /^(You cannot do that here|Only moderators can do that)/,
      )
  })

  it('lets those who erased themselves see that and come back, and do nothing else', async () => {
    const erased = { member: memberId(0) }
    for (const typed of ['/help', '/did x', '/community', '/digest', '/practice share x'])
      expect(await playground.read(typed, erased)).toContain('You erased yourself here')
    const { store, community } = playground
    const you = await store.people.find(community.id, 'terminal', 'you')
    if (you === null) throw new Error('nobody sits at the terminal')
    await store.people.erase(community.id, you, { practices: 'keep' }, Date.UTC(2026, 10, 24))
    expect(await playground.read('/my data', erased)).toContain('Let me be read again')
    expect(await store.people.find(community.id, 'terminal', 'you')).toBeNull()
  })

  it('gives guests what concerns themselves and the help, and nothing else, whatever they are besides', async () => {
    const open: string[] = []
    for (const command of playground.program.commands)
      for (const handler of command.handlers.keys()) {
        const target = { command: command.name, handler, input: {} }
        const text = await playground.read(target, { account: 'guest', isModerator: true })
        if (!text.startsWith('You are a guest here.')) open.push(`${command.name}.${handler}`)
      }
    expect(open).toEqual([
      ...['thanks.keep', 'thanks.refuse'],
      ...['my.data', 'my.export', 'my.pause', 'my.resume', 'my.comeBack', 'my.erase', 'help.help'],
    ])
    const strange = { account: 'owner' as never }
    expect(await playground.read('/my data', strange)).toContain('You are a guest here.')
  })

  it('logs any other failure under a code, shows the code, and neither shows nor logs what was typed', async () => {
    const broken: Command = {
      name: 'broken',
      summary: 'Breaks',
      bare: 'broken',
      example: '/broken',
      handlers: new Map([
        [
          'broken',
          handler({
            summary: 'Breaks',
            may: 'look',
            isTyped: true,
            input: z.object({ text: line({ label: 'Text', hint: 'Any' }) }),
            run: () => Promise.reject(new Error('the disk is on fire')),
          }),
        ],
      ]),
    }
    const logged: object[] = []
    const { store, community, surroundings } = playground
    const log = { error: (details: object) => void logged.push(details) }
    const target = { command: 'broken', handler: 'broken', input: { text: 'my secret' } }
    const tools = { store, words: english, commands: [broken], log, room: null }
    const reply = await dispatch(playground.request(target), surroundings, tools)
    const code = /the code ([0-9a-f]{6})\./.exec(textOf(reply).replaceAll('\n', ' '))?.[1]
    expect(code).toBeDefined()
    expect(logged).toMatchObject([
      { incident: code, command: 'broken', handler: 'broken', community: community.id },
    ])
    expect(textOf(reply)).not.toContain('fire')
    expect(JSON.stringify(logged)).not.toContain('secret')
    expect(reply.isPrivate).toBe(true)
  })
})

describe('authorize', () => {
  const actor = (isModerator: boolean, member = 1, identity: Partial<Actor['identity']> = {}): Actor => ({
    member: memberId(member),
    displayName: 'a',
    isModerator,
    account: 'member',
    identity: { platform: 'terminal', externalId: 'a', ...identity },
  })
  const founding = { may: 'moderate' as const, found: () => Promise.reject(new Error('never run')) }
  const here = () => {
    const { place, community } = playground.request('/did')
    return { place, community }
  }
  const nowhere = () => ({ ...here(), community: null })

  it('gives everybody looking and acting, and moderators moderating', () => {
    expect(authorize(actor(false), { may: 'look' }, here())).toBe(true)
    expect(authorize(actor(false), { may: 'act' }, here())).toBe(true)
    expect(authorize(actor(false), { may: 'moderate' }, here())).toBe(false)
    expect(authorize(actor(true), { may: 'moderate' }, here())).toBe(true)
    expect(authorize(actor(true), founding, here())).toBe(true)
  })

  it('gives guests looking at what is for them, where there is a community', () => {
    const guest: Actor = { ...actor(true), account: 'guest' }
    for (const may of ['look', 'act', 'moderate'] as const) {
      expect(authorize(guest, { may }, here())).toBe(false)
      expect(authorize(guest, { may, isForGuests: true }, here())).toBe(may === 'look')
      expect(authorize(guest, { ...founding, may, isForGuests: true }, nowhere())).toBe(false)
    }
    const erased = { ...guest, member: memberId(0) }
    expect(authorize(erased, { may: 'look', isForGuests: true }, here())).toBe(false)
    expect(authorize(erased, { may: 'look', isForErased: true }, here())).toBe(false)
    expect(authorize(erased, { may: 'look', isForGuests: true, isForErased: true }, here())).toBe(true)
  })

  it('lets moderators found a community where there is none, member or not, and nobody do anything else', () => {
    expect(authorize(actor(true, 0), founding, nowhere())).toBe(true)
    expect(authorize(actor(false, 0), founding, nowhere())).toBe(false)
    for (const may of ['look', 'act', 'moderate'] as const)
      expect(authorize(actor(true), { may }, nowhere())).toBe(false)
    for (const may of ['look', 'act'] as const)
      expect(authorize(actor(true), { ...founding, may }, nowhere())).toBe(false)
  })

  it('refuses what it does not know: people without an id or of elsewhere, and permissions that there are not', () => {
    for (const member of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(authorize(actor(true, member), { may: 'look' }, here())).toBe(false)
    for (const identity of [{ externalId: '' }, { platform: 'discord' as const }])
      for (const scope of [here(), nowhere()])
        expect(authorize(actor(true, 1, identity), founding, scope)).toBe(false)
    // What the types forbid can still arrive.
    expect(authorize(actor(true), { may: 'own' as never }, here())).toBe(false)
    const truthy = { ...actor(false), isModerator: 'no' as never }
    expect(authorize(truthy, { may: 'moderate' }, here())).toBe(false)
    expect(authorize(truthy, founding, nowhere())).toBe(false)
  })
})
