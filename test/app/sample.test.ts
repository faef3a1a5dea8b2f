import { describe, expect, it } from 'vitest'
import { clubTalk } from '../../src/app/sample/talk.ts'
import { makeSample } from '../../src/app/sample.ts'
import { calendarOf } from '../../src/core/calendar.ts'
import { directionOf } from '../../src/core/flow-direction.ts'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import { readWaiting } from '../../src/core/participation/read-waiting.ts'
import { canBegin, stateOfProblem } from '../../src/core/repertoire/problem.ts'
import { english } from '../../src/core/words/english.ts'
import { openStore } from '../../src/store/open.ts'

const MOMENTS = [
  '2026-11-23T12:00:00Z',
  '2027-03-28T00:30:00Z',
  '2030-01-01T23:59:00Z',
  '2026-10-25T01:30:00Z',
]

describe('the made-up club', () => {
  it('is the same every time, and nothing in it lies ahead', () => {
    for (const moment of MOMENTS) {
      const now = Date.parse(moment)
      const talk = clubTalk(now, calendarOf('Europe/Paris'))
      expect(talk).toEqual(clubTalk(now, calendarOf('Europe/Paris')))
      expect(talk.every((one) => !('at' in one) || one.at < now)).toBe(true)
      expect(talk.length).toBeGreaterThan(1000)
    }
  })

  it.each(MOMENTS)('shows something alive in every figure, whenever it is opened: %s', async (moment) => {
    const now = Date.parse(moment)
    const store = await openStore({ url: ':memory:', secret: 'test '.repeat(13) })
    const community = await makeSample(store, { now, timeZone: 'Europe/Paris', words: english })
    const today = calendarOf('Europe/Paris').dayOf(now)
    const { digest, pictures } = await readDigest(store, community, { from: today - 28, to: today })
    expect(digest.participation.activeMembers).toBeGreaterThanOrEqual(20)
    expect(digest.growth?.new).toBeGreaterThan(0)
    expect(digest.growth?.churned).toBeGreaterThan(0)
    expect(digest.partial).toEqual([])
    expect(pictures.membersByWeek.length).toBeGreaterThanOrEqual(13)
    expect(new Set(pictures.moves.map(directionOf))).toEqual(
      new Set(['inward', 'outward', 'stayed', 'arrived']),
    )
    expect(pictures.waitsByHour.length).toBeGreaterThan(3)
    expect(pictures.words.filter(({ before, people }) => people > before).length).toBeGreaterThan(2)
    expect(pictures.practices.map(({ isProven }) => isProven)).toEqual([true, false, false, false, false])
    const waiting = await readWaiting(store, community, now)
    expect(waiting.filter((one) => one.newcomer)).toHaveLength(3)
    expect(waiting).toHaveLength(7)
    expect(await store.repertoire.practices(community.id)).toHaveLength(5)
    const problems = await store.problems.all(community.id)
    expect(problems.map(stateOfProblem)).toEqual(['confirmed', 'open', 'open'])
    expect(problems.every((one) => canBegin(one, today) || stateOfProblem(one) !== 'open')).toBe(true)
    expect(digest.consequence.rate.count).toBeGreaterThan(0)
    expect(community.name).toContain('made up')
    await store.close()
  })
})
