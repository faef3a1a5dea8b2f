import type { types } from '@slack/bolt'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean, hasInk } from '../../../src/core/clean-text.ts'
import type { Figure } from '../../../src/core/figure.ts'
import { memberId } from '../../../src/core/ids.ts'
import { type Block, type Reply, targetsOf } from '../../../src/core/reply.ts'
import { link, strong, type Text } from '../../../src/core/text.ts'
import { english } from '../../../src/core/words/english.ts'
import { responseOf, shownOf } from '../../../src/platforms/slack/answer-bodies.ts'
import {
  METADATA_EVENT,
  markerOf,
  type RenderedMessage,
  render,
  renderHome,
} from '../../../src/platforms/slack/render.ts'
import type { Json } from '../../simulators/discord/json.ts'
import { checkView } from '../../simulators/slack/block-views.ts'
import { checkBlocks } from '../../simulators/slack/blocks.ts'
import { alike, seenIn, seenInPlain, visible } from './mrkdwn.ts'
import { anyReply, optionsFor, personIds } from './replies.ts'
import { areSampled, neverSeen, seenKeys } from './samples.ts'
import { sketch } from './sketch.ts'

/** As it goes over the wire. */
const wire = (value: unknown): Json => JSON.parse(JSON.stringify(value))
const blocksOf = (messages: readonly RenderedMessage[]): readonly types.KnownBlock[] =>
  messages.flatMap((one) => one.body.blocks)
const buttonsOf = (blocks: readonly types.KnownBlock[]): readonly types.Button[] =>
  blocks.flatMap((one) =>
    one.type === 'actions' ? one.elements.filter((each) => each.type === 'button') : [],
  )
const squeezed = (text: string): string => alike(text).replace(/[\s\p{DI}]/gu, '')

/** The elements of rich text, wherever they stand. */
const elementsOf = (blocks: readonly types.KnownBlock[]): readonly types.RichTextElement[] =>
  blocks.flatMap((block) =>
    block.type !== 'rich_text'
      ? []
      : block.elements.flatMap((one) =>
          one.type === 'rich_text_list' ? one.elements.flatMap((item) => item.elements) : one.elements,
        ),
  )
/** Text objects, wherever they stand. */
const textsIn = (value: unknown, type: 'plain_text' | 'mrkdwn'): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, type))
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && value.type === type && 'text' in value ? [String(value.text)] : []
  return [...own, ...Object.values(value).flatMap((one) => textsIn(one, type))]
}
/** What people see of blocks. */
const shownIn = (blocks: readonly types.KnownBlock[]): string =>
  [
    ...elementsOf(blocks).map((one) => ('text' in one ? (one.text ?? '') : '')),
    ...textsIn(blocks, 'plain_text'),
    ...textsIn(blocks, 'mrkdwn').map(visible),
  ].join('\n')
const isCutShort = (blocks: readonly types.KnownBlock[]): boolean =>
  shownIn(blocks).includes(english.slack.moreThanFits)

const reply = (title: string, ...blocks: readonly Block[]): Reply => ({ title, blocks, isPrivate: true })
const drawn = (one: Reply): string => sketch(render(one, optionsFor(one)))
const button = (label: string, emphasis: 'primary' | 'plain' = 'plain') => ({
  label,
  emphasis,
  target: { command: 'waiting', handler: label, input: {} },
})
const text = (...spans: Text): Block => ({ kind: 'paragraph', text: spans })

describe('any reply', () => {
  it('is taken by Slack, in at most five messages', () => {
    fc.assert(
      fc.property(anyReply, fc.boolean(), (any, isMarked) => {
        const messages = render(any, optionsFor(any, isMarked ? { marker: 'k'.repeat(200) } : {}))
        expect(messages.length).toBeGreaterThanOrEqual(1)
        expect(messages.length).toBeLessThanOrEqual(5)
        for (const { body } of messages) {
          expect(body.blocks.length).toBeGreaterThan(0)
          expect(checkBlocks(wire(body.blocks), { surface: 'message', isFileReady: () => true })).toEqual([])
          expect(JSON.stringify(body.blocks).length).toBeLessThanOrEqual(11_500)
          expect(Buffer.byteLength(JSON.stringify(body.blocks))).toBeLessThanOrEqual(13_000)
          expect(body.text).toMatch(/[^\s\p{DI}]/u)
          expect(body.text.length).toBeLessThanOrEqual(4000)
        }
        const ids = buttonsOf(blocksOf(messages)).map((one) => one.action_id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('is taken by Slack as a Home tab', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        const home = renderHome(any, optionsFor(any))
        expect(checkView(wire(home), 'home')).toEqual([])
        expect(home.blocks.length).toBeGreaterThan(0)
        expect(Buffer.byteLength(JSON.stringify(home))).toBeLessThanOrEqual(250_000)
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it.skipIf(!areSampled)(
    'has no key that its kind was never seen with in Slack’s own traffic',
    () => {
      const seen = seenKeys()
      for (const kind of [
        'rich_text',
        'rich_text_list',
        'link',
        'user',
        'date',
        'image',
        'context',
        'button',
      ])
        expect(seen.has(kind), kind).toBe(true)
      fc.assert(
        fc.property(anyReply, (any) => {
          const strange = neverSeen(
            render(any, optionsFor(any)).map(({ body }) => body.blocks),
            seen,
          )
          expect(strange).toEqual([])
        }),
        { numRuns: 50 },
      )
    },
    60_000,
  )

  it('calls nobody but those who are called by name, and leads nowhere but where a link of ours does', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        const messages = render(any, optionsFor(any))
        const elements = elementsOf(blocksOf(messages))
        const known = new Set(personIds.values())
        const called = elements.flatMap((one) => (one.type === 'user' ? [one.user_id] : []))
        const read = textsIn(blocksOf(messages), 'mrkdwn').flatMap(seenIn)
        called.push(...read.flatMap((one) => (one.kind === 'user' ? [one.to ?? ''] : [])))
        expect(called.filter((id) => !known.has(id))).toEqual([])
        const ours = new Set(['text', 'link', 'user', 'date'])
        expect(elements.filter((one) => !ours.has(one.type))).toEqual([])
        const meant = new Set(['text', 'bold', 'slanted', 'code', 'link', 'user', 'date'])
        expect(read.filter((one) => !meant.has(one.kind))).toEqual([])
        const json = JSON.stringify(any.blocks)
        if (!json.includes('"kind":"link"') && !json.includes('"kind":"file"')) {
          expect(elements.filter((one) => one.type === 'link')).toEqual([])
          expect(read.filter((one) => one.kind === 'link')).toEqual([])
        }
        const plain = textsIn(blocksOf(messages), 'plain_text').flatMap(seenInPlain)
        expect(plain.filter((one) => one.kind !== 'text')).toEqual([])
        const words = messages.flatMap(({ body }) => seenIn(body.text))
        expect(words.filter((one) => one.kind !== 'text')).toEqual([])
        for (const { body } of messages)
          expect(body).toMatchObject({
            unfurl_links: false,
            unfurl_media: false,
            link_names: false,
            parse: 'none',
          })
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('loses nothing without saying so', () => {
    let whole = 0
    fc.assert(
      fc.property(anyReply, fc.boolean(), (any, isHome) => {
        const options = optionsFor(any, { slash: { name: 'cp', commands: [] } })
        const messages = isHome ? [] : render(any, options)
        const blocks = isHome ? (renderHome(any, options).blocks as types.KnownBlock[]) : blocksOf(messages)
        if (isCutShort(blocks)) return
        whole += 1
        const seen = squeezed(shownIn(blocks))
        for (const one of textsOf(any.blocks)) expect(seen).toContain(squeezed(clean(one)))
        expect(buttonsOf(blocks).map((one) => one.value)).toEqual(
          targetsOf(any).map((one) => options.ids.get(one)),
        )
        const charts = any.blocks.filter((one) => one.kind === 'chart' && options.pictures.has(one.figure))
        expect(blocks.filter((one) => one.type === 'image').length).toBe(charts.length)
        const beside = any.blocks.filter((one) => one.kind === 'file' && !options.files?.has(one))
        if (!isHome) expect(messages.flatMap((one) => one.files).length).toBe(beside.length)
      }),
      { numRuns: 300 },
    )
    expect(whole).toBeGreaterThan(100)
  }, 60_000)
})

/** Texts that must be seen as they are. */
function textsOf(blocks: readonly Block[]): readonly string[] {
  const strings = (all: Text): readonly string[] =>
    all.flatMap((one) =>
      typeof one === 'string' ? [one] : one.kind === 'strong' || one.kind === 'emphasis' ? [one.text] : [],
    )
  return blocks.flatMap((block): readonly string[] => {
    if (block.kind === 'paragraph' || block.kind === 'note') return strings(block.text)
    if (block.kind === 'facts') return block.facts.flatMap((one) => [one.label, ...strings(one.value)])
    if (block.kind === 'table') return block.rows.flatMap((row) => row.flatMap(strings))
    if (block.kind === 'list') return block.items.flatMap(strings)
    return []
  })
}

describe('a reply', () => {
  it('is a sentence where it is one, and has a header where it has a title', () => {
    const [sentence] = render(reply('', text('Noted.')), optionsFor(reply('')))
    expect(sentence.body.blocks).toEqual([
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Noted.' }] }],
      },
    ])
    expect(sentence.body.text).toBe('Noted.')
    expect(drawn(reply('Waiting', text('Nobody.')))).toBe('# Waiting\nNobody.\n')
  })

  it('answers even where there is nothing to see', () => {
    expect(drawn(reply('', text(' '), { kind: 'list', ordered: false, items: [] }))).toBe('…\n')
  })

  it('shows facts for a phone: short ones close together, long ones below their labels', () => {
    const facts: Block = {
      kind: 'facts',
      facts: [
        { label: 'Done', value: ['4 times'] },
        { label: 'By', value: [strong('Ada')] },
        { label: 'When it helps', value: ['A wire comes loose when the robot hits something'] },
        { label: 'Empty', value: [] },
      ],
    }
    expect(drawn(reply('', facts))).toBe(
      [
        '*Done* · 4 times',
        '*By* · *Ada*',
        '',
        '*When it helps*',
        'A wire comes loose when the robot hits something',
        '',
        '*Empty*',
        '',
      ].join('\n'),
    )
  })

  it('shows a table as a list, with its columns in small print', () => {
    const table: Block = {
      kind: 'table',
      columns: [
        { label: 'Space', align: 'left' },
        { label: 'Why', align: 'left' },
        { label: 'Messages', align: 'right' },
      ],
      rows: [
        [['help'], ['questions'], ['1,200']],
        [['tools'], [], ['7']],
        [['empty'], [''], ['']],
        [[''], ['']],
      ],
    }
    expect(drawn(reply('', table))).toBe(
      [
        '(Space · Why)',
        '• *help* · questions · Messages 1,200',
        '• *tools* · – · Messages 7',
        '• *empty*',
        '',
      ].join('\n'),
    )
  })

  it('numbers a list on where it is parted', () => {
    const items = Array.from({ length: 60 }, (_, at) => [`${at + 1} ${'word '.repeat(20)}`])
    const one = reply('', { kind: 'list', ordered: true, items })
    const lists = blocksOf(render(one, optionsFor(one))).flatMap((block) =>
      block.type === 'rich_text' ? block.elements : [],
    )
    expect(lists.length).toBeGreaterThan(1)
    for (const list of lists) {
      if (list.type !== 'rich_text_list') throw new Error('a list was expected')
      const [first] = list.elements[0]?.elements ?? []
      const offset = 'offset' in list ? Number(list.offset) : 0
      expect(first).toMatchObject({ text: expect.stringMatching(new RegExp(`^${offset + 1} `)) })
    }
  })

  const figure: Figure = {
    kind: 'rhythm',
    title: 'When people talk',
    finding: 'Most is said on Mondays.',
    note: 'UTC.',
    labels: { weekdays: [], messages: 'messages' },
    counts: [],
  }

  it('shows a picture by itself, and its words where there is none', () => {
    const one = reply('', { kind: 'chart', figure })
    const alt = 'When people talk. Most is said on Mondays.'
    const pictures = new Map([[figure, { id: 'F012AB3CD', alt }]])
    const [message] = render(one, optionsFor(one, { pictures }))
    expect(message.body.blocks).toEqual([{ type: 'image', slack_file: { id: 'F012AB3CD' }, alt_text: alt }])
    expect(message.body.text).toBe(alt)
    expect(sketch(render(one, optionsFor(one, { pictures: new Map() })))).toBe(
      '*When people talk*\nMost is said on Mondays.\n\n(UTC.)',
    )
  })

  it('tells of a file that comes beside it, leads to one that is there, and says where one could not be sent', () => {
    const file: Block = { kind: 'file', name: 'my-data.json', mime: 'application/json', content: '{"ä":1}' }
    const one = reply('', file)
    const [beside] = render(one, optionsFor(one, { files: new Map() }))
    expect(beside.files.map(({ name, mime }) => [name, mime])).toEqual([['my-data.json', 'application/json']])
    expect(new TextDecoder().decode(beside.files[0]?.bytes)).toBe('{"ä":1}')
    expect(beside.body.text).toBe('my-data.json comes as a file of its own.')
    const shared = optionsFor(one, { files: new Map([[file, 'https://club.slack.com/files/1']]) })
    expect(sketch(render(one, shared))).toBe('<my-data.json>\n')
    const [refused] = render(one, optionsFor(one, { files: new Map([[file, null]]) }))
    expect(refused.files).toEqual([])
    expect(refused.body.text).toContain('Slack did not take my-data.json')
  })

  it('opens a form by a button, which does not say the title again', () => {
    const target = { command: 'did', handler: 'did', input: {} }
    const form: Block = {
      kind: 'form',
      title: 'What did you do?',
      target,
      fields: ['what'],
      submit: 'Say so',
    }
    expect(drawn(reply('What did you do?', form))).toBe('# What did you do?\n[[ Say so ]]')
    expect(drawn(reply('Done', text('Noted.'), form))).toContain('[[ What did you do? ]]')
  })

  it('has five buttons a row, each with the id of what it stands for', () => {
    const one = reply('', {
      kind: 'actions',
      buttons: Array.from({ length: 7 }, (_, at) => button(`b${at}`, at === 0 ? 'primary' : 'plain')),
    })
    expect(drawn(one)).toBe('[[ b0 ]] [ b1 ] [ b2 ] [ b3 ] [ b4 ]\n[ b5 ] [ b6 ]')
    const [first] = buttonsOf(blocksOf(render(one, optionsFor(one))))
    expect(first).toEqual({
      type: 'button',
      action_id: 'go-0',
      text: { type: 'plain_text', text: 'b0', emoji: false },
      value: 'id-0'.padEnd(100, 'x'),
      style: 'primary',
    })
  })

  it('refuses to show a button without an id', () => {
    const one = reply('', { kind: 'actions', buttons: [button('a')] })
    expect(() => render(one, { ...optionsFor(one), ids: new Map() })).toThrow('waiting a has no id')
  })

  it('parts what has buttons from what comes next', () => {
    const item = (name: string): readonly Block[] => [
      text(name),
      { kind: 'actions', buttons: [button(name)] },
    ]
    expect(drawn(reply('', ...item('a'), ...item('b')))).toBe('a\n\n[ a ]\n────────\nb\n\n[ b ]')
  })

  it('goes over several messages between its blocks, buttons with their words', () => {
    const half = 'word '.repeat(590).trim()
    const parts = Array.from({ length: 5 }, () => text(half))
    const one = reply('Long', ...parts, { kind: 'actions', buttons: [button('Go')] })
    const messages = render(one, optionsFor(one))
    expect(messages.map(({ body }) => body.blocks.map((block) => block.type))).toEqual([
      ['header', 'rich_text', 'rich_text', 'rich_text'],
      ['rich_text', 'rich_text', 'actions'],
    ])
  })

  it('says that there is more where even five messages do not hold it', () => {
    const rows = Array.from({ length: 3000 }, (_, at) => [[`row ${at}`], ['a cell with some words']])
    const columns = ['A', 'B'].map((label) => ({ label, align: 'left' as const }))
    const one = reply('Long', { kind: 'table', columns, rows })
    const messages = render(one, optionsFor(one))
    expect(messages.map(({ body }) => isCutShort(body.blocks))).toEqual([false, false, false, false, true])
    expect(isCutShort(renderHome(one, optionsFor(one)).blocks as types.KnownBlock[])).toBe(true)
  })

  it('is known again by its marker, each message by its own', () => {
    const one = reply('', ...Array.from({ length: 5 }, () => text('word '.repeat(590))))
    const messages = render(one, optionsFor(one, { marker: 'digest-7' }))
    expect(messages.map(({ body }) => body.metadata)).toEqual([
      { event_type: METADATA_EVENT, event_payload: { key: 'digest-7' } },
      { event_type: METADATA_EVENT, event_payload: { key: 'digest-7/2' } },
    ])
    expect(markerOf('k', 1)).toBe('k/2')
    expect(METADATA_EVENT).toMatch(/^[A-Za-z0-9_-]{1,50}$/)
    expect(render(one, optionsFor(one))[0].body).not.toHaveProperty('metadata')
  })

  it('spells commands as they are typed here, in its title and on its buttons too', () => {
    const one = reply('/did', text('Write /my data.'), { kind: 'actions', buttons: [button('Open /help')] })
    expect(drawn(one)).toBe('# /cp did\nWrite /cp my data.\n\n[ Open /cp help ]')
  })

  it('says in words what its blocks say, people by name', () => {
    const one = reply(
      'A & B',
      text('with ', { kind: 'person', member: memberId(1), name: 'Ada', ping: true }, ' *now*'),
      text(link('open it', 'https://club.slack.com/archives/C1/p1')),
    )
    const [message] = render(one, optionsFor(one))
    expect(message.body.text).toBe('A &amp; B\nwith Ada ∗now∗\nopen it')
    expect(elementsOf(message.body.blocks)).toEqual([
      { type: 'text', text: 'with ' },
      { type: 'user', user_id: 'U0AAAA0001' },
      { type: 'text', text: ' *now*' },
      { type: 'link', url: 'https://club.slack.com/archives/C1/p1', text: 'open it' },
    ])
  })

  it('keeps to a title that can be read', () => {
    const long = 'word '.repeat(60)
    const [message] = render(reply(long), optionsFor(reply(long)))
    expect(hasInk(long)).toBe(true)
    expect(textsIn(message.body.blocks, 'plain_text')[0]).toMatch(/^word .* word…$/)
  })
})

describe('an answer', () => {
  const one = reply('', text('Noted.'))
  const [{ body }] = render(one, optionsFor(one, { marker: 'k' }))

  it('is seen by whoever is to see it', () => {
    expect(responseOf(body, 'private')).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(responseOf(body, 'public')).toMatchObject({ response_type: 'in_channel', replace_original: false })
    expect(responseOf(body, 'inPlace')).toMatchObject({ replace_original: true })
    expect(responseOf(body, 'inPlace')).not.toHaveProperty('response_type')
  })

  it('bears the same text and blocks, unread, and no mark of a post', () => {
    for (const sent of [responseOf(body, 'private'), shownOf(body)]) {
      expect(sent).toMatchObject({ text: body.text, blocks: body.blocks, link_names: false, parse: 'none' })
      expect(sent).not.toHaveProperty('metadata')
    }
  })
})
