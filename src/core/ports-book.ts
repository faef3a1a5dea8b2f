/** What the rest of the program may ask of the store about the book of a community: reading it out, and taking one in. */
import type { Book } from './book/book.ts'
import type { CommunityId, MemberId, PracticeId } from './ids.ts'
import type { Thanks } from './ports-thanks.ts'
import type { EarlierText, KeptDoing, Practice } from './repertoire/practice.ts'
import type { Problem } from './repertoire/problem.ts'
import type { Word } from './repertoire/word.ts'

/** A doing of a practice, as a book tells it. */
export type KeptDoingOfBook = Pick<
  KeptDoing,
  'at' | 'member' | 'confirmed' | 'outcome' | 'what' | 'happened' | 'learned' | 'evidence'
>

/** Everything that a book is made of. */
export interface KeptBook {
  /** In the order they were shared: what another hangs on comes before it. */
  readonly practices: readonly Practice[]
  readonly earlier: ReadonlyMap<PracticeId, readonly EarlierText[]>
  /** In order of time. */
  readonly doings: ReadonlyMap<PracticeId, readonly KeptDoingOfBook[]>
  readonly words: readonly Word[]
  /** Those that were not refused, in order of time. */
  readonly thanks: readonly Pick<Thanks, 'at' | 'giver' | 'receiver' | 'what' | 'practice' | 'link'>[]
  /** `toldAt`: when those who take part said what changed for them. */
  readonly problems: readonly (Problem & { readonly toldAt: ReadonlyMap<MemberId, number> })[]
  /** What those go by who agreed that their name goes everywhere. */
  readonly names: ReadonlyMap<MemberId, string>
}

/** How many of a kind were new, and how many of the book were here already. */
export interface TakenOf {
  readonly new: number
  readonly known: number
}

/** What became of a book that was taken in. */
export interface Taken {
  readonly practices: TakenOf
  readonly doings: TakenOf
  readonly words: TakenOf
  readonly thanks: TakenOf
  readonly problems: TakenOf
  /** Practices whose name another one has here, and the name that they have now. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
}

export interface BookPort {
  read(community: CommunityId): Promise<KeptBook>
  /**
   * Takes in a book, all of it or nothing. What is here already stays as it is; what is missing is added, with its times, as of people
   * who are not here (`people/elsewhere.ts`): nobody is counted anything for it. `otherName` is what a practice is called whose name
   * another one has here, from 1 on. `onProgress` is told the share done.
   */
  take(
    community: CommunityId,
    book: Book,
    how: {
      otherName(name: string, n: number): string
      onProgress(share: number): void
    },
  ): Promise<Taken>
}
