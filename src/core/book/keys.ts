/** Keys of what stands in a book, which name its files too: safe on every file system, and no two alike. */

const MAX_LENGTH = 60
/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|conin|conout|clock)$/
/** A file of ours has this name. */
const OURS = /^(?:readme|thanks)$/

/** Gives out keys of one kind: the same names in the same order have the same keys. */
export function keysOf(kind: string): (name: string) => string {
  const given = new Set<string>()
  const next = new Map<string, number>()
  return (name) => {
    const plain = plainly(name)
    const first =
      plain === '' || RESERVED.test(plain) || OURS.test(plain)
        ? [plain, kind].filter(Boolean).join('-')
        : plain
    let key = first
    for (let n = next.get(first) ?? 2; given.has(key); n += 1) {
      key = `${first}-${n}`
      next.set(first, n + 1)
    }
    given.add(key)
    return key
  }
}

/** Letters and digits of ASCII, with one dash between words; empty for a name that has none. */
function plainly(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  return (words ?? []).join('-').slice(0, MAX_LENGTH).replace(/-+$/, '')
}
