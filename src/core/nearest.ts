/** What somebody most likely meant. */
import { distance } from 'fastest-levenshtein'

/** Longer words than any name here are not worth comparing. */
const MAX_COMPARED_LENGTH = 60
/** More wrong letters than these, or than half of them, are another word. Two that changed places count as two. */
const MAX_SLIPS = 3

/** The name closest to what was typed; null where none is close enough to be what was meant. */
export function nearest(typed: string, names: readonly string[]): string | null {
  const word = typed.toLowerCase()
  if (word.length > MAX_COMPARED_LENGTH) return null
  let best: { name: string; apart: number } | null = null
  for (const name of names) {
    const apart = name.startsWith(word) && word.length >= 2 ? 0.5 : distance(word, name.toLowerCase())
    const isClose = apart <= Math.min(MAX_SLIPS, Math.floor(Math.max(name.length, word.length) / 2))
    if (isClose && (best === null || apart < best.apart)) best = { name, apart }
  }
  return best?.name ?? null
}
