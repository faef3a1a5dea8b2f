/**
 * Tables as files for a spreadsheet: RFC 4180 with the byte order mark by which spreadsheets know UTF-8. Names of practices, words and
 * channels come from people, and a spreadsheet takes a cell that begins with certain characters for a formula; such a cell gets an
 * apostrophe in front, as OWASP advises (CSV injection), which a spreadsheet shows and does not compute.
 */

const BYTE_ORDER_MARK = '\ufeff'
/**
 * What a formula or a command may begin with: `=`, `+`, `-` (and its look-alikes), `@`, the bar and the percent sign of old spreadsheets, their full-width
 * and small forms; tab, carriage return and line feed, which some programs skip. White space and what nobody sees may stand before it.
 */
const FORMULA =
  /^[\s\p{Cc}\p{DI}]*[=+\-@|%\u2010-\u2015\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\uff5c\uff05]|^[\t\r\n\v\f\0]/u

/** Rows as CSV, the first being the heads of the columns. Numbers stay numbers; null is an empty cell. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}
