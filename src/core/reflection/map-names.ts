/** What groups on the map are called: by the channels that their people mostly answer each other in. */
import { shortened } from '../clean-text.ts'
import type { Group } from '../network/groups.ts'
import type { MapFacts } from '../network/read-map.ts'
import type { Words } from '../words/words.ts'

/** A channel that holds so much of what ties a group names it alone. */
const ENOUGH = 0.6
/** A second channel with less is not worth naming, unless it tells two groups apart. */
const WORTH_NAMING = 0.15
/** In characters. */
const LONGEST_IN_SENTENCE = 22

/** A name for each group; no two have the same. */
export function groupNames(
  groups: readonly Group[],
  spaces: MapFacts['spaces'],
  words: Words,
): readonly string[] {
  const channels = (group: Group, most: number): readonly string[] =>
    group.spaces.slice(0, most).map(({ space }) => words.space(spaces.get(space)?.name ?? ''))
  const named = (group: Group, most: number): string => {
    const [first, ...others] = channels(group, most)
    return first === undefined ? words.map.nowhere : words.map.named([first, ...others])
  }
  const plain = groups.map((group) => {
    const [first, second] = group.spaces
    const isOfTwo = first !== undefined && first.share < ENOUGH && (second?.share ?? 0) >= WORTH_NAMING
    return named(group, isOfTwo ? 2 : 1)
  })
  // Groups of one name are told apart by one more channel each, where they have one, and else by their size.
  const longer = plain.map((name, place) => {
    const group = groups[place]
    return group === undefined || isAlone(name, plain) || (group.spaces[1]?.share ?? 0) < WORTH_NAMING / 3
      ? name
      : named(group, 2)
  })
  return longer.map((name, place) => {
    if (isAlone(name, longer)) return name
    const alike = [...groups.keys()].filter((other) => longer[other] === name)
    alike.sort((a, b) => (groups[b]?.people.length ?? 0) - (groups[a]?.people.length ?? 0) || a - b)
    return words.map.oneOf(name, alike.indexOf(place) + 1)
  })
}

/** The channel that a group is mostly in, short enough for a sentence in a picture. */
export const mainChannel = ({ spaces: [main] }: Group, spaces: MapFacts['spaces'], words: Words): string =>
  main === undefined
    ? words.map.nowhere
    : shortened(words.space(spaces.get(main.space)?.name ?? ''), LONGEST_IN_SENTENCE)

const isAlone = (name: string, names: readonly string[]): boolean =>
  names.filter((one) => one === name).length === 1
