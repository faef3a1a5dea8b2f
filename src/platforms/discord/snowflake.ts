/** Discord's ids: 64 bits whose upper 42 are milliseconds since its own epoch. They stay text: numbers would lose digits. */

import { z } from 'zod'
import { inTextOrder } from '../../core/text-order.ts'

/** First second of 2015, from which Discord counts. Source: Discord's API reference, «Snowflakes». */
export const DISCORD_EPOCH = 1_420_070_400_000
const TIME_SHIFT = 22n

/** An id as Discord sends it: any number of 64 bits. */
export const snowflake = z.string().regex(/^\d{1,20}$/)

/** When the thing with this id was made, in milliseconds since 1970, UTC. */
export const momentOf = (id: string): number => Number(BigInt(id) >> TIME_SHIFT) + DISCORD_EPOCH

/** The smallest id of a moment: to read what came from then on. */
export const snowflakeAt = (at: number): string =>
  String(BigInt(Math.max(0, Math.floor(at) - DISCORD_EPOCH)) << TIME_SHIFT)

/** The older of two ids first, as numbers would be. */
export const compareIds = (a: string, b: string): number =>
  a.length === b.length ? inTextOrder(a, b) : a.length - b.length
