import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionPort } from '../../../src/core/ports.ts'
import { createStartLimit, MOST_A_DAY, nextStartAt } from '../../../src/platforms/discord/begin-sessions.ts'
import { withStore } from '../../store/engines.ts'

const SECOND_MS = 1_000
const DAY_MS = 86_400_000
const START = Date.UTC(2026, 0, 1)

/** What a process does that is started again and again: waits as long as it is told, begins, and lives for a while. */
function begunOver(lives: readonly number[], days: number): readonly number[] {
  const begun: number[] = []
  let now = START
  for (let turn = 0; now < START + days * DAY_MS; turn += 1) {
    // As the store does: what is older than a day is forgotten.
    const at = nextStartAt(
      begun.slice(-2 * MOST_A_DAY).filter((one) => one >= now - DAY_MS),
      now,
    )
    expect(at).toBeGreaterThanOrEqual(now)
    if (at > now) {
      now = at
      continue
    }
    begun.push(now)
    now += lives[turn % lives.length] ?? 0
  }
  return begun
}

describe('when a session may begin', () => {
  const life = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 3 * SECOND_MS }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 600 * SECOND_MS }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: DAY_MS }) },
  )

  it('never lets more than 500 begin in a day, nor two within five seconds, however a process restarts', () => {
    fc.assert(
      fc.property(fc.array(life, { minLength: 1, maxLength: 40 }), (lives) => {
        const begun = begunOver(lives, 4)
        for (const [index, at] of begun.entries()) {
          const before = begun[index - 1]
          if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(5 * SECOND_MS)
          const tooMany = begun[index - MOST_A_DAY]
          if (tooMany !== undefined) expect(at - tooMany).toBeGreaterThanOrEqual(DAY_MS)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('uses up a day in a loop of crashes, and no more', () => {
    const begun = begunOver([0], 3)
    const firstDay = begun.filter((at) => at < START + DAY_MS).length
    expect(firstDay).toBeGreaterThan(MOST_A_DAY * 0.9)
    expect(firstDay).toBeLessThanOrEqual(MOST_A_DAY)
    expect(begun.length).toBeLessThanOrEqual(3 * MOST_A_DAY)
  })

  it('lets the first one begin at once, and one after days', () => {
    expect(nextStartAt([], START)).toBe(START)
    expect(nextStartAt([START - 2 * DAY_MS], START)).toBe(START)
    expect(nextStartAt([START], START)).toBe(START + 5 * SECOND_MS)
  })

  it('neither waits for ever nor hurries after the clock was set back', () => {
    const future = Array.from({ length: 30 }, (_, index) => START + 10 * DAY_MS + index)
    expect(nextStartAt(future, START)).toBe(START)
    expect(nextStartAt([START - SECOND_MS, ...future], START)).toBe(START + 4 * SECOND_MS)
    // Those of the future are counted: a day's number is not begun twice.
    const many = Array.from({ length: MOST_A_DAY }, (_, index) => START + DAY_MS / 2 + index)
    expect(nextStartAt(many, START)).toBeGreaterThan(START + DAY_MS)
  })
})

describe('waiting for a session', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const limitOn = (sessions: SessionPort) => {
    const waits: number[] = []
    const troubles: unknown[] = []
    const limit = createStartLimit({
      sessions,
      now: Date.now,
      onWait: (ms) => waits.push(ms),
      onTrouble: (error) => troubles.push(error),
    })
    return { limit, waits, troubles }
  }
  /** Lets the time of the timers go on until a promise is settled. */
  const through = async <Result>(work: Promise<Result>): Promise<Result> => {
    let isOver = false
    const over = work.finally(() => {
      isOver = true
    })
    over.catch(() => undefined)
    while (!isOver) await vi.advanceTimersByTimeAsync(SECOND_MS)
    return over
  }

  it('keeps those of one process and the next five seconds apart, by what the store knows', () =>
    withStore('sqlite', async (store) => {
      const { signal } = new AbortController()
      const first = limitOn(store.sessions)
      await through(
        Promise.all([first.limit.waitForIdentify(0, signal), first.limit.waitForIdentify(0, signal)]),
      )
      await through(limitOn(store.sessions).limit.waitForIdentify(0, signal))
      const begun = await store.sessions.since('discord', START - DAY_MS)
      expect(begun).toHaveLength(3)
      for (const [index, at] of begun.entries())
        expect(at - (begun[index - 1] ?? 0)).toBeGreaterThanOrEqual(5 * SECOND_MS)
      expect(first.waits).toEqual([])
    }))

  it('says that it waits, for as long as it is', () =>
    withStore('sqlite', async (store) => {
      for (let index = 0; index < 60; index += 1) await store.sessions.begun('discord', START - 60 + index)
      const { limit, waits } = limitOn(store.sessions)
      await through(limit.waitForIdentify(0, new AbortController().signal))
      expect(waits[0]).toBeGreaterThan(100 * SECOND_MS)
      expect(Date.now() - START).toBeGreaterThan(170 * SECOND_MS)
    }))

  it('counts nothing that was given up, and lets the next one through', () =>
    withStore('sqlite', async (store) => {
      await store.sessions.begun('discord', START)
      const { limit } = limitOn(store.sessions)
      const giving = new AbortController()
      const given = limit.waitForIdentify(0, giving.signal)
      const next = limit.waitForIdentify(0, new AbortController().signal)
      given.catch(() => undefined)
      await vi.advanceTimersByTimeAsync(SECOND_MS)
      giving.abort(new Error('closed'))
      await expect(given).rejects.toThrow('closed')
      await through(next)
      expect(await store.sessions.since('discord', START - DAY_MS)).toHaveLength(2)
      await vi.advanceTimersByTimeAsync(60 * SECOND_MS)
      await expect(limit.waitForIdentify(0, giving.signal)).rejects.toThrow('closed')
      expect(await store.sessions.since('discord', START - DAY_MS)).toHaveLength(2)
    }))

  it('begins none that cannot be counted, and goes on when it can', () =>
    withStore('sqlite', async (store) => {
      let isAway = true
      const sessions: SessionPort = {
        since: (platform, at) => store.sessions.since(platform, at),
        begun: async (platform, at) => {
          if (isAway) throw new Error('the disk is full')
          await store.sessions.begun(platform, at)
        },
      }
      const { limit, troubles } = limitOn(sessions)
      let isBegun = false
      const work = limit.waitForIdentify(0, new AbortController().signal).then(() => {
        isBegun = true
      })
      await vi.advanceTimersByTimeAsync(30 * SECOND_MS)
      expect(isBegun).toBe(false)
      expect(troubles.length).toBeGreaterThan(3)
      isAway = false
      await through(work)
      expect(await store.sessions.since('discord', START - DAY_MS)).toHaveLength(1)
    }))
})
