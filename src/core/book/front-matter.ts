/**
 * The head of a Markdown file: YAML between two lines of `---`, of which only a small part is written and read. A value is JSON on one
 * line, which is YAML too, or a list of entries with such values:
 *
 * ```yaml
 * name: "Crimp the harness"
 * tags: ["wiring"]
 * doings:
 *   - at: "2024-03-01T16:00:00.000Z"
 *     outcome: "asWritten"
 * ```
 */

export type Field = string | number | boolean | null | readonly Field[] | { readonly [name: string]: Field }
export type Fields = Readonly<Record<string, Field>>

/** What is wrong with a file, and in which of its lines, from 1 on. */
export class LineFault extends Error {
  override readonly name = 'LineFault'
  readonly line: number
  readonly fault: TextFault
  constructor(line: number, fault: TextFault) {
    super(fault)
    this.line = line
    this.fault = fault
  }
}

/** `head`: it does not begin with one; `endless`: that, or a text, does not end; `cut`: a text that it names is not there. */
export type TextFault = 'head' | 'endless' | 'field' | 'value' | 'twice' | 'section' | 'stray' | 'cut'

const EDGE = '---'
const NAME = /^[a-z][A-Za-z]*$/
/**
 * Besides what JSON escapes: what YAML does not print, what ends a line somewhere, and marks that turn the direction of all that stands
 * on the line.
 */
const ESCAPED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

/** A value on one line, as JSON that hides nothing. */
export const inline = (value: Field): string =>
  JSON.stringify(value).replace(ESCAPED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The lines of a head, with its edges. */
export function headOf(fields: Fields): readonly string[] {
  const lines = [EDGE]
  for (const [name, value] of Object.entries(fields)) {
    if (!isListOfEntries(value)) {
      lines.push(`${name}: ${inline(value)}`)
      continue
    }
    lines.push(`${name}:`)
    for (const entry of value)
      for (const [index, [inner, one]] of Object.entries(entry).entries())
        lines.push(`${index === 0 ? '  - ' : '    '}${inner}: ${inline(one)}`)
  }
  return [...lines, EDGE]
}

const isListOfEntries = (value: Field): value is readonly Fields[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))

/** Reads a head. Throws a `LineFault`. `end` is the index of the first line after it. */
export function readHead(lines: readonly string[]): { readonly fields: Fields; readonly end: number } {
  if (lines[0] !== EDGE) throw new LineFault(1, 'head')
  const fields = new Map<string, Field>()
  let entries: Map<string, Field>[] | null = null
  const close = (list: readonly Map<string, Field>[], name: string): void =>
    void fields.set(
      name,
      list.map((one) => Object.fromEntries(one)),
    )
  let listed = ''
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line === EDGE) {
      if (entries !== null) close(entries, listed)
      return { fields: Object.fromEntries(fields), end: at + 1 }
    }
    const inner = /^( {2}- | {4})([^:]*): (.*)$/.exec(line)
    if (inner !== null && entries !== null) {
      const [, indent, name = '', value = ''] = inner
      if (indent === '  - ') entries.push(new Map())
      const entry = entries.at(-1)
      if (entry === undefined) throw new LineFault(at + 1, 'field')
      put(entry, name, readInline(value, at), at)
      continue
    }
    if (entries !== null) close(entries, listed)
    entries = null
    const [, name = '', value] = /^([^\s:][^:]*):(?: (.*))?$/.exec(line) ?? []
    if (value === undefined) {
      put(fields, name, [], at)
      entries = []
      listed = name
    } else put(fields, name, readInline(value, at), at)
  }
  throw new LineFault(lines.length, 'endless')
}

function put(fields: Map<string, Field>, name: string, value: Field, at: number): void {
  if (!NAME.test(name)) throw new LineFault(at + 1, 'field')
  if (fields.has(name)) throw new LineFault(at + 1, 'twice')
  fields.set(name, value)
}

function readInline(value: string, at: number): Field {
  try {
    return JSON.parse(value)
  } catch {
    throw new LineFault(at + 1, 'value')
  }
}
