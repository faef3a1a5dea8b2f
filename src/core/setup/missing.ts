/** Which leave is missing in which channels, and where to give it. */
import type { Platform } from '../activity.ts'
import type { Ability, PlatformChannel } from '../place.ts'
import type { Words } from '../words/words.ts'

/** A sentence for every set of abilities that is missing somewhere, out of those that are needed. */
export function missingLines(
  channels: readonly PlatformChannel[],
  needed: readonly Ability[],
  platform: Platform,
  words: Words,
): readonly string[] {
  const groups = new Map<string, { names: string[]; missing: readonly Ability[] }>()
  for (const channel of channels) {
    const missing = needed.filter((ability) => channel.missing.includes(ability))
    if (missing.length === 0) continue
    const group = groups.get(missing.join()) ?? { names: [], missing }
    group.names.push(words.space(channel.name))
    groups.set(missing.join(), group)
  }
  return [...groups.values()].map(({ names, missing }) =>
    words.setup.missing(platform, names.sort(), missing),
  )
}
