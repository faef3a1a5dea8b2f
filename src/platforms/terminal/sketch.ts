/** Figures drawn with block characters, for terminals without pictures: small, and readable without colour. */

import { unreachable } from '../../core/errors.ts'
import type { BandsOverTime, Figure, MembersByWeek, Rhythm, WaitsBySpace } from '../../core/figure.ts'
import { isEmptyFigure } from '../../core/figure-empty.ts'
import type { Words } from '../../core/words/words.ts'
import { bar, barRoom, barRoomBeside, legend, rowNames, type Series, stackedBar } from './sketch-bars.ts'
import { sketchMap } from './sketch-map.ts'
import { sketchMoves, sketchNewcomers, sketchPractices, sketchWords } from './sketch-people.ts'
import { type Line, padded, run, wrap } from './wrap.ts'

const MAX_WEEKS = 16
const SHADES = [' ', '░', '▒', '▓', '█']
const HEIGHTS = '▁▂▃▄▅▆▇█'

/** The lines of a figure, none wider than `width`. */
export function sketch(figure: Figure, width: number, words: Words): readonly Line[] {
  if (isEmptyFigure(figure)) return []
  switch (figure.kind) {
    case 'membersByWeek':
      return membersByWeek(figure, width, words)
    case 'bandsOverTime':
      return bandsOverTime(figure, width, words)
    case 'rhythm':
      return rhythm(figure, width)
    case 'waitsBySpace':
      return waitsBySpace(figure, width, words)
    case 'moves':
      return sketchMoves(figure, width, words)
    case 'newcomersPath':
      return sketchNewcomers(figure, width)
    case 'wordsSpread':
      return sketchWords(figure, width)
    case 'practicesDone':
      return sketchPractices(figure, width, words)
    case 'map':
      return sketchMap(figure, width, words)
    default:
      return unreachable(figure)
  }
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
  const names = rowNames(figure.spaces.map((space) => space.name))
  const series: Series = { mark: '█', hue: 'first', label: figure.labels.median }
  const rows = figure.spaces.map((space, at): Line => {
    const name = names[at] ?? []
    const length = Math.max(1, (space.medianMinutes / most) * barRoomBeside(name, width, 12))
    return [
      ...name,
      run('  '),
      bar(series, length),
      run(` ${words.time.shortDuration(space.medianMinutes)}`, 'dim'),
    ]
  })
  return [...rows, ...waitsByHour(figure, width, words)]
}

/** One column an hour, as high as the wait; the longest is told. */
function waitsByHour({ hours, labels }: WaitsBySpace, width: number, words: Words): readonly Line[] {
  const most = Math.max(0, ...hours.map((one) => one.medianMinutes))
  const longest = hours.find((one) => one.medianMinutes === most)
  if (longest === undefined || width < 24) return []
  const waits = new Map(hours.map((one) => [one.hour, one.medianMinutes]))
  const step = (minutes: number): string =>
    HEIGHTS[Math.min(HEIGHTS.length - 1, Math.floor((minutes / Math.max(1, most)) * HEIGHTS.length))] ?? ''
  const columns = Array.from({ length: 24 }, (_, hour) => {
    const minutes = waits.get(hour)
    return minutes === undefined ? '·' : step(minutes)
  })
  return [
    ...wrap([run(labels.byHour, 'dim')], width),
    [{ text: columns.join(''), style: 'first' }],
    [run('0     6     12    18', 'dim')],
    ...wrap([run(`${longest.hour}:00  ${words.time.shortDuration(most)}`, 'dim')], width),
  ]
}

const dayLabel = (day: number, words: Words): Line => [
  ...padded([run(words.time.shortDay(day), 'dim')], 7, 'right'),
  run(' '),
]
