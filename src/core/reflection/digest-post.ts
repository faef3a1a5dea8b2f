/** The digest that is posted on a schedule, for the moderators' channel. */
import type { Period } from '../calendar.ts'
import type { Community, Store } from '../ports.ts'
import type { Reply } from '../reply.ts'
import type { Words } from '../words/words.ts'
import { digestReply, type ToldDigest } from './digest-reply.ts'
import { readToldDigest } from './tell-digest.ts'

/**
 * The digest of a period with exact figures, as moderators see it; null where nothing happened, because then there is
 * nothing to say.
 */
export async function digestPost(
  store: Store,
  community: Community,
  period: Period,
  words: Words,
): Promise<Reply | null> {
  const told = await readToldDigest(store, community, period, { isExact: true })
  return hasNews(told) ? { ...digestReply(told, words), isPrivate: false } : null
}

function hasNews({ digest, repertoire }: ToldDigest): boolean {
  const { messages, reactions, activeMembers } = digest.participation
  return messages + reactions + activeMembers + repertoire.made.length + repertoire.done > 0
}
