/** Fields that things of every platform have in common, live and in exports, as zod reads them. */
import { z } from 'zod'

/**
 * An id of a platform, or a name that serves as one. Control characters and halves of surrogate pairs are in none, and
 * databases cannot hold them as they are.
 */
export const externalId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u)

/** How often an emoji can stand on one message: far beyond any platform's largest channel, and sums stay exact. */
export const reactionCount = z.int().min(0).max(10_000_000)

/** The last moment of the year 9999: later ones have no date of four digits. */
export const LAST_MOMENT = Date.UTC(9999, 11, 30)
