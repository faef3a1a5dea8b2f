/** The pictures of a digest: the numbers with the words that say what is to be seen in them. */
import type { Period } from '../calendar.ts'
import { unreachable } from '../errors.ts'
import type { BandsOverTime, Figure, MembersByWeek, Rhythm, WaitsBySpace } from '../figure.ts'
import type { Digest } from '../participation/digest.ts'
import type { DigestPictures } from '../participation/picture-data.ts'
import type { Words } from '../words/words.ts'
import { practicesFigure, wordsFigure } from './figures-given.ts'
import { movesFigure, newcomersFigure } from './figures-people.ts'
import { FEWEST_ACTIVE, shownBands, shownWeeks, type Viewer } from './small-groups.ts'

/** Which of the pictures; the map is asked for by itself, because it takes long. */
export type FigureKind = Exclude<Figure['kind'], 'map'>

/** In the order in which they are offered. */
export const FIGURE_KINDS = [
  'membersByWeek',
  'bandsOverTime',
  'moves',
  'newcomersPath',
  'waitsBySpace',
  'rhythm',
  'wordsSpread',
  'practicesDone',
] as const satisfies FigureKind[]

/** What figures are made of, and for whom. */
export interface FigureSource {
  readonly pictures: DigestPictures
  readonly digest: Pick<Digest, 'newcomers'>
  readonly period: Period
  readonly timeZone: string
  /** People active in the period that the pictures belong to. */
  readonly activeMembers: number
  readonly viewer: Viewer
}

/** One figure; null where it would show the viewer a group too small to be shown. */
export function figureOf(kind: FigureKind, source: FigureSource, words: Words): Figure | null {
  const { pictures, activeMembers, viewer } = source
  switch (kind) {
    case 'membersByWeek': {
      const weeks = shownWeeks(pictures.membersByWeek, viewer, activeMembers)
      return weeks === null ? null : membersByWeek(weeks, source, words)
    }
    case 'bandsOverTime': {
      const weeks = shownBands(pictures.bandsOverTime, viewer, activeMembers)
      return weeks === null ? null : bandsOverTime(weeks, source, words)
    }
    case 'rhythm':
      return areTimesShown(source) ? rhythm(pictures.rhythm, source, words) : null
    case 'waitsBySpace':
      return waitsBySpace(source, words)
    case 'moves':
      return movesFigure(source, words)
    case 'newcomersPath':
      return newcomersFigure(source, words)
    case 'wordsSpread':
      return wordsFigure(source, words)
    case 'practicesDone':
      return practicesFigure(source, words)
    default:
      return unreachable(kind)
  }
}

/** In a small community the hours at which something is said are the habits of people one knows. */
const areTimesShown = ({ viewer, activeMembers }: FigureSource): boolean =>
  viewer.isExact || activeMembers >= FEWEST_ACTIVE

function membersByWeek(
  weeks: MembersByWeek['weeks'],
  { timeZone, viewer }: FigureSource,
  words: Words,
): MembersByWeek {
  const say = words.figures.membersByWeek
  const active = weeks.map((week) => ({ at: week.from, n: week.stayed + week.returned + week.new }))
  const [first] = active
  const last = active.at(-1)
  const isEmpty = active.every((week) => week.n === 0)
  return {
    kind: 'membersByWeek',
    title: say.title,
    finding:
      first === undefined || last === undefined || isEmpty
        ? say.none
        : say.finding(first, last, !viewer.isExact),
    note: say.note(timeZone, !viewer.isExact),
    labels: say.labels,
    weeks,
  }
}

function bandsOverTime(
  weeks: BandsOverTime['weeks'],
  { timeZone, viewer }: FigureSource,
  words: Words,
): BandsOverTime {
  const say = words.figures.bandsOverTime
  const last = weeks.at(-1)
  const isEmpty = last === undefined || last.core + last.active + last.peripheral === 0
  return {
    kind: 'bandsOverTime',
    title: say.title,
    finding: isEmpty ? say.none : say.finding(last, !viewer.isExact),
    note: say.note(timeZone, !viewer.isExact),
    labels: say.labels,
    weeks,
  }
}

function rhythm(counts: Rhythm['counts'], { timeZone }: FigureSource, words: Words): Rhythm {
  const say = words.figures.rhythm
  const all = counts.flat().reduce((sum, one) => sum + one, 0)
  const most = Math.max(0, ...counts.flat())
  const weekday = counts.findIndex((hours) => hours.includes(most))
  const hour = counts[weekday]?.indexOf(most) ?? 0
  return {
    kind: 'rhythm',
    title: say.title,
    finding: all === 0 ? say.none : say.finding(weekday, hour, most, all),
    note: say.note(timeZone),
    labels: { weekdays: words.time.shortWeekdays, messages: say.messages },
    counts,
  }
}

function waitsBySpace(source: FigureSource, words: Words): WaitsBySpace {
  const say = words.figures.waitsBySpace
  const { pictures, timeZone } = source
  const spaces = pictures.waitsBySpace.map((space) => ({ ...space, name: words.space(space.name) }))
  const hours = areTimesShown(source) ? pictures.waitsByHour : []
  const [longest] = spaces
  const tell = spaces.length === 1 ? say.one : say.finding
  return {
    kind: 'waitsBySpace',
    title: say.title,
    finding:
      longest === undefined
        ? say.none
        : tell(longest.name, longest.medianMinutes, longest.answered, longest.starters) +
          longestHour(hours, words),
    note: say.note(hours.length === 0 ? null : timeZone),
    labels: say.labels,
    spaces,
    hours,
  }
}

/** Where there are hours to compare. */
function longestHour(hours: WaitsBySpace['hours'], words: Words): string {
  const [longest, next] = [...hours].sort((a, b) => b.medianMinutes - a.medianMinutes || a.hour - b.hour)
  return longest === undefined || next === undefined
    ? ''
    : words.figures.waitsBySpace.atHour(longest.hour, longest.medianMinutes)
}
