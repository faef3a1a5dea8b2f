import { describe, expect, test } from 'vitest'
import { numberInk } from '../../src/charts/map-key.ts'
import { palettes } from '../../src/charts/palette.ts'
import { contrast, distance, labOf, type Vision, visions } from './colour-vision.ts'

const everyVision = Object.keys(visions) as Vision[]
const pairs = <Item>(items: readonly Item[]): (readonly [Item, Item])[] =>
  items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const))

test('the measure itself: white and black are 100 apart, and dichromats confuse what they are known to', () => {
  expect(distance('#ffffff', '#000000', 'usual')).toBeCloseTo(100, 0)
  expect(labOf('#ff0000', 'usual').map(Math.round)).toEqual([53, 80, 67])
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5)
  // A red and a green of the same lightness to deuteranopes.
  expect(distance('#c8643c', '#85802c', 'usual')).toBeGreaterThan(40)
  expect(distance('#c8643c', '#85802c', 'deuteranopia')).toBeLessThan(20)
})

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const palette = palettes[theme]

  test.each(everyVision)('series are told apart with %s vision', (vision) => {
    for (const series of [palette.members, palette.bands, palette.doings, palette.moves])
      for (const [one, other] of pairs(Object.values(series)))
        expect(distance(one, other, vision)).toBeGreaterThan(25)
    expect(distance(palette.bar, palette.longestBar, vision)).toBeGreaterThan(25)
  })

  test.each(everyVision)(
    'parts of one bar, and what is behind them, are told apart with %s vision',
    (vision) => {
      const { path, spread, empty, ground, doings } = palette
      const touching = [
        ...pairs(Object.values(spread)),
        ...[path.yes, path.no, path.tooEarly].map((colour) => [colour, ground] as const),
        [path.yes, path.no],
        [path.no, path.tooEarly],
        [path.yes, path.tooEarly],
        ...[...Object.values(doings), ...Object.values(spread)].map((colour) => [colour, empty] as const),
      ] as const
      for (const [one, other] of touching)
        expect([one, other, distance(one, other, vision) > (other === ground ? 8 : 20)]).toEqual([
          one,
          other,
          true,
        ])
    },
  )

  test('numbers of groups are read on their colours', () => {
    for (const colour of [...palette.map.groups, palette.map.rest])
      expect(contrast(numberInk(colour, palette), colour), colour).toBeGreaterThanOrEqual(4.5)
  })

  test.each(everyVision)('groups beside each other on the map are told apart with %s vision', (vision) => {
    const { groups, rest } = palette.map
    for (const [place, colour] of groups.entries())
      expect(distance(colour, groups[(place + 1) % groups.length] ?? '', vision)).toBeGreaterThan(35)
    // The smaller groups together lie between the last and the first.
    for (const beside of [groups[0], groups.at(-1)])
      expect(distance(rest, beside ?? '', vision)).toBeGreaterThan(20)
  })

  test.each(everyVision)('each step of heat is nearer the ink than the last with %s vision', (vision) => {
    const lightness = [palette.empty, ...palette.heat].map((colour) => labOf(colour, vision)[0])
    const away = lightness.map((one) => Math.abs(one - labOf(palette.ground, vision)[0]))
    for (const [index, one] of away.entries())
      if (index > 0) expect(one - (away[index - 1] ?? 0)).toBeGreaterThan(4)
    for (const [index, colour] of palette.heat.entries())
      if (index > 0) expect(distance(colour, palette.heat[index - 1] ?? '', vision)).toBeGreaterThan(10)
  })

  test('text is readable and shapes are seen', () => {
    for (const colour of [palette.ink, palette.text, palette.quiet])
      expect(contrast(colour, palette.ground)).toBeGreaterThan(4.5)
    const { members, bands, doings, spread, path, moves } = palette
    const shapes = [
      ...[members, bands, doings, spread].flatMap((series) => Object.values(series)),
      ...[palette.bar, path.yes, path.no, moves.inward, moves.outward, moves.arrived],
    ]
    for (const colour of [...palette.map.groups, palette.map.rest])
      expect(contrast(colour, palette.ground)).toBeGreaterThan(3)
    for (const colour of shapes) expect(contrast(colour, palette.ground)).toBeGreaterThan(1.5)
    // What is no news may be quiet, and is seen.
    for (const colour of [moves.stayed, path.tooEarly])
      expect(contrast(colour, palette.ground)).toBeGreaterThan(1.2)
    expect(contrast(palette.empty, palette.ground)).toBeGreaterThan(1.05)
  })
})
