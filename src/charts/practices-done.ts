/** What came of practices: a bar each of the times it was done, by how it went, with a mark where it is proven. */
import type { PracticesDone } from '../core/figure.ts'
import { colourKey } from './colour-key.ts'
import { PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, drawableName } from './lettering.ts'
import { marked, moved } from './markup.ts'
import type { Palette } from './palette.ts'
import { bar, HEADER_HEIGHT, ROW_HEIGHT, rowsHeader, rowWords, track, valuesWidth } from './rows.ts'
import { linear } from './scale.ts'
import { compactCount, NO_VALUE, placeName } from './wording.ts'

const OUTCOMES = ['asWritten', 'ownWay', 'didNotWork'] as const

type Row = PracticesDone['practices'][number]

export function drawPracticesDone({ practices, labels }: PracticesDone, palette: Palette): Plot {
  const most = Math.max(1, ...practices.map(timesOf))
  const x = linear([0, most], [0, PLOT_WIDTH])
  const values = practices.map((one) => (timesOf(one) === 0 ? NO_VALUE : compactCount(timesOf(one))))
  const width = valuesWidth(values)
  const rows = practices.map((one, index) => {
    const top = HEADER_HEIGHT + index * ROW_HEIGHT
    const said = {
      name: drawableName(one.name, placeName(index + 1)),
      part: drawable(one.isProven ? labels.proven : timesOf(one) === 0 ? labels.notYet : ''),
      value: values[index] ?? '',
    }
    const parts = OUTCOMES.map((outcome) => ({ value: one[outcome], colour: palette.doings[outcome] }))
    return marked(index, rowWords(said, top, width, palette) + track(top, palette) + bar(parts, x, top))
  })
  const bottom = HEADER_HEIGHT + practices.length * ROW_HEIGHT
  const key = colourKey(
    OUTCOMES.map((outcome) => ({ colour: palette.doings[outcome], value: '', label: labels[outcome] })),
    palette,
  )
  return {
    heightPx: bottom + key.heightPx,
    markup:
      rowsHeader(drawable(labels.times), palette) + rows.join('') + moved({ x: 0, y: bottom }, key.markup),
  }
}

const timesOf = (one: Row): number => one.asWritten + one.ownWay + one.didNotWork
