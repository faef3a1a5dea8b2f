/** The store as somebody may see it: what a handler is given never tells of a space that is closed to its caller. */
import type { CommunityId, SpaceId } from '../core/ids.ts'
import type { Store } from '../core/ports.ts'

/** Who sees: somebody who called about a community (null where there is none yet), and its spaces that they may see. */
export interface Sight {
  readonly community: CommunityId | null
  /** Null for all. */
  readonly sees: readonly SpaceId[] | null
}

/**
 * The same store without the community's spaces that are not seen: they are not listed, nothing read in them is
 * counted, and nothing in them can be marked. What people did through the bot, in no space, is everybody's; what is
 * stored about a person stays whole, because it is theirs. Where digests and the board are posted stays too: a
 * moderator could else not mend it.
 */
export function seenBy(store: Store, { community: own, sees }: Sight): Store {
  if (sees === null) return store
  const seen = new Set(sees)
  const { communities, coverage, history, waiting } = store
  return {
    ...store,
    communities: {
      ...communities,
      spaces: async (community) => (await communities.spaces(community)).filter(({ id }) => seen.has(id)),
      // Those of other communities stay, so that a channel of theirs is not bound a second time.
      boundSpaces: async (workspace) =>
        (await communities.boundSpaces(workspace)).filter(
          ({ id, community }) => community !== own || seen.has(id),
        ),
    },
    coverage: {
      ...coverage,
      covered: async (community, space) => (seen.has(space) ? coverage.covered(community, space) : []),
      knownMessages: async (stretch, thread) =>
        seen.has(stretch.space) ? coverage.knownMessages(stretch, thread) : [],
      knownThreads: async (stretch) => (seen.has(stretch.space) ? coverage.knownThreads(stretch) : []),
    },
    history: history.seenIn(sees),
    waiting: {
      ...waiting,
      marks: async (community) => (await waiting.marks(community)).filter(({ space }) => seen.has(space)),
      mark: async (community, mark, by, now) => {
        if (!seen.has(mark.space))
          throw new Error('a message was marked in a space that its marker may not see')
        await waiting.mark(community, mark, by, now)
      },
    },
  }
}
