/**
 * Words of messages while their writers are asked whether they may be taken. They are in memory alone, a quarter of an hour at
 * most: a restart forgets them, and nothing of them is ever written down before the writer has said yes.
 */
import type { CommunityId } from './ids.ts'
import type { Identity } from './ports.ts'

/** Words are held so long from the moment at which somebody chose the message. */
export const WORDS_HELD_MS = 15 * 60_000

/** Whose words are held, and of which message; never the words. */
export interface AboutHeldWords {
  readonly author: Identity
  /** What their platform calls them. */
  readonly name: string
  /** Where the message stands; null where that is not known. */
  readonly link: string | null
  /** How long they are, in UTF-16 units. */
  readonly length: number
  /** How long they are held still. */
  readonly leftMs: number
}

/** What handlers may do with words that are held, by the key that their buttons bear. */
export interface HeldWordsPort {
  /** Null for what is not held any more. */
  about(community: CommunityId, key: string): AboutHeldWords | null
  /** Notes that the writer is being asked; false where they were asked before, or nothing is held. */
  ask(community: CommunityId, key: string): boolean
  /** The words, once: they are not held any more then. Null where they were not. */
  take(community: CommunityId, key: string): string | null
  forget(community: CommunityId, key: string): void
  /** Forgets everything that somebody wrote. */
  forgetOf(community: CommunityId, authors: readonly Identity[]): void
}

/** Where nothing is held: for what runs where no message can be chosen. */
export const NO_HELD_WORDS: HeldWordsPort = {
  about: () => null,
  ask: () => false,
  take: () => null,
  forget: () => undefined,
  forgetOf: () => undefined,
}
