/** Slack's own text: taken apart, written as a person types it, and read as a person sees it. */
import type { JsonObject } from '../discord/json.ts'
import type { Channel, User } from './model.ts'
import type { World } from './world.ts'

/** A piece of text: plain, or what stands between `<` and `>`. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'user' | 'channel' | 'subteam'; readonly id: string; readonly label: string | null }
  | { readonly kind: 'broadcast'; readonly range: 'here' | 'channel' | 'everyone' }
  | { readonly kind: 'date'; readonly fallback: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string | null }

const ANGLES = /<([^<>]+)>/g

/** Takes text apart. */
export function* piecesOf(text: string): Generator<Piece> {
  let end = 0
  for (const found of text.matchAll(ANGLES)) {
    if (found.index > end) yield { kind: 'text', text: text.slice(end, found.index) }
    yield pieceOf(found[1] ?? '')
    end = found.index + found[0].length
  }
  if (end < text.length) yield { kind: 'text', text: text.slice(end) }
}

function pieceOf(inner: string): Piece {
  const bar = inner.indexOf('|')
  const head = bar < 0 ? inner : inner.slice(0, bar)
  const label = bar < 0 ? null : inner.slice(bar + 1)
  if (/^@[UW][A-Z0-9]+$/.test(head)) return { kind: 'user', id: head.slice(1), label }
  if (/^#[CGD][A-Z0-9]+$/.test(head)) return { kind: 'channel', id: head.slice(1), label }
  if (head.startsWith('!subteam^')) return { kind: 'subteam', id: head.slice('!subteam^'.length), label }
  if (head === '!here' || head === '!channel' || head === '!everyone') {
    const range = head === '!here' ? 'here' : head === '!channel' ? 'channel' : 'everyone'
    return { kind: 'broadcast', range }
  }
  if (head === '!group') return { kind: 'broadcast', range: 'channel' }
  if (head.startsWith('!date^')) return { kind: 'date', fallback: label ?? '' }
  return { kind: 'link', url: head, label }
}

/** Undoes what every text over the wire has: `&amp;`, `&lt;`, `&gt;`. */
export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What people see of somebody. */
export const shownName = (user: User): string => (user.displayName === '' ? user.realName : user.displayName)

/** Text as it is shown: names for ids, labels for links, formatting gone. */
export function shownMrkdwn(world: World, text: string): string {
  let shown = ''
  for (const piece of piecesOf(text)) {
    switch (piece.kind) {
      case 'text':
        shown += unescaped(unformat(piece.text))
        break
      case 'user': {
        const user = world.users.get(piece.id)
        shown += `@${user === undefined ? (piece.label ?? piece.id) : shownName(user)}`
        break
      }
      case 'channel':
        shown += `#${world.channels.get(piece.id)?.name ?? piece.label ?? piece.id}`
        break
      case 'subteam':
        shown += `@${world.userGroups.get(piece.id)?.handle ?? piece.label ?? piece.id}`
        break
      case 'broadcast':
        shown += `@${piece.range}`
        break
      case 'date':
        shown += piece.fallback
        break
      case 'link':
        shown += unescaped(piece.label ?? piece.url)
    }
  }
  return shown
}

/** Takes away the marks of bold, italic, struck and code, where Slack would read them as such. */
const unformat = (text: string): string =>
  text
    .replaceAll(/```([\s\S]+?)```/g, '$1')
    .replaceAll(/`([^`\n]+)`/g, '$1')
    .replaceAll(/(^|[\s(["'{-])([*_~])(?=\S)([^\n]*?\S)\2(?=$|[\s)\]"'}.,:;!?-])/gm, '$1$3')

/** `@name` and `#name` in typed text, by the names of people, groups and channels. */
const TYPED = /(^|[\s(:=,])([@#])([\p{L}\p{N}._-]*[\p{L}\p{N}])/gu
const KEPT =
  /<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|!(?:here|channel|everyone)|!subteam\^S[A-Z0-9]+)(?:\|[^<>]*)?>/g
const ADDRESS = /(^|\s)(https?:\/\/[^\s<>|]+)/g

/** What a person typed, as their client sends it. Mentions may also be written as ids, `<@U…>`. */
export function typedText(world: World, typed: string): string {
  return outside(typed, KEPT, (text) =>
    mention(world, escaped(text), (found) => found.mention).replaceAll(ADDRESS, '$1<$2>'),
  )
}

/** What a person typed after a slash command that escapes: ids with names beside them. */
export const commandText = (world: World, typed: string): string =>
  outside(typed, KEPT, (text) => mention(world, escaped(text), (found) => found.named))

/** Changes what is not matched. */
function outside(text: string, kept: RegExp, change: (text: string) => string): string {
  let result = ''
  let end = 0
  for (const found of text.matchAll(kept)) {
    result += change(text.slice(end, found.index)) + found[0]
    end = found.index + found[0].length
  }
  return result + change(text.slice(end))
}

interface Named {
  readonly mention: string
  /** With the name, as in slash commands. */
  readonly named: string
}

function mention(world: World, text: string, write: (found: Named) => string): string {
  return text.replaceAll(TYPED, (whole, before: string, sign: string, name: string) => {
    const found = sign === '@' ? somebody(world, name) : someplace(world, name)
    return found === null ? whole : before + write(found)
  })
}

function somebody(world: World, name: string): Named | null {
  if (name === 'here' || name === 'channel' || name === 'everyone')
    return { mention: `<!${name}>`, named: `<!${name}>` }
  const user = [...world.users.values()].find((one) => one.name === name || one.displayName === name)
  if (user !== undefined) return { mention: `<@${user.id}>`, named: `<@${user.id}|${user.name}>` }
  const group = [...world.userGroups.values()].find((one) => one.handle === name)
  if (group === undefined) return null
  return { mention: `<!subteam^${group.id}>`, named: `<!subteam^${group.id}|@${group.handle}>` }
}

function someplace(world: World, name: string): Named | null {
  const channel = [...world.channels.values()].find((one: Channel) => one.name === name)
  if (channel === undefined) return null
  const label = channel.kind === 'public' ? channel.name : ''
  return { mention: `<#${channel.id}|${label}>`, named: `<#${channel.id}|${label}>` }
}

/** The rich text that a person's client sends beside the text. */
export function richTextOf(blockId: string, text: string): JsonObject {
  const elements = [...piecesOf(text)].map(richPiece)
  return { type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] }
}

function richPiece(piece: Piece): JsonObject {
  switch (piece.kind) {
    case 'text':
      return { type: 'text', text: unescaped(piece.text) }
    case 'user':
      return { type: 'user', user_id: piece.id }
    case 'channel':
      return { type: 'channel', channel_id: piece.id }
    case 'subteam':
      return { type: 'usergroup', usergroup_id: piece.id }
    case 'broadcast':
      return { type: 'broadcast', range: piece.range }
    case 'date':
      return { type: 'text', text: piece.fallback }
    case 'link':
      return {
        type: 'link',
        url: unescaped(piece.url),
        ...(piece.label === null ? {} : { text: unescaped(piece.label) }),
      }
  }
}
