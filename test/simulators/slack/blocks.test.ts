import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../discord/json.ts'
import { checkView } from './block-views.ts'
import { checkBlocks, lengthOfBlocks } from './blocks.ts'

const check = (...blocks: readonly Json[]) =>
  checkBlocks(blocks, { surface: 'message', isFileReady: (id) => id === 'F0READY0000' })
const plain = (text: string): JsonObject => ({ type: 'plain_text', text })
const section = (more: JsonObject): JsonObject => ({
  type: 'section',
  text: { type: 'mrkdwn', text: 'hi' },
  ...more,
})
const button = (more: JsonObject = {}): JsonObject => ({
  type: 'button',
  action_id: 'a',
  text: plain('Press'),
  ...more,
})
const select = (more: JsonObject): JsonObject => ({
  type: 'static_select',
  action_id: 's',
  placeholder: plain('Which?'),
  options: [{ text: plain('One'), value: '1' }],
  ...more,
})
const actions = (...elements: readonly JsonObject[]): JsonObject => ({ type: 'actions', elements })

describe('blocks of messages', () => {
  it('takes what Slack takes', () => {
    expect(
      check(
        { type: 'header', text: { type: 'plain_text', text: 'Digest', emoji: true } },
        section({ fields: [plain('a'), { type: 'mrkdwn', text: '*b*', verbatim: true }] }),
        section({
          accessory: { type: 'overflow', action_id: 'o', options: [{ text: plain('One'), value: '1' }] },
        }),
        { type: 'divider' },
        {
          type: 'context',
          elements: [plain('a'), { type: 'image', image_url: 'https://x.example/a.png', alt_text: '' }],
        },
        { type: 'image', slack_file: { id: 'F0READY0000' }, alt_text: 'A picture', title: plain('Title') },
        actions(button({ style: 'primary', value: 'v' }), select({})),
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_list',
              style: 'bullet',
              elements: [
                { type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true } }] },
              ],
            },
          ],
        },
        { type: 'input', label: plain('Name'), element: { type: 'plain_text_input', action_id: 'n' } },
      ),
    ).toEqual([])
  })

  const long = (length: number) => 'x'.repeat(length)
  it.each<[string, Json, string]>([
    [
      'a long section',
      section({ text: plain(long(3001)) }),
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'eleven fields',
      section({ fields: Array(11).fill(plain('a')) }),
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a long field',
      section({ fields: [plain(long(2001))] }),
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'an empty section',
      { type: 'section' },
      'missing required field: text or fields [json-pointer:/blocks/0]',
    ],
    [
      'an empty text',
      section({ text: plain('') }),
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a long header',
      { type: 'header', text: plain(long(151)) },
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header of mrkdwn',
      { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
      'value not allowed: must be one of plain_text [json-pointer:/blocks/0/text/type]',
    ],
    [
      'eleven parts of context',
      { type: 'context', elements: Array(11).fill(plain('a')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      '26 actions',
      actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: String(index) }))),
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a long button',
      actions(button({ text: plain(long(76)) })),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      actions(button({ value: long(2001) })),
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a long action id',
      actions(button({ action_id: long(256) })),
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'two of an action id',
      actions(button(), button()),
      'action_id must be unique within its block [json-pointer:/blocks/0]',
    ],
    [
      'a strange style',
      actions(button({ style: 'secondary' })),
      'value not allowed: must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'a strange key',
      actions(button({ disabled: true })),
      'invalid additional property: disabled [json-pointer:/blocks/0/elements/0]',
    ],
    ['a strange block', { type: 'carousel' }, 'unsupported type: carousel [json-pointer:/blocks/0]'],
    [
      '101 options',
      actions(
        select({
          options: Array.from({ length: 101 }, (_, index) => ({ text: plain('o'), value: String(index) })),
        }),
      ),
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a long option',
      actions(select({ options: [{ text: plain(long(76)), value: '1' }] })),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]',
    ],
    [
      'a long value of an option',
      actions(select({ options: [{ text: plain('o'), value: long(151) }] })),
      'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
    ],
    [
      'two options alike',
      actions(select({ options: Array(2).fill({ text: plain('o'), value: '1' }) })),
      'option values must be unique [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'a menu without options',
      actions(select({ options: undefined })),
      'must have exactly one of options, option_groups [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'a confirmation that says too much',
      actions(
        button({
          confirm: { title: plain('a'), text: plain(long(301)), confirm: plain('b'), deny: plain('c') },
        }),
      ),
      'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
    ],
    [
      'a file that is not ready',
      { type: 'image', slack_file: { id: 'F0OTHER0000' }, alt_text: 'x' },
      'invalid slack file [json-pointer:/blocks/0/slack_file]',
    ],
    [
      'a picture without words',
      { type: 'image', image_url: 'https://x.example/a.png' },
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    [
      'long words for a picture',
      { type: 'image', image_url: 'https://x.example/a.png', alt_text: long(2001) },
      'must be less than 2001 characters [json-pointer:/blocks/0/alt_text]',
    ],
    [
      'a field that is a button',
      { type: 'input', label: plain('x'), element: button() },
      'unsupported type: button [json-pointer:/blocks/0/element]',
    ],
    [
      'a field beside a section',
      section({ accessory: { type: 'plain_text_input', action_id: 'x' } }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/accessory]',
    ],
    [
      'strange rich text',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'mrkdwn', text: 'x' }] }],
      },
      'unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/elements/0]',
    ],
    [
      'a long block id',
      { type: 'divider', block_id: long(256) },
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
  ])('refuses %s', (_name, block, reason) => {
    expect(check(block)).toEqual([reason])
  })

  it('refuses more than fifty blocks, and two of one id', () => {
    expect(check(...Array(51).fill({ type: 'divider' }))).toEqual([
      'no more than 50 items allowed [json-pointer:/blocks]',
    ])
    expect(check({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' })).toEqual([
      'duplicate block_id: a [json-pointer:/blocks/1]',
    ])
  })

  it('counts all text', () => {
    expect(lengthOfBlocks([section({ fields: [plain('abc')] }), actions(button())])).toBe(2 + 3 + 5)
  })
})

describe('views', () => {
  const modal = (more: JsonObject): JsonObject => ({
    type: 'modal',
    title: plain('Title'),
    blocks: [],
    ...more,
  })
  it('takes a hundred blocks, and no more text than fits', () => {
    expect(checkView(modal({ blocks: Array(100).fill({ type: 'divider' }) }), 'modal')).toEqual([])
    expect(checkView(modal({ blocks: Array(101).fill({ type: 'divider' }) }), 'modal')).toHaveLength(1)
    expect(checkView(modal({ title: plain('x'.repeat(25)) }), 'modal')).toEqual([
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ])
    expect(checkView(modal({ private_metadata: 'x'.repeat(3001) }), 'modal')).toHaveLength(1)
    expect(checkView({ type: 'home', blocks: [], private_metadata: 'x' }, 'home')).toEqual([])
    expect(checkView({ type: 'home', blocks: [], submit: plain('x') }, 'home')).toHaveLength(1)
  })

  it('wants a form to have a button that sends it', () => {
    const input = {
      type: 'input',
      label: plain('Name'),
      element: { type: 'plain_text_input', action_id: 'n' },
    }
    expect(checkView(modal({ blocks: [input] }), 'modal')).toEqual([
      'submit is required when an input block is within the blocks array [json-pointer:/view/submit]',
    ])
    expect(checkView(modal({ blocks: [input], submit: plain('Send') }), 'modal')).toEqual([])
  })
})
