import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInvocation } from '../../../src/app/invoke.ts'
import { commandsIn } from '../../../src/commands.ts'
import { Refusal } from '../../../src/core/errors.ts'
import { figuresOf, targetsOf } from '../../../src/core/reply.ts'
import { english } from '../../../src/core/words/english.ts'
import { type IsOpen, menuOf } from '../../../src/platforms/slack/menu.ts'
import { render } from '../../../src/platforms/slack/render.ts'
import { readTyped } from '../../../src/platforms/slack/typed.ts'
import { hostileText } from './replies.ts'
import { sketch } from './sketch.ts'

const commands = commandsIn(english)
const slash = { name: 'cp', commands: commands.map((one) => one.name) }
const program = { commands, read: (line: string) => readInvocation(line, commands, english) }
const read = (text: string) => readTyped(text, program, slash)
const did = (input: Record<string, string>, people: Record<string, string> = {}) => ({
  target: { command: 'did', handler: 'did', input },
  people,
})

describe('what is typed after the command', () => {
  it.each([
    [
      'did crimped the drive harness with:<@U012AB3CD|ada> practice:“crimp a connector”',
      did({ what: 'crimped the drive harness', practice: 'crimp a connector' }, { with: 'U012AB3CD' }),
    ],
    ['did crimped with: <@W012AB3CD>', did({ what: 'crimped' }, { with: 'W012AB3CD' })],
    ['/did crimped', did({ what: 'crimped' })],
    ['did crimped with:@ada', did({ what: 'crimped', with: '@ada' })],
    [
      'did soldered R&amp;D &lt;3 with <@U012AB3CD|ada l> in <#C012AB3CD|help>',
      did({ what: 'soldered R&D <3 with @ada l in #help' }),
    ],
    [
      'did read <https://x.example/a?b=1&amp;c|x.example> twice',
      did({ what: 'read https://x.example/a?b=1&c twice' }),
    ],
    ['did wrote to <mailto:a@x.example|a@x.example>', did({ what: 'wrote to a@x.example' })],
    ['did asked <!subteam^S012AB3CD|@mods> and <!here>', did({ what: 'asked @mods and @here' })],
    [
      'did typed &lt;@U012AB3CD&gt; with:&lt;@U012AB3CD&gt;',
      did({ what: 'typed <@U012AB3CD>', with: '<@U012AB3CD>' }),
    ],
    [
      'digest weeks:8',
      { target: { command: 'digest', handler: 'digest', input: { weeks: '8' } }, people: {} },
    ],
    [
      'practice share “Crimp a connector”',
      { target: { command: 'practice', handler: 'share', input: { name: 'Crimp a connector' } }, people: {} },
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('tells channels by their ids', () => {
    const [first] = commands
    const hidden = commands.find((one) => one.name === 'community')?.handlers.get('begin')
    if (first === undefined || hidden === undefined) throw new Error('a command was expected')
    const typed = [
      { ...first, name: 'bind', bare: 'bind', handlers: new Map([['bind', { ...hidden, isTyped: true }]]) },
    ]
    const own = { commands: typed, read: (line: string) => readInvocation(line, typed, english) }
    const line =
      'bind channels:<#C012AB3CD|build> <#G012AB3CD|> #help channel:<#C012AB3CD|build> when:“Sunday 18:00”'
    expect(readTyped(line, own, slash)?.target.input).toEqual({
      channels: 'C012AB3CD G012AB3CD #help',
      channel: 'C012AB3CD',
      when: 'Sunday 18:00',
    })
  })

  it.each(['', '  ', '\n'])('is nothing in “%s”', (text) => {
    expect(read(text)).toBeNull()
  })

  it.each([
    ['dgiest', 'There is no /dgiest here. Did you mean /cp digest? For example: /cp digest weeks:8'],
    ['xyzzy', 'There is no /xyzzy here. /cp help lists what there is.'],
    [
      'digest week:8',
      '“week:” is nothing I know. Did you mean weeks:? The form is /cp digest [weeks] [since:…] [cohort:…], for example: /cp digest weeks:8.',
    ],
    [
      'waiting <@U012AB3CD|ada>',
      'I don’t know what to do with “@ada”. The form is /cp waiting, for example: /cp waiting',
    ],
    ['my &lt;3', 'I don’t know what to do with “<3”. The form is /cp my data, for example: /cp my data'],
  ])('%s is answered: %s', (text, expected) => {
    expect(() => read(text)).toThrow(new Refusal(expected))
  })

  it('is understood or refused with a sentence, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom('did ', 'practice ', 'my ', ''), hostileText, (start, text) => {
        try {
          const line = read(start + text)
          if (line === null) expect((start + text).trim()).toBe('')
          else for (const id of Object.values(line.people)) expect(id).toMatch(/^[UW][A-Z0-9]+$/)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps every word of a text as it was typed', () => {
    const delivered = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    const words = fc.stringMatching(/^[a-z&<>@#|!'"*_]{1,10}( [a-z&<>@#|!'"*_]{1,10}){0,5}$/)
    fc.assert(
      fc.property(words, (typed) => {
        fc.pre(!/^["“”„«]|["“”„«]$/.test(typed))
        expect(read(`did x ${delivered(typed)}`)).toEqual(did({ what: `x ${typed}` }))
      }),
      { numRuns: 500 },
    )
  })
})

describe('the menu', () => {
  const drawn = (isModerator: boolean): string => {
    const isOpen: IsOpen = ({ may }) => isModerator || may !== 'moderate'
    const reply = menuOf(commands, isOpen, english)
    expect(figuresOf(reply)).toEqual([])
    return sketch(
      render(reply, {
        ids: new Map(targetsOf(reply).map((target, at) => [target, `1.${at}`])),
        personIds: new Map(),
        pictures: new Map(),
        words: english,
        slash,
      }),
    )
  }

  it('offers what there is, with words of how it is typed', () => {
    const menu = drawn(true)
    for (const command of commands) {
      expect(menu).toContain(`[ /cp ${command.name} ]`)
      expect(menu).toContain(command.summary)
    }
    expect(menu).toContain('[ Share a practice ]')
    expect(menu).toContain('/cp help')
  })

  it('offers nobody what they may not do', () => {
    expect(drawn(false)).not.toContain('[ /cp community ]')
    expect(drawn(false)).toContain('[ /cp did ]')
  })

  it('leads only to what can begin without words', () => {
    for (const { command, handler, input } of targetsOf(menuOf(commands, () => true, english))) {
      expect(input).toEqual({})
      expect(commands.find((one) => one.name === command)?.handlers.get(handler)?.isTyped).toBe(true)
    }
  })
})
