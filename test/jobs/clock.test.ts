import { afterEach, describe, expect, it } from 'vitest'
import { type Clock, type Job, startClock } from '../../src/jobs/clock.ts'

const clocks: Clock[] = []
afterEach(async () => {
  for (const one of clocks.splice(0)) await one.stop()
})

/** A clock that is woken by hand: its own next waking is in another year. */
function byHand(jobs: readonly Job[]) {
  const errors: { details: object; message: string }[] = []
  const time = { now: 1_000_000 }
  const clock = startClock({
    jobs,
    log: { error: (details, message) => void errors.push({ details, message }) },
    now: () => time.now,
    wake: '0 0 0 29 2 *',
  })
  clocks.push(clock)
  return { clock, time, errors }
}

const job = (name: string, run: (now: number) => Promise<void>, everyMs = 0): Job => ({ name, everyMs, run })
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

describe('the clock', () => {
  it('runs jobs one after another, in their order, and never two at once', async () => {
    const steps: string[] = []
    const slow = (name: string) =>
      job(name, async () => {
        steps.push(`${name} begins`)
        await pause(20)
        steps.push(`${name} ends`)
      })
    const { clock } = byHand([slow('a'), slow('b')])
    await Promise.all([clock.wake(), clock.wake(), clock.wake()])
    expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('runs a job when its time has come, also after the clock was put back', async () => {
    const ran: number[] = []
    const { clock, time } = byHand([job('hourly', async (now) => void ran.push(now), 3_600_000)])
    for (const at of [0, 20_000, 3_599_999, 3_600_000, 3_620_000, -50_000, -30_000]) {
      time.now = 1_000_000 + at
      await clock.wake()
    }
    expect(ran.map((at) => at - 1_000_000)).toEqual([0, 3_600_000, -50_000])
  })

  it('logs what breaks, and goes on', async () => {
    const ran: string[] = []
    const { clock, errors } = byHand([
      job('broken', () => Promise.reject(new Error('no'))),
      job('sound', async () => void ran.push('sound')),
    ])
    await clock.wake()
    await clock.wake()
    expect(ran).toEqual(['sound', 'sound'])
    expect(errors).toMatchObject([
      { details: { job: 'broken', err: { message: 'no' } }, message: 'a job failed' },
      { details: { job: 'broken' } },
    ])
  })

  it('finishes what is in hand before it has stopped, and begins nothing more', async () => {
    const steps: string[] = []
    const { clock } = byHand([
      job('first', async () => {
        await pause(30)
        steps.push('first')
      }),
      job('second', async () => void steps.push('second')),
    ])
    const woken = clock.wake()
    await clock.stop()
    expect(steps).toEqual(['first'])
    await woken
    await clock.wake()
    expect(steps).toEqual(['first'])
  })

  it('wakes by itself', async () => {
    let wakings = 0
    const done = new Promise<void>((resolve) => {
      clocks.push(
        startClock({
          jobs: [
            job('count', async () => {
              wakings += 1
              if (wakings === 2) resolve()
            }),
          ],
          log: { error: () => undefined },
          now: () => Date.now(),
          wake: '* * * * * *',
        }),
      )
    })
    await done
    expect(wakings).toBe(2)
  })
})
