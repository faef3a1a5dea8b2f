/** What the store offers of the community's own words. */
import type { Platform } from './activity.ts'
import type { Day } from './calendar.ts'
import type { CommunityId, MemberId, WordId } from './ids.ts'
import type { Word, WordText } from './repertoire/word.ts'

/** A word that is being given. */
export type NewWord = WordText & {
  readonly giver: MemberId
  readonly platform: Platform
  readonly at: number
}

export interface WordPort {
  /**
   * Keeps a new word, and counts the practice act of its giver on a day. Where the community has that word already nothing is
   * kept, and the one that is there is returned.
   */
  give(
    community: CommunityId,
    word: NewWord,
    day: Day,
  ): Promise<{ readonly word: Word; readonly isNew: boolean }>
  /** Every word, in the order they were given. */
  all(community: CommunityId): Promise<readonly Word[]>
  /** Replaces what a word says. `taken` where another one is spelled so; `gone` where it is not there any more. */
  change(community: CommunityId, word: WordId, text: WordText): Promise<'changed' | 'taken' | 'gone'>
  /** Takes a word back, with what is counted of it. */
  takeBack(community: CommunityId, word: WordId): Promise<void>
  /** A number a community that grows with every change of its words; communities that never had one are left out. */
  versions(): Promise<ReadonlyMap<CommunityId, number>>
}

/** What is stored of the words of one member: those they gave, and those their messages used. */
export interface PersonWords {
  readonly words: readonly (WordText & { readonly givenAt: number })[]
  /** Of days that are sealed. Of others it stands with each message. */
  readonly wordUses: readonly {
    readonly date: string
    readonly space: string
    readonly word: string
    readonly uses: number
  }[]
}
