/** A practice as the store gives it, of which a test says only what matters to it. */
import { memberId, practiceId } from '../../../src/core/ids.ts'
import type { Practice } from '../../../src/core/repertoire/practice.ts'

/** Shared by member 1, done by nobody; with so many `doings` as written where only those are said. */
export const practice = (id: number, more: Partial<Practice> = {}): Practice => ({
  ...{ id: practiceId(id), name: `Practice ${id}`, how: '', whenItHelps: '', problem: '', follows: '' },
  ...{ tags: [], link: null, sharer: memberId(1), platform: null, sharedAt: 0, parent: null, retired: null },
  ...{ doings: 0, othersDid: 0, othersWorked: 0, latest: [] },
  outcomes: { asWritten: more.doings ?? 0, ownWay: 0, didNotWork: 0 },
  ...more,
})
