import { describe, expect, it } from 'vitest'
import { calendarOf, MS_PER_DAY } from '../../../src/core/calendar.ts'
import { memberId, practiceId } from '../../../src/core/ids.ts'
import { madeAndDone } from '../../../src/core/reflection/made-and-done.ts'
import type { Doing, DoingOutcome, Practice } from '../../../src/core/repertoire/practice.ts'
import { practice as made } from '../repertoire/practices.ts'
import { closing, problem } from '../repertoire/problems.ts'

const practice = (id: number, sharer: number, day: number, doings: number): Practice =>
  made(id, { sharer: memberId(sharer), sharedAt: day * MS_PER_DAY, doings })

const doing = (of: number | null, member: number, day: number, outcome: DoingOutcome | null): Doing => ({
  what: 'x',
  practice: of === null ? null : practiceId(of),
  member: memberId(member),
  outcome,
  companions: [],
  platform: null,
  at: day * MS_PER_DAY,
})

describe('madeAndDone', () => {
  it('counts the period, first day in and last day out, beside the pieces before', () => {
    const practices = [
      practice(1, 1, 5, 3),
      practice(2, 1, 10, 2),
      practice(3, 2, 19, 0),
      practice(4, 2, 20, 0),
    ]
    const doings = [
      doing(1, 2, 10, 'asWritten'),
      doing(1, 1, 12, 'asWritten'),
      doing(2, 3, 13, 'ownWay'),
      doing(2, 3, 14, 'didNotWork'),
      doing(null, 3, 15, null),
      doing(1, 2, 20, 'asWritten'),
      doing(1, 2, 6, 'asWritten'),
      doing(1, 2, 1, 'asWritten'),
    ]
    const problems = [
      problem(1, { closings: [closing({ changed: 'Before', closedAt: 1, confirmedAt: 6 * MS_PER_DAY })] }),
      problem(2, { closings: [closing({ changed: 'Late', closedAt: 1, confirmedAt: 19 * MS_PER_DAY })] }),
      problem(3, { closings: [closing({ changed: 'Early', closedAt: 1, confirmedAt: 10 * MS_PER_DAY })] }),
      problem(4, { closings: [closing({ changed: 'After', closedAt: 1, confirmedAt: 20 * MS_PER_DAY })] }),
      problem(5, { closings: [closing({ changed: 'Unconfirmed', closedAt: 12 * MS_PER_DAY })] }),
      problem(6, {
        closings: [
          closing({ changed: 'Taken back', closedAt: 1, confirmedAt: 12 * MS_PER_DAY, isReopened: true }),
        ],
      }),
    ]
    const period = { from: 10, to: 20 }
    const previous = [
      { from: 5, to: 8 },
      { from: 0, to: 2 },
    ]
    const told = madeAndDone(
      { practices, doings, problems },
      { period, previous, calendar: calendarOf('UTC') },
    )
    expect(told.made.map((one) => one.name)).toEqual(['Practice 2', 'Practice 3'])
    expect(told.notDone.map((one) => one.name)).toEqual(['Practice 3'])
    expect(told).toMatchObject({
      madeBefore: 1,
      done: 5,
      doneBefore: 2,
      ofPractices: { all: 4, asWritten: 2, ownWay: 1, didNotWork: 1 },
      builtOnOthers: 2,
      changed: [
        { title: 'Problem 3', changed: 'Early' },
        { title: 'Problem 2', changed: 'Late' },
      ],
      changedBefore: 1,
    })
  })
})
