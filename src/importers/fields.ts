/** Fields that the messages of every export have in common, as zod reads them. */
import { z } from 'zod'

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

/** What is wrong with a value that zod refused, as a clause. */
export function faultOf(error: z.ZodError): string {
  const issue = error.issues[0]
  const field = issue?.path.join('.') || 'message'
  return `${field} is not as exports have it`
}
