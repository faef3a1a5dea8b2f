/** Text as Discord's markdown: lines of runs that are escaped when they are written, and can be cut anywhere between. */

import { charactersOf, clean, cleanLine, hasInk } from '../../core/clean-text.ts'
import { unreachable } from '../../core/errors.ts'
import type { MemberId } from '../../core/ids.ts'
import type { Span, Text } from '../../core/text.ts'
import { escaped, escapedCode, linkable, NOTHING } from './escape.ts'

/** A piece of a line in one style; `whole` is markdown of ours that is not cut. */
export type Run =
  | { readonly style: 'plain' | 'strong' | 'emphasis' | 'code'; readonly text: string }
  | { readonly style: 'whole'; readonly markdown: string }

/** What stands on one line. */
export type Line = readonly Run[]

/** The user id to ping a member by; null where they are not to be pinged, or not known here. */
export type PingOf = (member: MemberId) => string | null

/** A run of text; of plain text unless told otherwise. */
export const run = (text: string, style: Exclude<Run['style'], 'whole'> = 'plain'): Run => ({ style, text })

/** The lines of a text, what was typed cleaned of characters that mislead. */
export function linesOf(text: Text, pingOf: PingOf): readonly Line[] {
  const lines: Run[][] = [[]]
  for (const piece of merged(text.flatMap((span) => runsOf(span, pingOf)))) {
    if (piece.style === 'whole') {
      lines.at(-1)?.push(piece)
      continue
    }
    for (const [at, part] of clean(piece.text).split('\n').entries()) {
      if (at > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push(run(part, piece.style))
    }
  }
  return lines
}

/** Pieces of one style become one, so that nothing can hide over their border. */
function merged(runs: readonly Run[]): readonly Run[] {
  const all: Run[] = []
  for (const one of runs) {
    const last = all.at(-1)
    if (one.style !== 'whole' && last?.style === one.style)
      all[all.length - 1] = run(last.text + one.text, one.style)
    else all.push(one)
  }
  return all
}

function runsOf(span: Span, pingOf: PingOf): readonly Run[] {
  if (typeof span === 'string') return [run(span)]
  switch (span.kind) {
    case 'strong':
    case 'emphasis':
    case 'code':
      return [run(span.text, span.kind)]
    case 'link':
      return linkRuns(cleanLine(span.text), span.url)
    case 'person': {
      const id = span.ping ? pingOf(span.member) : null
      return [id === null ? run(cleanLine(span.name), 'strong') : { style: 'whole', markdown: `<@${id}>` }]
    }
    case 'time':
      return [{ style: 'whole', markdown: `<t:${Math.floor(span.at / 1000)}:f>` }]
    default:
      return unreachable(span)
  }
}

/** Longer names of links are text with the address behind it, so that they can be cut. */
const MAX_LINK_TEXT = 200

/** A text that looks like an address must not lead to another one: both are shown. */
function linkRuns(text: string, url: string): readonly Run[] {
  const address = linkable(url)
  if (address === null) return [run(text)]
  const bare: Run = { style: 'whole', markdown: `<${address}>` }
  if (!hasInk(text) || text === url) return [bare]
  if (text.length > MAX_LINK_TEXT || /\w:\/\/|^www\./i.test(text)) return [run(`${text} (`), bare, run(')')]
  return [{ style: 'whole', markdown: `[${escaped(text)}](${address})` }]
}

/** A line as markdown. */
export function lineMarkdown(line: Line): string {
  let markdown = ''
  for (const one of line) {
    const next = runMarkdown(one)
    // Marks that meet would be read as one longer mark.
    const doMeet = /[*`]$/.test(markdown) && markdown.at(-1) === next[0]
    markdown += doMeet ? NOTHING + next : next
  }
  return markdown
}

function runMarkdown(one: Run): string {
  switch (one.style) {
    case 'whole':
      return one.markdown
    case 'plain':
      return escaped(one.text)
    case 'strong':
      return marked('**', one.text)
    case 'emphasis':
      return marked('*', one.text)
    case 'code':
      return hasInk(one.text) ? `\`${escapedCode(one.text)}\`` : ''
    default:
      return unreachable(one)
  }
}

/** Marks do not work around spaces, nor around nothing. */
function marked(mark: string, text: string): string {
  const core = text.trim()
  if (!hasInk(core)) return text
  const start = text.indexOf(core)
  return `${text.slice(0, start)}${mark}${escaped(core)}${mark}${text.slice(start + core.length)}`
}

/** Whether there is anything to see on a line. */
export const isSeen = (line: Line): boolean => line.some((one) => one.style === 'whole' || hasInk(one.text))

/**
 * Cuts a line in two, so that the first part fits: after a word where there is one, else after a character. Marks are
 * closed before the cut and opened again behind it. The first part is empty where nothing fits.
 */
export function cutLine(line: Line, fits: (start: Line) => boolean): { head: Line; tail: Line } {
  const head: Run[] = []
  for (const [at, one] of line.entries()) {
    if (fits([...head, one])) {
      head.push(one)
      continue
    }
    const rest = line.slice(at + 1)
    if (one.style === 'whole') return { head, tail: [one, ...rest] }
    const { style, text } = one
    const kept = text.slice(
      0,
      fittingLength(text, (start) => fits([...head, run(start, style)])),
    )
    const left = text.slice(kept.length).trimStart()
    if (hasInk(kept)) head.push(run(kept, style))
    return { head, tail: left === '' ? rest : [run(left, style), ...rest] }
  }
  return { head, tail: [] }
}

/** Of how much of the text the start still fits, in UTF-16 units. */
function fittingLength(text: string, fits: (start: string) => boolean): number {
  const ends = [0]
  for (const character of charactersOf(text)) ends.push((ends.at(-1) ?? 0) + character.length)
  let [low, high] = [0, ends.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(text.slice(0, ends[middle]))) low = middle
    else high = middle - 1
  }
  const end = ends[low] ?? 0
  if (end === text.length || /\s/.test(text[end] ?? '')) return end
  const afterWord = text.slice(0, end).search(/\s\S*$/)
  return afterWord > end / 2 ? afterWord : end
}
