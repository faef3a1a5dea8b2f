import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowLayout } from '../../src/charts/flow-layout.ts'
import { PAGE_MARGIN, PAGE_WIDTH } from '../../src/charts/layout.ts'
import { svgOf } from '../../src/charts/svg.ts'
import type { Figure, Moves } from '../../src/core/figure.ts'
import {
  anyFigure,
  bands,
  examples,
  members,
  moves,
  path,
  practices,
  rhythm,
  waits,
  words,
} from './figures.ts'
import { type PlacedText, textsOf } from './reading.ts'

const wordsOf = (figure: Figure): readonly string[] =>
  textsOf(svgOf(figure, 'light').svg).map(({ content }) => content.replaceAll('\u00a0', ' '))

const overlap = (one: PlacedText, other: PlacedText): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

describe('what every picture has', () => {
  test.each(examples)('$kind: the title, the finding and the note', (figure) => {
    const said = wordsOf(figure).join(' ')
    for (const part of [figure.title, figure.finding, figure.note]) expect(said).toContain(part)
  })

  test.each(examples)('$kind: twice the pixels of a phone 400 wide, and letters of 12 at least', (figure) => {
    const { svg, widthPx, heightPx } = svgOf(figure, 'dark')
    expect(widthPx).toBe(800)
    expect(svg).toContain(`width="800" height="${heightPx}" viewBox="0 0 400 ${heightPx / 2}"`)
    for (const [, size] of svg.matchAll(/font-size="([\d.]+)"/g))
      expect(Number(size)).toBeGreaterThanOrEqual(12)
  })

  test.each(examples)('$kind: each theme has its own colours and the same words', (figure) => {
    const [light, dark] = [svgOf(figure, 'light'), svgOf(figure, 'dark')]
    expect(light.svg).not.toBe(dark.svg)
    expect(textsOf(light.svg)).toEqual(textsOf(dark.svg))
  })

  test.each(examples)('$kind: the same figure gives the same picture', (figure) => {
    expect(svgOf(figure, 'light')).toEqual(svgOf(structuredClone(figure), 'light'))
  })
})

describe('any figure', () => {
  test('is well-formed, with every text inside the margins and none upon another', () => {
    fc.assert(
      fc.property(anyFigure, fc.constantFrom('light', 'dark'), (figure, theme) => {
        const { svg, heightPx } = svgOf(figure, theme)
        const texts = textsOf(svg)
        for (const text of texts) {
          expect(text.left).toBeGreaterThanOrEqual(PAGE_MARGIN - 0.01)
          expect(text.right).toBeLessThanOrEqual(PAGE_WIDTH - PAGE_MARGIN + 0.01)
          expect(text.top).toBeGreaterThanOrEqual(0)
          expect(text.bottom).toBeLessThanOrEqual(heightPx / 2)
        }
        for (const [index, text] of texts.entries())
          for (const other of texts.slice(index + 1))
            if (overlap(text, other))
              throw new Error(`${JSON.stringify(text)} lies on ${JSON.stringify(other)}`)
      }),
      { numRuns: 300 },
    )
  })
})

describe('members by week', () => {
  test('names each series beside the last week, with its count', () => {
    const last = members.weeks.at(-1)
    const said = wordsOf(members)
    for (const key of ['new', 'returned', 'stayed', 'left'] as const) {
      const name = said.indexOf(members.labels[key])
      expect(name).toBeGreaterThan(0)
      expect(said[name - 1]).toBe(String(last?.[key]))
    }
  })

  test('dates the last week and as many before it as fit', () => {
    expect(wordsOf(members).filter((word) => /^\d+ [A-Z][a-z]{2}$/.test(word))).toEqual([
      '15 Jan',
      '5 Feb',
      '26 Feb',
      '18 Mar',
    ])
  })

  test('counts on the axis are whole and have no sign', () => {
    const few = { ...members, weeks: [{ from: 0, new: 1, returned: 0, stayed: 1, left: 2 }] }
    expect(
      wordsOf(few)
        .filter((word) => /^[−-]?[\d.]+$/.test(word))
        .slice(0, 5),
    ).toEqual(['2', '1', '0', '1', '2'])
  })

  test('draws as many parts as there are counts above zero', () => {
    const shapes = (weeks: typeof members.weeks) =>
      svgOf({ ...members, weeks }, 'light').svg.match(/fill="#(eda31d|6cb0e0|1f5c99|c8485a)"/g)?.length
    const [week] = members.weeks
    if (week === undefined) throw new Error('no week')
    // Four discs stand before the names in any case.
    expect(shapes([{ ...week, new: 1, returned: 1, stayed: 1, left: 1 }])).toBe(8)
    expect(shapes([{ ...week, new: 0, returned: 1, stayed: 1, left: 0 }])).toBe(6)
    const nobody = { ...week, new: 0, returned: 0, stayed: 0, left: 0 }
    expect(shapes([week, nobody])).toBe(
      8 - [week.new, week.returned, week.stayed, week.left].filter((n) => n === 0).length,
    )
    expect(shapes([nobody])).toBeUndefined()
  })
})

describe('bands over time', () => {
  test('names the bands from the edge to the core', () => {
    const said = wordsOf(bands)
    const at = (['peripheral', 'active', 'core'] as const).map((band) => said.indexOf(band))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(at.map((index) => said[index - 1])).toEqual(['35', '20', '13'])
  })

  test('large numbers are short', () => {
    const weeks = bands.weeks.map((week) => ({ ...week, core: 1_234, active: 56_789, peripheral: 3_400_000 }))
    expect(wordsOf({ ...bands, weeks })).toEqual(expect.arrayContaining(['1.2 k', '56.8 k', '3.4 M', '2 M']))
  })
})

describe('rhythm', () => {
  test('has a cell for each hour of the week, and says which was busiest', () => {
    const { svg } = svgOf(rhythm, 'light')
    const said = wordsOf(rhythm)
    expect(svg.match(/<rect[^>]*rx="2.5" fill="#/g)?.length).toBe(7 * 24 + 6)
    expect(said).toEqual(
      expect.arrayContaining([...rhythm.labels.weekdays, '00:00', '06:00', '12:00', '18:00']),
    )
    expect(said).toEqual(expect.arrayContaining(['Wed 14:00', '40 messages']))
  })

  test('rings nothing where nothing was said', () => {
    const silent = { ...rhythm, counts: rhythm.counts.map((hours) => hours.map(() => 0)) }
    expect(svgOf(silent, 'light').svg).not.toContain('stroke-width="2"')
    expect(svgOf(rhythm, 'light').svg).toContain('stroke-width="2"')
  })

  test('a colour never stands for two numbers where the busiest hour has fewer than five', () => {
    const counts = rhythm.counts.map((hours) => hours.map((_, hour) => hour % 4))
    const said = wordsOf({ ...rhythm, counts })
    expect(said.filter((word) => /^\d$/.test(word))).toEqual(['0', '1', '2', '3'])
  })
})

describe('waits by space', () => {
  test('says how long and how many', () => {
    const said = wordsOf(waits)
    expect(said).toEqual(
      expect.arrayContaining(['machine-room', '2 h 10 min', '12 of 15 answered', 'median wait']),
    )
    expect(said).toEqual(expect.arrayContaining(['welding', '45 min', '9 of 9 answered']))
  })

  test('claims no wait where nobody was answered', () => {
    const said = wordsOf(waits)
    expect(said[said.indexOf('nobody-home') + 2]).toBe('–')
    expect(said).not.toContain('0 min')
  })

  test('shortens a long name, and calls a space by its place whose name has no letter to draw', () => {
    const spaces = ['a channel whose name goes on and on and on', '日本語', '💬-general'].map((name) => ({
      name,
      medianMinutes: 20,
      answered: 3,
      starters: 4,
    }))
    const said = wordsOf({ ...waits, spaces })
    expect(said.some((word) => /^a channel whose.*…$/.test(word))).toBe(true)
    expect(said).toEqual(expect.arrayContaining(['№ 2', 'general']))
  })
})

describe('waits by hour', () => {
  test('name the longest, mark hours with too few answers, and are left out where there is none', () => {
    const said = wordsOf(waits)
    expect(said).toEqual(
      expect.arrayContaining(['by the hour', '5 h 10 min', '22:00', 'fewer than five answers']),
    )
    const without = wordsOf({ ...waits, hours: [] })
    expect(without).not.toContain('by the hour')
    expect(svgOf(waits, 'light').svg.match(/<circle/g)).toHaveLength(24 - waits.hours.length + 1)
  })
})

describe('moves', () => {
  const heights = (figure: Moves) => {
    const { left, right, ribbons } = flowLayout(figure.flows)
    const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
    return { left, right, ribbons, sum }
  }

  test('say how many are where on both days, and how many went which way', () => {
    const said = wordsOf(moves)
    for (const [before, name] of [
      [10, 'most weeks'],
      [26, 'often'],
      [3, 'back again'],
      [7, 'new'],
    ] as const) {
      expect(said).toContain(name)
      expect(said[said.indexOf(name) - 1]).toBe(String(before))
    }
    for (const [n, way] of [
      [12, 'came closer'],
      [9, 'went further out'],
      [7, 'arrived'],
      [59, 'as before'],
    ] as const)
      expect(said[said.indexOf(way) - 1]).toBe(String(n))
    expect(said).toEqual(expect.arrayContaining(['1 Jan', '29 Jan']))
  })

  test('have ribbons that fill both ends of what they join, each once', () => {
    fc.assert(
      fc.property(anyFigure, (figure) => {
        if (figure.kind !== 'moves') return
        const { left, right, ribbons, sum } = heights(figure)
        for (const node of left) {
          const its = ribbons.filter((one) => one.before === node.group)
          expect(sum(its.map((one) => one.people))).toBe(node.people)
          expect(sum(its.map((one) => one.thickness))).toBeCloseTo(node.height, 6)
        }
        for (const node of right) {
          const its = ribbons.filter((one) => one.now === node.group)
          expect(sum(its.map((one) => one.people))).toBe(node.people)
          expect(sum(its.map((one) => one.thickness))).toBeCloseTo(node.height, 6)
        }
        expect(ribbons.every((one) => one.thickness >= 1.5)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})

describe('newcomers, words and practices', () => {
  test('say their numbers, and mark each entry', () => {
    expect(wordsOf(path)).toEqual(expect.arrayContaining(['9 of 12', 'were answered', 'too early to say']))
    expect(wordsOf(words)).toEqual(
      expect.arrayContaining(['magic smoke', '5 more', '14', 'a few', 'both together']),
    )
    expect(wordsOf(practices)).toEqual(expect.arrayContaining(['✓ proven', '4', 'not done yet', '–']))
    for (const figure of [path, words, practices, moves])
      expect(svgOf(figure, 'light').svg).toContain('data-mark="0"')
  })

  test('where nothing was there to draw, the sentence stands without axes', () => {
    const empty: readonly Figure[] = [
      { ...members, weeks: [] },
      { ...bands, weeks: [] },
      { ...rhythm, counts: rhythm.counts.map((hours) => hours.map(() => 0)) },
      { ...waits, spaces: [] },
      { ...moves, flows: [] },
      { ...path, steps: [] },
      { ...words, words: [] },
      { ...practices, practices: [] },
    ]
    for (const figure of empty) {
      const said = wordsOf(figure).join(' ')
      expect(said).toBe([figure.title, figure.finding, figure.note].join(' '))
    }
  })
})

describe('what cannot be drawn is refused with a reason', () => {
  const [week] = members.weeks
  const [band] = bands.weeks
  test.each<[string, Figure, RegExp]>([
    ['no number', { ...members, weeks: week ? [{ ...week, new: Number.NaN }] : [] }, /number NaN/],
    ['below zero', { ...bands, weeks: band ? [{ ...band, core: -1 }] : [] }, /number -1/],
    [
      'endless',
      { ...waits, spaces: [{ name: 'x', medianMinutes: Infinity, answered: 1, starters: 1 }] },
      /Infinity/,
    ],
    [
      'too many weeks',
      { ...members, weeks: Array.from({ length: 27 }, () => week ?? never()) },
      /at most 26 weeks/,
    ],
    ['hours missing', { ...rhythm, counts: rhythm.counts.map((hours) => hours.slice(1)) }, /24 counts/],
    ['an hour twice', { ...waits, hours: [...waits.hours, ...waits.hours] }, /each once/],
    [
      'an hour that no day has',
      { ...waits, hours: [{ hour: 24, medianMinutes: 1, answered: 5 }] },
      /from 0 to 23/,
    ],
    ['too many steps', { ...path, steps: [...path.steps, ...path.steps] }, /at most 3 steps/],
    [
      'too many words',
      { ...words, words: Array.from({ length: 13 }, () => words.words[0] ?? never()) },
      /12 words/,
    ],
    [
      'too many practices',
      { ...practices, practices: Array.from({ length: 13 }, () => practices.practices[0] ?? never()) },
      /12 practices/,
    ],
    [
      'half a person',
      { ...moves, flows: [{ before: 'core', now: 'core', people: Number.NaN }] },
      /number NaN/,
    ],
    ['a day that is none', { ...members, weeks: week ? [{ ...week, from: 1e12 }] : [] }, /no such day/],
  ])('%s', (_, figure, reason) => {
    expect(() => svgOf(figure, 'light')).toThrow(reason)
  })
})

function never(): never {
  throw new Error('the example has no week')
}
