/** That docs/metrics.md is what the code's comments say, and that no field of a real answer is without one. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fieldsOf } from '../../scripts/fields.ts'
import { faults, heldTo, metricsPage, readDocumented } from '../../scripts/metrics-page.ts'
import { docOf } from '../../scripts/source-file.ts'
import { makeSample } from '../../src/app/sample.ts'
import { calendarOf } from '../../src/core/calendar.ts'
import { cohortOf } from '../../src/core/cohort.ts'
import { memberId } from '../../src/core/ids.ts'
import { mapJson } from '../../src/core/network/map-json.ts'
import { readMap } from '../../src/core/network/read-map.ts'
import { readWholeDigest } from '../../src/core/participation/read-digest.ts'
import { english } from '../../src/core/words/english.ts'
import { withStore } from '../store/engines.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 3, 6, 9)

/** Every path of a value that holds no object, as the documents write it: a share is one thing, and so is a list. */
function pathsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, `${path}[]`))
  if (typeof value !== 'object' || value === null || isShare(value)) return [path]
  return Object.entries(value).flatMap(([key, one]) => pathsOf(one, path === '' ? key : `${path}.${key}`))
}

const isShare = (value: object): boolean => Object.keys(value).join() === 'count,n,share,low,high'

const declared = (command: string): string[] => {
  const documented = readDocumented().find((one) => one.command === command)
  return [
    ...new Set(documented === undefined ? [] : fieldsOf(documented.root).map(({ path }) => path)),
  ].sort()
}

/** Digests of the playground's club over some weeks, with a word of its own beside everything that it has. */
const answered = (weeks: readonly number[]): Promise<unknown[]> =>
  withStore('sqlite', async (store) => {
    const community = await makeSample(store, { now: NOW, timeZone: 'Europe/Paris', words: english })
    const to = calendarOf(community.timeZone).dayOf(NOW)
    const word = {
      word: 'strafe',
      meaning: 'to drive sideways',
      example: '',
      giver: memberId(1),
      at: NOW - DAY,
    }
    const cohort = cohortOf('9b', [memberId(1), null])
    await store.words.give(community.id, { ...word, platform: 'terminal' }, to - 1)
    const digests: unknown[] = []
    for (const many of weeks) {
      const period = { from: to - 7 * many, to }
      const read = await readWholeDigest(store, community, period, undefined, cohort)
      digests.push(read.digest)
    }
    return JSON.parse(JSON.stringify(digests)) as unknown[]
  })

/** The map of the playground's club. */
const mapped = (): Promise<unknown> =>
  withStore('sqlite', async (store) => {
    const community = await makeSample(store, { now: NOW, timeZone: 'Europe/Paris', words: english })
    const to = calendarOf(community.timeZone).dayOf(NOW)
    const facts = await readMap(store, community, { from: to - 28, to })
    return JSON.parse(JSON.stringify(mapJson(facts, () => randomUUID()))) as unknown
  })

describe('docs/metrics.md', () => {
  it('is what `npm run docs` writes', () => {
    expect(readFileSync('docs/metrics.md', 'utf8')).toBe(metricsPage())
  })

  it('tells of every field what it is, its formula, its unit, when it is null, and what it cannot tell', () => {
    expect(faults()).toEqual([])
  })

  it('has the fields that a digest has, and no others', async () => {
    const told = [...new Set((await answered([4, 13])).flatMap((digest) => pathsOf(digest)))].sort()
    expect(told.length).toBeGreaterThan(60)
    expect(declared('commonplace digest --json')).toEqual(told)
  })

  it('has the fields that a map has, and no others', async () => {
    expect(declared('commonplace map --json')).toEqual([...new Set(pathsOf(await mapped()))].sort())
  })

  it('names tests that hold a field to values that are in them', () => {
    const held = readDocumented().flatMap(({ root }) => heldTo(root))
    expect(held.length).toBeGreaterThan(4)
    for (const { path, file, values } of held) {
      const test = readFileSync(file, 'utf8').replaceAll('_', '')
      const numbers = [...values.matchAll(/\d*\.\d+|\d{3,}/g)].map(([number]) =>
        number.replace(/^\.|(?<=\.\d+)0+$/g, ''),
      )
      for (const number of numbers)
        expect(test.includes(number), `${path}: ${number} stands in ${file}`).toBe(true)
    }
  })
})

describe('a doc comment', () => {
  const read = (value: string) =>
    docOf([{ type: 'CommentBlock', value, start: 0, end: 0, ignore: false } as never])

  it('is its sentences and its tags, however its lines are broken', () => {
    const { text, tags } = read(
      '*\n * One\n * sentence.\n *\n * @formula a ÷\n *   b\n * @null where b = 0\n ',
    )
    expect(text).toBe('One sentence.')
    expect([...tags]).toEqual([
      ['formula', ['a ÷ b']],
      ['null', ['where b = 0']],
    ])
  })

  it('is nothing where the comment is an ordinary one', () => {
    expect(read(' only a comment ').text).toBe('')
  })
})
