import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean } from '../../../src/core/clean-text.ts'
import { memberId } from '../../../src/core/ids.ts'
import { cutLine, type Line, run } from '../../../src/core/lines.ts'
import { code, emphasis, link, type Span, strong, type Text } from '../../../src/core/text.ts'
import { lineMarkdown, linesOf } from '../../../src/platforms/discord/text.ts'
import { seenIn, visible } from './markdown.ts'
import { anyText, hostileText } from './replies.ts'

const nobody = () => null
const written = (...text: Text): string => linesOf(text, nobody).map(lineMarkdown).join('\n')
const kinds = (content: string): string[] => [...new Set(seenIn(content).map((one) => one.kind))]
const squeezed = (text: string): string => text.replace(/[\s\u200b\u2068\u2069]/g, '')

describe('plain text', () => {
  it('reads in Discord as the text that was typed, whatever it is', () => {
    fc.assert(
      fc.property(hostileText, (typed) => {
        const content = written(typed)
        expect(kinds(content).filter((kind) => kind !== 'text')).toEqual([])
        expect(visible(content)).toBe(clean(typed).replace(/[\u200b\u2068\u2069]/g, ''))
      }),
      { numRuns: 2000 },
    )
  })

  it('holds nothing that a reader who knows no backslash would take for a call', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom(strong, emphasis, code, String), (typed, style) => {
        expect(written(style(typed))).not.toMatch(/<[@#:/]|<(?:a|t|id|sound):|@everyone|@here/i)
      }),
      { numRuns: 2000 },
    )
  })

  it('stays text where it is put together from several strings', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 4 }), fc.nat(), (parts, seed) => {
        const all = parts.join('')
        const at = all.length === 0 ? 0 : seed % all.length
        const content = written(all.slice(0, at), all.slice(at))
        expect(kinds(content).filter((kind) => kind !== 'text')).toEqual([])
        expect(content).toBe(written(all))
      }),
    )
  })

  it.each([
    ['# not a heading', '\\# not a heading'],
    ['-# not small', '\\-# not small'],
    ['  - not an item', '  \\- not an item'],
    ['12. not an item', '12\\. not an item'],
    ['> not a quote', '\\> not a quote'],
    ['a - b, 1. c # d', 'a - b, 1. c # d'],
    ['see https://example.org/a_b', 'see https\\://example.org/a\\_b'],
    ['half past 10:30:00', 'half past 10\\:30\\:00'],
    ['I <3 it', 'I \\<3 it'],
    ['¯\\_(ツ)_/¯', '¯\\\\\\_(ツ)\\_/¯'],
  ])('%s is written %s', (typed, expected) => {
    expect(written(typed)).toBe(expected)
  })

  it('breaks calls with a space of no width', () => {
    expect(written('<@123> @everyone')).toBe('\\<\u200b@123\\> @\u200beveryone')
    expect(written('write to @ada')).toBe('write to @ada')
  })

  it('keeps text that is read from right to left in its own place', () => {
    expect(written(strong('שלום'), ' 3')).toBe('**\u2068שלום\u2069** 3')
  })
})

describe('spans', () => {
  it('writes every one', () => {
    expect(written('a ', strong('b'), ' ', emphasis('c'), ' ', code('d`e'))).toBe('a **b** *c* `dˋe`')
    expect(written({ kind: 'time', at: 1_700_000_000_999, timeZone: 'UTC' })).toBe('<t:1700000000:f>')
  })

  it('keeps marks from meeting, and from spaces', () => {
    expect(written(strong('a'), emphasis('b'))).toBe('**a**\u200b*b*')
    expect(written(strong(' a '), code('b'), code(''))).toBe(' **a** `b`')
    expect(kinds(written(strong('two\nlines')))).toEqual(['strong', 'text'])
    expect(written(strong('two\nlines'))).toBe('**two**\n**lines**')
  })

  it('pings only whom it is told to, by an id that is known', () => {
    const ada: Span = { kind: 'person', member: memberId(1), name: '*Ada*', ping: true }
    const known = () => '900000000000000001'
    expect(linesOf([ada], known).map(lineMarkdown)).toEqual(['<@900000000000000001>'])
    expect(linesOf([{ ...ada, ping: false }], known).map(lineMarkdown)).toEqual(['**\\*Ada\\***'])
    expect(written(ada)).toBe('**\\*Ada\\***')
  })

  it.each([
    [
      'the message',
      'https://discord.com/channels/1/2/3',
      '[the message](https://discord.com/channels/1/2/3)',
    ],
    ['a]b', 'https://x.example/(a b)', '[a\\]b](https://x.example/%28a%20b%29)'],
    ['https://x.example/', 'https://x.example/', '<https://x.example/>'],
    ['https://bank.example', 'https://x.example', 'https\\://bank.example (<https://x.example/>)'],
    ['run', 'javascript:alert(1)', 'run'],
    ['in', 'https://discord.com@x.example', 'in'],
    ['', 'https://x.example', '<https://x.example/>'],
  ])('links “%s” to %s as %s', (text, url, expected) => {
    expect(written(link(text, url))).toBe(expected)
  })

  it('shows every text as it was, marked as it should be', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const content = written(...text)
        const seen = squeezed(visible(content))
        for (const one of text) {
          if (typeof one === 'string') expect(seen).toContain(squeezed(clean(one)))
          else if (one.kind === 'strong' || one.kind === 'emphasis')
            expect(seen).toContain(squeezed(clean(one.text)))
        }
        const urls = text.flatMap((one) => (typeof one === 'object' && one.kind === 'link' ? [one.url] : []))
        const led = seenIn(content).filter((one) => one.kind === 'link')
        expect(led.length).toBeLessThanOrEqual(urls.length)
        const allowed = ['text', 'strong', 'emphasis', 'code', 'link', 'time']
        expect(kinds(content).filter((kind) => !allowed.includes(kind))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

describe('cutLine', () => {
  it('cuts after a word, closes marks and opens them again', () => {
    const line: Line<string> = [run('one '), run('two three four', 'strong'), run(' five')]
    const { head, tail } = cutLine(line, (start) => lineMarkdown(start).length <= 18)
    expect(lineMarkdown(head)).toBe('one **two three**')
    expect(lineMarkdown(tail)).toBe('**four** five')
  })

  it('loses nothing and fits, wherever it cuts', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 30, max: 300 }), (text, max) => {
        for (const line of linesOf(text, nobody)) {
          const { head, tail } = cutLine(line, (start) => lineMarkdown(start).length <= max)
          expect(lineMarkdown(head).length).toBeLessThanOrEqual(max)
          expect(squeezed(visible(lineMarkdown(head)) + visible(lineMarkdown(tail)))).toBe(
            squeezed(visible(lineMarkdown(line))),
          )
        }
      }),
      { numRuns: 500 },
    )
  })
})
