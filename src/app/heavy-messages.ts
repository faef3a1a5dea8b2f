/** What the program and its thread for heavy handlers say to each other: plain data. */
import type { Period } from '../core/calendar.ts'
import type { Cohort } from '../core/cohort.ts'
import type { SpaceId } from '../core/ids.ts'
import type { Surroundings } from '../core/place.ts'
import type { Community } from '../core/ports.ts'
import type { Readers } from '../core/reflection/digest-post.ts'
import type { Reply } from '../core/reply.ts'
import type { Request } from '../platforms/platform.ts'

/** Languages that the thread can answer in: words hold functions, so it makes its own. */
export type Language = 'english'

/** What the thread is made with. */
export interface HeavyRoomData {
  readonly url: string
  readonly secret: string
  readonly language: Language
}

/** To the thread: a handler to run, the digest of some days to tell for a post, or a board. */
export type HeavyTask =
  | {
      readonly kind: 'dispatch'
      readonly request: Request
      readonly grants: Surroundings['grants']
      /** The people of the cohort that the request names: platforms cannot be asked from the thread. */
      readonly cohort: Cohort | null
    }
  | {
      readonly kind: 'tellWeek'
      readonly community: Community
      readonly period: Period
      readonly to: Readers
    }
  | {
      readonly kind: 'tellBoard'
      readonly community: Community
      readonly now: number
      readonly sees: readonly SpaceId[]
    }

/** From the thread, one for each task: the reply (null where there is nothing to tell) with what is to be logged. */
export type HeavyAnswer =
  | { readonly kind: 'told'; readonly reply: Reply | null; readonly logged: readonly Logged[] }
  | { readonly kind: 'failed'; readonly error: PlainError }

/** A line of the log. */
export interface Logged {
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
  readonly error: PlainError
}

/** An error goes from thread to thread as its texts. */
export interface PlainError {
  readonly name: string
  readonly message: string
  readonly stack: string
}
