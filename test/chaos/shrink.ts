/** Makes a script that fails shorter, for as long as it goes on failing. */

/** How often a shorter one is played before it is taken for good: much hangs on moments. */
const TRIES = 2

export interface Shrinking {
  /** Whether a script of only these steps fails. */
  fails(steps: readonly number[]): Promise<boolean>
  /** No more is tried after so many plays. */
  readonly most: number
}

/** Fewer and fewer of the steps: halves first, then smaller parts, at last single ones. */
export async function shrunk(all: readonly number[], { fails, most }: Shrinking): Promise<readonly number[]> {
  let steps = all
  let plays = 0
  const stillFails = async (fewer: readonly number[]): Promise<boolean> => {
    for (let nth = 0; nth < TRIES && plays < most; nth += 1) {
      plays += 1
      if (await fails(fewer)) return true
    }
    return false
  }
  for (let parts = 2; steps.length > 1 && plays < most; ) {
    const size = Math.ceil(steps.length / parts)
    let isShorter = false
    for (let from = steps.length - size; from > -size && plays < most; from -= size) {
      const fewer = steps.filter((_, nth) => nth < from || nth >= from + size)
      if (fewer.length === steps.length || fewer.length === 0 || !(await stillFails(fewer))) continue
      steps = fewer
      isShorter = true
    }
    if (!isShorter && size === 1) break
    parts = isShorter ? Math.max(2, parts - 1) : parts * 2
  }
  return steps
}
