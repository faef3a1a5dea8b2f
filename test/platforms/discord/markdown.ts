/**
 * What Discord's reader makes of a text, written from its rules and from nothing of ours: so that tests see what
 * people would see, and whether anything in it calls, leads or stands out.
 */

/** A piece as it is shown. `text` is nothing but text; everything else means something. */
export interface Seen {
  readonly kind:
    | 'text'
    | 'code'
    | 'codeBlock'
    | 'link'
    | 'user'
    | 'role'
    | 'channel'
    | 'command'
    | 'emoji'
    | 'time'
    | 'guide'
    | 'everyone'
    | 'heading'
    | 'small'
    | 'item'
    | 'quote'
    | 'strong'
    | 'emphasis'
    | 'underline'
    | 'strike'
    | 'spoiler'
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

/** In the order in which Discord tries them at a place. Source: its client's rules, as reimplemented in public. */
const INLINE: readonly Rule[] = [
  { kind: 'text', pattern: /^\\([^0-9A-Za-z\s])/, shown: 1 },
  { kind: 'codeBlock', pattern: /^```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```/i, shown: 1 },
  { kind: 'code', pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/, shown: 2 },
  { kind: 'user', pattern: /^<@!?(\d+)>/, to: 1 },
  { kind: 'role', pattern: /^<@&(\d+)>/, to: 1 },
  { kind: 'channel', pattern: /^<#(\d+)>/, to: 1 },
  { kind: 'command', pattern: /^<\/([^>]+):(\d+)>/, to: 1 },
  { kind: 'emoji', pattern: /^<(?:a|sound)?:[^>]*:?\d+>/ },
  { kind: 'time', pattern: /^<t:(-?\d+)(?::[tTdDfFRsS])?>/, to: 1 },
  { kind: 'guide', pattern: /^<id:[^>]+>/ },
  { kind: 'everyone', pattern: /^@(?:everyone|here)/ },
  { kind: 'link', pattern: /^<((?:https?:\/\/|mailto:|tel:)[^\s>]+)>/, shown: 1, to: 1 },
  { kind: 'link', pattern: /^<([^\s@<>]+@[^\s@<>]+\.[^\s<>]+)>/, shown: 1, to: 1 },
  { kind: 'link', pattern: /^((?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s])/, shown: 1, to: 1 },
  {
    kind: 'link',
    pattern:
      /^\[((?:\\[\s\S]|[^\\[\]])+)\]\(\s*<?((?:\([^)]*\)|[^\s\\()]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/,
    inner: 1,
    to: 2,
  },
  { kind: 'emoji', pattern: /^:[^\s:]+:/ },
  { kind: 'strong', pattern: /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, inner: 1 },
  { kind: 'underline', pattern: /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, inner: 1 },
  { kind: 'emphasis', pattern: /^\*(?=\S)((?:\\[\s\S]|[^*\\])*?(?:\\[\s\S]|[^\s*\\]))\*(?!\*)/, inner: 1 },
  { kind: 'emphasis', pattern: /^_((?:\\[\s\S]|[^\\_])+?)_(?![\w])/, inner: 1 },
  { kind: 'strike', pattern: /^~~((?:\\[\s\S]|[^\\])+?)~~/, inner: 1 },
  { kind: 'spoiler', pattern: /^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/, inner: 1 },
]

/** At the beginning of a line, also inside an item or a quote. */
const LINE_STARTS: readonly { readonly kind: Seen['kind']; readonly pattern: RegExp }[] = [
  { kind: 'small', pattern: /^\s*-# +/ },
  { kind: 'heading', pattern: /^\s*#{1,3} +/ },
  { kind: 'item', pattern: /^\s*(?:[-*+]|\d+[.)]) +/ },
  { kind: 'quote', pattern: /^\s*>(?:>>)? +/ },
]

/** Everything that is seen, in order. */
export const seenIn = (content: string): readonly Seen[] => inline(content, true)

/** Only the characters that people see. */
export const visible = (content: string): string =>
  seenIn(content)
    .map((one) => one.text)
    .join('')
    .replace(/[\u200b\u2068\u2069]/g, '')

function inline(content: string, isLineStart: boolean): readonly Seen[] {
  const seen: Seen[] = []
  let rest = content
  let atStart = isLineStart
  while (rest !== '') {
    const start = atStart ? LINE_STARTS.find(({ pattern }) => pattern.test(rest)) : undefined
    if (start !== undefined) {
      seen.push({ kind: start.kind, text: '' })
      rest = rest.replace(start.pattern, '')
      continue
    }
    const rule = INLINE.find(({ pattern }) => pattern.test(rest))
    const found = rule?.pattern.exec(rest)
    if (rule === undefined || found === null || found === undefined) {
      const character = String.fromCodePoint(rest.codePointAt(0) ?? 0)
      seen.push({ kind: 'text', text: character })
      rest = rest.slice(character.length)
      atStart = character === '\n' || (atStart && /\s/.test(character))
      continue
    }
    const to = rule.to === undefined ? {} : { to: found[rule.to] ?? '' }
    seen.push({ kind: rule.kind, text: rule.shown === undefined ? '' : (found[rule.shown] ?? ''), ...to })
    if (rule.inner !== undefined) seen.push(...inline(found[rule.inner] ?? '', false))
    rest = rest.slice(found[0].length)
    atStart = false
  }
  return seen
}
