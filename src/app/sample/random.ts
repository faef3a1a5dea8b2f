/** Chance that is the same every time, so that the made-up community is. */

/** Draws, one after the other. */
export interface Chance {
  /** A number from 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number
  /** Whether something with this probability happens. */
  happens(probability: number): boolean
  /** One of a list that is not empty. */
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item
  /** Some of a list, each at most once. */
  some<Item>(items: readonly Item[], count: number): readonly Item[]
}

const TWO_TO_32 = 4_294_967_296

/** A chance begun with a seed; steps a 32-bit Weyl sequence and mixes it. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / TWO_TO_32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    oneOf: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first,
    some: (items, count) => {
      const left = [...items]
      const picked = []
      while (picked.length < count && left.length > 0) picked.push(...left.splice(below(left.length), 1))
      return picked
    },
  }
}
