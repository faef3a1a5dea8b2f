import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInvocation } from '../../src/app/invoke.ts'
import { commandsIn } from '../../src/commands.ts'
import { Refusal } from '../../src/core/errors.ts'
import { english } from '../../src/core/words/english.ts'

const commands = commandsIn(english)
const read = (line: string) => readInvocation(line, commands, english)
const did = (input: Record<string, string>) => ({ command: 'did', handler: 'did', input })

describe('a typed line', () => {
  it.each([
    [
      '/did crimped the drive harness with:@member practice:"crimp a wire"',
      did({ what: 'crimped the drive harness', with: '@member', practice: 'crimp a wire' }),
    ],
    ['did slash or not', did({ what: 'slash or not' })],
    ['/DID Capitals With:@Bo', did({ what: 'Capitals', with: '@Bo' })],
    ['/did', did({})],
    [
      '/did with: @bo practice: “crimp it” it works',
      did({ with: '@bo', practice: 'crimp it', what: 'it works' }),
    ],
    ['/did "a: colon in words"', did({ what: 'a: colon in words' })],
    ['/did said "hello" to Bo', did({ what: 'said "hello" to Bo' })],
    [
      '/did note: it works, at 10:30, see https://x.org/a:b',
      did({ what: 'note: it works, at 10:30, see https://x.org/a:b' }),
    ],
    ['/did an "open quote', did({ what: 'an "open quote' })],
    ['/did two\nlines', did({ what: 'two\nlines' })],
    ['/practice', { command: 'practice', handler: 'find', input: {} }],
    ['/practice share Crimp it', { command: 'practice', handler: 'share', input: { name: 'Crimp it' } }],
    ['/practice shared lunch', { command: 'practice', handler: 'find', input: { words: 'shared lunch' } }],
    ['/digest 8', { command: 'digest', handler: 'digest', input: { weeks: '8' } }],
    ['/digest weeks:8', { command: 'digest', handler: 'digest', input: { weeks: '8' } }],
    ['/community', { command: 'community', handler: 'setup', input: {} }],
    [
      '/community break from:2026-01-01 to:2026-01-02',
      { command: 'community', handler: 'break', input: { from: '2026-01-01', to: '2026-01-02' } },
    ],
  ])('%s', (line, target) => {
    expect(read(line)).toEqual(target)
  })

  it.each([
    ['/dgiest', 'There is no /dgiest here. Did you mean /digest? For example: /digest weeks:8'],
    ['/xyzzy plugh', 'There is no /xyzzy here. /help lists what there is.'],
    ['/__proto__', 'There is no /__proto__ here. /help lists what there is.'],
    ['/', 'Write a word after the slash. /help lists what there is.'],
    ['   ', 'Write a word after the slash. /help lists what there is.'],
    [
      '/digest week:8',
      '“week:” is nothing I know. Did you mean weeks:? The form is /digest [weeks] [since:…] [cohort:…], for example: /digest weeks:8.',
    ],
    ['/digest weeks:8 weeks:9', '“weeks” is there twice. Keep one of them.'],
    ['/community setpu', '/community does not know “setpu”. Did you mean /community setup?'],
    [
      '/waiting for godot',
      'I don’t know what to do with “for godot”. The form is /waiting, for example: /waiting',
    ],
    [
      '/waiting answered',
      'I don’t know what to do with “answered”. The form is /waiting, for example: /waiting',
    ],
    [`/did ${'x'.repeat(5000)}`, 'That is longer than I can read in one go. Keep it under 4,000 characters.'],
  ])('is put right: %s', (line, sentence) => {
    expect(() => read(line)).toThrow(new Refusal(sentence))
  })

  it('says which option is near, and how to write a colon, for every unknown one', () => {
    expect(() => read('/did it wth:@bo')).toThrow('Did you mean with:?')
    expect(() => read('/did it subject:matter')).toThrow('Put quotes round words that hold a colon.')
    expect(() => read('/did it __proto__:x')).not.toThrow()
    expect(() => read('/did it constructor:x')).toThrow(Refusal)
  })

  it('of any kind is read or refused, and gives nothing but the fields of its handler', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '/',
        'did',
        'practice',
        'share',
        'digest',
        'weeks:',
        'with:@a',
        '"',
        '“',
        '”',
        ':',
        '\\',
        '\n',
        '__proto__:',
        'toString',
      ),
    )
    const line = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '))
    fc.assert(
      fc.property(
        fc.oneof(
          line,
          fc.string({ unit: 'binary' }).map((text) => `/did ${text}`),
        ),
        (typed) => {
          try {
            const target = read(typed)
            const handler = commands.find((one) => one.name === target.command)?.handlers.get(target.handler)
            expect(Object.keys(handler?.input.shape ?? {})).toEqual(
              expect.arrayContaining(Object.keys(target.input)),
            )
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('keeps every word that is not an option', () => {
    const word = fc.stringMatching(/^[a-z0-9,.!?]{1,8}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        expect(read(`/did ${words.join(' ')}`).input['what']).toBe(words.join(' '))
      }),
    )
  })
})
