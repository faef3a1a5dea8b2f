/** Chance that repeats itself, and the ids that are made by it. */

/** Numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Makes ids of Slack's kind: a letter that says of what, then capitals and digits; never the same twice. */
export function createIds(random: () => number): (prefix: string) => string {
  const given = new Set<string>()
  return (prefix) => {
    for (;;) {
      const signs = Array.from({ length: 9 }, () => SIGNS[Math.floor(random() * SIGNS.length)] ?? 'A')
      const id = `${prefix}0${signs.join('')}`
      if (given.has(id)) continue
      given.add(id)
      return id
    }
  }
}
