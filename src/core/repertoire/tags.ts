/** Tags: a few short words that a practice can be found by. */

const MAX_TAGS = 8
const MAX_TAG_LENGTH = 30

/** The tags that somebody typed, with commas or spaces between, with or without `#`. */
export function tagsIn(typed: string): readonly string[] {
  const parts = typed.includes(',') ? typed.split(',') : typed.split(/\s+/)
  const tags = parts
    .map((part) => part.trim().replace(/^#+/, '').replace(/\s+/g, '-').toLowerCase().slice(0, MAX_TAG_LENGTH))
    .filter((tag) => /[\p{L}\p{N}]/u.test(tag))
  return [...new Set(tags)].slice(0, MAX_TAGS)
}
