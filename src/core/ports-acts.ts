/** What the rest of the program may ask of the store about practice acts by their kind. */
import type { CommunityId } from './ids.ts'

/**
 * How often something was done openly through the bot in a stretch of time.
 *
 * @word practice_act sharing a practice or another way of one, saying with `/did` what was done, thanking, giving a word, opening, joining or closing a
 * problem, and saying what one wants to learn or can show. What a book brought was done elsewhere, and is none.
 */
export interface ActsByKind {
  /** Practices shared, and other ways of one. */
  readonly shared: number
  readonly versions: number
  /** Doings of a practice, and what was done without one. */
  readonly doings: number
  readonly otherDoings: number
  readonly thanks: number
  readonly words: number
  /** Problems opened, joined and closed: each once a person and problem. */
  readonly problemsOpened: number
  readonly problemsJoined: number
  readonly problemsClosed: number
  /** Topics that somebody said they want to learn or can show. */
  readonly learning: number
}

/** Acts as the tables of what people submitted tell of them: what somebody took with them when they left is not in them. */
export interface ActPort {
  /** Acts with `fromAt` ≤ at < `toAt`; milliseconds since 1970, UTC. */
  between(community: CommunityId, fromAt: number, toAt: number): Promise<ActsByKind>
}
