/** What the program and its thread for heavy handlers say to each other: plain data. */
import type { Surroundings } from '../core/place.ts'
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

/** To the thread: one handler to run. */
export interface HeavyRequest {
  readonly request: Request
  readonly grants: Surroundings['grants']
}

/** From the thread, one for each request: the reply, and what is to be logged. */
export interface HeavyAnswer {
  readonly reply: Reply
  readonly logged: readonly Logged[]
}

/** A line of the log; an error goes from thread to thread as its texts. */
export interface Logged {
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
  readonly error: { readonly name: string; readonly message: string; readonly stack: string } | null
}
