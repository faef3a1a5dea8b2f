/**
 * A file of an export that cannot be taken in. It is named in the report with the reason and the place, nothing of
 * it is kept, and the other files go on.
 */

/** What is wrong: the bytes are no JSON, the JSON is of another kind of file, or what it says cannot be. */
export type BreakKind = 'syntax' | 'shape' | 'content'

/** The message says what is wrong as a clause that can stand after `line 3, byte 120: `. */
export class BrokenFile extends Error {
  override readonly name = 'BrokenFile'
  readonly kind: BreakKind
  /** Offset in bytes where it shows; null where the place says nothing. */
  readonly byte: number | null

  constructor(message: string, kind: BreakKind, byte: number | null) {
    super(message)
    this.kind = kind
    this.byte = byte
  }
}
