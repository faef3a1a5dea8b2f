/** Orders that look like chance and are the same every time: a number that is told must not change by being told again. */

const TWO_TO_32 = 4_294_967_296

/** Numbers in [0, 1) from a seed: a 32-bit Weyl sequence, mixed. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / TWO_TO_32
  }
}

/** The whole numbers below `length`, each once, in an order drawn from `next` (Fisher and Yates). */
export function seededOrder(length: number, next: () => number): Int32Array {
  const order = Int32Array.from({ length }, (_, index) => index)
  for (let last = length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1))
    const moved = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = moved
  }
  return order
}
