/** Figures drawn with block characters, for terminals without pictures: small, and readable without colour. */

import { unreachable } from '../../core/errors.ts'
import type { BandsOverTime, Figure, MembersByWeek, Rhythm, WaitsBySpace } from '../../core/figure.ts'
import type { Words } from '../../core/words/words.ts'
import { type Hue, type Line, lineWidth, padded, type Run, run, wrap } from './wrap.ts'

const MAX_WEEKS = 16
const MAX_BAR_WIDTH = 48
const NAME_WIDTH = 18
const SHADES = [' ', '░', '▒', '▓', '█']

/** The lines of a figure, none wider than `width`. */
export function sketch(figure: Figure, width: number, words: Words): readonly Line[] {
  switch (figure.kind) {
    case 'membersByWeek':
      return membersByWeek(figure, width, words)
    case 'bandsOverTime':
      return bandsOverTime(figure, width, words)
    case 'rhythm':
      return rhythm(figure, width)
    case 'waitsBySpace':
      return waitsBySpace(figure, width, words)
    default:
      return unreachable(figure)
  }
}

interface Series {
  readonly mark: string
  readonly hue: Hue
  readonly label: string
}

function membersByWeek(figure: MembersByWeek, width: number, words: Words): readonly Line[] {
  const { labels } = figure
  const weeks = figure.weeks.slice(-MAX_WEEKS)
  const series: Series[] = [
    { mark: '█', hue: 'first', label: labels.stayed },
    { mark: '▓', hue: 'second', label: labels.returned },
    { mark: '▒', hue: 'third', label: labels.new },
  ]
  const left: Series = { mark: '░', hue: 'fourth', label: labels.left }
  const mostLeft = Math.max(0, ...weeks.map((week) => week.left))
  const mostHere = Math.max(1, ...weeks.map((week) => week.stayed + week.returned + week.new))
  const room = barRoom(width) - 2
  const scale = Math.min(1, room / (mostHere + mostLeft))
  const leftWidth = Math.ceil(mostLeft * scale)
  const rows = weeks.map((week): Line => {
    const here = week.stayed + week.returned + week.new
    return [
      ...dayLabel(week.from, words),
      ...padded([bar(left, week.left * scale)], leftWidth, 'right'),
      run('│', 'dim'),
      ...stackedBar(series, [week.stayed, week.returned, week.new], scale),
      run(` ${words.time.number(here)}`, 'dim'),
    ]
  })
  return [...legend([left, ...series], width), ...rows]
}

function bandsOverTime(figure: BandsOverTime, width: number, words: Words): readonly Line[] {
  const { labels } = figure
  const weeks = figure.weeks.slice(-MAX_WEEKS)
  const series: Series[] = [
    { mark: '█', hue: 'first', label: labels.core },
    { mark: '▓', hue: 'second', label: labels.active },
    { mark: '░', hue: 'third', label: labels.peripheral },
  ]
  const most = Math.max(1, ...weeks.map((week) => week.core + week.active + week.peripheral))
  const scale = Math.min(1, (barRoom(width) - 1) / most)
  const rows = weeks.map((week): Line => {
    const all = week.core + week.active + week.peripheral
    return [
      ...dayLabel(week.at, words),
      ...stackedBar(series, [week.core, week.active, week.peripheral], scale),
      run(` ${words.time.number(all)}`, 'dim'),
    ]
  })
  return [...legend(series, width), ...rows]
}

function rhythm(figure: Rhythm, width: number): readonly Line[] {
  const most = Math.max(1, ...figure.counts.flat())
  const labelWidth = 4
  const cell = width >= labelWidth + 48 ? 2 : 1
  const rows = figure.counts.map((hours, weekday): Line => {
    const cells = Array.from({ length: 24 }, (_, hour) => shade(hours[hour] ?? 0, most).repeat(cell)).join('')
    const label = wrap([run(figure.labels.weekdays[weekday] ?? '', 'dim')], labelWidth - 1)[0] ?? []
    return [...padded(label, labelWidth, 'left'), { text: cells, style: 'first' }]
  })
  const hours = [0, 6, 12, 18].map((hour) => String(hour).padEnd(6 * cell)).join('')
  return [...rows, [run(' '.repeat(labelWidth) + hours.trimEnd(), 'dim')]]
}

/** Nothing is a blank; anything at all is the lightest shade. */
const shade = (count: number, most: number): string =>
  SHADES[count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * (SHADES.length - 1)))] ?? ' '

function waitsBySpace(figure: WaitsBySpace, width: number, words: Words): readonly Line[] {
  const most = Math.max(1, ...figure.spaces.map((space) => space.medianMinutes))
  const labelWidth = Math.min(
    NAME_WIDTH,
    Math.max(0, ...figure.spaces.map((space) => lineWidth([run(space.name)]))),
  )
  const series: Series = { mark: '█', hue: 'first', label: figure.labels.median }
  const room = Math.max(1, Math.min(MAX_BAR_WIDTH, width - labelWidth - 12))
  return figure.spaces.map((space): Line => {
    const name = wrap([run(space.name.replaceAll('\n', ' '))], labelWidth)[0] ?? []
    const length = Math.max(1, (space.medianMinutes / most) * room)
    return [
      ...padded(name, labelWidth, 'left'),
      run('  '),
      bar(series, length),
      run(` ${words.time.shortDuration(space.medianMinutes)}`, 'dim'),
    ]
  })
}

/** Room for a bar beside a date and a number. */
const barRoom = (width: number): number => Math.max(8, Math.min(MAX_BAR_WIDTH, width - 20))

const dayLabel = (day: number, words: Words): Line => [
  ...padded([run(words.time.shortDay(day), 'dim')], 7, 'right'),
  run(' '),
]

const bar = (series: Series, length: number): Run => ({
  text: series.mark.repeat(Math.round(length)),
  style: series.hue,
})

/** Ends of pieces are rounded, not pieces, so that the whole is as long as the whole is. */
function stackedBar(series: readonly Series[], values: readonly number[], scale: number): Line {
  let sum = 0
  return series.map((one, at) => {
    const start = Math.round(sum * scale)
    sum += values[at] ?? 0
    return bar(one, Math.round(sum * scale) - start)
  })
}

const legend = (series: readonly Series[], width: number): readonly Line[] =>
  wrap(
    series.flatMap((one) => [
      { text: one.mark, style: one.hue },
      // A space that does not break keeps the mark and its name together.
      run(`\u00a0${one.label.replaceAll(' ', '\u00a0')} `, 'dim'),
      run('  '),
    ]),
    width,
  )
