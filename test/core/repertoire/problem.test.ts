import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canBegin,
  isPast,
  openProblems,
  placesLeft,
  standingClosing,
  stateOfProblem,
} from '../../../src/core/repertoire/problem.ts'
import { suggestProblems } from '../../../src/core/repertoire/problem-list.ts'
import { closing, participant, problem } from './problems.ts'

const TODAY = 100
const any = fc
  .record({
    places: fc.option(fc.integer({ min: 1, max: 3 })),
    untilDay: fc.option(fc.integer({ min: 97, max: 103 })),
    openedAt: fc.nat({ max: 5 }),
    members: fc.array(fc.boolean(), { maxLength: 4 }),
    closings: fc.array(fc.record({ confirmedAt: fc.constantFrom(2, undefined), isReopened: fc.boolean() }), {
      maxLength: 2,
    }),
  })
  .map(({ members, closings, ...rest }) => ({
    ...rest,
    participants: members.map((isIn, at) => participant(at + 1, { leftAt: isIn ? null : 1 })),
    closings: closings.map(({ confirmedAt, isReopened }) =>
      closing({ closedAt: 1, isReopened, ...(confirmedAt === undefined ? {} : { confirmedAt }) }),
    ),
  }))

describe('a problem', () => {
  it('stands as its latest closing says, unless that was taken back', () => {
    const once = closing({ closedAt: 1, confirmedAt: 2 })
    const back = closing({ closedAt: 1, confirmedAt: 2, isReopened: true })
    const again = closing({ closedAt: 3 })
    const state = (...closings: (typeof once)[]) => stateOfProblem(problem(1, { closings }))
    expect([state(), state(once), state(back), state(back, again)]).toEqual([
      'open',
      'confirmed',
      'open',
      'closed',
    ])
    expect(standingClosing(problem(1, { closings: [back, again] }))).toBe(again)
  })

  it('has room while fewer are in than there are places, to the end of its day', () => {
    const participants = [participant(1), participant(2, { leftAt: 5 })]
    expect(placesLeft(problem(1, { participants }))).toBeNull()
    expect(placesLeft(problem(1, { participants, places: 2 }))).toBe(1)
    expect(placesLeft(problem(1, { participants: [participant(1), participant(2)], places: 1 }))).toBe(0)
    expect([99, 100, 101].map((today) => isPast(problem(1, { untilDay: 100 }), today))).toEqual([
      ...[false, false],
      true,
    ])
  })

  it('comes first in the list where somebody could begin with it, and the soonest of those first', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (several) => {
        const all = several.map((more, at) => problem(at + 1, more))
        const open = openProblems(all, TODAY)
        expect(open).toHaveLength(all.filter((one) => stateOfProblem(one) === 'open').length)
        const fit = open.map((one) => canBegin(one, TODAY))
        expect(fit).toEqual([...fit].sort((a, b) => Number(b) - Number(a)))
        const until = open.filter((one) => canBegin(one, TODAY)).map((one) => one.untilDay ?? 1000)
        expect(until).toEqual([...until].sort((a, b) => a - b))
        expect(openProblems([...all].reverse(), TODAY)).toEqual(open)
      }),
    )
  })
})

describe('the titles that are suggested', () => {
  it('are those that are open, the latest first, then the others', () => {
    const done = problem(1, { title: 'Door by the yard', closings: [closing({ closedAt: 1 })] })
    const all = [problem(2, { title: 'The drafty door' }), problem(3, { title: 'The door handle' }), done]
    expect(suggestProblems(all, 'door')).toEqual(['The door handle', 'The drafty door', 'Door by the yard'])
    expect(suggestProblems(all, '')).toEqual(['The door handle', 'The drafty door', 'Door by the yard'])
  })
})
