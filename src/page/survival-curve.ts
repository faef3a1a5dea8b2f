/** How long people stay: the Kaplan–Meier curve as steps, with its 95 % interval, drawn as the other figures are. */
import { fonts, PLOT_WIDTH } from '../charts/layout.ts'
import { widthOf } from '../charts/lettering.ts'
import { disc, line, marked, type Point, pointable, polygon, text } from '../charts/markup.ts'
import { type Palette, palettes } from '../charts/palette.ts'
import { countStep, linear, ticks } from '../charts/scale.ts'
import type { SurvivalPoint } from '../core/participation/digest-membership.ts'
import type { Words } from '../core/words/words.ts'
import { themed } from './colours.ts'
import { type Shown, shownHtml } from './figure.ts'
import type { Html } from './html.ts'

const TOP = 8
const BOTTOM = 220
const HEIGHT = 264
const LEFT = 44
const RIGHT = PLOT_WIDTH - 8
const AXIS_STEPS = 5
/** The normal's 97.5 % point. */
const Z = 1.96
const SHARES = [0, 0.25, 0.5, 0.75, 1]
/** After so many days the finding tells how many stay. */
export const WEEKS_4_DAYS = 28

/** The figure. */
export function survivalHtml(points: readonly SurvivalPoint[], community: string, words: Words): Html {
  const say = words.page.survival
  const finding = findingOf(points, words)
  const heights = { heightPx: points.length === 0 ? 0 : HEIGHT }
  const shown: Shown = {
    ...{ title: say.title, finding, note: say.note, alt: `${say.title}. ${finding}`, ...heights },
    markup:
      points.length === 0
        ? ''
        : themed(drawn(points, palettes.light, words), drawn(points, palettes.dark, words)),
    data: {
      table: {
        caption: say.title,
        columns: say.columns,
        rows: points.map((one) => {
          const { low, high } = intervalAt(one)
          return [...[one.day, percent(one.survival), percent(low), percent(high), one.atRisk, one.ended]]
        }),
      },
      readings: points.map((one) => say.mark(one.day, one.survival, one.atRisk, one.ended)),
      perRow: null,
    },
    fileName: `${community} survival`,
  }
  return shownHtml(shown, words)
}

/** How many are estimated to stay longer than so many days; all, before the first ended. */
export const survivalAfter = (
  points: readonly SurvivalPoint[],
  day: number,
): Pick<SurvivalPoint, 'survival' | 'se'> =>
  points.findLast((one) => one.day <= day) ?? { survival: 1, se: null }

/** The days after which half have gone; null while more than half stay. */
export const medianStay = (points: readonly SurvivalPoint[]): number | null =>
  points.find(({ survival }) => survival <= 0.5)?.day ?? null

function findingOf(points: readonly SurvivalPoint[], words: Words): string {
  const say = words.page.survival
  const [first] = points
  if (first === undefined) return say.none
  const { survival, se } = survivalAfter(points, WEEKS_4_DAYS)
  return say.finding(WEEKS_4_DAYS, survival, se, first.atRisk)
}

const percent = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 1000) / 10

/** The 95 % interval of the estimate, as Greenwood has it; null where there is none. */
export function intervalAt({ survival, se }: Pick<SurvivalPoint, 'survival' | 'se'>): {
  readonly low: number | null
  readonly high: number | null
} {
  if (se === null) return { low: null, high: null }
  return { low: Math.max(0, survival - Z * se), high: Math.min(1, survival + Z * se) }
}

function drawn(points: readonly SurvivalPoint[], palette: Palette, words: Words): string {
  const lastDay = Math.max(1, points.at(-1)?.day ?? 0)
  const x = linear([0, lastDay], [LEFT, RIGHT])
  const y = linear([1, 0], [TOP, BOTTOM])
  const area = [
    ...steps(points, ({ survival, se }) => Math.min(1, survival + Z * (se ?? 0)), x, y, lastDay),
    ...steps(points, ({ survival, se }) => Math.max(0, survival - Z * (se ?? 0)), x, y, lastDay).toReversed(),
  ]
  return [
    ...SHARES.map((share) => shareLine(share, y(share), palette, words)),
    ...ticks(0, lastDay, countStep(lastDay, AXIS_STEPS)).map((day) =>
      text(
        { x: x(day), y: BOTTOM + 18 },
        String(day),
        fonts.axis,
        palette.quiet,
        day === 0 ? 'start' : 'middle',
      ),
    ),
    text({ x: RIGHT, y: BOTTOM + 38 }, words.page.survival.axis, fonts.axis, palette.quiet, 'end'),
    `<g opacity="0.45">${polygon(area, palette.bar)}</g>`,
    line(
      steps(points, ({ survival }) => survival, x, y, lastDay),
      palette.longestBar,
      2,
    ),
    ...points.map(({ day, survival }, index) => {
      const [from, to] = [
        index === 0 ? LEFT : (x(points[index - 1]?.day ?? 0) + x(day)) / 2,
        index === points.length - 1 ? RIGHT : (x(day) + x(points[index + 1]?.day ?? day)) / 2,
      ]
      const dot = `<g class="dot">${disc({ x: x(day), y: y(survival) }, 4, palette.ink)}</g>`
      return marked(
        index,
        pointable({ x: from, y: TOP, width: Math.max(0.5, to - from), height: BOTTOM - TOP }) + dot,
      )
    }),
  ].join('')
}

function shareLine(share: number, y: number, palette: Palette, words: Words): string {
  const label = words.page.percent(share)
  const across = [
    { x: LEFT, y },
    { x: RIGHT, y },
  ]
  return (
    line(across, share === 0 ? palette.axis : palette.grid, 1) +
    text({ x: LEFT - 8 - widthOf(label, fonts.axis), y: y + 4 }, label, fonts.axis, palette.quiet)
  )
}

/** Level until a day on which somebody ended, then down. */
function steps(
  points: readonly SurvivalPoint[],
  shareOf: (point: SurvivalPoint) => number,
  x: (day: number) => number,
  y: (share: number) => number,
  lastDay: number,
): readonly Point[] {
  let share = 1
  const corners: Point[] = [{ x: x(0), y: y(1) }]
  for (const point of points) {
    const [before, now] = [share, shareOf(point)]
    share = now
    corners.push({ x: x(point.day), y: y(before) }, { x: x(point.day), y: y(now) })
  }
  return [...corners, { x: x(lastDay), y: y(share) }]
}
