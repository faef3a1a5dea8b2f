/** Tables and named values, in aligned columns that fit the width. */
import { type Line, lineWidth, padded, type Run, wrap } from './wrap.ts'

const GAP = 2
/** A column of text may become this narrow before the table is told row by row instead. */
const MIN_COLUMN_WIDTH = 8
const MAX_LABEL_SHARE = 0.35

/** What stands above a column, and to which side its cells go. */
export interface Column {
  readonly label: readonly Run[]
  readonly align: 'left' | 'right'
}

type Cells = readonly (readonly Run[])[]

/** A table whose long cells go over several lines; where even that does not fit, row after row of named values. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly Cells[],
  width: number,
): readonly Line[] {
  const wanted = columns.map((column, at) =>
    Math.max(lineWidth(column.label), ...rows.map((row) => widest(row[at] ?? [])), 1),
  )
  const widths = fitted(wanted, width - GAP * (columns.length - 1))
  if (widths === null) return rows.flatMap((row) => [...stacked(columns, row, width), []])
  const head = rowLines(
    columns.map((column) => column.label),
    columns,
    widths,
  )
  return [...head, ...rows.flatMap((row) => rowLines(row, columns, widths))]
}

/** Labels in a column of their own, values beside them. */
export function factLines(
  facts: readonly { readonly label: readonly Run[]; readonly value: readonly Run[] }[],
  width: number,
): readonly Line[] {
  const most = Math.floor(width * MAX_LABEL_SHARE)
  const labelWidth = Math.min(most, Math.max(0, ...facts.map((fact) => lineWidth(fact.label))))
  const columns: Column[] = [
    { label: [], align: 'left' },
    { label: [], align: 'left' },
  ]
  const widths = [labelWidth, width - labelWidth - GAP]
  return facts.flatMap((fact) => rowLines([fact.label, fact.value], columns, widths))
}

const stacked = (columns: readonly Column[], row: Cells, width: number): readonly Line[] =>
  factLines(
    columns.map((column, at) => ({ label: column.label, value: row[at] ?? [] })),
    width,
  )

/** Takes from the widest columns what is too much; null where no share of the room is enough. */
function fitted(wanted: readonly number[], room: number): readonly number[] | null {
  const least = wanted.map((one) => Math.min(one, MIN_COLUMN_WIDTH))
  if (sum(least) > room) return null
  const widths = [...wanted]
  while (sum(widths) > room) {
    const widestNow = Math.max(...widths)
    const at = widths.indexOf(widestNow)
    const next = Math.max(0, ...widths.filter((one) => one < widestNow))
    const excess = sum(widths) - room
    widths[at] = Math.max(next - 1, widestNow - excess, least[at] ?? 1)
  }
  return widths
}

function rowLines(cells: Cells, columns: readonly Column[], widths: readonly number[]): readonly Line[] {
  const wrapped = columns.map((_, at) => wrap(cells[at] ?? [], widths[at] ?? 1))
  const height = Math.max(0, ...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, row) =>
    columns.flatMap((column, at): Line => {
      const isLast = at === columns.length - 1
      const cell = padded(wrapped[at]?.[row] ?? [], widths[at] ?? 1, column.align)
      return isLast ? cell : [...cell, { text: ' '.repeat(GAP), style: 'plain' }]
    }),
  )
}

const widest = (cell: readonly Run[]): number =>
  Math.max(0, ...wrap(cell, Number.MAX_SAFE_INTEGER).map(lineWidth))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
