/** The digest that is posted on a schedule, for whoever reads its channel. */
import type { Period } from '../calendar.ts'
import type { SpaceId } from '../ids.ts'
import type { Community, Store } from '../ports.ts'
import type { Reply } from '../reply.ts'
import type { Words } from '../words/words.ts'
import { digestReply, type ToldDigest } from './digest-reply.ts'
import type { Viewer } from './small-groups.ts'
import { readToldDigest } from './tell-digest.ts'

/** Whom a digest is posted for. */
export interface Readers extends Viewer {
  /** Spaces that all of them may see; null for all of the community. */
  readonly sees: readonly SpaceId[] | null
}

/**
 * The digest of a period, with exact figures only for moderators; null where nothing happened, because then there is
 * nothing to say. The store is limited to what its readers may see.
 */
export async function digestPost(
  store: Store,
  community: Community,
  period: Period,
  { isExact }: Viewer,
  words: Words,
): Promise<Reply | null> {
  const told = await readToldDigest(store, community, period, { isExact })
  return hasNews(told) ? { ...digestReply(told, words), isPrivate: false } : null
}

function hasNews({ digest, repertoire }: ToldDigest): boolean {
  const { messages, reactions, activeMembers } = digest.participation
  return (
    messages +
      reactions +
      activeMembers +
      repertoire.made.length +
      repertoire.done +
      repertoire.changed.length >
    0
  )
}
