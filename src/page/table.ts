/** Tables as data, and as HTML with what a screen reader needs; each can be taken along as CSV, without any script. */
import { shortened } from '../core/clean-text.ts'
import type { Words } from '../core/words/words.ts'
import { csvOf } from './csv.ts'
import { type Html, html } from './html.ts'

/** A value of a table: a text, a number, or nothing where there is none. */
export type Cell = string | number | null

/** A table: the first column names the rows. Numbers are whole or already rounded as they are to be read. */
export interface Table {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A table that is open on paper has at most so many rows; a longer one is for the screen and the spreadsheet. */
const MOST_ROWS_ON_PAPER = 40
const LONGEST_FILE_NAME = 60
/** A cell is read up to so many characters; in the file it is whole. */
const LONGEST_CELL = 160

/** A table that opens where it is asked for, with its CSV beside it; on paper it is open, unless it would fill pages or says what is there already. */
export function tableDetails(
  table: Table,
  fileName: string,
  words: Words,
  { isOnPaper = true }: { readonly isOnPaper?: boolean } = {},
): Html {
  const isLong = !isOnPaper || table.rows.length > MOST_ROWS_ON_PAPER
  return html`<details class="table"${isLong ? html` data-long` : null}><summary>${words.page.table.open}<span class="unseen">: ${table.caption}</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="${table.caption}">${tableHtml(table, words)}</div>
<p class="take">${csvLink(table, fileName, words)}</p></details>`
}

/** The table alone. */
export function tableHtml({ caption, columns, rows }: Table, words: Words): Html {
  const isNumber = columns.map((_, column) => rows.every((row) => typeof row[column] !== 'string'))
  const kind = (column: number): Html | null => (isNumber[column] === true ? html` class="number"` : null)
  return html`<table><caption>${caption}</caption><thead><tr>${columns.map(
    (column, index) => html`<th scope="col"${kind(index)}>${column}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) =>
        index === 0
          ? html`<th scope="row">${cellHtml(cell, words)}</th>`
          : html`<td${kind(index)}>${cellHtml(cell, words)}</td>`,
      )}</tr>`,
  )}</tbody></table>`
}

/** A link that saves a table as a file; it is part of the page, so that nothing is fetched. */
export function csvLink(table: Table, fileName: string, words: Words): Html {
  const data = Buffer.from(csvOf([table.columns, ...table.rows]), 'utf8').toString('base64')
  const say = words.page.table
  return html`<a class="csv" download="${fileNamed(fileName)}" href="data:text/csv;charset=utf-8;base64,${data}">${say.csv}<span class="unseen">: ${table.caption}</span></a>`
}

const cellHtml = (cell: Cell, words: Words): Html =>
  cell === null
    ? html`–`
    : typeof cell === 'number'
      ? html`${words.time.number(cell)}`
      : html`<bdi>${shortened(cell, LONGEST_CELL)}</bdi>`

/** A name that every system can keep a file under. */
const fileNamed = (given: string): string => {
  const plain = given
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_FILE_NAME)
    .replace(/^-+|-+$/g, '')
  return `${plain === '' ? 'table' : plain}.csv`
}
