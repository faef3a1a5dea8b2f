/** Holds words of messages in memory: few, not for long, and each for one question to its writer. */
import { randomBytes } from 'node:crypto'
import { type HeldWordsPort, WORDS_HELD_MS } from '../core/held-words.ts'
import type { CommunityId } from '../core/ids.ts'
import type { ChosenWords } from '../platforms/platform.ts'

/** More messages than anybody saves within a quarter of an hour; the oldest give way. */
const MAX_HELD = 500
/** Nobody guesses so many, and a button's id has room for them. */
const KEY_BYTES = 12

/** The words of one process. */
export interface HeldWords extends HeldWordsPort {
  /** Holds words, and gives the key to them. */
  hold(community: CommunityId, words: ChosenWords): string
  /** How many are held. */
  size(): number
}

interface Held extends ChosenWords {
  readonly community: CommunityId
  readonly untilAt: number
  /** Lets go of them where nobody asks for anything meanwhile. */
  readonly end: NodeJS.Timeout
  isAsked: boolean
}

export function createHeldWords(now: () => number): HeldWords {
  const all = new Map<string, Held>()
  const drop = (key: string): void => {
    clearTimeout(all.get(key)?.end)
    all.delete(key)
  }
  const find = (community: CommunityId, key: string): Held | null => {
    const found = all.get(key)
    if (found !== undefined && now() >= found.untilAt) drop(key)
    return found !== undefined && now() < found.untilAt && found.community === community ? found : null
  }
  return {
    hold: (community, words) => {
      for (const key of all.keys()) if (all.size >= MAX_HELD) drop(key)
      const key = randomBytes(KEY_BYTES).toString('base64url')
      const end = setTimeout(() => drop(key), WORDS_HELD_MS).unref()
      all.set(key, { ...words, community, untilAt: now() + WORDS_HELD_MS, end, isAsked: false })
      return key
    },
    size: () => all.size,
    about: (community, key) => {
      const found = find(community, key)
      if (found === null) return null
      const { author, name, link, text, untilAt } = found
      return { author, name, link, length: text.length, leftMs: untilAt - now() }
    },
    ask: (community, key) => {
      const found = find(community, key)
      if (found === null || found.isAsked) return false
      found.isAsked = true
      return true
    },
    take: (community, key) => {
      const found = find(community, key)
      if (found === null) return null
      drop(key)
      return found.text
    },
    forget: (community, key) => {
      if (find(community, key) !== null) drop(key)
    },
    forgetOf: (community, authors) => {
      for (const [key, { community: house, author }] of all)
        if (
          house === community &&
          authors.some((one) => one.platform === author.platform && one.externalId === author.externalId)
        )
          drop(key)
    },
  }
}
