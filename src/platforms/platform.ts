/**
 * The port between the program and its platforms. A platform hears people, turns what they type or press into a
 * `Request`, and renders the `Reply`; everything between is the program's, and the same on every platform.
 */
import type { Platform } from '../core/activity.ts'
import type { Actor, Command } from '../core/command.ts'
import type { MemberId } from '../core/ids.ts'
import type { Community } from '../core/ports.ts'
import type { Reply, Target } from '../core/reply.ts'
import type { Words } from '../core/words/words.ts'

/** One call of a handler: by a typed line, a button or a form. */
export interface Request extends Target {
  readonly actor: Actor
  readonly community: Community
  /** Milliseconds since 1970, UTC. */
  readonly now: number
}

/** What the program offers to every platform. */
export interface Program {
  readonly words: Words
  readonly commands: readonly Command[]
  /**
   * Reads a typed line, with or without its slash. People in it stay as they were written, for the platform to
   * find. Throws a `Refusal` that says what would be right.
   */
  read(line: string): Target
  /** Runs a handler. Always answers: what goes wrong is said in the reply. */
  dispatch(request: Request): Promise<Reply>
  /** The member behind a platform's id of a person; made on first meeting. */
  meet(community: Community, platform: Platform, person: string, displayName: string): Promise<MemberId>
}
