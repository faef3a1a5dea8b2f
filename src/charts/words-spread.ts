/** How far words have spread: a bar each, who had used it before the period, and behind it who took it up since. */
import type { WordsSpread } from '../core/figure.ts'
import { colourKey } from './colour-key.ts'
import { PLOT_WIDTH, type Plot } from './layout.ts'
import { drawable, drawableName } from './lettering.ts'
import { marked, moved } from './markup.ts'
import type { Palette } from './palette.ts'
import { bar, HEADER_HEIGHT, ROW_HEIGHT, rowsHeader, rowWords, track, valuesWidth } from './rows.ts'
import { linear } from './scale.ts'
import { placeName } from './wording.ts'

export function drawWordsSpread({ words, labels }: WordsSpread, palette: Palette): Plot {
  const most = Math.max(1, ...words.map((one) => one.people))
  const x = linear([0, most], [0, PLOT_WIDTH])
  const values = words.map((one) => drawable(one.told))
  const width = valuesWidth(values)
  const rows = words.map((one, index) => {
    const top = HEADER_HEIGHT + index * ROW_HEIGHT
    const said = {
      name: drawableName(one.word, placeName(index + 1)),
      part: drawable(one.gained),
      value: values[index] ?? '',
    }
    const before = one.before === null ? 0 : Math.min(one.before, one.people)
    const parts =
      one.before === null
        ? [{ value: one.people, colour: palette.spread.together }]
        : [
            { value: before, colour: palette.spread.before },
            { value: one.people - before, colour: palette.spread.since },
          ]
    return marked(index, rowWords(said, top, width, palette) + track(top, palette) + bar(parts, x, top))
  })
  const bottom = HEADER_HEIGHT + words.length * ROW_HEIGHT
  const key = colourKey(
    [
      { colour: palette.spread.before, value: '', label: labels.before },
      { colour: palette.spread.since, value: '', label: labels.since },
      ...(words.some((one) => one.before === null && one.people > 0)
        ? [{ colour: palette.spread.together, value: '', label: labels.together }]
        : []),
    ],
    palette,
  )
  return {
    heightPx: bottom + key.heightPx,
    markup:
      rowsHeader(drawable(labels.people), palette) + rows.join('') + moved({ x: 0, y: bottom }, key.markup),
  }
}
