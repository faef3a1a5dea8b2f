/**
 * Text as lines of runs, for renderers that write each run their own way: what was typed is cleaned, pieces of one style
 * are one, and a line can be cut anywhere between characters without losing its styles.
 */
import { charactersOf, clean, cleanLine, hasInk } from './clean-text.ts'
import { unreachable } from './errors.ts'
import type { MemberId } from './ids.ts'
import type { Span, Text } from './text.ts'

/** A piece of a line in one style; `whole` is what a platform shows its own way, and is not cut. */
export type Run<Whole> =
  | { readonly style: Style; readonly text: string }
  | { readonly style: 'whole'; readonly whole: Whole }

type Style = 'plain' | 'strong' | 'emphasis' | 'code'

/** What stands on one line. */
export type Line<Whole> = readonly Run<Whole>[]

/** How a platform shows what is more than words. Null where it cannot: the words stay. */
export interface Wholes<Whole> {
  /** Calls a member who is to be called, by the name they go by. */
  ping(member: MemberId, name: string): Whole | null
  /** The address as it may be linked here; null where it may not. */
  linkable(url: string): string | null
  /** Words that lead to an address; without words the address itself. */
  link(address: string, words: string | null): Whole
  moment(at: number, timeZone: string): Whole
}

/** A run of text; of plain text unless told otherwise. */
export const run = (text: string, style: Style = 'plain') => ({ style, text }) as const

/** The lines of a text, what was typed cleaned of characters that mislead. */
export function linesOf<Whole>(text: Text, wholes: Wholes<Whole>): readonly Line<Whole>[] {
  const lines: Run<Whole>[][] = [[]]
  for (const piece of merged(text.flatMap((span) => runsOf(span, wholes)))) {
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
function merged<Whole>(runs: readonly Run<Whole>[]): readonly Run<Whole>[] {
  const all: Run<Whole>[] = []
  for (const one of runs) {
    const last = all.at(-1)
    if (one.style !== 'whole' && last?.style === one.style)
      all[all.length - 1] = run(last.text + one.text, one.style)
    else all.push(one)
  }
  return all
}

function runsOf<Whole>(span: Span, wholes: Wholes<Whole>): readonly Run<Whole>[] {
  if (typeof span === 'string') return [run(span)]
  switch (span.kind) {
    case 'strong':
    case 'emphasis':
    case 'code':
      return [run(span.text, span.kind)]
    case 'link':
      return linkRuns(cleanLine(span.text), span.url, wholes)
    case 'person': {
      const name = cleanLine(span.name)
      const whole = span.ping ? wholes.ping(span.member, name) : null
      return [whole === null ? run(name, 'strong') : { style: 'whole', whole }]
    }
    case 'time':
      return [{ style: 'whole', whole: wholes.moment(span.at, span.timeZone) }]
    default:
      return unreachable(span)
  }
}

/** Longer names of links are text with the address behind it, so that they can be cut. */
const MAX_LINK_TEXT = 200

/** A text that looks like an address must not lead to another one: both are shown. */
function linkRuns<Whole>(text: string, url: string, wholes: Wholes<Whole>): readonly Run<Whole>[] {
  const address = wholes.linkable(url)
  if (address === null) return [run(text)]
  const whole = (words: string | null): Run<Whole> => ({ style: 'whole', whole: wholes.link(address, words) })
  if (!hasInk(text) || text === url) return [whole(null)]
  if (text.length > MAX_LINK_TEXT || /\w:\/\/|^www\./i.test(text))
    return [run(`${text} (`), whole(null), run(')')]
  return [whole(text)]
}

/** Whether there is anything to see on a line. */
export const isSeen = <Whole>(line: Line<Whole>): boolean =>
  line.some((one) => one.style === 'whole' || hasInk(one.text))

/** Lines as one, those without anything to see left out. */
export const joined = <Whole>(lines: readonly Line<Whole>[], between: Run<Whole>): Line<Whole> =>
  lines.filter(isSeen).flatMap((line, at) => (at === 0 ? line : [between, ...line]))

/**
 * Cuts a line in two, so that the first part fits: after a word where there is one, else after a character. Both parts
 * keep their styles. The first part is empty where nothing fits.
 */
export function cutLine<Whole>(
  line: Line<Whole>,
  fits: (start: Line<Whole>) => boolean,
): { head: Line<Whole>; tail: Line<Whole> } {
  const head: Run<Whole>[] = []
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
