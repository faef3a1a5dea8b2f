/**
 * What somebody said in a message, without what only stands in it: code, addresses, names of people, channels and emoji are no use
 * of a word. What a platform tells live and what its export holds come to the same.
 */

/** Between two pieces of what was said, so that they do not run together. */
const GAP = ' . '
const CODE = /```[\s\S]*?```|``[^`]*``|`[^`\n]*`/g
const ADDRESS = /https?:\/\/[^\s<>|]+/gi
const EMOJI = /:[\p{L}\p{N}_+'-]+:/gu
/** `<@123>`, `<@&123>`, `<#123>`, `<:name:123>`, `<a:name:123>`, `<t:123:R>`, `</name:123>`, `<id:guide>` */
const DISCORD_OWN = /<(?:[@#][!&]?\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|\/[^<>]*:\d+|id:\w+)>/g
/** As an export writes names of people, roles and channels. */
const DISCORD_NAMES = /[@#][\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*/gu

/** What was said in a message of Discord's, live or exported; exports write people by the names that are given. */
export function spokenOnDiscord(text: string, names: readonly string[] = []): string {
  let said = text.replace(CODE, GAP).replace(DISCORD_OWN, GAP).replace(ADDRESS, GAP)
  for (const name of names) said = said.replaceAll(`@${name}`, GAP)
  return said.replace(EMOJI, GAP).replace(DISCORD_NAMES, GAP)
}

/** `<@U1|name>`, `<#C1|name>`, `<!here>`, `<https://…|label>` */
const SLACK_ANGLES = /<([^<>|]*)(?:\|([^<>]*))?>/g
const SLACK_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
])

/** What was said in a message of Slack's. Of a link only words that somebody gave it are said. */
export function spokenOnSlack(text: string): string {
  return text
    .replace(CODE, GAP)
    .replace(SLACK_ANGLES, (_, inner: string, label: string | undefined) =>
      label !== undefined && /^[a-z]+:/i.test(inner) && !inner.includes(label) ? ` ${label} ` : GAP,
    )
    .replace(ADDRESS, GAP)
    .replace(EMOJI, GAP)
    .replace(/&(?:lt|gt|amp);/g, (entity) => SLACK_ENTITIES.get(entity) ?? entity)
}
