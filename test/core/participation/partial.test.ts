import { expect, it } from 'vitest'
import { dayOfDate } from '../../../src/core/calendar.ts'
import { previousPeriods } from '../../../src/core/participation/breaks.ts'
import { partialFields } from '../../../src/core/participation/partial.ts'
import type { Gap } from '../../../src/core/ports.ts'
import { general, help, utc } from './conversations.ts'

const day = (date: string) => dayOfDate(date) ?? Number.NaN
const fieldsOf = (
  from: string,
  to: string,
  first: string | null,
  gaps: readonly Gap[] = [],
  hasWords = false,
) => {
  const period = { from: day(from), to: day(to) }
  const found = partialFields(
    period,
    previousPeriods(period, []),
    first === null ? null : day(first),
    gaps,
    utc,
    hasWords,
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

const at = (date: string, hour: number) => Date.parse(`${date}T00:00:00Z`) + hour * 3_600_000

it.each(['unread', 'noAccess'] as const)(
  'what could not be read (%s) touches whatever is counted of its days, once',
  (reason) => {
    const gaps: Gap[] = [
      { space: general, fromAt: at('2024-03-04', 5), toAt: at('2024-03-05', 0), reason },
      { space: help, fromAt: at('2024-03-09', 5), toAt: at('2024-03-10', 1), reason },
      { space: help, fromAt: at('2024-02-01', 0), toAt: at('2024-02-28', 0), reason: 'away' },
      { space: help, fromAt: at('2024-03-30', 0), toAt: at('2024-04-28', 0), reason: 'away' },
    ]
    expect(fieldsOf('2024-03-01', '2024-03-29', '2023-01-01', gaps)).toEqual(
      ['participation', 'growth', 'newcomers', 'answers'].map((field) => `${field} 2024-03-04 2024-03-11`),
    )
    // What was not read may have used the community's words.
    expect(fieldsOf('2024-03-01', '2024-03-29', '2023-01-01', gaps, true)).toContain(
      'language.spread 2024-03-04 2024-03-11',
    )
  },
)

it('time away touches reactions, whose dates are not known, and messages, some of which may be gone', () => {
  const away: Gap = { space: help, fromAt: at('2024-03-30', 0), toAt: at('2024-04-28', 0), reason: 'away' }
  expect(fieldsOf('2024-03-04', '2024-04-01', '2023-01-01', [away])).toEqual([
    'participation.messages 2024-03-30 2024-04-01',
    'participation.reactions 2024-03-30 2024-04-01',
  ])
})

it('says why, in a clause for each reason', () => {
  const period = { from: day('2024-03-01'), to: day('2024-03-29') }
  const stretch = { space: general, fromAt: at('2024-03-04', 5), toAt: at('2024-03-05', 0) }
  const reasons = (['away', 'noAccess', 'unread'] as const).map((reason) => ({ ...stretch, reason }))
  const found = partialFields(period, [], null, reasons, utc, true)
  expect([...new Set(found.map((one) => one.reason))]).toEqual([
    'a part of the history has not been read yet',
    'there are channels that the bot is not allowed to read',
    'the bot was away for a while, so reactions of that time have no exact date and what was deleted then may still be counted',
  ])
})
