/** What happens in a term, as the story tells it: all that figures can be counted from by hand. */
import type { DoingOutcome } from '../../../src/core/repertoire/practice.ts'
import type { Name } from '../cast.ts'
import type { Side } from '../spanning-cast.ts'

/** One thing that somebody did. Practices, words and problems go by their names. */
export type Deed =
  | { readonly kind: 'message'; readonly side: Side; readonly words: readonly string[] }
  | { readonly kind: 'share'; readonly practice: string; readonly of: string | null }
  | { readonly kind: 'retire'; readonly practice: string }
  | { readonly kind: 'did'; readonly practice: string | null; readonly outcome: DoingOutcome | null }
  | { readonly kind: 'word'; readonly word: string }
  | {
      readonly kind: 'thanks'
      readonly whom: Name
      readonly practice: string | null
      readonly isRefused: boolean
    }
  | { readonly kind: 'open' | 'join' | 'close' | 'confirm'; readonly problem: string }
  | { readonly kind: 'learning' }
  /** Without trace; what they shared stays, as of nobody. */
  | { readonly kind: 'erase' }

/** A deed with who did it and on which day of the term. */
export type Fact = Deed & { readonly who: Name; readonly day: number }
