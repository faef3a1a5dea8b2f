/** The educator's page as a document: whole, closed to everything outside, accessible in its structure, and without a person in it. */
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/app/sample/club.ts'
import { english as words } from '../../src/core/words/english.ts'
import { pageOf } from '../../src/page/page.ts'
import type { PageSource } from '../../src/page/source.ts'
import { elementsOf, type ReadElement } from './reading.ts'
import { clubSource, emptied, renamed } from './source.ts'

const MEGABYTE = 1024 * 1024
const HEADINGS = ['h1', 'h2', 'h3', 'h4']
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\u202egnp.exe',
  'javascript:alert(1)',
  '=HYPERLINK("http://evil")',
  'x'.repeat(4000),
  'שלום',
]

const named = (page: readonly ReadElement[], name: string): readonly ReadElement[] =>
  page.filter((one) => one.name === name)
const attribute = (page: readonly ReadElement[], name: string): readonly string[] =>
  page.flatMap((one) => one.attributes.get(name) ?? [])
const bodyText = (page: readonly ReadElement[]): string => named(page, 'body')[0]?.text ?? ''

let club: PageSource
let text = ''
let page: readonly ReadElement[] = []
beforeAll(async () => {
  club = await clubSource()
  text = pageOf(club, words)
  page = elementsOf(text)
})

describe('the page', () => {
  it('loads nothing: its policy allows the style and the script that stand in it, and there is no other address', () => {
    const policy = attribute(named(page, 'meta'), 'content')[0] ?? ''
    const hash = (name: string): string =>
      createHash('sha256')
        .update(named(page, name)[0]?.text ?? '')
        .digest('base64')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`style-src 'sha256-${hash('style')}'`)
    expect(policy).toContain(`script-src 'sha256-${hash('script')}'`)
    expect(policy).not.toContain('unsafe')
    expect([named(page, 'style').length, named(page, 'script').length]).toEqual([1, 1])
    for (const name of ['link', 'img', 'iframe', 'object', 'form', 'base'])
      expect(named(page, name)).toEqual([])
    expect(attribute(page, 'src')).toEqual([])
    expect(attribute(page, 'style')).toEqual([])
    expect(page.flatMap((one) => [...one.attributes.keys()]).filter((key) => key.startsWith('on'))).toEqual(
      [],
    )
    for (const address of attribute(page, 'href')) expect(address).toMatch(/^(#|data:text\/csv;|https:\/\/)/)
    expect(named(page, 'style')[0]?.text.match(/url\((?!data:font)/)).toBeNull()
    const script = named(page, 'script')[0]?.text ?? ''
    expect(script).not.toMatch(
      /\b(localStorage|sessionStorage|cookie|fetch|XMLHttpRequest|sendBeacon|WebSocket|innerHTML|eval)\b/,
    )
  })

  it('is smaller than a megabyte', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(MEGABYTE)
  })

  it('has its landmarks, its headings in order, and no id twice', () => {
    expect(named(page, 'html')[0]?.attributes.get('lang')).toBe('en')
    for (const name of ['header', 'main', 'footer', 'nav', 'h1']) expect(named(page, name)).toHaveLength(1)
    const levels = page.filter((one) => HEADINGS.includes(one.name)).map((one) => HEADINGS.indexOf(one.name))
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? -1)).toBeLessThanOrEqual(1)
    const ids = attribute(page, 'id')
    expect(new Set(ids).size).toBe(ids.length)
    for (const of of [
      ...attribute(page, 'aria-labelledby'),
      ...attribute(page, 'href')
        .filter((one) => one.startsWith('#'))
        .map((one) => one.slice(1)),
    ])
      expect(ids).toContain(of)
  })

  it('says every figure in words and as a table, and has a mark for every value that it tells', () => {
    const drawings = named(page, 'svg').filter((one) => one.attributes.get('class') !== 'interval')
    expect(drawings.length).toBeGreaterThan(6)
    for (const drawing of drawings) {
      expect(drawing.attributes.get('role')).toBe('img')
      expect(drawing.attributes.get('aria-label')?.length).toBeGreaterThan(20)
    }
    const figures = text.split('<figure').slice(1)
    for (const figure of figures) {
      expect(figure).toContain('<table>')
      expect(figure).toContain('class="readout"')
      const marks = figure.match(/<g data-mark="\d+"><title>/g)?.length
      expect(marks).toBe(figure.match(/<g data-mark="\d+">/g)?.length)
      expect(marks).toBeGreaterThan(0)
    }
  })

  it('has tables that a screen reader can walk: captions, and heads with their scope', () => {
    for (const table of named(page, 'table')) expect(table.text.trim()).not.toBe('')
    expect(named(page, 'caption')).toHaveLength(named(page, 'table').length)
    for (const head of named(page, 'th')) expect(head.attributes.get('scope')).toMatch(/^(col|row)$/)
  })

  it('draws every picture in variables, so that it follows the theme', () => {
    expect(named(page, 'body')).toHaveLength(1)
    const body = text.slice(text.indexOf('<body>'), text.indexOf('<script>'))
    expect(body).not.toMatch(/(fill|stroke)="#/)
    const style = named(page, 'style')[0]?.text ?? ''
    for (const [, variable = ''] of body.matchAll(/var\((--[\w-]+)\)/g))
      expect(style.split(`${variable}:`).length).toBe(4)
  })

  it('has a value for all that the digest tells, and names nobody', () => {
    const said = bodyText(elementsOf(pageOf(renamed(club, 'jig'), words)))
    for (const { label, meaning, limit } of Object.values(words.page.measures).filter(
      (one) => one !== words.page.measures.ofCohort && one !== words.page.measures.ofCommunity,
    ))
      for (const part of [label, meaning, words.page.limit(limit)]) expect(said).toContain(part)
    for (const { name } of PEOPLE) expect(said).not.toMatch(new RegExp(`\\b${name}\\b`))
    expect(said).not.toMatch(/undefined|NaN|\[object/)
  })
})

describe('whatever people call things', () => {
  it.each(HOSTILE)('is text: %s', (evil) => {
    const other = elementsOf(pageOf(renamed(club, evil), words))
    expect([named(other, 'script').length, named(other, 'img').length]).toEqual([1, 0])
    expect(bodyText(other)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    for (const address of attribute(other, 'href')) expect(address).toMatch(/^(#|data:text\/csv;)/)
    for (const file of attribute(other, 'download')) expect(file).toMatch(/^[a-z0-9-]{1,60}\.csv$/)
  })
})

describe('a page that may be passed on', () => {
  it('has no group of one to four people, and says what it left out', async () => {
    const shared = elementsOf(pageOf(await clubSource({ isPublic: true }), words))
    const said = bodyText(shared)
    expect(said).toContain(words.page.isPublic)
    for (const hidden of ['quickRatio', 'renewal', 'leaving', 'stayed28'] as const) {
      expect(attribute(shared, 'id')).not.toContain(`m-${hidden}`)
      expect(said).toContain(words.page.measures[hidden].label)
    }
    expect(said).not.toContain(words.page.sections.survival.title)
  })
})

describe('a community in which nothing happened', () => {
  it('has a page that says so', () => {
    const empty = elementsOf(pageOf(emptied(club), words))
    expect(bodyText(empty)).toContain(words.page.compared(null))
    expect(bodyText(empty)).not.toMatch(/undefined|NaN|\[object|null/)
  })
})
