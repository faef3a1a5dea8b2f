/** Problems as the store gives them, of which a test says only what matters to it. */
import { memberId, problemId } from '../../../src/core/ids.ts'
import type { Closing, Participant, Problem } from '../../../src/core/repertoire/problem.ts'

/** Opened by member 1, open, with nobody in it. */
export const problem = (id: number, more: Partial<Problem> = {}): Problem => ({
  ...{
    id: problemId(id),
    title: `Problem ${id}`,
    whom: 'us',
    doneWhen: 'seen',
    firstStep: 'look',
    link: null,
  },
  ...{ kind: 'problem', adult: null, places: null, untilDay: null, curriculum: '', partners: '' },
  ...{ opener: memberId(1), platform: null, openedAt: 0, participants: [], closings: [] },
  ...more,
})

export const participant = (member: number, more: Partial<Participant> = {}): Participant => ({
  ...{ member: memberId(member), platform: null, joinedAt: 0, leftAt: null, changed: '' },
  ...more,
})

/** Closed by member 1; confirmed by member 2 where it is said when. */
export const closing = ({
  changed = 'It is better',
  closedAt,
  confirmedAt,
  isReopened = false,
}: {
  changed?: string
  closedAt: number
  confirmedAt?: number
  isReopened?: boolean
}): Closing => ({
  ...{ closer: memberId(1), platform: null, closedAt, changed, changedForCloser: '' },
  confirmed: confirmedAt === undefined ? null : { by: memberId(2), platform: null, at: confirmedAt },
  reopened: isReopened ? { by: memberId(1), at: closedAt + 1 } : null,
})
