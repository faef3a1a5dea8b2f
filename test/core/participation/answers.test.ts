import { describe, expect, it } from 'vitest'
import { spaceId } from '../../../src/core/ids.ts'
import {
  answeredShare,
  type Begun,
  medianMinutes,
  slowest,
  waitingAt,
} from '../../../src/core/participation/answers.ts'
import type { Starter } from '../../../src/core/participation/conversation.ts'
import { ann, DAY, general, help, START, utc } from './conversations.ts'

const begun = (minutesToFirstAnswer: number | null, rest: Partial<Begun> = {}): Begun => ({
  space: general,
  hour: 9,
  isFirst: false,
  minutesToFirstAnswer,
  ...rest,
})

it('medians are over the answered, shares over all', () => {
  const starters = [begun(10), begun(null), begun(20), begun(null)]
  expect(answeredShare(starters)).toMatchObject({ count: 2, n: 4, share: 0.5 })
  expect(medianMinutes(starters)).toBe(15)
  expect(medianMinutes([begun(null)])).toBeNull()
})

describe('slowest', () => {
  const names = new Map([
    [general, 'general'],
    [help, 'help'],
    [spaceId(3), 'art'],
    [spaceId(4), 'zoo'],
  ])
  const nameOf = (space: Begun['space']) => names.get(space) ?? ''
  const five = (minutes: number, rest: Partial<Begun>) =>
    Array.from({ length: 5 }, () => begun(minutes, rest))

  it('names the three longest waits of spaces and of hours, each over five answers', () => {
    const starters = [
      ...five(10, { space: general, hour: 1 }),
      ...five(30, { space: help, hour: 2 }),
      ...five(30, { space: spaceId(3), hour: 3 }),
      ...five(20, { space: spaceId(4), hour: 3 }),
      ...five(900, { space: spaceId(5), hour: 4 }).slice(1),
      begun(null, { space: spaceId(5), hour: 4 }),
    ]
    expect(slowest(starters, nameOf)).toEqual([
      { space: 'art', medianMinutes: 30, n: 5 },
      { space: 'help', medianMinutes: 30, n: 5 },
      { space: 'zoo', medianMinutes: 20, n: 5 },
      { hour: 2, medianMinutes: 30, n: 5 },
      { hour: 3, medianMinutes: 25, n: 10 },
      { hour: 1, medianMinutes: 10, n: 5 },
    ])
  })
})

describe('waiting', () => {
  const moment = START + 30 * DAY
  const starter = (key: string, agedMs: number, rest: Partial<Starter> = {}): Starter => ({
    space: general,
    key,
    thread: null,
    author: ann,
    at: moment - agedMs,
    day: utc.dayOf(moment - agedMs),
    hour: 0,
    isFirst: false,
    minutesToFirstAnswer: null,
    isAnsweredByEnd: false,
    ...rest,
  })
  const keys = (...starters: readonly Starter[]) => waitingAt(moment, starters, []).map(({ key }) => key)

  it('are those a day to two weeks old', () => {
    expect(
      keys(
        starter('too young', DAY - 1),
        starter('a day', DAY),
        starter('two weeks', 14 * DAY),
        starter('too old', 14 * DAY + 1),
      ),
    ).toEqual(['two weeks', 'a day'])
  })

  it('are first messages first, then the oldest', () => {
    expect(
      keys(
        starter('old', 3 * DAY),
        starter('young first', 2 * DAY, { isFirst: true }),
        starter('oldest', 5 * DAY),
        starter('old first', 4 * DAY, { isFirst: true }),
      ),
    ).toEqual(['old first', 'young first', 'oldest', 'old'])
  })

  it('are neither answered nor marked', () => {
    const starters = [
      starter('late', 5 * DAY, { isAnsweredByEnd: true }),
      ...['said', 'no question', 'taken', 'left'].map((key) => starter(key, 2 * DAY)),
      starter('said', 2 * DAY, { space: help }),
    ]
    const marks = [
      { space: general, key: 'said', mark: 'answered' },
      { space: general, key: 'no question', mark: 'notAQuestion' },
      { space: general, key: 'taken', mark: 'taken' },
    ] as const
    const left = waitingAt(moment, starters, marks).map(({ space, key }) => [space, key])
    expect(left).toEqual([
      [general, 'left'],
      [help, 'said'],
    ])
  })
})
