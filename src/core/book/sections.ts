/**
 * The body of a Markdown file: headings with a text of somebody's under each, in a fence that is longer than any in the text, so that
 * nothing of it becomes markup. What is quoted (`> `) is there for whoever reads it, and is not read back.
 */
import { cleanLine } from '../clean-text.ts'
import { inline, LineFault } from './front-matter.ts'

/** A text of a file: the field that it fills, and its heading. */
export interface Section {
  readonly field: string
  readonly heading: string
}

/** Signs that steer a program or end a line somewhere: a text with one is written as a string of JSON. */
const STEERS = /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u

/** A text of somebody's as part of a line of ours: what is markup in Markdown or HTML is shown as it is. */
export const escaped = (text: string): string => cleanLine(text).replace(/[\\`*_[\]<>&~|#$]/g, '\\$&')

/** The lines of the texts that are not empty. */
export function bodyOf(
  sections: readonly Section[],
  texts: Readonly<Record<string, string>>,
): readonly string[] {
  return sections.flatMap(({ field, heading }) => {
    const text = texts[field] ?? ''
    return text === '' ? [] : ['', `## ${heading}`, '', ...fenced(text)]
  })
}

function fenced(text: string): readonly string[] {
  const isSteering = STEERS.test(text)
  const shown = isSteering ? inline(text) : text
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${isSteering ? 'json' : 'text'}`, shown, fence]
}

/** Reads the texts back, from a line on. Throws a `LineFault`. */
export function readBody(
  sections: readonly Section[],
  lines: readonly string[],
  from: number,
): Readonly<Record<string, string>> {
  const texts = new Map(sections.map((one) => [one.field, '']))
  const seen = new Set<string>()
  let open: Section | null = null
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const heading = /^## (.*)$/.exec(line)?.[1]
    const fence = /^(`{3,})(text|json)$/.exec(line)
    if (heading !== undefined) {
      open = sections.find((one) => one.heading === heading.trim()) ?? null
      if (open === null) throw new LineFault(at + 1, 'section')
      if (seen.has(open.field)) throw new LineFault(at + 1, 'twice')
      seen.add(open.field)
    } else if (fence !== null && open !== null) {
      const end = lines.indexOf(fence[1] ?? '', at + 1)
      if (end === -1) throw new LineFault(at + 1, 'endless')
      const text = lines.slice(at + 1, end).join('\n')
      // A text has shorter runs than its fence: one as long means that its end is missing, and another text follows.
      if (text.includes(fence[1] ?? '')) throw new LineFault(at + 1, 'endless')
      texts.set(open.field, fence[2] === 'json' ? readString(text, at + 1) : text)
      open = null
      at = end
    } else if (line.trim() !== '' && !/^(?:#|>) /.test(line)) throw new LineFault(at + 1, 'stray')
  }
  return Object.fromEntries(texts)
}

function readString(text: string, at: number): string {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'string') return value
  } catch {
    // Said below.
  }
  throw new LineFault(at + 1, 'value')
}
