/**
 * The page in a browser: its script, its keys, its letters, its colours and what it saves. Skipped where no Chromium is installed; everything else about the
 * page is proven without one.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { english as words } from '../../src/core/words/english.ts'
import { pageOf } from '../../src/page/page.ts'
import { clubSource, renamed } from './source.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (CHROMIUM === undefined)
  console.warn('No Chromium is installed here: the page is not looked at in a browser.')

const LEAST_CONTRAST = 4.5
const MOST_STOPS = 200

describe.skipIf(CHROMIUM === undefined)('the page in a browser', () => {
  let folder = ''
  let browser: Browser
  let page: Page
  const troubles: string[] = []
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'commonplace-page-'))
    const file = path.join(folder, 'report.html')
    writeFileSync(file, pageOf(renamed(await clubSource(), '=cmd <b>&\u202e'), words))
    browser = await chromium.launch({
      executablePath: CHROMIUM ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    page = await browser.newPage({
      colorScheme: 'dark',
      reducedMotion: 'reduce',
      viewport: { width: 320, height: 640 },
    })
    page.on('console', (message) => troubles.push(message.text()))
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) troubles.push(`asks for ${request.url()}`)
    })
    await page.goto(pathToFileURL(file).href)
    await page.evaluate('document.fonts.ready')
  }, 30_000)
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('fits the narrowest phone, in its own letters, with nothing refused and nothing asked for', async () => {
    expect(await page.evaluate('[...document.fonts].map((one) => one.status)')).toEqual(['loaded', 'loaded'])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    expect(troubles).toEqual([])
  })

  it('tells the values of marks by the arrow keys, and as a slider does', async () => {
    const readout = page.getByRole('slider', { name: words.page.readout.label(words.figures.rhythm.title) })
    await readout.focus()
    expect(await readout.textContent()).toContain('Monday 00:00')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    expect(await readout.getAttribute('aria-valuetext')).toContain('Tuesday 01:00')
    await page.keyboard.press('End')
    expect(await readout.textContent()).toContain('Sunday 23:00')
    await page.keyboard.press('ArrowRight')
    expect(await readout.getAttribute('aria-valuenow')).toBe('168')
  })

  it('tells the value under a finger', async () => {
    const figure = page.locator('figure', { hasText: words.figures.membersByWeek.title })
    const mark = figure.locator('[data-mark="2"]')
    await mark.hover({ force: true })
    expect(await figure.locator('.readout').textContent()).toMatch(/^Week from .*\d/)
    expect(await mark.getAttribute('class')).toBe('read')
  })

  it('can be read in either theme, whatever the device says', async () => {
    for (const name of [words.page.colours.light, words.page.colours.dark]) {
      await page.getByRole('button', { name, exact: true }).click()
      expect(await page.evaluate(LOWEST_CONTRAST)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
    }
  })

  it('shows where the focus is, and reaches everything by the tab key', async () => {
    await page.locator('.skip').focus()
    // A ring is drawn for whoever comes by the keyboard.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    const seen = new Set<string>()
    for (let presses = 0; presses < MOST_STOPS; presses += 1) {
      const { key, ring } = await page.evaluate<{ key: string; ring: string }>(FOCUSED)
      if (key === '') break
      seen.add(key)
      expect(ring).toBe('solid')
      await page.keyboard.press('Tab')
    }
    const reachable = await page.evaluate<number>(
      `[...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')].filter((one) => one.checkVisibility()).length`,
    )
    expect(seen.size).toBe(reachable)
  })

  it('saves a table without a formula in it', async () => {
    const table = page.locator('.list details', { hasText: words.page.all.caption }).last()
    await table.locator('summary').click()
    const [download] = await Promise.all([page.waitForEvent('download'), table.locator('a.csv').click()])
    expect(download.suggestedFilename()).toMatch(/^[a-z0-9-]+\.csv$/)
    const saved = readFileSync(await download.path(), 'utf8')
    expect(saved.startsWith(`\ufeff${words.page.all.columns.join(',')}\r\n`)).toBe(true)
    expect(saved).toMatch(/\r\nPeople who took part,29,/)
    expect(troubles).toEqual([])
  })
})

/** What has the focus: something to tell it by, and whether its outline is drawn. */
const FOCUSED = `(() => {
  const one = document.activeElement
  if (one === null || one === document.body) return { key: '', ring: '' }
  const all = [...document.querySelectorAll('*')]
  return { key: String(all.indexOf(one)), ring: getComputedStyle(one).outlineStyle }
})()`

/** The lowest contrast of any text to the ground, by WCAG 2's formula; text of drawings has its colour as its fill. */
const LOWEST_CONTRAST = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const light = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((one) => {
      const share = one / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const page = getComputedStyle(document.documentElement).backgroundColor
  // A number on a disc lies on the disc, which is drawn right before it.
  const groundOf = (one) => {
    const below = one.previousElementSibling
    if (below?.tagName !== 'circle' || one.tagName !== 'text') return page
    const [text, disc] = [one, below].map((each) => each.getBoundingClientRect())
    return text.right <= disc.right + 1 && text.left >= disc.left - 1 ? getComputedStyle(below).fill : page
  }
  const pairs = new Map()
  for (const one of document.querySelectorAll('body *')) {
    const isText = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
    if (!isText || one.matches('script, title, .skip') || !one.checkVisibility()) continue
    const style = getComputedStyle(one)
    const colour = one.namespaceURI.endsWith('svg') ? style.fill : style.color
    pairs.set(colour + groundOf(one), [colour, groundOf(one)])
  }
  return Math.min(...[...pairs.values()].map((pair) => {
    const [high, low] = pair.map(light).sort((a, b) => b - a)
    return (high + 0.05) / (low + 0.05)
  }))
})()`
