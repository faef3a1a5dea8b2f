/** Names that people gave: which are the same, and which could be meant by what has been typed of one. */

/** What two ways of writing a name have in common: capitals, width and spaces make no other name. */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** Whether two names are the same, however they are written. */
export const isSameName = (one: string, other: string): boolean => nameKey(one) === nameKey(other)

/** Names for what somebody has typed so far: those that begin so first, then those that hold it, each in the order given. */
export function namesFor(names: readonly string[], typed: string): readonly string[] {
  const key = nameKey(typed)
  const holding = names.map((name) => ({ name, at: nameKey(name).indexOf(key) })).filter(({ at }) => at >= 0)
  const begun = holding.filter(({ at }) => at === 0)
  return [...new Set([...begun, ...holding].map(({ name }) => name))]
}
