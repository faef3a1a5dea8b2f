/** Fields that the messages of every export have in common, as zod reads them. */
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

/** Like an id, but may be missing in effect: empty. */
export const externalIdOrEmpty = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** A name for people to read; may be anything. */
export const name = z.string().transform(readable)

/** A name without what could not be shown or stored. */
export function readable(text: string): string {
  return text.slice(0, 200).replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
}

/** How often an emoji can stand on one message: far beyond any platform's largest channel, and sums stay exact. */
export const reactionCount = z.int().min(0).max(10_000_000)

/** The last moment of the year 9999: later ones have no date of four digits. */
export const LAST_MOMENT = Date.UTC(9999, 11, 30)

/** What is wrong with a value that zod refused, as a clause. */
export function faultOf(error: z.ZodError): string {
  const issue = error.issues[0]
  const field = issue?.path.join('.') || 'message'
  return `${field} is not as exports have it`
}
