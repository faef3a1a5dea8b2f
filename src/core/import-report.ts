/** What an import came to, as `commonplace import --json` prints it and as it is told in words. */

/** A file that could not be read. */
export interface FailedFile {
  readonly file: string
  /** Why, and where in the file. */
  readonly reason: string
}

export interface ImportReport {
  readonly community: string
  readonly kind: 'slack' | 'discord'
  /** JSON files of history that were read, whole. */
  readonly files: number
  /** Spaces of the export that are bound to the community; threads belong to theirs. */
  readonly spaces: number
  /** People who posted. */
  readonly members: number
  readonly messages: number
  readonly replies: number
  readonly mentions: number
  /** Single acts of other people; where the export names nobody, its counts. */
  readonly reactions: number
  readonly joins: number
  /** Day of the first message in the community's time zone; null where there is no message. */
  readonly from: string | null
  /** The day after the last message's. */
  readonly to: string | null
  /** Activities of every kind that were not in the store, and that were. */
  readonly new: number
  readonly known: number
  readonly skipped: Readonly<Record<string, number>>
  readonly failed: readonly FailedFile[]
}
