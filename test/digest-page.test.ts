/** `commonplace digest --format html`: what it asks for, what it refuses, and that a file is there whole or not at all. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSample } from '../src/app/sample.ts'
import { calendarOf } from '../src/core/calendar.ts'
import type { Community, Store } from '../src/core/ports.ts'
import { english as words } from '../src/core/words/english.ts'
import { digestPageAsked, writeDigestPage } from '../src/digest-page.ts'
import { openStore } from '../src/store/open.ts'
import { SECRET } from './store/engines.ts'

const NOW = Date.UTC(2026, 2, 1, 18)
const TODAY = calendarOf('UTC').dayOf(NOW)
const say = words.page

describe('what is asked for', () => {
  it('is a page where a format is named, and nothing where none is', () => {
    expect(digestPageAsked({ format: 'HTML', out: 'a.html' }, words)).toEqual({
      file: 'a.html',
      isPublic: false,
    })
    expect(digestPageAsked({ format: 'html', out: 'a.html', public: true }, words)?.isPublic).toBe(true)
    expect(digestPageAsked({ out: 'pictures', json: true }, words)).toBeNull()
  })

  it('is refused with what to do instead', () => {
    expect(() => digestPageAsked({ format: 'html' }, words)).toThrow(say.refused.noOut)
    expect(() => digestPageAsked({ format: 'pdf', out: 'a' }, words)).toThrow(say.refused.format('pdf'))
    expect(() => digestPageAsked({ format: 'html', out: 'a', json: true }, words)).toThrow(
      say.refused.notJson,
    )
    expect(() => digestPageAsked({ public: true }, words)).toThrow(say.refused.notPublic)
  })
})

describe('the file', () => {
  let folder = ''
  let store: Store
  let club: Community
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'commonplace-digest-page-'))
    store = await openStore({ url: ':memory:', secret: SECRET })
    club = await makeSample(store, { now: NOW, timeZone: 'UTC', words })
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const write = (name: string, isPublic = false, weeks = 4): Promise<string> => {
    const period = { from: TODAY - 7 * weeks, to: TODAY }
    const about = { community: club, period, today: TODAY, cohort: null }
    return writeDigestPage(store, about, { file: path.join(folder, name), isPublic }, words)
  }
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8')

  it('is written whole, for its owner alone unless it may be passed on, and nothing is left beside it', async () => {
    expect(await write('exact.html')).toContain('exact.html')
    expect(await write('shared.html', true)).toContain('passed on')
    expect(read('exact.html')).toContain(say.exact)
    expect(read('exact.html')).toContain(say.compared({ from: TODAY - 56, to: TODAY - 28 }))
    expect(read('shared.html')).toContain(say.isPublic)
    expect(statSync(path.join(folder, 'exact.html')).mode & 0o077).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['exact.html', 'shared.html'])
  })

  it('is compared with nothing where the time before is not wholly known', async () => {
    await write('long.html', false, 12)
    expect(read('long.html')).toContain(say.compared(null))
  })

  it('is not written over another, nor into a folder that is not there', async () => {
    writeFileSync(path.join(folder, 'mine.html'), 'mine')
    await expect(write('mine.html')).rejects.toThrow(say.refused.exists(path.join(folder, 'mine.html')))
    expect(read('mine.html')).toBe('mine')
    await expect(write('no/where.html')).rejects.toThrow(say.refused.noFolder(path.join(folder, 'no')))
    expect(existsSync(path.join(folder, 'no'))).toBe(false)
  })
})
