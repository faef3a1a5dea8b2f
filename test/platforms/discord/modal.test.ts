import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  channel,
  channels,
  choice,
  date,
  describeFields,
  line,
  person,
  prose,
  whole,
} from '../../../src/core/command.ts'
import { memberId } from '../../../src/core/ids.ts'
import type { Form } from '../../../src/core/reply.ts'
import { modalOf, readModal } from '../../../src/platforms/discord/modal.ts'
import { description, isDescribed } from './description.ts'

const text = { label: 'Label', hint: 'Hint' }
const input = z.object({
  name: line({ ...text, maxLength: 80 }),
  how: prose({ ...text, maxLength: 9000 }).optional(),
  with: person(text).optional(),
  outcome: choice({
    ...text,
    choices: [
      { value: 'a', label: 'As written' },
      { value: 'b', label: 'My way' },
    ],
  }),
  channels: channels(text),
  channel: channel(text).optional(),
  weeks: whole({ ...text, min: 1, max: 9 }),
  since: date(text).optional(),
})
const fields = describeFields(input)
const personIds = new Map([[memberId(7), '900000000000000007']])

const formOf = (names: readonly string[], given: Record<string, string> = {}): Form => ({
  kind: 'form',
  title: 'A form',
  target: { command: 'x', handler: 'y', input: given },
  fields: names,
  submit: 'Go',
})
const opened = (names: readonly string[], given?: Record<string, string>) =>
  modalOf(formOf(names, given), { customId: 'id', fields, personIds })
const only = (name: string, given?: Record<string, string>) => opened([name], given).components[0]

describe('modalOf', () => {
  it('asks for the fields that the form names, in its order, at most five', () => {
    const modal = opened(['since', 'name', 'strange', 'weeks', 'how', 'with', 'channel'])
    expect(modal).toMatchObject({ custom_id: 'id', title: 'A form' })
    expect(modal.components.map((one) => one.component.custom_id)).toEqual([
      'since',
      'name',
      'weeks',
      'how',
      'with',
    ])
  })

  it('shows texts, numbers and dates as inputs, filled in', () => {
    expect(only('name', { name: 'crimp' })).toEqual({
      type: 18,
      label: 'Label',
      description: 'Hint',
      component: {
        type: 4,
        custom_id: 'name',
        style: 1,
        required: true,
        min_length: 1,
        max_length: 80,
        value: 'crimp',
      },
    })
    expect(only('how')?.component).toEqual({
      type: 4,
      custom_id: 'how',
      style: 2,
      required: false,
      max_length: 4000,
    })
    expect(only('how', { how: 'one\ntwo' })?.component).toMatchObject({ value: 'one\ntwo' })
    expect(only('weeks')?.component).toMatchObject({ type: 4, style: 1, max_length: 12 })
    expect(only('since')?.component).toMatchObject({ type: 4, style: 1, max_length: 10, required: false })
  })

  it('shows choices, people and channels as lists, with what was chosen', () => {
    expect(only('outcome', { outcome: 'b' })?.component).toEqual({
      type: 3,
      custom_id: 'outcome',
      required: true,
      min_values: 1,
      max_values: 1,
      options: [
        { label: 'As written', value: 'a', default: false },
        { label: 'My way', value: 'b', default: true },
      ],
    })
    expect(only('with', { with: '7' })?.component).toEqual({
      type: 5,
      custom_id: 'with',
      required: false,
      min_values: 0,
      max_values: 1,
      default_values: [{ id: '900000000000000007', type: 'user' }],
    })
    expect(only('with', { with: '8' })?.component).not.toHaveProperty('default_values')
    expect(only('channels', { channels: '11 12 x 11' })?.component).toEqual({
      type: 8,
      custom_id: 'channels',
      required: true,
      min_values: 1,
      max_values: 25,
      channel_types: [0, 5, 15, 2, 16, 13],
      default_values: [
        { id: '11', type: 'channel' },
        { id: '12', type: 'channel' },
      ],
    })
    expect(only('channel', { channel: '11 12' })?.component).toMatchObject({
      max_values: 1,
      default_values: [{ id: '11' }],
    })
  })

  it('keeps to the lengths that Discord takes', () => {
    const long = 'word '.repeat(60)
    const wordy = describeFields(z.object({ a: line({ label: long, hint: long, maxLength: 10 }) }))
    const form = { ...formOf(['a'], { a: long }), title: long }
    const modal = modalOf(form, { customId: 'id', fields: wordy, personIds })
    expect(modal.title.length).toBeLessThanOrEqual(45)
    expect(modal.components[0]?.label.length).toBeLessThanOrEqual(45)
    expect(modal.components[0]?.description?.length).toBeLessThanOrEqual(100)
    expect(modal.components[0]?.component).toMatchObject({ max_length: 10, value: 'word word…' })
  })

  it('has a title and a label in any case', () => {
    const bare = describeFields(z.object({ a: line({ label: '\u200b', hint: ' ' }) }))
    const modal = modalOf({ ...formOf(['a']), title: '\u200b' }, { customId: 'id', fields: bare, personIds })
    expect(modal).toMatchObject({ title: 'Go', components: [{ label: 'a' }] })
    expect(modal.components[0]).not.toHaveProperty('description')
  })

  it.skipIf(!isDescribed)('is a form as Discord describes it', () => {
    const discord = description()
    const given = { name: 'x', with: '7', outcome: 'a', channels: '11', channel: '12', weeks: '3' }
    for (const names of [
      ['name', 'how', 'with', 'outcome', 'channels'],
      ['channel', 'weeks', 'since'],
    ])
      for (const filled of [{}, given])
        expect(
          discord.requestFaults('post', '/interactions/{interaction_id}/{interaction_token}/callback', {
            type: 9,
            data: opened(names, filled),
          }),
        ).toEqual([])
  })
})

describe('readModal', () => {
  it('reads what was sent, by name of the field; what was left empty is empty', () => {
    const label = (component: object) => ({ type: 18 as const, id: 1, component })
    const components = [
      label({ type: 4, id: 2, custom_id: 'name', value: 'crimp' }),
      label({ type: 4, id: 3, custom_id: 'how', value: '' }),
      label({ type: 3, id: 4, custom_id: 'outcome', values: [] }),
      label({ type: 5, id: 5, custom_id: 'with', values: ['900000000000000007'] }),
      label({ type: 5, id: 6, custom_id: 'whom', values: [] }),
      label({ type: 8, id: 7, custom_id: 'channels', values: ['11', '12'] }),
    ] as unknown as Parameters<typeof readModal>[0]['components']
    expect(readModal({ components })).toEqual({
      values: { name: 'crimp', how: '', outcome: '', whom: '', channels: '11 12' },
      people: { with: '900000000000000007' },
    })
  })
})
