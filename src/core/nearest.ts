/** What somebody most likely meant. */
import { distance } from 'fastest-levenshtein'

/** Longer words than any name here are not worth comparing. */
const MAX_COMPARED_LENGTH = 60

/** The name closest to what was typed; null where none is close enough to be what was meant. */
export function nearest(typed: string, names: readonly string[]): string | null {
  const word = typed.toLowerCase()
  if (word.length > MAX_COMPARED_LENGTH) return null
  let best: { name: string; apart: number } | null = null
  for (const name of names) {
    const apart = name.startsWith(word) && word.length >= 2 ? 0.5 : distance(word, name.toLowerCase())
    const isClose = apart <= Math.max(1, Math.floor(Math.max(name.length, word.length) / 2.5))
    if (isClose && (best === null || apart < best.apart)) best = { name, apart }
  }
  return best?.name ?? null
}
