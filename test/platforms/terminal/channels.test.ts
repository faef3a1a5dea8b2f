import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { channel, channels, describeFields, handler } from '../../../src/core/command.ts'
import { communityId, spaceId, workspaceId } from '../../../src/core/ids.ts'
import { type Field, readField } from '../../../src/core/input.ts'
import type { Space } from '../../../src/core/ports.ts'
import { english } from '../../../src/core/words/english.ts'
import { channelIds, channelNames } from '../../../src/platforms/terminal/channels.ts'
import { placeOf, surroundingsOf } from '../../../src/platforms/terminal/surroundings.ts'

const workspace = (id: number) => ({
  id: workspaceId(id),
  platform: 'slack' as const,
  externalId: `T${id}`,
  name: 'Makers',
  removedAt: null,
})
const space = (id: string, name: string, at = 1): Space => ({
  id: spaceId(at),
  externalId: id,
  name,
  workspace: workspace(1),
  isBound: true,
  readFromAt: null,
})
const SPACES = [
  space('C1', 'general'),
  space('C2', 'Build log'),
  space('C3', 'build'),
  space('C4', 'help'),
  space('C5', 'twin'),
  space('C6', 'twin'),
]

const declared = handler({
  summary: 'Chooses',
  may: 'look',
  isTyped: true,
  input: z.object({
    one: channel({ label: 'Channel', hint: 'Any' }),
    some: channels({ label: 'Channels', hint: 'Any' }),
  }),
  run: () => Promise.reject(new Error('never run')),
})
const [one, some] = describeFields(declared.input)
if (one === undefined || some === undefined) throw new Error('two fields are declared')
const ids = (field: Field, typed: string) => channelIds(field, typed, SPACES, english)

describe('channels that are typed', () => {
  it.each([
    ['#general', 'C1'],
    ['GENERAL', 'C1'],
    [' # general ', 'C1'],
    ['build log', 'C2'],
    ['C3', 'C3'],
  ])('are found by name, with or without a hash, and by id: %s', (typed, id) => {
    expect(ids(one, typed)).toBe(id)
    expect(ids(some, typed)).toBe(id)
    expect(readField(declared, one, ids(one, typed), english)).toBe(id)
  })

  it.each([
    ['#general #help', ['C1', 'C4']],
    ['general, help', ['C1', 'C4']],
    ['build log,#build', ['C2', 'C3']],
    ['help general help C4', ['C4', 'C1']],
  ])('are told apart by commas, or by spaces: %s', (typed, all) => {
    expect(readField(declared, some, ids(some, typed), english)).toEqual(all)
  })

  it.each([
    [
      '#genral',
      '“Channel” wants a channel by name, such as #general, and got “#genral”. Did you mean #general?',
    ],
    [
      'xyzzy plugh',
      '“Channel” wants a channel by name, such as #general, and got “xyzzy plugh”. Did you mean #general, #Build log, #build, #help or #twin?',
    ],
    [
      'twin',
      '“Channel”: more than one channel is called “twin”. Write the id of the one you mean: C5 or C6.',
    ],
    [
      '\x1b[31mred',
      '“Channel” wants a channel by name, such as #general, and got “red”. Did you mean #general, #Build log, #build, #help or #twin?',
    ],
  ])('are refused with what was probably meant: %s', (typed, sentence) => {
    expect(() => ids(one, typed)).toThrow(sentence)
  })

  it('names the first that is none in a list', () => {
    expect(() => ids(some, '#general #hepl')).toThrow(
      '“Channels” wants channels by name, such as #general #help, 25 at most, and got “#hepl”. Did you mean #help?',
    )
  })

  it('are shown by name again', () => {
    expect(channelNames('C1 C3', SPACES, english)).toBe('#general #build')
    expect(channelNames('C1, gone', SPACES, english)).toBe('#general gone')
  })

  it('are ids or a refusal, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        for (const field of [one, some])
          try {
            expect(ids(field, typed)).toMatch(/^(C\d( C\d)*)?$/)
          } catch (error) {
            expect(error).toMatchObject({ name: 'Refusal' })
          }
      }),
    )
  })
})

describe('a field of channels', () => {
  it('takes ids with spaces or commas between, each once', () => {
    expect(readField(declared, some, ' C1 C2,C1\n123.456 ', english)).toEqual(['C1', 'C2', '123.456'])
  })

  it.each([
    ['a/b', 'wants a channel by name, such as #general, and got “a/b”.'],
    ['C1 C2', 'wants a channel by name'],
    ['x'.repeat(101), 'wants a channel by name'],
  ])('refuses what is no id: %s', (typed, sentence) => {
    expect(() => readField(declared, one, typed, english)).toThrow(sentence)
  })

  it('refuses none and too many', () => {
    const many = Array.from({ length: 26 }, (_, at) => `C${at}`).join(' ')
    for (const typed of [',', many, 'C1 <#C2>'])
      expect(() => readField(declared, some, typed, english)).toThrow('25 at most')
  })
})

describe('the terminal as a place', () => {
  it('knows the community’s spaces as channels in which nothing is missing, in the order asked for', async () => {
    const { channels: known } = surroundingsOf(async () => SPACES)
    expect(await known(['C3', 'gone', 'C1', 'C3'])).toEqual([
      { externalId: 'C3', name: 'build', isReadable: true, isPostable: true, missing: [] },
      { externalId: 'C1', name: 'general', isReadable: true, isPostable: true, missing: [] },
    ])
  })

  it('is the workspace of the community', () => {
    const community = { id: communityId(3), name: 'Makers', timeZone: 'UTC', isLive: false, purpose: '' }
    expect(placeOf(community, SPACES)).toEqual({
      platform: 'terminal',
      workspace: { externalId: 'T1', name: 'Makers' },
      channel: null,
    })
    expect(placeOf(community, []).workspace).toEqual({ externalId: '3', name: 'Makers' })
  })
})
