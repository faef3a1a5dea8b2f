import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean } from '../../../src/core/clean-text.ts'
import { memberId } from '../../../src/core/ids.ts'
import { code, emphasis, link, type Span, strong, type Text } from '../../../src/core/text.ts'
import { plainLine } from '../../../src/platforms/slack/labels.ts'
import { spelt, speltText } from '../../../src/platforms/slack/slash.ts'
import { elementsOf, lineMrkdwn, linesOf, lineWords } from '../../../src/platforms/slack/text.ts'
import { alike, seenIn, seenInPlain, visible } from './mrkdwn.ts'
import { anyText, hostileText } from './replies.ts'

const nobody = () => null
const mrkdwn = (...text: Text): string => linesOf(text, nobody).map(lineMrkdwn).join('\n')
const rich = (...text: Text) => elementsOf(linesOf(text, nobody))
const kinds = (written: string): string[] => [...new Set(seenIn(written).map((one) => one.kind))]
const squeezed = (text: string): string => text.replace(/[\s\u200b\u2068\u2069]/g, '')
const words = (text: Text): string => linesOf(text, nobody).map(lineWords).join('\n')

describe('rich text', () => {
  it('shows every text as it was typed, and means nothing that was not meant', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const elements = rich(...text)
        const seen = squeezed(
          elements
            .map((one) => ('text' in one ? one.text : one.type === 'date' ? one.fallback : ''))
            .join(''),
        )
        for (const one of text) {
          if (typeof one === 'string') expect(seen).toContain(squeezed(clean(one)))
          else if (one.kind !== 'link' && one.kind !== 'person' && one.kind !== 'time')
            expect(seen).toContain(squeezed(clean(one.text)))
        }
        const links = text.filter((one) => typeof one === 'object' && one.kind === 'link').length
        const times = text.filter((one) => typeof one === 'object' && one.kind === 'time').length
        expect(elements.filter((one) => one.type === 'link').length).toBeLessThanOrEqual(links)
        expect(elements.filter((one) => one.type === 'date').length).toBe(times)
        expect(elements.filter((one) => !['text', 'link', 'date'].includes(one.type))).toEqual([])
        for (const one of elements) if (one.type === 'text') expect(one.text).not.toBe('')
      }),
      { numRuns: 1000 },
    )
  })

  it('is made of few elements', () => {
    expect(rich('a ', 'b\nc', strong('d'), emphasis('e'), code('f'), 'g')).toEqual([
      { type: 'text', text: 'a b\nc' },
      { type: 'text', text: 'd', style: { bold: true } },
      { type: 'text', text: 'e', style: { italic: true } },
      { type: 'text', text: 'f', style: { code: true } },
      { type: 'text', text: 'g' },
    ])
  })

  it('tells a moment in the reader’s own time, and in the community’s where it cannot', () => {
    expect(rich({ kind: 'time', at: 1_700_000_000_999, timeZone: 'Europe/Berlin' })).toEqual([
      {
        type: 'date',
        timestamp: 1_700_000_000,
        format: '{date_short_pretty} {time}',
        fallback: '2023-11-14 23:13',
      },
    ])
  })

  it('calls only whom it is told to, by an id that is known', () => {
    const ada: Span = { kind: 'person', member: memberId(1), name: '*Ada*', ping: true }
    const known = () => 'U012AB3CD'
    expect(elementsOf(linesOf([ada], known))).toEqual([{ type: 'user', user_id: 'U012AB3CD' }])
    expect(linesOf([ada], known).map(lineMrkdwn)).toEqual(['<@U012AB3CD>'])
    expect(linesOf([ada], known).map(lineWords)).toEqual(['*Ada*'])
    const named = [{ type: 'text', text: '*Ada*', style: { bold: true } }]
    expect(elementsOf(linesOf([{ ...ada, ping: false }], known))).toEqual(named)
    expect(rich(ada)).toEqual(named)
  })

  it.each([
    ['the message', 'https://club.slack.com/archives/C1/p1', ['the message']],
    ['', 'https://x.example/', ['https://x.example/']],
    ['https://bank.example', 'https://x.example/', ['https://bank.example (', 'https://x.example/', ')']],
    ['run', 'javascript:alert(1)', ['run']],
    ['in', 'https://slack.com@x.example', ['in']],
  ])('links “%s” to %s as %j', (text, url, expected) => {
    expect(rich(link(text, url)).map((one) => ('text' in one ? one.text : ''))).toEqual(expected)
  })

  it('keeps text that is read from right to left in its own place', () => {
    expect(rich(strong('שלום'), ' 3')).toEqual([
      { type: 'text', text: '\u2068שלום\u2069', style: { bold: true } },
      { type: 'text', text: ' 3' },
    ])
  })
})

describe('mrkdwn', () => {
  it('reads in Slack as the text that was typed, or its like', () => {
    fc.assert(
      fc.property(hostileText, (typed) => {
        const written = mrkdwn(typed)
        expect(kinds(written).filter((kind) => kind !== 'text')).toEqual([])
        expect(visible(written)).toBe(alike(clean(typed)))
      }),
      { numRuns: 2000 },
    )
  })

  it('means only what its spans mean', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = mrkdwn(...text)
        const meant = new Set(
          text.flatMap((one) =>
            typeof one === 'string'
              ? []
              : one.kind === 'person'
                ? ['bold']
                : [
                    { strong: 'bold', emphasis: 'slanted', code: 'code', link: 'link', time: 'date' }[
                      one.kind
                    ],
                  ],
          ),
        )
        expect(kinds(written).filter((kind) => kind !== 'text' && !meant.has(kind))).toEqual([])
        const led = seenIn(written).filter((one) => one.kind === 'link')
        for (const one of led) expect(one.to).toMatch(/^https?:\/\//)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['I <3 R&D', 'I &lt;3 R&amp;D'],
    ['2 * 3 * 4', '2 ∗ 3 ∗ 4'],
    ['snake_case', 'snake＿case'],
    ['at 10:30', 'at 10:\u200b30'],
    ['so: yes', 'so: yes'],
    ['> no quote', '\u200b&gt; no quote'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['@here', '@\u200bhere'],
    ['a@b.example', 'a@b.example'],
  ])('%s is written %s', (typed, expected) => {
    expect(mrkdwn(typed)).toBe(expected)
  })

  it('keeps marks apart from what stands beside them', () => {
    expect(mrkdwn(strong(' a '), code('b`c'), code(''))).toBe(' \u200b*a*\u200b \u200b`bˋc`\u200b')
  })
})

describe('a plain line', () => {
  it('is never longer than asked for, and holds nothing that Slack would find', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 2, max: 150 }), (text, max) => {
        const line = plainLine(text, max)
        expect(line.length).toBeLessThanOrEqual(max)
        expect(seenInPlain(line).filter((one) => one.kind !== 'text')).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

describe('commands', () => {
  const slash = { name: 'cp', commands: ['did', 'my', 'help'] }

  it.each([
    ['/did', '/cp did'],
    ['Write /did and what you did.', 'Write /cp did and what you did.'],
    ['For example: “/my data”, or /help.', 'For example: “/cp my data”, or /cp help.'],
    ['The form is /did [what:…]', 'The form is /cp did [what:…]'],
    ['and/my, https://x.example/did, /didactic, /did/x, /other, 1/2', null],
  ])('%s is spelt %s', (text, expected) => {
    expect(spelt(text, slash)).toBe(expected ?? text)
  })

  it('are spelt in text of every style, and not in names of people', () => {
    const ada: Span = { kind: 'person', member: memberId(1), name: '/did', ping: false }
    expect(words(speltText(['/did ', strong('/my'), ' ', code('/help'), ' ', ada], slash))).toBe(
      '/cp did /cp my /cp help /did',
    )
  })
})
