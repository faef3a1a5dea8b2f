import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  compareIds,
  DISCORD_EPOCH,
  momentOf,
  snowflake,
  snowflakeAt,
} from '../../../src/platforms/discord/snowflake.ts'

const moment = fc.integer({ min: DISCORD_EPOCH, max: DISCORD_EPOCH + 2 ** 41 })
const id = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)

it('reads the moment that Discord’s own documentation reads', () => {
  expect(momentOf('175928847299117063')).toBe(Date.UTC(2016, 3, 30, 11, 18, 25, 796))
})

it('makes the smallest id of a moment', () => {
  fc.assert(
    fc.property(moment, (at) => {
      expect(momentOf(snowflakeAt(at))).toBe(at)
      expect(momentOf(String(BigInt(snowflakeAt(at)) + 2n ** 22n - 1n))).toBe(at)
      const smaller = BigInt(snowflakeAt(at)) - 1n
      if (smaller >= 0n) expect(momentOf(String(smaller))).toBe(at - 1)
      expect(snowflakeAt(at + 0.9)).toBe(snowflakeAt(at))
    }),
  )
  expect(snowflakeAt(0)).toBe('0')
  expect(snowflakeAt(-1)).toBe('0')
})

it('orders ids as the numbers that they are', () => {
  fc.assert(
    fc.property(id, id, (a, b) => {
      const [one, other] = [BigInt(a), BigInt(b)]
      expect(Math.sign(compareIds(a, b))).toBe(one < other ? -1 : one > other ? 1 : 0)
    }),
  )
})

it('takes every id, and nothing else', () => {
  fc.assert(fc.property(id, (one) => snowflake.safeParse(one).success))
  for (const wrong of ['', '-1', '1.5', '0x10', ' 1', '1\n', '9'.repeat(21), 12, null])
    expect(snowflake.safeParse(wrong).success).toBe(false)
})
