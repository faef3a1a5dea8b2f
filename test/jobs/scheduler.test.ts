import { describe, expect, it } from 'vitest'
import { calendarOf, MS_PER_DAY, MS_PER_HOUR, weekdayOf } from '../../src/core/calendar.ts'
import type { Slot } from '../../src/core/reflection/slot.ts'
import { runDueSchedules } from '../../src/jobs/scheduler.ts'
import { openStore } from '../../src/store/open.ts'
import { SECRET, withStore } from '../store/engines.ts'
import { MONDAY, openClub, scheduleOf } from './club.ts'

const WEEK = 7 * MS_PER_DAY

describe('a slot', () => {
  it('is closed when it has come, and not before', async () => {
    const club = await openClub()
    await runDueSchedules(club.store, MONDAY - 1)
    expect(await club.store.outbox.open()).toEqual([])
    await runDueSchedules(club.store, MONDAY)
    await runDueSchedules(club.store, MONDAY + 1)
    expect(await club.store.outbox.open()).toMatchObject([
      { kind: 'digest', slotAt: MONDAY, channel: 'moderators', state: 'pending', attempts: 0 },
    ])
    expect((await scheduleOf(club)).nextSlotAt).toBe(MONDAY + WEEK)
    await club.store.close()
  })

  it.each([
    ['a day late', 1, [0]],
    ['almost half a week late', 3.49, [0]],
    ['more than half a week late', 3.51, []],
    ['just before the next', 6.99, []],
    ['with the next', 7, [1]],
    ['three weeks and a day late', 22, [3]],
    ['a year and five days late', 52 * 7 + 5, []],
  ])('%s is posted once at most, the latest only', async (_, days, posted) => {
    const club = await openClub()
    const now = MONDAY + days * MS_PER_DAY
    await runDueSchedules(club.store, now)
    await runDueSchedules(club.store, now)
    expect((await club.store.outbox.open()).map((one) => (one.slotAt - MONDAY) / WEEK)).toEqual(posted)
    expect((await scheduleOf(club)).nextSlotAt).toBe(MONDAY + (Math.floor(days / 7) + 1) * WEEK)
    await club.store.close()
  })

  it('is not posted again by a clock that is put back', async () => {
    const club = await openClub()
    await runDueSchedules(club.store, MONDAY)
    await runDueSchedules(club.store, MONDAY - MS_PER_DAY)
    await runDueSchedules(club.store, MONDAY + MS_PER_HOUR)
    expect(await club.store.outbox.open()).toHaveLength(1)
    await club.store.close()
  })

  it('goes to one of two processes', async () => {
    await withStore('postgres', async (one, url) => {
      const other = await openStore({ url, secret: SECRET })
      const club = await openClub({ store: one })
      for (let week = 0; week < 20; week += 1)
        await Promise.all([one, other].map((store) => runDueSchedules(store, MONDAY + week * WEEK)))
      const slots = (await other.outbox.open()).map((entry) => (entry.slotAt - MONDAY) / WEEK)
      expect(slots).toEqual(Array.from({ length: 20 }, (_, week) => week))
      expect((await scheduleOf(club)).nextSlotAt).toBe(MONDAY + 20 * WEEK)
      await other.close()
    })
  })
})

describe('three years of slots in the night when clocks change', () => {
  const sunday = (hour: number, minute: number): Slot => ({ weekday: 6, hour, minute })
  it.each([
    ['Europe/Berlin', sunday(2, 30)],
    ['America/New_York', sunday(2, 30)],
    ['America/New_York', sunday(1, 30)],
    ['Australia/Lord_Howe', sunday(2, 15)],
    ['Australia/Lord_Howe', sunday(1, 45)],
    ['Asia/Kolkata', sunday(2, 30)],
    ['UTC', sunday(2, 30)],
  ])('come once each in %s', async (timeZone, slot) => {
    const begin = Date.parse('2026-01-01T00:00:00Z')
    const end = Date.parse('2029-01-01T00:00:00Z')
    const { store } = await openClub({ timeZone, slot, now: begin })
    // A clock that wakes every seven hours, and sleeps through five days now and then.
    for (let now = begin, nth = 0; now < end; nth += 1) {
      await runDueSchedules(store, now)
      now += nth % 50 === 49 ? 5 * MS_PER_DAY : 7 * MS_PER_HOUR
    }
    const calendar = calendarOf(timeZone)
    const days = (await store.outbox.open()).map((entry) => calendar.dayOf(entry.slotAt))
    expect(new Set(days).size).toBe(days.length)
    expect(days.every((day) => weekdayOf(day) === 6)).toBe(true)
    expect(days.length).toBeGreaterThan(140)
    expect((days.at(-1) ?? 0) - (days[0] ?? 0)).toBeGreaterThan(1070)
    await store.close()
  })
})
