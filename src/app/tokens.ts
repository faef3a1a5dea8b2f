/** The words of a typed line: plain, quoted, or an option with its value. */

/** One word of a line, or one option with its value. */
export interface Token {
  /** The white space before it. */
  readonly space: string
  /** As it was typed, quotes and all. */
  readonly raw: string
  /** What it says: without its quotes where it is one quoted piece. */
  readonly value: string
  /** Its parts where it looks like `name:value`; the value may be empty or have been quoted. */
  readonly option: { readonly name: string; readonly value: string } | null
}

/** Phones turn straight quotes into curly ones. */
const CLOSING = new Map([
  ['"', '"'],
  ['“', '”'],
  ['”', '”'],
  ['„', '“'],
  ['«', '»'],
])

/** Two letters at least, so that `C:\` is a word; a web address is one too. */
const OPTION = /^([A-Za-z][A-Za-z_-]{1,30}):(?!\/\/)/

/** Splits a line into tokens. Every text is a line: a quote that nobody closes is a character like any other. */
export function tokenize(line: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < line.length) {
    const space = /^\s*/.exec(line.slice(at))?.[0] ?? ''
    at += space.length
    if (at >= line.length) break
    const option = OPTION.exec(line.slice(at, at + 40))
    const start = at + (option?.[0].length ?? 0)
    const end = endOfWord(line, start)
    const value = unquoted(line.slice(start, end))
    const name = option?.[1]
    tokens.push({
      space,
      raw: line.slice(at, end),
      value: name === undefined ? value : line.slice(at, end),
      option: name === undefined ? null : { name, value },
    })
    at = end
  }
  return tokens
}

/** Where the word that begins at `start` ends: at its closing quote, else at the next white space. */
function endOfWord(line: string, start: number): number {
  const closing = CLOSING.get(line[start] ?? '')
  if (closing !== undefined) {
    const end = line.indexOf(closing, start + 1)
    if (end !== -1 && /^(\s|$)/.test(line.slice(end + 1, end + 2))) return end + 1
  }
  const space = line.slice(start).search(/\s/)
  return space === -1 ? line.length : start + space
}

function unquoted(word: string): string {
  const closing = CLOSING.get(word[0] ?? '')
  return closing !== undefined && word.length >= 2 && word.endsWith(closing) ? word.slice(1, -1) : word
}
