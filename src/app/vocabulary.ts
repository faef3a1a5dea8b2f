/**
 * The words of every community as this process knows them, ready to be found in texts as they pass. Each community's finder
 * is made once a version of its words: at once where a word is given here, and with the next look where another process did.
 */
import type { CommunityId } from '../core/ids.ts'
import type { Store } from '../core/ports.ts'
import type { WordPort } from '../core/ports-words.ts'
import { finderOf, findsNothing, type WordFinder } from '../core/vocabulary/finder.ts'
import type { Vocabulary } from '../platforms/platform.ts'

export interface KeptVocabulary extends Vocabulary {
  /** The same words, whose changes are known here at once: with the next message they count. */
  readonly words: WordPort
  /** Looks whether another process has changed any; to be called before the first message is heard. */
  refresh(): Promise<void>
}

interface Known {
  readonly version: number
  readonly find: WordFinder
}

export function createVocabulary({ words }: Pick<Store, 'words'>): KeptVocabulary {
  const known = new Map<CommunityId, Known>()

  let looking: Promise<void> = Promise.resolve()

  const look = async (): Promise<void> => {
    const versions = await words.versions()
    for (const community of known.keys()) if (!versions.has(community)) known.delete(community)
    for (const [community, version] of versions)
      if (known.get(community)?.version !== version)
        // Read after its version: where a change comes in between, the next look finds another version.
        known.set(community, { version, find: finderOf(await words.all(community)) })
  }
  /** One look after the other: what was read earlier never takes the place of what was read later. */
  const refresh = (): Promise<void> => {
    looking = looking.then(look, look)
    return looking
  }
  /** What was done is done: where it cannot be looked at now, the next look finds it. */
  const after = async <Result>(change: Promise<Result>): Promise<Result> => {
    const result = await change
    await refresh().catch(() => undefined)
    return result
  }

  return {
    finderFor: (community) => known.get(community)?.find ?? findsNothing,
    refresh,
    words: {
      ...words,
      give: (...given) => after(words.give(...given)),
      change: (...given) => after(words.change(...given)),
      takeBack: (...given) => after(words.takeBack(...given)),
    },
  }
}
