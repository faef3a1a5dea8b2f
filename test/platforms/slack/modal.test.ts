import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commandsIn } from '../../../src/commands.ts'
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
import { english } from '../../../src/core/words/english.ts'
import { FORM_CALLBACK, fieldErrors, modalOf, readView } from '../../../src/platforms/slack/modal.ts'
import { checkView } from '../../simulators/slack/block-views.ts'
import { slash } from './replies.ts'
import { areSampled, neverSeen, seenKeys } from './samples.ts'

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
const personIds = new Map([[memberId(7), 'U012AB3CD']])
const options = { metadata: 'id', fields, personIds, words: english, slash }

const formOf = (names: readonly string[], given: Record<string, string> = {}): Form => ({
  kind: 'form',
  title: 'A form',
  target: { command: 'x', handler: 'y', input: given },
  fields: names,
  submit: 'Go',
})
const opened = (names: readonly string[], given?: Record<string, string>) =>
  modalOf(formOf(names, given), options)
const only = (name: string, given?: Record<string, string>) => {
  const [block] = opened([name], given).blocks
  return block?.type === 'input' && 'element' in block ? block.element : undefined
}

describe('modalOf', () => {
  it('asks for the fields that the form names, in its order', () => {
    const modal = opened(['since', 'name', 'strange', 'weeks'])
    expect(modal).toMatchObject({
      type: 'modal',
      callback_id: FORM_CALLBACK,
      private_metadata: 'id',
      title: { text: 'A form' },
      submit: { text: 'Go' },
      close: { text: 'Cancel' },
    })
    expect(modal.blocks.map((one) => one.block_id)).toEqual(['since', 'name', 'weeks'])
    expect(modal.blocks[1]).toEqual({
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'Label', emoji: false },
      hint: { type: 'plain_text', text: 'Hint', emoji: false },
      optional: false,
      element: { type: 'plain_text_input', action_id: 'name', max_length: 80 },
    })
    expect(modal.blocks[0]).toMatchObject({ optional: true })
  })

  it('shows texts, numbers and dates as inputs of their own, filled in', () => {
    expect(only('name', { name: 'crimp' })).toMatchObject({ initial_value: 'crimp' })
    expect(only('how', { how: 'one\ntwo' })).toEqual({
      type: 'plain_text_input',
      action_id: 'how',
      multiline: true,
      max_length: 3000,
      initial_value: 'one\ntwo',
    })
    expect(only('weeks', { weeks: ' 8 ' })).toEqual({
      type: 'number_input',
      action_id: 'weeks',
      is_decimal_allowed: false,
      min_value: '1',
      max_value: '9',
      initial_value: '8',
    })
    expect(only('since', { since: '2026-03-31' })).toEqual({
      type: 'datepicker',
      action_id: 'since',
      initial_date: '2026-03-31',
    })
  })

  it('leaves out what Slack would refuse the whole form for', () => {
    expect(only('weeks', { weeks: '10' })).not.toHaveProperty('initial_value')
    expect(only('weeks', { weeks: 'many' })).not.toHaveProperty('initial_value')
    expect(only('since', { since: '2026-02-30' })).not.toHaveProperty('initial_date')
    expect(only('outcome', { outcome: 'c' })).not.toHaveProperty('initial_option')
    expect(only('with', { with: '8' })).not.toHaveProperty('initial_user')
    expect(only('channel', { channel: 'general' })).not.toHaveProperty('initial_conversation')
  })

  it('shows choices, people and channels as lists, with what was chosen', () => {
    const written = { text: { type: 'plain_text', text: 'As written', emoji: false }, value: 'a' }
    const own = { text: { type: 'plain_text', text: 'My way', emoji: false }, value: 'b' }
    expect(only('outcome', { outcome: 'b' })).toEqual({
      type: 'static_select',
      action_id: 'outcome',
      options: [written, own],
      initial_option: own,
    })
    expect(only('with', { with: '7' })).toEqual({
      type: 'users_select',
      action_id: 'with',
      initial_user: 'U012AB3CD',
    })
    const filter = { include: ['public', 'private'], exclude_bot_users: true }
    expect(only('channels', { channels: 'C012AB3CD G012AB3CD x C012AB3CD' })).toEqual({
      type: 'multi_conversations_select',
      action_id: 'channels',
      filter,
      max_selected_items: 25,
      initial_conversations: ['C012AB3CD', 'G012AB3CD'],
    })
    expect(only('channel', { channel: 'C012AB3CD' })).toEqual({
      type: 'conversations_select',
      action_id: 'channel',
      filter,
      initial_conversation: 'C012AB3CD',
    })
  })

  it('keeps to the lengths that Slack takes, and shows a long title above the fields', () => {
    const long = 'word '.repeat(900)
    const wordy = describeFields(z.object({ a: line({ label: long, hint: long, maxLength: 10 }) }))
    const form = { ...formOf(['a'], { a: long }), title: 'What did you do on this day?', submit: long }
    const modal = modalOf(form, { ...options, fields: wordy })
    expect(checkView(JSON.parse(JSON.stringify(modal)), 'modal')).toEqual([])
    expect(modal.title.text).toBe('What did you do on this…')
    expect(modal.blocks[0]).toMatchObject({ type: 'section', text: { text: 'What did you do on this day?' } })
    expect(modal.blocks[1]).toMatchObject({ element: { max_length: 10, initial_value: 'word word…' } })
    expect(() => modalOf(form, { ...options, metadata: 'x'.repeat(3001) })).toThrow('metadata')
  })

  it('has a title and a label in any case', () => {
    const bare = describeFields(z.object({ a: line({ label: '\u200b', hint: ' ' }) }))
    const modal = modalOf({ ...formOf(['a']), title: '\u200b' }, { ...options, fields: bare })
    expect(modal).toMatchObject({ title: { text: 'Go' }, blocks: [{ label: { text: 'a' } }] })
    expect(modal.blocks[0]).not.toHaveProperty('hint')
  })

  it.skipIf(!areSampled)('has no key that its kind was never seen with in Slack’s own traffic', () => {
    const given = {
      with: '7',
      channels: 'C012AB3CD',
      channel: 'C012AB3CD',
      since: '2026-03-31',
      outcome: 'a',
    }
    const names = fields.map((field) => field.name)
    expect(neverSeen([opened(names), opened(names, given)], seenKeys())).toEqual([])
  })

  it('is taken by Slack for every form of every command', () => {
    const forms = commandsIn(english).flatMap((command) =>
      [...command.handlers].flatMap(([name, handler]) =>
        handler.form === undefined ? [] : [{ command: command.name, name, handler, form: handler.form }],
      ),
    )
    expect(forms.length).toBeGreaterThan(5)
    for (const { command, name, handler, form } of forms) {
      const own = describeFields(handler.input)
      const modal = modalOf(
        {
          kind: 'form',
          ...form,
          target: { command, handler: name, input: {} },
          fields: own.map((field) => field.name),
        },
        { ...options, fields: own },
      )
      expect(modal.blocks.length).toBeGreaterThanOrEqual(own.length)
      expect(checkView(JSON.parse(JSON.stringify(modal)), 'modal')).toEqual([])
    }
  })
})

describe('readView', () => {
  it('reads what was sent, by name of the field; what was left empty is empty', () => {
    const of = (name: string, field: object) => [name, { [name]: field }] as const
    const values = Object.fromEntries([
      of('name', { type: 'plain_text_input', value: 'crimp' }),
      of('how', { type: 'plain_text_input', value: null }),
      of('weeks', { type: 'number_input', value: '8' }),
      of('since', { type: 'datepicker', selected_date: '2026-03-31' }),
      of('until', { type: 'datepicker', selected_date: null }),
      of('outcome', {
        type: 'static_select',
        selected_option: { text: { type: 'plain_text', text: 'My way' }, value: 'b' },
      }),
      of('other', { type: 'static_select', selected_option: null }),
      of('with', { type: 'users_select', selected_user: 'U012AB3CD' }),
      of('whom', { type: 'users_select', selected_user: null }),
      of('channel', { type: 'conversations_select', selected_conversation: 'C012AB3CD' }),
      of('channels', {
        type: 'multi_conversations_select',
        selected_conversations: ['C012AB3CD', 'G012AB3CD'],
      }),
      of('none', { type: 'multi_conversations_select', selected_conversations: [] }),
    ])
    expect(readView({ values })).toEqual({
      values: {
        name: 'crimp',
        how: '',
        weeks: '8',
        since: '2026-03-31',
        until: '',
        outcome: 'b',
        other: '',
        whom: '',
        channel: 'C012AB3CD',
        channels: 'C012AB3CD G012AB3CD',
        none: '',
      },
      people: { with: 'U012AB3CD' },
    })
  })

  it('refuses what is none of ours', () => {
    expect(() => readView({ values: { a: { a: { type: 'checkboxes' } } } })).toThrow()
    expect(() => readView(undefined)).toThrow()
  })
})

describe('fieldErrors', () => {
  it('says at each field what is wrong with it', () => {
    expect(fieldErrors({ weeks: 'Too many.' })).toEqual({
      response_action: 'errors',
      errors: { weeks: 'Too many.' },
    })
  })
})
