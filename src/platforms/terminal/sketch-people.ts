/** Sketches of who moved, of what became of newcomers, and of what people gave. */
import type { Moves, NewcomersPath, PracticesDone, WordsSpread } from '../../core/figure.ts'
import { directionOf } from '../../core/flow-direction.ts'
import type { Words } from '../../core/words/words.ts'
import { bar, barRoomBeside, fitted, legend, rowNames, type Series, stackedBar } from './sketch-bars.ts'
import { type Line, run, wrap } from './wrap.ts'

/** Practices have longer names than channels. */
const PRACTICE_WIDTH = 30
/** Two bands and what is between them, none of them cut. */
const MOVE_WIDTH = 30

/** Who moved, from where to where; who stayed stands in the legend alone. */
export function sketchMoves({ flows, labels }: Moves, width: number, words: Words): readonly Line[] {
  const { number } = words.time
  const series = {
    inward: { mark: '█', hue: 'first', label: labels.inward },
    outward: { mark: '▓', hue: 'fourth', label: labels.outward },
    arrived: { mark: '▒', hue: 'third', label: labels.arrived },
  } as const satisfies Record<string, Series>
  const moved = flows.flatMap((flow) => {
    const direction = directionOf(flow)
    return direction === 'stayed' ? [] : [{ ...flow, series: series[direction] }]
  })
  const names = rowNames(
    moved.map((one) => placesOf(one, labels)),
    MOVE_WIDTH,
  )
  const most = Math.max(1, ...moved.map(({ people }) => people))
  const rows = moved.map(({ people, series: one }, at): Line => {
    const name = names[at] ?? []
    const room = barRoomBeside(name, width, 12)
    const length = Math.max(1, Math.min(people, (people / most) * room))
    return [...name, run('  '), bar(one, length), run(` ${number(people)}`, 'dim')]
  })
  return [...legend(Object.values(series), width), ...rows]
}

function placesOf({ before, now }: Moves['flows'][number], labels: Moves['labels']): string {
  const nameOf = (group: typeof before | typeof now): string =>
    group === 'new' ? labels.new : group === 'uncounted' ? labels.uncounted : labels.bands[group]
  return `${before === 'away' ? labels.back : nameOf(before)} → ${nameOf(now)}`
}

/** Each step with its share of those of whom it is asked. */
export function sketchNewcomers({ steps, labels }: NewcomersPath, width: number): readonly Line[] {
  const series: readonly Series[] = [
    { mark: '█', hue: 'first', label: labels.yes },
    { mark: '▒', hue: 'second', label: labels.no },
    { mark: '░', hue: 'third', label: labels.tooEarly },
  ]
  const most = Math.max(1, ...steps.map((step) => step.of + step.tooEarly))
  const scale = Math.min(1, barRoomBeside([], width, 0) / most)
  const rows = steps.flatMap((step): readonly Line[] => [
    ...wrap([run(`${step.told} ${step.label}`)], width),
    stackedBar(series, [step.count, step.of - step.count, step.tooEarly], scale),
    ...wrap([run(step.who, 'dim')], width),
  ])
  return [...legend(series, width), ...rows]
}

/** Each word with how many people use it. */
export function sketchWords({ words, labels }: WordsSpread, width: number): readonly Line[] {
  const series: readonly Series[] = [
    { mark: '█', hue: 'first', label: labels.before },
    { mark: '▒', hue: 'third', label: labels.since },
    { mark: '░', hue: 'second', label: labels.together },
  ]
  const names = rowNames(words.map(({ word }) => word))
  const most = Math.max(1, ...words.map(({ people }) => people))
  const rows = words.flatMap(({ before, people, told, gained }, at): readonly Line[] => {
    const name = names[at] ?? []
    const scale = Math.min(1, barRoomBeside(name, width, 24) / most)
    const said = ` ${told}${gained === '' ? '' : ` (${gained})`}`
    return fitted(
      [
        ...name,
        run('  '),
        ...stackedBar(series, before === null ? [0, 0, people] : [before, people - before, 0], scale),
        run(said, 'dim'),
      ],
      width,
    )
  })
  return [...legend(series, width), ...rows]
}

/** Each practice with how often it was done, and how it went. */
export function sketchPractices(
  { practices, labels }: PracticesDone,
  width: number,
  words: Words,
): readonly Line[] {
  const series: readonly Series[] = [
    { mark: '█', hue: 'first', label: labels.asWritten },
    { mark: '▒', hue: 'second', label: labels.ownWay },
    { mark: '░', hue: 'fourth', label: labels.didNotWork },
  ]
  const timesOf = (one: PracticesDone['practices'][number]): number =>
    one.asWritten + one.ownWay + one.didNotWork
  const names = rowNames(
    practices.map(({ name }) => name),
    PRACTICE_WIDTH,
  )
  const most = Math.max(1, ...practices.map(timesOf))
  const rows = practices.flatMap((one, at): readonly Line[] => {
    const name = names[at] ?? []
    const scale = Math.min(1, barRoomBeside(name, width, 24) / most)
    const times = timesOf(one)
    const said =
      times === 0 ? labels.notYet : `${words.time.number(times)} ${one.isProven ? labels.proven : ''}`
    const pieces = stackedBar(series, [one.asWritten, one.ownWay, one.didNotWork], scale)
    return fitted([...name, run('  '), ...pieces, run(` ${said.trim()}`, 'dim')], width)
  })
  return [...legend(series, width), ...rows]
}
