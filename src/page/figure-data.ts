/** The numbers of a figure as a table, and what each of its marks says when somebody points at it. */
import { unreachable } from '../core/errors.ts'
import type { Figure, Moves, Rhythm, WaitsBySpace } from '../core/figure.ts'
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

/** The data of a figure. */
export function dataOf(figure: Figure, words: Words): FigureData {
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
    case 'moves':
      return movesData(figure, words)
    case 'newcomersPath':
      return listed({
        caption: figure.title,
        columns: say.pathColumns,
        rows: figure.steps.map((one) => [`${one.told} ${one.label}`, one.who, one.tooEarly]),
      })
    case 'wordsSpread':
      return listed({
        caption: figure.title,
        columns: [say.wordColumn, figure.labels.people, say.gainedColumn],
        rows: figure.words.map((one) => [one.word, numberIn(one.told), one.gained]),
      })
    case 'practicesDone': {
      const { asWritten, ownWay, didNotWork, proven } = figure.labels
      return listed({
        caption: figure.title,
        columns: [say.practiceColumn, asWritten, ownWay, didNotWork, proven],
        rows: figure.practices.map((one) => [
          ...[one.name, one.asWritten, one.ownWay, one.didNotWork, one.isProven ? say.yes : say.no],
        ]),
      })
    }
    case 'map':
      return listed({
        caption: figure.title,
        columns: say.mapColumns,
        rows: figure.groups.map((one) => [one.name, one.people]),
      })
    default:
      return unreachable(figure)
  }
}

/** A table whose rows are the marks: a mark says its row. */
function listed(table: Table): FigureData {
  const [, ...columns] = table.columns
  const readings = table.rows.map(
    ([first, ...cells]) =>
      `${first}: ${cells
        .map((cell, index) => (typeof cell === 'number' ? `${cell} ${columns[index]}` : cell))
        .filter((said) => said !== '' && said !== null)
        .join(', ')}`,
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

/** Channels, then the hours at which people wrote. */
function waitsData({ title, spaces, hours }: WaitsBySpace, words: Words): FigureData {
  const say = words.page.figureTables
  const median = (one: { readonly answered: number; readonly medianMinutes: number }): number | null =>
    one.answered === 0 ? null : one.medianMinutes
  const [whole, said] = [
    (wait: number | null) => (wait === null ? null : Math.round(wait)),
    (wait: number | null) => (wait === null ? null : words.time.duration(wait)),
  ]
  return {
    table: {
      caption: title,
      columns: [say.channelColumn, say.median, say.answered, say.starters],
      rows: [
        ...spaces.map((one) => [one.name, whole(median(one)), one.answered, one.starters]),
        ...hours.map((one) => [say.hour(one.hour), whole(median(one)), one.answered, null]),
      ],
    },
    readings: [
      ...spaces.map((one) => say.wait(one.name, said(median(one)), one.answered, one.starters)),
      ...hours.map((one) =>
        say.waitAt(say.hour(one.hour), words.time.duration(one.medianMinutes), one.answered),
      ),
    ],
    perRow: null,
  }
}

function movesData({ title, labels, flows }: Moves, words: Words): FigureData {
  const say = words.page.figureTables
  const rows = flows.map(({ before, now, people }) => ({
    before: before === 'new' ? labels.new : before === 'away' ? labels.back : labels.bands[before],
    now: now === 'uncounted' ? labels.uncounted : labels.bands[now],
    people,
  }))
  return {
    table: {
      caption: title,
      columns: say.moveColumns,
      rows: rows.map((one) => [one.before, one.now, one.people]),
    },
    readings: rows.map((one) => say.move(one.before, one.now, one.people)),
    perRow: null,
  }
}

/** A number where a text is one, so that it stays one in a spreadsheet. */
const numberIn = (told: string): string | number => (/^\d{1,9}$/.test(told) ? Number(told) : told)
