/** Whether there is anything to see in a figure: where there is not, its sentence stands alone, without axes. */
import { unreachable } from './errors.ts'
import type { Figure } from './figure.ts'

/** True where a drawing would show nothing but its axes. */
export function isEmptyFigure(figure: Figure): boolean {
  switch (figure.kind) {
    case 'membersByWeek':
      return figure.weeks.every((one) => one.new + one.returned + one.stayed + one.left === 0)
    case 'bandsOverTime':
      return figure.weeks.every((one) => one.core + one.active + one.peripheral === 0)
    case 'moves':
      return figure.flows.every((one) => one.people === 0)
    case 'newcomersPath':
      return figure.steps.every((one) => one.of + one.tooEarly === 0)
    case 'waitsBySpace':
      return figure.spaces.length === 0
    case 'rhythm':
      return figure.counts.flat().every((n) => n === 0)
    case 'wordsSpread':
      return figure.words.length === 0
    case 'practicesDone':
      return figure.practices.length === 0
    case 'map':
      return figure.groups.length === 0
    default:
      return unreachable(figure)
  }
}
