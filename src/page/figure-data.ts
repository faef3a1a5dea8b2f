/** The numbers of a figure as a table, and what each of its marks says when somebody points at it. */
import type { Figure, Rhythm, WaitsBySpace } from '../core/figure.ts'
import type { Words } from '../core/words/words.ts'
import type { Table } from './table.ts'

export interface FigureData {
  readonly table: Table
  /** One a mark, in the order of the figure's own list: what the drawing's `data-mark` counts. */
  readonly readings: readonly string[]
  /** Marks in a row of the drawing; null where they are in one row. */
  readonly perRow: number | null
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** The data of a figure; null for a kind of which the page only has the drawing. */
export function dataOf(figure: Figure, words: Words): FigureData | null {
  const say = words.page.figureTables
  switch (figure.kind) {
    case 'membersByWeek': {
      const { stayed, returned, new: fresh, left } = figure.labels
      return listed({
        caption: figure.title,
        columns: [say.weekColumn, stayed, returned, fresh, left],
        rows: figure.weeks.map((one) => [
          ...[say.week(one.from), one.stayed, one.returned, one.new, one.left],
        ]),
      })
    }
    case 'bandsOverTime': {
      const { core, active, peripheral } = figure.labels
      return listed({
        caption: figure.title,
        columns: [say.untilColumn, core, active, peripheral],
        rows: figure.weeks.map((one) => [say.until(one.at), one.core, one.active, one.peripheral]),
      })
    }
    case 'rhythm':
      return rhythmData(figure, words)
    case 'waitsBySpace':
      return waitsData(figure, words)
    default:
      return null
  }
}

/** A table whose rows are the marks: a mark says its row. */
function listed(table: Table): FigureData {
  const [, ...columns] = table.columns
  const readings = table.rows.map(
    ([first, ...cells]) => `${first}: ${cells.map((cell, index) => `${cell} ${columns[index]}`).join(', ')}`,
  )
  return { table, readings, perRow: null }
}

/** Hours down and weekdays across, which fits a phone; the drawing has it the other way round. */
function rhythmData({ title, labels, counts }: Rhythm, words: Words): FigureData {
  const say = words.page.figureTables
  return {
    table: {
      caption: title,
      columns: [say.hourColumn, ...labels.weekdays],
      rows: HOURS.map((hour) => [say.hour(hour), ...counts.map((hours) => hours[hour] ?? 0)]),
    },
    readings: counts.flatMap((hours, weekday) =>
      hours.map(
        (n, hour) =>
          `${words.time.weekdays[weekday] ?? labels.weekdays[weekday]} ${say.hour(hour)}: ${say.messages(n)}`,
      ),
    ),
    perRow: HOURS.length,
  }
}

function waitsData({ title, spaces }: WaitsBySpace, words: Words): FigureData {
  const say = words.page.figureTables
  const median = (one: WaitsBySpace['spaces'][number]): number | null =>
    one.answered === 0 ? null : one.medianMinutes
  return {
    table: {
      caption: title,
      columns: [say.channelColumn, say.median, say.answered, say.starters],
      rows: spaces.map((one) => {
        const wait = median(one)
        return [one.name, wait === null ? null : Math.round(wait), one.answered, one.starters]
      }),
    },
    readings: spaces.map((one) => {
      const wait = median(one)
      const said = wait === null ? null : words.time.duration(wait)
      return say.wait(one.name, said, one.answered, one.starters)
    }),
    perRow: null,
  }
}
