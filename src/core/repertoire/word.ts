/** A word of the community's own: what it means here, and who brought it. */
import type { Platform } from '../activity.ts'
import type { MemberId, WordId } from '../ids.ts'
import { folded } from '../vocabulary/fold.ts'

/** What people write of a word. */
export interface WordText {
  /** One word, or a few that belong together. */
  readonly word: string
  readonly meaning: string
  /** A sentence with it; empty where none was given. */
  readonly example: string
}

/** A word as it is kept. */
export interface Word extends WordText {
  readonly id: WordId
  /** Null once whoever brought it has left without trace. */
  readonly giver: MemberId | null
  /** Where it was given; null where that is not known. */
  readonly platform: Platform | null
  readonly givenAt: number
}

/** What two spellings of one word have in common: capitals, accents, width and spaces make no other word. */
export const wordKey = (word: string): string => folded(word).replace(/\s+/g, ' ').trim()

/** Whether two spellings are one word. */
export const isSameWord = (one: string, other: string): boolean => wordKey(one) === wordKey(other)
