/** The store as somebody may see it: what a handler is given never tells of a space that is closed to its caller. */
import type { SpaceId } from '../core/ids.ts'
import type { Store } from '../core/ports.ts'

/**
 * The same store without the spaces that are not in `sees`: they are not listed, nothing read in them is counted, and
 * nothing in them can be marked. Null sees all. What people did through the bot, in no space, is everybody's; what is
 * stored about a person stays whole, because it is theirs.
 */
export function seenBy(store: Store, sees: readonly SpaceId[] | null): Store {
  if (sees === null) return store
  const seen = new Set(sees)
  const { communities, coverage, history, waiting } = store
  return {
    ...store,
    communities: {
      ...communities,
      spaces: async (community) => (await communities.spaces(community)).filter(({ id }) => seen.has(id)),
      boundSpaces: async (workspace) =>
        (await communities.boundSpaces(workspace)).filter(({ id }) => seen.has(id)),
    },
    coverage: {
      ...coverage,
      covered: async (community, space) => (seen.has(space) ? coverage.covered(community, space) : []),
    },
    history: history.seenIn(sees),
    waiting: {
      marks: async (community) => (await waiting.marks(community)).filter(({ space }) => seen.has(space)),
      mark: async (community, mark, by, now) => {
        if (!seen.has(mark.space))
          throw new Error('a message was marked in a space that its marker may not see')
        await waiting.mark(community, mark, by, now)
      },
    },
  }
}
