import { expect, it } from 'vitest'
import { dayOfDate } from '../../../src/core/calendar.ts'
import { previousPeriods } from '../../../src/core/participation/breaks.ts'
import { partialFields } from '../../../src/core/participation/partial.ts'
import type { Gap } from '../../../src/core/ports.ts'
import { general, help, utc } from './conversations.ts'

const day = (date: string) => dayOfDate(date) ?? Number.NaN
const fieldsOf = (from: string, to: string, first: string | null, gaps: readonly Gap[] = []) => {
  const period = { from: day(from), to: day(to) }
  const found = partialFields(
    period,
    previousPeriods(period, []),
    first === null ? null : day(first),
    gaps,
    utc,
  )
  return found.map((entry) => `${entry.field} ${entry.from} ${entry.to}`)
}

it('the first 28 days of a history are partial for growth and newcomers', () => {
  expect(fieldsOf('2024-01-20', '2024-02-17', '2024-01-01')).toEqual([
    'growth 2024-01-01 2024-01-29',
    'newcomers 2024-01-20 2024-01-29',
  ])
  expect(fieldsOf('2024-01-28', '2024-02-04', '2024-01-01')).toEqual([
    'growth 2024-01-28 2024-01-29',
    'newcomers 2024-01-07 2024-01-29',
  ])
  expect(fieldsOf('2024-01-29', '2024-02-26', '2024-01-01')).toEqual([])
})

it('a period before that reaches back before the history makes growth partial', () => {
  expect(fieldsOf('2024-02-01', '2024-03-28', '2024-01-01')).toEqual(['growth 2024-01-01 2024-01-29'])
  expect(fieldsOf('2024-02-01', '2024-03-28', null)).toEqual([])
})

it('gaps touch what is counted of their days, once a reason', () => {
  const at = (date: string, hour: number) => Date.parse(`${date}T00:00:00Z`) + hour * 3_600_000
  const gaps: Gap[] = [
    { space: general, fromAt: at('2024-03-04', 5), toAt: at('2024-03-05', 0), reason: 'away' },
    { space: help, fromAt: at('2024-03-09', 5), toAt: at('2024-03-10', 1), reason: 'away' },
    { space: help, fromAt: at('2024-02-01', 0), toAt: at('2024-02-28', 0), reason: 'before' },
    { space: help, fromAt: at('2024-03-30', 0), toAt: at('2024-04-28', 0), reason: 'late' },
  ]
  expect(fieldsOf('2024-03-01', '2024-03-29', '2023-01-01', gaps)).toEqual(
    ['participation', 'growth', 'newcomers', 'answers'].map((field) => `${field} 2024-03-04 2024-03-11`),
  )
  expect(fieldsOf('2024-03-04', '2024-04-01', '2023-01-01', gaps.slice(2))).toEqual(
    ['participation', 'growth', 'newcomers', 'answers'].map((field) => `${field} 2024-03-30 2024-04-01`),
  )
})
