/** The map in letters: its groups as bars, and what bridges them. */
import type { CommunityMap } from '../../core/figure-map.ts'
import type { Words } from '../../core/words/words.ts'
import { barRoomBeside, rowNames } from './sketch-bars.ts'
import { type Line, lineWidth, run, wrap } from './wrap.ts'

const NAME_WIDTH = 28
const MAX_BAR_WIDTH = 32
const MOST_BRIDGES = 5

/** A row for each group with its number, as the finding calls it, then one for each of the widest bridges. */
export function sketchMap(
  { groups: drawn, bridges }: CommunityMap,
  width: number,
  words: Words,
): readonly Line[] {
  const groups = drawn.map((group, place) => ({ ...group, name: `${place + 1} ${group.name}` }))
  const most = Math.max(1, ...groups.map(({ people }) => people))
  const names = rowNames(
    groups.map(({ name }) => name),
    Math.min(NAME_WIDTH, Math.floor(width / 2)),
  )
  const detailWidth = Math.max(0, ...groups.map(({ detail }) => lineWidth([run(detail)])))
  const room = Math.min(MAX_BAR_WIDTH, barRoomBeside(names[0] ?? [], width, detailWidth + 3))
  const rows = groups.map(
    ({ detail, people, isRest }, place): Line => [
      ...(names[place] ?? []),
      run('  '),
      { text: '█'.repeat(Math.max(1, Math.round((people / most) * room))), style: isRest ? 'dim' : 'first' },
      run(` ${detail}`, 'dim'),
    ],
  )
  const spans = bridges.slice(0, MOST_BRIDGES).flatMap(({ one, other, people }) => {
    const [from, to] = [groups[one]?.name ?? '', groups[other]?.name ?? '']
    return wrap([run(words.map.bridge(from, to, words.time.number(people)), 'dim')], width)
  })
  return [...rows, ...(spans.length > 0 ? [[], ...spans] : [])]
}
