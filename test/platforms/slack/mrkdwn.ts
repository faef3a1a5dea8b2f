/**
 * What Slack's readers make of a text, written from its rules and from nothing of ours, and more eagerly than Slack reads: so
 * that tests see what people would see, and whether anything in it calls, leads or stands out.
 */

/** A piece as it is shown. `text` is nothing but text; everything else means something. */
export interface Seen {
  readonly kind:
    | 'text'
    | 'bold'
    | 'slanted'
    | 'struck'
    | 'code'
    | 'quote'
    | 'link'
    | 'user'
    | 'channel'
    | 'call'
    | 'date'
    | 'emoji'
  /** What is shown of it; of marks nothing, for what they hold follows. */
  readonly text: string
  /** Where a link leads, or whom something calls. */
  readonly to?: string
}

interface Rule {
  readonly kind: Seen['kind']
  readonly pattern: RegExp
  /** The group that is read on, the one that is shown and the one that tells where it leads. */
  readonly inner?: number
  readonly shown?: number
  readonly to?: number
}

/** What Slack finds in words that it was not told to read. */
const FOUND: readonly Rule[] = [
  { kind: 'emoji', pattern: /^:[\p{L}\p{M}\p{N}_+'’-]+:/u },
  { kind: 'call', pattern: /^@(?:channel|here|everyone)/i, to: 0 },
  { kind: 'link', pattern: /^(?:[a-z]+:\/\/|mailto:)[^\s<>|\u200b]+/i, shown: 0, to: 0 },
  { kind: 'link', pattern: /^www\.[^\s<>|]+/i, shown: 0, to: 0 },
]

/** Source: messaging/formatting-message-text. */
const READ: readonly Rule[] = [
  { kind: 'code', pattern: /^```([\s\S]+?)```/, shown: 1 },
  { kind: 'code', pattern: /^`([^`\n]+)`/, shown: 1 },
  { kind: 'user', pattern: /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/, to: 1 },
  { kind: 'channel', pattern: /^<#([A-Z0-9]+)(?:\|[^>]*)?>/, to: 1 },
  { kind: 'date', pattern: /^<!date\^\d+\^[^|>]*\|([^>]*)>/, shown: 1 },
  { kind: 'call', pattern: /^<!([^>|]+)(?:\|[^>]*)?>/, to: 1 },
  { kind: 'link', pattern: /^<([^>|]+)\|([^>]*)>/, shown: 2, to: 1 },
  { kind: 'link', pattern: /^<([^>|]+)>/, shown: 1, to: 1 },
  { kind: 'bold', pattern: /^\*([^*\n]+)\*/, inner: 1 },
  { kind: 'slanted', pattern: /^_([^_\n]+)_/, inner: 1 },
  { kind: 'struck', pattern: /^~([^~\n]+)~/, inner: 1 },
  ...FOUND,
]

const QUOTE = /^[^\S\n]*(?:&gt;|>)/

/** Everything that is seen of `mrkdwn`, in order. */
export const seenIn = (mrkdwn: string): readonly Seen[] => read(mrkdwn, READ, true)

/** Everything that is seen of plain text. */
export const seenInPlain = (text: string): readonly Seen[] =>
  read(text, [{ kind: 'call', pattern: /^<[@#!][^>]*>?/, to: 0 }, ...FOUND], false)

function read(text: string, rules: readonly Rule[], isRead: boolean): readonly Seen[] {
  const seen: Seen[] = []
  let rest = text
  let atStart = true
  while (rest !== '') {
    if (isRead && atStart && QUOTE.test(rest)) {
      seen.push({ kind: 'quote', text: '' })
      rest = rest.replace(QUOTE, '')
    }
    const rule = rules.find(({ pattern }) => pattern.test(rest))
    const found = rule?.pattern.exec(rest)
    if (rule === undefined || found === null || found === undefined) {
      const character = String.fromCodePoint(rest.codePointAt(0) ?? 0)
      seen.push({ kind: 'text', text: character })
      rest = rest.slice(character.length)
      atStart = character === '\n'
      continue
    }
    const to = rule.to === undefined ? {} : { to: found[rule.to] ?? '' }
    seen.push({ kind: rule.kind, text: rule.shown === undefined ? '' : (found[rule.shown] ?? ''), ...to })
    if (rule.inner !== undefined) seen.push(...read(found[rule.inner] ?? '', rules, false))
    rest = rest.slice(found[0].length)
    atStart = false
  }
  return seen
}

/** Only the characters that people see, likes of signs taken for the signs. */
export const visible = (mrkdwn: string): string =>
  alike(
    seenIn(mrkdwn)
      .map((one) => one.text)
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  )

/** Text with what looks alike made one, and what nobody sees left out. */
export const alike = (text: string): string =>
  text
    .replace(/[\u200b\u2068\u2069]/g, '')
    .replaceAll('\u2217', '*')
    .replaceAll('\uff3f', '_')
    .replaceAll('\u223c', '~')
    .replaceAll('\u02cb', '`')
