/** Bars, their legend and names of rows, for sketches of figures. */
import { type Hue, type Line, lineWidth, padded, type Run, run, wrap } from './wrap.ts'

const MAX_BAR_WIDTH = 48
const NAME_WIDTH = 18

/** What a piece of a bar stands for. */
export interface Series {
  readonly mark: string
  readonly hue: Hue
  readonly label: string
}

/** Room for a bar beside a date and a number. */
export const barRoom = (width: number): number => Math.max(8, Math.min(MAX_BAR_WIDTH, width - 20))

/** A piece of a bar, as long as that many columns. */
export const bar = (series: Series, length: number): Run => ({
  text: series.mark.repeat(Math.round(length)),
  style: series.hue,
})

/** Ends of pieces are rounded, not pieces, so that the whole is as long as the whole is. */
export function stackedBar(series: readonly Series[], values: readonly number[], scale: number): Line {
  let sum = 0
  return series.map((one, at) => {
    const start = Math.round(sum * scale)
    sum += values[at] ?? 0
    return bar(one, Math.round(sum * scale) - start)
  })
}

/** What each mark stands for. */
export const legend = (series: readonly Series[], width: number): readonly Line[] =>
  wrap(
    series.flatMap((one) => [
      { text: one.mark, style: one.hue },
      // A space that does not break keeps the mark and its name together.
      run(`\u00a0${one.label.replaceAll(' ', '\u00a0')} `, 'dim'),
      run('  '),
    ]),
    width,
  )

/** Names of rows, as wide as the longest, which are shortened to `widest`. */
export function rowNames(names: readonly string[], widest = NAME_WIDTH): readonly Line[] {
  const width = Math.min(widest, Math.max(0, ...names.map((name) => lineWidth([run(name)]))))
  return names.map((name) => padded(cut(name.replaceAll('\n', ' '), width), width, 'left'))
}

function cut(name: string, width: number): Line {
  const whole = wrap([run(name)], width)
  if (whole.length <= 1) return whole[0] ?? []
  return [...(wrap([run(name)], Math.max(1, width - 1))[0] ?? []), run('…')]
}

/** A line as it is where there is room for it: breaking it would close the gaps that align it. */
export const fitted = (line: Line, width: number): readonly Line[] =>
  lineWidth(line) <= width ? [line] : wrap(line, width)

/** Room for a bar beside a name and what is said behind it. */
export const barRoomBeside = (name: Line, width: number, behind: number): number =>
  Math.max(1, Math.min(MAX_BAR_WIDTH, width - lineWidth(name) - behind))
