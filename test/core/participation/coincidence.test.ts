import { describe, expect, it } from 'vitest'
import { cohortOf } from '../../../src/core/cohort.ts'
import { memberId } from '../../../src/core/ids.ts'
import { coincidence } from '../../../src/core/participation/coincidence.ts'

const period = { from: 10, to: 17 }
const days = new Map([
  [memberId(1), [3, 12]],
  [memberId(2), [10]],
  [memberId(3), [17]],
  [memberId(4), [16]],
])

describe('how far a cohort and the community are the same people', () => {
  it('counts those of the cohort who were active, of the cohort and of all who were', () => {
    const found = coincidence(days, period, cohortOf('9b', [memberId(1), memberId(3), null, null]))
    expect(found).toMatchObject({
      ofCohort: { count: 1, n: 4, share: 0.25 },
      ofCommunity: { count: 1, n: 3, share: 1 / 3 },
    })
  })
  it('counts somebody who is in it twice, on two platforms, once', () => {
    const found = coincidence(days, period, cohortOf('9b', [memberId(1), memberId(1), memberId(2)]))
    expect(found).toMatchObject({ ofCohort: { count: 2, n: 2 }, ofCommunity: { count: 2, n: 3 } })
  })
  it('is null where no cohort was asked for, and has no shares where there is nobody', () => {
    expect(coincidence(days, period, null)).toBeNull()
    expect(coincidence(new Map(), period, cohortOf('none', []))).toMatchObject({
      ofCohort: { n: 0, share: null },
      ofCommunity: { n: 0, share: null },
    })
  })
})
