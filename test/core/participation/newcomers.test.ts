import { expect, it } from 'vitest'
import { memberId } from '../../../src/core/ids.ts'
import { newcomers, returnedShare } from '../../../src/core/participation/newcomers.ts'
import { general } from './conversations.ts'
import { activeDays } from './people.ts'

const firstDays = (...days: readonly number[]) =>
  new Map(days.map((day, index) => [memberId(index + 1), day]))
const first = (minutesToFirstAnswer: number | null) => ({
  space: general,
  hour: 9,
  isFirst: true,
  minutesToFirstAnswer,
})

it('counts those whose first message is in the period, its end left out', () => {
  const counts = newcomers(firstDays(99, 100, 127, 128), activeDays(), { from: 100, to: 128 }, [])
  expect(counts.posted).toBe(2)
})

it('tells how many first messages were answered, and how soon', () => {
  const judged = [first(10), first(null), first(30), first(90)]
  const counts = newcomers(firstDays(), activeDays(), { from: 100, to: 128 }, judged)
  expect(counts.answered).toMatchObject({ count: 3, n: 4, share: 0.75 })
  expect(counts.medianMinutesToFirstAnswer).toBe(30)
})

it('has nothing to tell of nobody', () => {
  const counts = newcomers(firstDays(), activeDays(), { from: 100, to: 128 }, [])
  expect(counts).toMatchObject({ posted: 0, medianMinutesToFirstAnswer: null })
  expect([counts.answered.share, counts.returned14d.share]).toEqual([null, null])
})

it('sees who came back within two weeks of their first day', () => {
  const to = 128
  const returned = (days: readonly number[], day = to - 28) =>
    returnedShare(firstDays(day), activeDays(days), to)
  expect(returned([100, 101])).toMatchObject({ count: 1, n: 1 })
  expect(returned([100, 114])).toMatchObject({ count: 1, n: 1 })
  expect(returned([100, 115])).toMatchObject({ count: 0, n: 1 })
  expect(returned([100])).toMatchObject({ count: 0, n: 1 })
  expect(returned([80, 100])).toMatchObject({ count: 0, n: 1 })
  expect(returned([99, 101], 99)).toMatchObject({ count: 0, n: 0 })
  expect(returned([113, 127], 113)).toMatchObject({ count: 1, n: 1 })
  expect(returned([114, 120], 114)).toMatchObject({ count: 0, n: 0 })
})
