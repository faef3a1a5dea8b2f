import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { authorize } from '../../src/app/authorize.ts'
import { dispatch } from '../../src/app/dispatch.ts'
import { type Command, handler, line } from '../../src/core/command.ts'
import { memberId } from '../../src/core/ids.ts'
import { english } from '../../src/core/words/english.ts'
import { NOW, openPlayground, type Playground, textOf } from '../commands/playground.ts'

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
    expect(await playground.read({ command: 'did', handler: 'did', input })).toContain(
      'You did it your own way.',
    )
  })

  it('asks for what is missing in a form, filled in with what is there and nothing else', async () => {
    const input = { name: 'Glue', __proto__: 'x', strange: 'y' }
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
    const { store, community, you } = playground
    const log = { error: (details: object) => void logged.push(details) }
    const actor = { member: you, displayName: 'you', isModerator: false }
    const reply = await dispatch(
      { command: 'broken', handler: 'broken', input: { text: 'my secret' }, actor, community, now: NOW },
      { store, words: english, commands: [broken], log },
    )
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
  const actor = (isModerator: boolean, member = 1) => ({
    member: memberId(member),
    displayName: 'a',
    isModerator,
  })

  it('gives everybody looking and acting, and moderators moderating', () => {
    const { community } = playground
    expect(authorize(actor(false), 'look', community)).toBe(true)
    expect(authorize(actor(false), 'act', community)).toBe(true)
    expect(authorize(actor(false), 'moderate', community)).toBe(false)
    expect(authorize(actor(true), 'moderate', community)).toBe(true)
  })

  it('refuses what it does not know: people without an id, and permissions that there are not', () => {
    const { community } = playground
    expect(authorize(actor(true, 0), 'look', community)).toBe(false)
    expect(authorize(actor(true, Number.NaN), 'look', community)).toBe(false)
    // What the types forbid can still arrive.
    expect(authorize(actor(true), 'own' as never, community)).toBe(false)
  })
})
