import { describe, expect, it } from 'vitest'
import { communityId } from '../../../src/core/ids.ts'
import type { Community } from '../../../src/core/ports.ts'
import { boardReply, practicesToTry } from '../../../src/core/reflection/board.ts'
import type { Practice } from '../../../src/core/repertoire/practice.ts'
import type { Problem } from '../../../src/core/repertoire/problem.ts'
import { english } from '../../../src/core/words/english.ts'
import { buttonsOf, textOf } from '../../commands/playground.ts'
import { practice as made } from '../repertoire/practices.ts'
import { participant, problem } from '../repertoire/problems.ts'

const CLUB: Community = {
  id: communityId(1),
  name: 'Robots',
  timeZone: 'UTC',
  isLive: true,
  purpose: 'Building robots together',
}
const practice = (id: number, doings: number, more: Partial<Practice> = {}): Practice =>
  made(id, { whenItHelps: id === 1 ? 'It is loose' : '', sharedAt: id, doings, ...more })
const names = (practices: readonly Practice[]) => practices.map((one) => Number(one.id))

describe('practices to try', () => {
  it('are the newest that nobody has tried, and one that is done', () => {
    const all = [practice(1, 0), practice(2, 9), practice(3, 0), practice(4, 0), practice(5, 2)]
    expect(names(practicesToTry(all))).toEqual([4, 3, 2])
  })

  it('are none that is retired or keeps failing', () => {
    const retired = practice(3, 9, { retired: { at: 1, why: '' } })
    const failing = practice(4, 5, { latest: ['didNotWork', 'didNotWork', 'asWritten', 'didNotWork'] })
    expect(names(practicesToTry([practice(1, 1), retired, failing]))).toEqual([1])
  })

  it('are what there is', () => {
    expect(names(practicesToTry([practice(1, 3), practice(2, 9), practice(3, 1), practice(4, 2)]))).toEqual([
      2, 1, 4,
    ])
    expect(names(practicesToTry([practice(1, 0), practice(2, 0)]))).toEqual([2, 1])
    expect(practicesToTry([])).toEqual([])
  })
})

describe('the board', () => {
  const board = (waiting: number, practices: readonly Practice[] = [], problems: readonly Problem[] = []) =>
    boardReply(CLUB, { waiting, problems, practices }, english)

  it('tells whoever comes by what this is, who waits, and what is read and never kept', () => {
    const text = textOf(board(3, [practice(1, 0), practice(2, 1)])).replace(/\s+/g, ' ')
    for (const part of [
      'Building robots together',
      '3 messages wait for an answer. /waiting shows them',
      'Practice 1: It is loose',
      'Who wrote when and in which channel',
      'The text of your messages.',
      '/my data shows all that is kept of you, and lets you pause or erase it.',
      'Write /help to see what there is',
    ])
      expect(text).toContain(part)
  })

  it('shows what there is to take on, with the first step and the places that are left', () => {
    const door = problem(1, { title: 'Fix the drafty door', firstStep: 'Measure the gap', places: 2 })
    const one = { ...door, participants: [participant(1)] }
    const text = textOf(board(0, [], [one, problem(2, { firstStep: 'x '.repeat(300) })]))
    expect(text).toContain('Fix the drafty door · first step: Measure the gap · one place left')
    expect(text.length).toBeLessThan(2000)
    expect(buttonsOf(board(0)).map((each) => each.label)).toContain('Problems')
    expect(textOf(board(0)).replace(/\s+/g, ' ')).toContain('Write /problem and what should change here.')
  })

  it('is for everybody, and the same for the same facts', () => {
    expect(board(0).isPrivate).toBe(false)
    expect(board(1, [practice(1, 0)])).toEqual(board(1, [practice(1, 0)]))
    expect(textOf(board(0))).toContain('Nobody has waited for an answer for more than a day.')
    expect(textOf(board(0))).toContain('Write /practice share to be the first.')
  })

  it('leaves out what nobody has said', () => {
    const text = textOf(
      boardReply({ ...CLUB, purpose: '' }, { waiting: 0, problems: [], practices: [] }, english),
    )
    expect(text).not.toContain('Building')
  })
})
