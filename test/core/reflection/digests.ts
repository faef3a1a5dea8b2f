/** A digest to start from in tests of how digests are told. */
import { spaceId, workspaceId } from '../../../src/core/ids.ts'
import type { Before } from '../../../src/core/participation/before.ts'
import type { Digest } from '../../../src/core/participation/digest.ts'
import type { Share } from '../../../src/core/participation/share.ts'
import type { WaitingMessage } from '../../../src/core/participation/waiting-messages.ts'

/** A share with some interval. */
export const share = (count: number, n: number): Share => ({
  count,
  n,
  share: n === 0 ? null : count / n,
  low: n === 0 ? null : 0.4,
  high: n === 0 ? null : 0.9,
})

const counts = { messages: 100, starters: 40, replies: 50, mentions: 3, reactions: 20, activeMembers: 30 }

/** A community of thirty in a middling month. */
export const digest: Digest = {
  community: 'Club',
  timezone: 'UTC',
  from: '2026-10-26',
  to: '2026-11-23',
  participation: { ...counts, previous: { ...counts, messages: 90, activeMembers: 28 } },
  growth: { new: 6, retained: 18, resurrected: 6, churned: 10, quickRatio: 1.2 },
  bands: { core: 6, active: 12, peripheral: 12, away: 4 },
  moves: { inward: 0, outward: 0 },
  renewal: share(1, 6),
  newcomers: { posted: 6, answered: share(5, 5), medianMinutesToFirstAnswer: 10, returned14d: share(0, 0) },
  answers: {
    starters: 40,
    answered: share(30, 40),
    medianMinutesToFirstAnswer: 35,
    waiting: [],
    slowest: [],
  },
  concentration: { gini: 0.4, absenceFactor: 3 },
  practice: {
    ...{ shared: 2, done: 9, versions: 1, proven: 1, reuseRate: share(3, 6), doingRatio: 0.6 },
    leaving: 0,
  },
  consequence: { rate: share(4, 9), members: 3 },
  language: { words: 0, spread: [] },
  survival: [],
  coincidence: null,
  partial: [],
}

/** The month before it was much the same. */
export const before: Before = {
  growth: { new: 5, retained: 17, resurrected: 6, churned: 8, quickRatio: 1.4 },
  newcomers: { posted: 5, returned14d: share(0, 0) },
  answered: share(28, 40),
  reuseRate: share(2, 5),
  consequence: { rate: share(3, 8), members: 2 },
  isKnown: true,
}

/** A message that waits. */
export const waitingMessage = (space: string, at: string, newcomer: boolean): WaitingMessage => ({
  space: {
    ...{ id: spaceId(1), externalId: space, name: space, isBound: true, readFromAt: null },
    workspace: { id: workspaceId(1), platform: 'terminal', externalId: 'w', name: 'w', removedAt: null },
  },
  key: at,
  link: null,
  at: Date.parse(at),
  newcomer,
})
