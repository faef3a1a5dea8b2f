/** What was asked of Slack a moment ago is not asked again: for so long that a limit is not reached, and no longer. */

const MAX_REMEMBERED = 5_000

export interface Remembered<Value> {
  get(key: string): Promise<Value>
  /** Asks again, whatever is remembered. */
  refresh(key: string): Promise<Value>
}

/** Remembers what `load` tells of a key for so long. Failures are not remembered. */
export function remembered<Value>(
  load: (key: string) => Promise<Value>,
  { forMs, now }: { readonly forMs: number; readonly now: () => number },
): Remembered<Value> {
  const known = new Map<string, { readonly value: Promise<Value>; readonly at: number }>()
  const refresh = (key: string): Promise<Value> => {
    const value = load(key)
    const entry = { value, at: now() }
    if (known.size >= MAX_REMEMBERED) known.clear()
    known.set(key, entry)
    value.catch(() => {
      if (known.get(key) === entry) known.delete(key)
    })
    return value
  }
  return {
    refresh,
    get: (key) => {
      const entry = known.get(key)
      const ageMs = entry === undefined ? forMs : now() - entry.at
      // A clock that was set back must not make anything last.
      return entry !== undefined && ageMs >= 0 && ageMs < forMs ? entry.value : refresh(key)
    },
  }
}
