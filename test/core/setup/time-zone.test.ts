import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTimeZone } from '../../../src/core/calendar.ts'
import { timeZoneMeant } from '../../../src/core/setup/time-zone.ts'

describe('a time zone as typed', () => {
  it.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['paris', 'Europe/Paris'],
    [' New York ', 'America/New_York'],
    ['lord howe', 'Australia/Lord_Howe'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Asia/Ho_Chi_Minh', 'Asia/Ho_Chi_Minh'],
    ['us/eastern', 'US/Eastern'],
    ['utc', 'UTC'],
  ])('%s is %s', (typed, name) => {
    expect(timeZoneMeant(typed)).toEqual({ kind: 'zone', name })
    expect(isTimeZone(name)).toBe(true)
  })

  it.each([
    ['Europe/Pariss', 'Europe/Paris'],
    ['berlni', 'Europe/Berlin'],
    ['Paris, Texas', 'Europe/Paris'],
    ['EST', 'America/New_York'],
    ['cet', 'Europe/Paris'],
    ['GMT', 'Europe/London'],
  ])('%s is none, and perhaps %s', (typed, nearest) => {
    expect(timeZoneMeant(typed)).toEqual({ kind: 'unknown', nearest })
    expect(isTimeZone(nearest)).toBe(true)
  })

  it.each(['', '+02:00', 'Etc/GMT+2', 'the moon of a far planet', '__proto__', 'x'.repeat(500)])(
    '%j is none',
    (typed) => {
      expect(timeZoneMeant(typed)).toEqual({ kind: 'unknown', nearest: null })
    },
  )

  it('whatever is typed, a zone that it means exists', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.constantFrom(...Intl.supportedValuesOf('timeZone')).map((name) => name.toLowerCase()),
    )
    fc.assert(
      fc.property(typed, (one) => {
        const meant = timeZoneMeant(one)
        if (meant.kind === 'zone') expect(isTimeZone(meant.name)).toBe(true)
      }),
    )
  })
})
