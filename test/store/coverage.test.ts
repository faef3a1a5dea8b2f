import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpaceId } from '../../src/core/ids.ts'
import type { GapReason, Store } from '../../src/core/ports.ts'
import { HOUR_MS, message, place, reaction, START } from './club.ts'
import { ENGINE_NAMES, withStore } from './engines.ts'

const LATEST = 12
const REASONS: readonly GapReason[] = ['unread', 'noAccess', 'away']
const span = fc
  .tuple(fc.integer({ min: 0, max: LATEST - 1 }), fc.integer({ min: 1, max: LATEST }))
  .map(([from, length]) => ({ fromAt: from, toAt: Math.min(LATEST, from + length) }))
const step = fc.oneof(
  fc.record({ kind: fc.constant('cover' as const), at: fc.array(span, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('gap' as const), at: span, reason: fc.constantFrom(...REASONS) }),
)

/** Runs of moments that are set, half-open. */
function runsOf(isSet: readonly boolean[]): { fromAt: number; toAt: number }[] {
  const runs: { fromAt: number; toAt: number }[] = []
  for (const [at, set] of isSet.entries()) {
    const last = runs.at(-1)
    if (!set) continue
    if (last?.toAt === at) last.toAt = at + 1
    else runs.push({ fromAt: at, toAt: at + 1 })
  }
  return runs
}

describe.each(ENGINE_NAMES)('coverage on %s', (engine) => {
  it('is a set of moments, and what is read ends the gaps that reading ends', () =>
    withStore(engine, async (store) => {
      const { community, workspace, space: other } = await place(store)
      let made = 0
      const freshSpace = async (): Promise<SpaceId> => {
        made += 1
        const given = { externalId: `S${made}`, name: `s${made}` }
        return (await store.communities.bindSpace(community.id, workspace.id, given)).id
      }
      await store.coverage.addGap({
        community: community.id,
        space: other.id,
        fromAt: 0,
        toAt: 9,
        reason: 'unread',
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const space = await freshSpace()
          const none = () => Array.from({ length: LATEST }, () => false)
          const covered = none()
          const gaps = new Map(REASONS.map((reason) => [reason, none()]))
          for (const one of steps) {
            if (one.kind === 'gap') {
              await store.coverage.addGap({ community: community.id, space, ...one.at, reason: one.reason })
              gaps.get(one.reason)?.fill(true, one.at.fromAt, one.at.toAt)
              continue
            }
            await store.recording.coverAll(one.at.map((at) => ({ community: community.id, space, ...at })))
            for (const { fromAt, toAt } of one.at) {
              covered.fill(true, fromAt, toAt)
              for (const reason of ['unread', 'noAccess'] as const)
                gaps.get(reason)?.fill(false, fromAt, toAt)
            }
          }
          expect(await store.coverage.covered(community.id, space)).toEqual(runsOf(covered))
          const open = (await store.history.gaps(community.id)).filter((gap) => gap.space === space)
          for (const reason of REASONS)
            expect(
              open.filter((gap) => gap.reason === reason).map(({ fromAt, toAt }) => ({ fromAt, toAt })),
              reason,
            ).toEqual(runsOf(gaps.get(reason) ?? []))
        }),
        { numRuns: engine === 'sqlite' ? 100 : 25 },
      )
      expect((await store.history.gaps(community.id)).filter((gap) => gap.space === other.id)).toEqual([
        { space: other.id, fromAt: 0, toAt: 9, reason: 'unread' },
      ])
    }))

  it('covers the spaces of several communities at once', () =>
    withStore(engine, async (store) => {
      const { community, workspace, space } = await place(store)
      const second = await store.communities.create({ name: 'B', timeZone: 'UTC', isLive: true, now: START })
      const theirs = await store.communities.bindSpace(second.id, workspace.id, {
        externalId: 'C2',
        name: 'b',
      })
      const reason = 'unread'
      await store.coverage.addGap({ community: second.id, space: theirs.id, fromAt: 5, toAt: 30, reason })
      await store.recording.coverAll([
        { community: community.id, space: space.id, fromAt: 10, toAt: 20 },
        { community: second.id, space: theirs.id, fromAt: 10, toAt: 20 },
      ])
      expect(await store.coverage.covered(community.id, space.id)).toEqual([{ fromAt: 10, toAt: 20 }])
      expect(await store.history.gaps(community.id)).toEqual([])
      expect(await store.history.gaps(second.id)).toEqual([
        { space: theirs.id, fromAt: 5, toAt: 10, reason },
        { space: theirs.id, fromAt: 20, toAt: 30, reason },
      ])
    }))

  it('tells what is known of a main line or of a thread, with the named reactions that stand', () =>
    withStore(engine, async (store) => {
      const { community, workspace, space } = await place(store)
      await store.recording.record(
        workspace.id,
        [
          message('1', 'ada', START),
          message('2', 'bo', START + HOUR_MS),
          message('3', 'bo', START + 2 * HOUR_MS, { thread: '1' }),
          message('4', 'bo', START + HOUR_MS),
          { kind: 'deletion', space: 'C1', key: '4' },
          reaction('1', 'ada', START + 1),
          reaction('1', 'bo', START + 1),
          reaction('1', 'cy', START + 1, { present: false }),
          { kind: 'reactionCount', space: 'C1', message: '1', emoji: 'eyes', count: 4 },
        ],
        START,
      )
      const known = (store_: Store, fromAt: number, toAt: number, thread: string | null) =>
        store_.coverage.knownMessages({ community: community.id, space: space.id, fromAt, toAt }, thread)
      expect(await known(store, 0, START * 2, null)).toEqual([
        { key: '1', reactions: 2 },
        { key: '2', reactions: 0 },
      ])
      expect(await known(store, START + 1, START * 2, null)).toEqual([{ key: '2', reactions: 0 }])
      expect(await known(store, START, START + HOUR_MS, null)).toEqual([{ key: '1', reactions: 2 }])
      expect(await known(store, 0, START * 2, '1')).toEqual([{ key: '3', reactions: 0 }])
    }))

  it('tells the threads in which something stands, whatever became of their beginnings', () =>
    withStore(engine, async (store) => {
      const { community, workspace, space } = await place(store)
      await store.recording.record(
        workspace.id,
        [
          message('1', 'ada', START),
          { kind: 'deletion', space: 'C1', key: '1' },
          message('2', 'bo', START + HOUR_MS, { thread: '1' }),
          message('3', 'ada', START + HOUR_MS, { thread: '1' }),
          message('4', 'bo', START + 2 * HOUR_MS, { thread: '0' }),
          message('5', 'bo', START + HOUR_MS, { thread: '9' }),
          { kind: 'deletion', space: 'C1', key: '5' },
        ],
        START,
      )
      const threads = async (fromAt: number, toAt: number) =>
        [
          ...(await store.coverage.knownThreads({ community: community.id, space: space.id, fromAt, toAt })),
        ].sort()
      expect(await threads(START, START + HOUR_MS)).toEqual([])
      expect(await threads(START, START + HOUR_MS + 1)).toEqual(['1'])
      expect(await threads(START + 2 * HOUR_MS, START * 2)).toEqual(['0'])
      expect(await threads(0, START * 2)).toEqual(['0', '1'])
    }))
})
