/** What somebody wrote, as they see it: Slack delivers names, channels and links in its own writing. */

const ANGLES = /<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>/g
const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g

/** The ids of the people whom a text names. */
export const namedIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(MENTION)].flatMap(([, id]) => id ?? [])),
]

/** The words of a message; people by the names that `nameOf` knows them by. */
export const wordsOf = (text: string, nameOf: (person: string) => string | null): string =>
  text
    .replace(ANGLES, (_, sign: string, inner: string, label: string | undefined) => {
      if (sign === '@') return `@${nameOf(inner) ?? label ?? inner}`
      if (sign === '#') return `#${label || inner}`
      if (sign === '!') return label || `@${inner.replace(/^(subteam|date)\^.*$/, '')}`
      return label === undefined || label === inner ? inner.replace(/^mailto:/, '') : `${label} (${inner})`
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
