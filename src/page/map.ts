/** The map on the page: who answers whom in the days of its digest. */
import type { CommunityMap } from '../core/figure-map.ts'
import type { Network } from '../core/network/figures.ts'
import type { Space } from '../core/ports.ts'
import { mapFigure } from '../core/reflection/map-figure.ts'
import type { Words } from '../core/words/words.ts'
import type { WholeTold } from './source.ts'

/** As the readers of the page may see it; null where there is nothing to draw, or nothing that they may see. */
export function mapOf(
  { network, activeMembers, period, viewer }: WholeTold & { readonly network: Network },
  spaces: readonly Space[],
  words: Words,
): CommunityMap | null {
  const source = { network, activeMembers, spaces: new Map(spaces.map((space) => [space.id, space])) }
  const figure = mapFigure(source, period, viewer, words)
  return typeof figure === 'string' ? null : figure
}
