/** Where a text stops being JSON: engines say it in words that differ from one version to the next, if at all. */

const TOKEN =
  /[ \t\r\n]*(?:(?<open>[{[])|(?<close>[}\]])|(?<comma>,)|(?<colon>:)|(?<text>"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<value>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.])|true|false|null))/uy

/** The number of the line, from 1 on, in which a text that is no JSON stops being it. */
export function brokenLine(text: string): number {
  const open: string[] = []
  /** What may come now: a value, a name or the end of a group, or what stands between them. */
  let wants: 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'next' = 'value'
  let at = 0
  for (;;) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)?.groups
    if (found === undefined) break
    const { open: opening, close, comma, colon, text: string } = found
    const isValue = wants === 'value' || wants === 'valueOrEnd'
    if (opening !== undefined && isValue) {
      open.push(opening)
      wants = opening === '{' ? 'nameOrEnd' : 'valueOrEnd'
    } else if (close !== undefined) {
      const isFitting = open.at(-1) === (close === '}' ? '{' : '[')
      if (!isFitting || !['next', close === '}' ? 'nameOrEnd' : 'valueOrEnd'].includes(wants)) break
      open.pop()
      wants = 'next'
    } else if (comma !== undefined && wants === 'next' && open.length > 0)
      wants = open.at(-1) === '{' ? 'name' : 'value'
    else if (colon !== undefined && wants === 'colon') wants = 'value'
    else if (string !== undefined && (wants === 'name' || wants === 'nameOrEnd')) wants = 'colon'
    else if ((string !== undefined || found['value'] !== undefined) && isValue) wants = 'next'
    else break
    at = TOKEN.lastIndex
  }
  const next = /\S/.exec(text.slice(at))
  return text.slice(0, at + (next?.index ?? 0)).split('\n').length
}
