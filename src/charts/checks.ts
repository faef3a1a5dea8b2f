/** What a figure must be to be drawn. */
import { unreachable } from '../core/errors.ts'
import type { Figure, Rhythm, WaitsBySpace } from '../core/figure.ts'

const MAX_WEEKS = 26
const MAX_SPACES = 12
const MAX_STEPS = 3
const MAX_WORDS = 12
const MAX_PRACTICES = 12
/** Every group before with every group now. */
const MAX_FLOWS = 49
const MAX_GROUPS = 9
const MAX_DOTS = 1_500
const WEEKDAYS = 7
const HOURS = 24

/** Throws a RangeError that names what is wrong with a figure: a number that is no count, or more than fits. */
export function checkFigure(figure: Figure): void {
  for (const count of countsOf(figure))
    if (!(count >= 0 && count <= Number.MAX_SAFE_INTEGER))
      throw new RangeError(`a figure cannot show the number ${count}`)
}

/** The numbers of a figure, whose lists are checked for their lengths. Medians may be fractions. */
function countsOf(figure: Figure): readonly number[] {
  switch (figure.kind) {
    case 'membersByWeek':
      checkLength(figure.weeks, MAX_WEEKS, 'weeks')
      return figure.weeks.flatMap((week) => [week.new, week.returned, week.stayed, week.left])
    case 'bandsOverTime':
      checkLength(figure.weeks, MAX_WEEKS, 'weeks')
      return figure.weeks.flatMap((week) => [week.core, week.active, week.peripheral])
    case 'rhythm':
      checkField(figure)
      return figure.counts.flat()
    case 'waitsBySpace':
      checkLength(figure.spaces, MAX_SPACES, 'spaces')
      checkHours(figure)
      return [
        ...figure.spaces.flatMap((space) => [space.medianMinutes, space.answered, space.starters]),
        ...figure.hours.flatMap((one) => [one.medianMinutes, one.answered]),
      ]
    case 'moves':
      checkLength(figure.flows, MAX_FLOWS, 'flows')
      return figure.flows.map((one) => one.people)
    case 'newcomersPath':
      checkLength(figure.steps, MAX_STEPS, 'steps')
      return figure.steps.flatMap((step) => [step.count, step.of, step.tooEarly])
    case 'wordsSpread':
      checkLength(figure.words, MAX_WORDS, 'words')
      return figure.words.flatMap((one) => [one.before ?? 0, one.people])
    case 'practicesDone':
      checkLength(figure.practices, MAX_PRACTICES, 'practices')
      return figure.practices.flatMap((one) => [one.asWritten, one.ownWay, one.didNotWork])
    case 'map':
      checkLength(figure.groups, MAX_GROUPS, 'groups')
      checkLength(figure.dots, MAX_DOTS, 'dots')
      checkLength(figure.lines, MAX_DOTS, 'lines')
      return [...figure.groups, ...figure.bridges].map(({ people }) => people)
    default:
      return unreachable(figure)
  }
}

function checkField({ counts, labels }: Rhythm): void {
  if (counts.length !== WEEKDAYS || counts.some((hours) => hours.length !== HOURS))
    throw new RangeError(`a rhythm has ${WEEKDAYS} rows of ${HOURS} counts`)
  if (labels.weekdays.length !== WEEKDAYS) throw new RangeError(`a rhythm has ${WEEKDAYS} weekdays`)
}

function checkHours({ hours }: WaitsBySpace): void {
  const isHour = (hour: number): boolean => Number.isInteger(hour) && hour >= 0 && hour < HOURS
  if (!hours.every(({ hour }) => isHour(hour)) || new Set(hours.map(({ hour }) => hour)).size < hours.length)
    throw new RangeError(`hours are ${HOURS} at most, each once, from 0 to ${HOURS - 1}`)
}

function checkLength(items: readonly unknown[], most: number, what: string): void {
  if (items.length > most)
    throw new RangeError(`a picture shows at most ${most} ${what}, not ${items.length}`)
}
