import { describe, expect, it } from 'vitest'
import { memberId, practiceId } from '../../../src/core/ids.ts'
import { lineageOf } from '../../../src/core/repertoire/lineage.ts'
import { cameOf, type DoingOutcome, failing, stateOf } from '../../../src/core/repertoire/practice.ts'
import { tagsIn } from '../../../src/core/repertoire/tags.ts'
import { practice } from './practices.ts'

const doing = (member: number, outcome: DoingOutcome) => ({ member: memberId(member), outcome })
const SHARER = memberId(1)

describe('how far a practice has come', () => {
  const came = (...doings: readonly ReturnType<typeof doing>[]) => practice(1, cameOf(doings, SHARER))
  it('is new until somebody else has done it', () => {
    expect(stateOf(came())).toBe('draft')
    expect(stateOf(came(doing(1, 'asWritten'), doing(1, 'ownWay')))).toBe('draft')
    expect(stateOf(came(doing(2, 'didNotWork')))).toBe('done')
  })
  it('is proven once it worked for three other people, its sharer not among them', () => {
    const twice = [doing(2, 'asWritten'), doing(3, 'ownWay'), doing(2, 'asWritten'), doing(1, 'asWritten')]
    expect(stateOf(came(...twice, doing(4, 'didNotWork')))).toBe('done')
    expect(stateOf(came(...twice, doing(4, 'didNotWork'), doing(4, 'ownWay')))).toBe('proven')
  })
  it('of somebody who has left without trace everybody is another', () => {
    expect(cameOf([doing(1, 'asWritten')], null).othersWorked).toBe(1)
  })
  it('fails once most of the latest five did not work, three at least', () => {
    const [bad, good] = [doing(2, 'didNotWork'), doing(3, 'asWritten')]
    expect(failing(came(bad, bad))).toBeNull()
    expect(failing(came(bad, bad, bad))).toEqual({ failed: 3, of: 3 })
    expect(failing(came(good, bad, bad, good, bad))).toEqual({ failed: 3, of: 5 })
    expect(failing(came(bad, bad, bad, good, good, good))).toBeNull()
  })
})

describe('lineage', () => {
  const all = [
    practice(1),
    practice(2, { parent: practiceId(1) }),
    practice(3, { parent: practiceId(2) }),
    practice(4),
    practice(5, { parent: practiceId(1) }),
  ]
  const lines = (of: number) => {
    const one = all.find(({ id }) => id === of)
    if (one === undefined) throw new Error('it is there')
    return lineageOf(all, one).map((line) => [Number(line.practice.id), line.depth])
  }
  it('is the same whichever of it is asked for, from the oldest down', () => {
    const whole = [
      [1, 0],
      [2, 1],
      [3, 2],
      [5, 1],
    ]
    for (const of of [1, 2, 3, 5]) expect(lines(of)).toEqual(whole)
    expect(lines(4)).toEqual([[4, 0]])
  })
  it('ends at what is gone, and never runs in a circle', () => {
    const orphan = practice(7, { parent: practiceId(6) })
    expect(lineageOf([...all, orphan], orphan)).toEqual([{ practice: orphan, depth: 0 }])
    const [one, other] = [practice(8, { parent: practiceId(9) }), practice(9, { parent: practiceId(8) })]
    expect(lineageOf([one, other], other).map(({ practice: { id } }) => Number(id))).toEqual([8, 9])
  })
})

describe('tags', () => {
  it.each([
    ['wiring, Safety', ['wiring', 'safety']],
    ['#wiring #safety wiring', ['wiring', 'safety']],
    ['drive train, ', ['drive-train']],
    ['!!! — はんだ', ['はんだ']],
    ['', []],
  ])('of “%s”', (typed, tags) => {
    expect(tagsIn(typed)).toEqual(tags)
  })
})
