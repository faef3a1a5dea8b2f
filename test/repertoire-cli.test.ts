/** `commonplace repertoire` as whoever keeps the book meets it: its words, files on disk, and what is damaged. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command as CommandLine } from 'commander'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSample } from '../src/app/sample.ts'
import { calendarOf } from '../src/core/calendar.ts'
import { Refusal } from '../src/core/errors.ts'
import type { Community, Store } from '../src/core/ports.ts'
import { readToldDigest } from '../src/core/reflection/tell-digest.ts'
import { english as words } from '../src/core/words/english.ts'
import { addRepertoire } from '../src/repertoire-cli.ts'
import { openStore } from '../src/store/open.ts'
import { bookOf, essence } from './store/book-world.ts'
import { SECRET } from './store/engines.ts'

const NOW = Date.UTC(2026, 2, 1, 18)

describe('commonplace repertoire', () => {
  let folder = ''
  let store: Store
  let club: Community
  let fresh: Community
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'commonplace-repertoire-'))
    store = await openStore({ url: ':memory:', secret: SECRET })
    club = await makeSample(store, { now: NOW, timeZone: 'UTC', words })
    fresh = await store.communities.create({ name: 'Fresh', timeZone: 'UTC', isLive: false, now: NOW })
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What it says, or the sentence with which it refuses. */
  async function repertoire(...args: readonly string[]): Promise<string> {
    const said: string[] = []
    const line = new CommandLine().exitOverride()
    addRepertoire(line, {
      words,
      withStore: (work) => work(store),
      communityNamed: async (_, name) => (name === 'Fresh' ? fresh : club),
      standing: (given) => path.resolve(folder, given),
      print: (text) => void said.push(text),
    })
    try {
      await line.parseAsync(['repertoire', ...args], { from: 'user' })
      return said.join('\n')
    } catch (error) {
      if (error instanceof Refusal) return error.message
      throw error
    }
  }
  const written = (file: string): string => readFileSync(path.join(folder, file), 'utf8')
  const write = (file: string, text: string): void => writeFileSync(path.join(folder, file), text)

  it('writes the made-up club in both formats, and reads it in once', async () => {
    const said = await repertoire('export', '--community', 'Club', '--out', 'book')
    expect(said).toContain(`is in ${path.join(folder, 'book')}: 5 practices, 10 doings`)
    expect(said).toContain('nobody is in it by name')
    expect(readdirSync(path.join(folder, 'book')).sort()).toEqual([
      'README.md',
      'practices',
      'problems',
      'thanks.md',
      ...(readdirSync(path.join(folder, 'book')).includes('words') ? ['words'] : []),
    ])
    expect(written('book/practices/crimp-a-connector.md')).toContain('\n## How it is done\n\n```text\n')
    await repertoire('export', '--community', 'Club', '--out', 'book.json')
    expect(await repertoire('import', 'book', '--community', 'Fresh')).toContain(
      'Read into “Fresh”: 5 practices',
    )
    const before = await bookOf(store, fresh)
    expect(essence({ ...before, exportedAt: '' })).toEqual(
      essence({ ...(await bookOf(store, club)), exportedAt: '' }),
    )
    expect(await repertoire('import', 'book.json', '--community', 'Fresh')).toBe(
      'All of the book is in “Fresh” already, so nothing was changed.',
    )
    expect(await bookOf(store, fresh)).toEqual(before)
  })

  it('overwrites nothing, leaves nothing half written, and says what else cannot be', async () => {
    const out = (place: string, ...more: string[]) =>
      repertoire('export', '--community', 'Club', '--out', place, ...more)
    expect(await out('book')).toContain('exists already, and an export overwrites nothing.')
    expect(await out('book.json')).toContain('exists already')
    expect(await out('nowhere/book')).toContain('There is no folder')
    expect(await out('other', '--format', 'xml')).toBe('There is no format “xml”. Write markdown or json.')
    expect(await repertoire('import', 'nothing', '--community', 'Fresh')).toContain('There is nothing at')
    expect(await repertoire('import', 'book/practices', '--community', 'Fresh')).toContain('has no README.md')
    expect(readdirSync(folder).sort()).toEqual(['book', 'book.json'])
  })

  const PRACTICE = 'book/practices/crimp-a-connector.md'
  it.each([
    [PRACTICE, /^tags: .*$/m, 'tags: [wiring]', 'In line 5: the value is not written as JSON on one line'],
    [
      PRACTICE,
      /^ {4}outcome: .*$/m,
      '    outcome: "well"',
      'In “doings”, number 1, “outcome”: this should be one of “asWritten”',
    ],
    [
      PRACTICE,
      /^sharedBy: .*$/m,
      'sharedBy: "m-nobody"',
      'In “sharedBy”: the book has nothing with the key “m-nobody”',
    ],
    [PRACTICE, /^```$/m, '``', 'something that begins does not end'],
    [PRACTICE, /^## How it is done$/m, '## How', 'there is no such heading in a file of this kind'],
    [
      PRACTICE,
      /^anotherWayOf: .*$/m,
      'anotherWayOf: "crimp-a-connector"',
      'In “anotherWayOf”: over others it is another way of itself',
    ],
    ['book/README.md', /^version: 1$/m, 'version: 2', 'is of version 2, which a newer Commonplace wrote'],
    ['book/README.md', /^format: .*$/m, 'format: "diary"', 'does not say that it is a book of Commonplace'],
    ['book/thanks.md', /^thanks: .*$/m, 'thanks: 3', 'In “thanks”: this should be a list'],
    [
      'book.json',
      /"kind": "problem"/,
      '"kind": "wish"',
      'In “problems”, number 1, “kind”: this should be one of “problem”',
    ],
    [
      'book.json',
      /"key": "crimp-a-connector"/,
      '"key": "crimp-a-connector',
      'the JSON ends or breaks off here',
    ],
  ])('refuses a damaged %s where %s is %j, and changes nothing', async (file, found, wrong, sentence) => {
    const whole = written(file)
    const before = await bookOf(store, fresh)
    write(file, whole.replace(found, wrong))
    expect(written(file)).not.toBe(whole)
    const said = await repertoire('import', file.startsWith('book/') ? 'book' : file, '--community', 'Fresh')
    expect(said).toContain(path.join(folder, file))
    expect(said).toContain(sentence)
    expect(await bookOf(store, fresh)).toEqual(before)
    write(file, whole)
  })

  it('answers every cut of a book with a sentence', async () => {
    const whole = written('book.json')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.trimEnd().length - 1 }), async (end) => {
        write('cut.json', whole.slice(0, end))
        expect(await repertoire('import', 'cut.json', '--community', 'Fresh')).toContain('cut.json')
      }),
      { numRuns: 25 },
    )
    const practice = written(PRACTICE)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: practice.trimEnd().length - 1 }), async (end) => {
        write(PRACTICE, practice.slice(0, end))
        expect(await repertoire('import', 'book', '--community', 'Fresh')).toContain(
          'crimp-a-connector.md cannot be read in',
        )
      }),
      { numRuns: 15 },
    )
    write(PRACTICE, practice)
  })

  it('shows what a book brought as somebody’s elsewhere, and counts it for nobody', async () => {
    const practices = await store.repertoire.practices(fresh.id)
    expect(practices.every((one) => one.sharer !== null && one.sharer < 1)).toBe(true)
    expect(await store.history.totals(fresh.id, { from: 0, to: 40_000 })).toEqual([])
    const acts = await store.acts.between(fresh.id, 0, NOW)
    expect(Object.values(acts).every((n) => n === 0)).toBe(true)
    const ada = await store.people.member(fresh.id, 'slack', 'ada')
    const [problem] = await store.problems.all(fresh.id)
    const [crimp] = practices
    if (problem === undefined || crimp === undefined) throw new Error('the book brought nothing')
    const today = calendarOf('UTC').dayOf(NOW)
    await store.repertoire.did(
      fresh.id,
      {
        what: 'x',
        member: ada,
        practice: crimp.id,
        outcome: 'asWritten',
        companions: [],
        platform: 'slack',
        at: NOW,
      },
      today,
    )
    const period = { from: today - 200, to: today + 1 }
    const told = await readToldDigest(store, fresh, period, { isExact: true })
    expect(told.digest.practice).toMatchObject({ shared: 0, done: 1, versions: 0, proven: 0 })
    expect(told.digest.consequence).toMatchObject({ members: 0 })
    expect(told.repertoire).toMatchObject({
      done: 1,
      builtOnOthers: 1,
      made: [],
      changed: [],
      changedBefore: 0,
    })
  })
})
