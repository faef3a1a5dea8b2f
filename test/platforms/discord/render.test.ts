import type { APIMessageTopLevelComponent } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean, hasInk } from '../../../src/core/clean-text.ts'
import type { Figure } from '../../../src/core/figure.ts'
import { memberId } from '../../../src/core/ids.ts'
import { type Block, type Reply, soleForm, targetsOf } from '../../../src/core/reply.ts'
import { link, strong, type Text } from '../../../src/core/text.ts'
import { english } from '../../../src/core/words/english.ts'
import { markerOf, type RenderedMessage, render } from '../../../src/platforms/discord/render.ts'
import { description, isDescribed } from './description.ts'
import { seenIn, visible } from './markdown.ts'
import { anyReply, optionsFor, personIds } from './replies.ts'
import { sketch } from './sketch.ts'

const CONTAINER = 17
const TEXT_DISPLAY = 10
const MIB = 1024 * 1024

type Component = APIMessageTopLevelComponent & { readonly components?: readonly Component[] }

/** Every component of a message, nested ones too. */
const componentsOf = ({ body }: RenderedMessage): readonly Component[] => {
  const all = (one: Component): readonly Component[] => [one, ...(one.components ?? []).flatMap(all)]
  return (body.components as readonly Component[]).flatMap(all)
}
const contentsOf = (message: RenderedMessage): readonly string[] =>
  componentsOf(message).flatMap((one) => (one.type === TEXT_DISPLAY ? [one.content] : []))
const idsOf = (message: RenderedMessage): readonly string[] =>
  componentsOf(message).flatMap((one) => ('custom_id' in one ? [String(one.custom_id)] : []))
const squeezed = (text: string): string => text.replace(/[\s\p{DI}]/gu, '')

const reply = (title: string, ...blocks: readonly Block[]): Reply => ({ title, blocks, isPrivate: true })
const drawn = (one: Reply): string => sketch(render(one, optionsFor(one)))
const button = (label: string, emphasis: 'primary' | 'plain' = 'plain') => ({
  label,
  emphasis,
  target: { command: 'waiting', handler: label, input: {} },
})
const text = (...spans: Text): Block => ({ kind: 'paragraph', text: spans })

const isCutShort = (messages: readonly RenderedMessage[]): boolean =>
  messages.flatMap(contentsOf).some((content) => content.includes(english.discord.moreThanFits))

describe('any reply', () => {
  it('stays within every limit of Discord', () => {
    fc.assert(
      fc.property(anyReply, fc.boolean(), (any, isMarked) => {
        const messages = render(any, optionsFor(any, isMarked ? { marker: 2 ** 31 - 1 } : {}))
        expect(messages.length).toBeGreaterThanOrEqual(1)
        expect(messages.length).toBeLessThanOrEqual(5)
        for (const message of messages) {
          const [components, contents] = [componentsOf(message), contentsOf(message)]
          expect(components.length).toBeGreaterThan(0)
          expect(components.length).toBeLessThanOrEqual(40)
          expect(contents.join('').length).toBeLessThanOrEqual(4000)
          expect(Buffer.byteLength(contents.join('')) + 12 * contents.length).toBeLessThanOrEqual(10_170)
          for (const content of contents) expect(content.trim()).toMatch(/[^\s\p{DI}]/u)
          for (const one of components)
            if (one.type === 1) expect(one.components?.length).toBeLessThanOrEqual(5)
          const ids = idsOf(message)
          expect(new Set(ids).size).toBe(ids.length)
          expect(message.files.length).toBeLessThanOrEqual(10)
          expect(message.body.attachments.map((one) => one.filename)).toEqual(
            message.files.map((one) => one.name),
          )
          expect(new Set(message.files.map((one) => one.name)).size).toBe(message.files.length)
          expect(message.body.flags).toBe((1 << 15) | (any.isPrivate ? 1 << 6 : 0))
        }
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it('shows every file once, where it is attached', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        for (const message of render(any, optionsFor(any))) {
          const json = JSON.stringify(message.body.components)
          const shown = [...json.matchAll(/attachment:\/\/([^"]+)"/g)].map((found) => found[1])
          expect(shown).toEqual(message.files.map((file) => file.name))
        }
      }),
    )
  }, 60_000)

  it('calls nobody but those who are pinged by name, and says so to Discord every time', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        for (const message of render(any, optionsFor(any))) {
          const { parse, users, replied_user, ...rest } = message.body.allowed_mentions
          expect({ parse, replied_user, rest }).toEqual({ parse: [], replied_user: false, rest: {} })
          const contents = contentsOf(message)
          const called = contents
            .flatMap(seenIn)
            .flatMap((one) => (one.kind === 'user' ? [one.to ?? ''] : []))
          expect(new Set(users)).toEqual(new Set(called))
          expect(users?.length).toBeLessThanOrEqual(100)
          const known = new Set(personIds.values())
          expect(called.filter((id) => !known.has(id))).toEqual([])
          // A reader that knows no backslashes finds no more than that.
          for (const content of contents)
            expect(content.replace(/<@9\d{17}>/g, '').replace(/<t:\d+:f>/g, '')).not.toMatch(
              /<[@#:/]|<(?:a|t|id|sound):|@everyone|@here/i,
            )
        }
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('means nothing that the reply does not mean', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        const json = JSON.stringify(any.blocks)
        const seen = render(any, optionsFor(any)).flatMap(contentsOf).flatMap(seenIn)
        const ours = ['text', 'code', 'link', 'user', 'time', 'small', 'item', 'strong', 'emphasis']
        const strange = seen.filter((one) => !ours.includes(one.kind) && one.kind !== 'heading')
        expect(strange).toEqual([])
        expect(seen.filter((one) => one.kind === 'heading').length).toBe(hasInk(clean(any.title)) ? 1 : 0)
        if (!json.includes('"kind":"link"')) expect(seen.filter((one) => one.kind === 'link')).toEqual([])
        if (!json.includes('"kind":"time"')) expect(seen.filter((one) => one.kind === 'time')).toEqual([])
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  it('loses nothing without saying so', () => {
    let whole = 0
    fc.assert(
      fc.property(anyReply, (any) => {
        const options = optionsFor(any)
        const messages = render(any, options)
        if (isCutShort(messages)) return
        whole += 1
        const seen = squeezed(messages.flatMap(contentsOf).map(visible).join('\n'))
        for (const one of textsOf(any.blocks))
          expect(seen).toContain(squeezed(clean(one).replaceAll('`', '')))
        const ids = messages.flatMap(idsOf)
        expect(ids).toEqual(targetsOf(any).map((one) => options.ids.get(one)))
        const charts = any.blocks.filter((one) => one.kind === 'chart' && options.pictures.has(one.figure))
        const files = any.blocks.filter((one) => one.kind === 'file')
        expect(messages.flatMap((one) => one.files).length).toBe(charts.length + files.length)
      }),
      { numRuns: 300 },
    )
    expect(whole).toBeGreaterThan(100)
  }, 60_000)

  it.skipIf(!isDescribed)(
    'is a message as Discord describes it',
    () => {
      const discord = description()
      fc.assert(
        fc.property(anyReply, (any) => {
          for (const { body } of render(any, optionsFor(any, { marker: 7 }))) {
            expect(discord.requestFaults('post', '/channels/{channel_id}/messages', body)).toEqual([])
            expect(
              discord.requestFaults('post', '/interactions/{interaction_id}/{interaction_token}/callback', {
                type: 4,
                data: body,
              }),
            ).toEqual([])
          }
        }),
        { numRuns: 100 },
      )
    },
    60_000,
  )
})

/** Texts that must be seen as they are; code and links are shown in ways of their own. */
function textsOf(blocks: readonly Block[]): readonly string[] {
  const strings = (all: Text): readonly string[] =>
    all.flatMap((one) => (typeof one === 'string' ? [one] : []))
  const all = blocks.flatMap((block): readonly string[] => {
    if (block.kind === 'paragraph' || block.kind === 'note') return strings(block.text)
    if (block.kind === 'facts') return block.facts.flatMap((one) => [one.label, ...strings(one.value)])
    if (block.kind === 'table') return block.rows.flatMap((row) => row.flatMap(strings))
    if (block.kind === 'list') return block.items.flatMap(strings)
    return []
  })
  return all.filter((one) => !one.includes('`'))
}

describe('a reply', () => {
  it('is a sentence where it is one, and stands in a container where it has a title', () => {
    const [sentence] = render(reply('', text('Noted.')), optionsFor(reply('')))
    expect(sentence.body.components).toEqual([{ type: TEXT_DISPLAY, content: 'Noted.' }])
    const [titled] = render(reply('Waiting', text('Nobody.')), optionsFor(reply('')))
    expect(titled.body.components).toEqual([
      {
        type: CONTAINER,
        accent_color: expect.any(Number),
        components: [{ type: TEXT_DISPLAY, content: '## Waiting\nNobody.' }],
      },
    ])
  })

  it('keeps buttons below what they are about, with a line before what comes next', () => {
    const one = reply(
      'Waiting',
      text('Two wait.'),
      text(strong('#help'), ', 2 days ago'),
      { kind: 'actions', buttons: [button('Answered'), button('I’ll take it', 'primary')] },
      text(strong('#tools'), ', 3 days ago'),
      { kind: 'actions', buttons: [button('Not a question')] },
      { kind: 'note', text: ['Why.\nBecause.'] },
    )
    expect(drawn(one)).toBe(`(seen by you)
  ▎ ## Waiting
  ▎ Two wait.
  ▎ 
  ▎ **#help**, 2 days ago
  ▎ [ Answered ] [[ I’ll take it ]]
  ▎ ────────
  ▎ **#tools**, 3 days ago
  ▎ [ Not a question ]
  ▎ ────────
  ▎ -# Why.
  ▎ -# Because.`)
  })

  it('writes short facts on a line each and long ones below their labels', () => {
    const facts = (...all: readonly (readonly [string, string])[]): Block => ({
      kind: 'facts',
      facts: all.map(([label, value]) => ({ label, value: [value] })),
    })
    expect(drawn(reply('', facts(['Name', 'Robotics'], ['Time zone', 'UTC'])))).toBe(
      '(seen by you)\n**Name** · Robotics\n**Time zone** · UTC',
    )
    const long = 'who wrote when, and in which space it was, and what it answers'
    expect(drawn(reply('', facts(['Read', long], ['Never kept', 'words'], ['Since', 'May'])))).toBe(
      `(seen by you)\n**Read**\n${long}\n\n**Never kept** · words\n**Since** · May`,
    )
  })

  it('tells a table as a list, its numbers with what they count', () => {
    const table: Block = {
      kind: 'table',
      columns: [
        { label: 'Space', align: 'left' },
        { label: 'Why', align: 'left' },
        { label: 'Messages', align: 'right' },
      ],
      rows: [
        [['help'], ['questions'], ['1,200']],
        [['tools'], [''], ['7']],
        [['empty'], ['']],
      ],
    }
    expect(drawn(reply('', table))).toBe(
      [
        '(seen by you)',
        '-# Space · Why',
        '- **help** · questions · Messages 1,200',
        '- **tools** · – · Messages 7',
        '- **empty**',
      ].join('\n'),
    )
  })

  it('hangs the lines of a list', () => {
    const items = [['one\ntwo'], ['three']]
    expect(drawn(reply('', { kind: 'list', ordered: true, items }))).toBe(
      '(seen by you)\n1. one\n   two\n2. three',
    )
    expect(drawn(reply('', { kind: 'list', ordered: false, items }))).toBe(
      '(seen by you)\n- one\n  two\n- three',
    )
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
    const picture = { png: new Uint8Array(9), widthPx: 1, heightPx: 1, alt }
    const [message] = render(one, { ...optionsFor(one), pictures: new Map([[figure, picture]]) })
    expect(message.body.components).toEqual([
      { type: 12, items: [{ media: { url: 'attachment://rhythm.png' }, description: alt }] },
    ])
    expect(message.body.attachments).toEqual([{ id: '0', filename: 'rhythm.png', description: alt }])
    expect(message.files).toEqual([
      { name: 'rhythm.png', mime: 'image/png', bytes: picture.png, description: alt },
    ])
    const [words] = render(one, { ...optionsFor(one), pictures: new Map() })
    expect(contentsOf(words)).toEqual(['**When people talk**\nMost is said on Mondays.\n\n-# UTC.'])
  })

  it('hands over files, and says where one is too large', () => {
    const file: Block = { kind: 'file', name: 'my-data.json', mime: 'application/json', content: '{"ä":1}' }
    const one = reply('', file, file)
    const [message] = render(one, optionsFor(one))
    expect(message.files.map((each) => each.name)).toEqual(['my-data.json', 'my-data-2.json'])
    expect(new TextDecoder().decode(message.files[0]?.bytes)).toBe('{"ä":1}')
    const [refused] = render(reply('', file), optionsFor(one, { maxFileBytes: 5 }))
    expect(refused.files).toEqual([])
    expect(contentsOf(refused)[0]).toContain('larger than Discord lets me send')
  })

  it('parts many and large files over messages', () => {
    const many = reply(
      '',
      ...Array.from(
        { length: 12 },
        (): Block => ({ kind: 'file', name: 'a.csv', mime: 'text/csv', content: 'x' }),
      ),
    )
    expect(render(many, optionsFor(many)).map((one) => one.files.length)).toEqual([10, 2])
    const large: Block = { kind: 'file', name: 'a.csv', mime: 'text/csv', content: 'x'.repeat(9 * MIB) }
    const three = reply('', large, large, large)
    expect(render(three, optionsFor(three)).map((one) => one.files.length)).toEqual([2, 1])
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
    const alone = reply('What did you do?', form)
    expect(soleForm(alone)).toBe(form)
    expect(drawn(alone)).toContain('[[ Say so ]]')
    const beside = reply('Done', text('Noted.'), form)
    expect(soleForm(beside)).toBeNull()
    expect(drawn(beside)).toContain('[[ What did you do? ]]')
  })

  it('has five buttons a row', () => {
    const one = reply('', {
      kind: 'actions',
      buttons: Array.from({ length: 7 }, (_, at) => button(`b${at}`)),
    })
    expect(drawn(one)).toBe('(seen by you)\n[ b0 ] [ b1 ] [ b2 ] [ b3 ] [ b4 ]\n[ b5 ] [ b6 ]')
  })

  it('goes over several messages between its blocks, buttons with their words', () => {
    const half = 'word '.repeat(400).trim()
    const one = reply('Long', text(half), text(half), {
      kind: 'actions',
      buttons: [button('Go')],
    })
    const messages = render(one, optionsFor(one))
    expect(messages.map((each) => contentsOf(each).length)).toEqual([1, 1])
    expect(messages.map(idsOf)).toEqual([[], ['id-0']])
    expect(contentsOf(messages[0])).toEqual([`## Long\n${half}`])
  })

  it('cuts only what is longer than a message', () => {
    const long = 'word '.repeat(1500).trim()
    const one = reply('Long', text('Short.'), text(long))
    const contents = render(one, optionsFor(one)).flatMap(contentsOf)
    expect(contents.map((each) => each.length > 3000 && each.endsWith('word'))).toEqual([true, true])
    expect(squeezed(contents.join(''))).toContain(squeezed(long))
  })

  it('says that there is more where even five messages do not hold it', () => {
    const rows = Array.from({ length: 3000 }, (_, at) => [[`row ${at}`], ['a cell with some words']])
    const one = reply('Long', {
      kind: 'table',
      columns: [
        { label: 'A', align: 'left' },
        { label: 'B', align: 'left' },
      ],
      rows,
    })
    const messages = render(one, optionsFor(one))
    expect(messages.length).toBe(5)
    expect(messages.map((each) => contentsOf(each).join('').includes(english.discord.moreThanFits))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
  })

  it('is known again by its marker, each message by its own', () => {
    const one = reply('', text('word '.repeat(1500)))
    const messages = render(one, optionsFor(one, { marker: 2 ** 31 - 1 }))
    expect(messages.map((each) => each.body.components[0]?.id)).toEqual([2 ** 31 - 1, 1])
    expect(markerOf(5, 2)).toBe(7)
    const titled = reply('A', text('b'))
    expect(render(titled, optionsFor(titled, { marker: 5 }))[0].body.components[0]).toMatchObject({
      id: 5,
      type: CONTAINER,
    })
  })

  it('pings a hundred people at most, and shows the others by name', () => {
    const crowd = Array.from({ length: 300 }, (_, at) => memberId(at)).filter((one) => personIds.has(one))
    const one = reply(
      '',
      text(...crowd.map((member) => ({ kind: 'person' as const, member, name: 'Ada', ping: true }))),
    )
    const messages = render(one, optionsFor(one))
    expect(messages.flatMap((each) => each.body.allowed_mentions.users ?? []).length).toBe(100)
    expect(messages.flatMap(contentsOf).join('').match(/Ada/g)?.length).toBe(100)
  })

  it('keeps a button that leads where another of its message does only once', () => {
    const twice = { ...button('a') }
    const one = reply('', { kind: 'actions', buttons: [twice, { ...twice, label: 'b' }, button('c')] })
    expect(drawn(one)).toBe('(seen by you)\n[ a ] [ c ]')
  })

  it('refuses to show a button without an id', () => {
    const one = reply('', { kind: 'actions', buttons: [button('a')] })
    expect(() => render(one, { ...optionsFor(one), ids: new Map() })).toThrow('waiting a has no id')
  })

  it('links what is to be linked', () => {
    const [message] = render(
      reply('', text(link('open it', 'https://discord.com/channels/1/2/3'))),
      optionsFor(reply('')),
    )
    expect(contentsOf(message)).toEqual(['[open it](https://discord.com/channels/1/2/3)'])
  })
})
