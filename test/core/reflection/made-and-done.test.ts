import { describe, expect, it } from 'vitest'
import { calendarOf, MS_PER_DAY } from '../../../src/core/calendar.ts'
import { memberId, practiceId } from '../../../src/core/ids.ts'
import { madeAndDone } from '../../../src/core/reflection/made-and-done.ts'
import type { Doing, DoingOutcome, Practice } from '../../../src/core/repertoire/practice.ts'
import { practice as made } from '../repertoire/practices.ts'

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
    const period = { from: 10, to: 20 }
    const previous = [
      { from: 5, to: 8 },
      { from: 0, to: 2 },
    ]
    const told = madeAndDone(practices, doings, { period, previous, calendar: calendarOf('UTC') })
    expect(told.made.map((one) => one.name)).toEqual(['Practice 2', 'Practice 3'])
    expect(told.notDone.map((one) => one.name)).toEqual(['Practice 3'])
    expect(told).toMatchObject({
      madeBefore: 1,
      done: 5,
      doneBefore: 2,
      ofPractices: { all: 4, asWritten: 2, ownWay: 1, didNotWork: 1 },
      builtOnOthers: 2,
    })
  })
})
