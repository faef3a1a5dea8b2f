/** Calls of the sentences on the pictures of moves, newcomers, words and practices. */
import { english } from '../../../src/core/words/english.ts'

const { moves, newcomersPath, practicesDone, waitsBySpace, wordsSpread } = english.figures
const period = { from: 20_752, to: 20_780 }
const moved =
  (inward: number, outward: number, arrived: number, isRounded = false) =>
  () =>
    moves.finding(20_752, { inward, outward, arrived }, isRounded)

export const FIGURE_SAMPLES = {
  'figures.waitsBySpace.atHour': [0, 23].map((hour) => () => waitsBySpace.atHour(hour, 51)),
  'figures.waitsBySpace.note': [() => waitsBySpace.note(null), () => waitsBySpace.note('UTC')],
  'figures.moves.finding': [
    moved(0, 0, 0),
    moved(1, 0, 0),
    moved(0, 1, 1),
    moved(0, 0, 1),
    moved(0, 0, 3),
    moved(2, 3, 4),
    moved(10, 15, 20, true),
    moved(0, 15, 20, true),
  ],
  'figures.moves.note': [
    () => moves.note(0, { isRounded: false, isJoined: false, timeZone: 'UTC' }),
    () => moves.note(95, { isRounded: true, isJoined: true, timeZone: 'Europe/Paris' }),
  ],
  'figures.newcomersPath.posted.who': [() => newcomersPath.posted.who(period)],
  'figures.newcomersPath.answered.who': [0, 1, 2].map((n) => () => newcomersPath.answered.who(n)),
  'figures.newcomersPath.returned.who': [0, 1, 2].map((n) => () => newcomersPath.returned.who(period, n)),
  'figures.newcomersPath.told': [
    () => newcomersPath.told(3, false),
    () => newcomersPath.told(0, true),
    () => newcomersPath.told(20, true),
  ],
  'figures.newcomersPath.share': [
    () => newcomersPath.share(1, 2, false),
    () => newcomersPath.share(5, 10, true),
  ],
  'figures.newcomersPath.finding.answered': [() => newcomersPath.finding.answered('1 of 2')],
  'figures.newcomersPath.finding.returned': [() => newcomersPath.finding.returned('1 of 2')],
  'figures.newcomersPath.finding.tooEarly': [1, 2].map((n) => () => newcomersPath.finding.tooEarly(n)),
  'figures.newcomersPath.finding.notTold': [() => newcomersPath.finding.notTold(5)],
  'figures.newcomersPath.finding.sentence': [
    () => newcomersPath.finding.sentence(['1 of 2 came back']),
    () => newcomersPath.finding.sentence(['about 5 of 10 were answered', '1 of 2 came back']),
  ],
  'figures.newcomersPath.note': [true, false].map((isRounded) => () => newcomersPath.note('UTC', isRounded)),
  'figures.wordsSpread.labels': [() => Object.values(wordsSpread.labels(20_752)).join(', ')],
  'figures.wordsSpread.told': [() => wordsSpread.told(1, false), () => wordsSpread.told(5, true)],
  'figures.wordsSpread.gained': [() => wordsSpread.gained(1)],
  'figures.wordsSpread.finding.gained': [
    () => wordsSpread.finding.gained('chuck', 1, 3, false),
    () => wordsSpread.finding.gained('chuck', 5, 10, true),
  ],
  'figures.wordsSpread.finding.widest': [
    () => wordsSpread.finding.widest('chuck', 1, false),
    () => wordsSpread.finding.widest('chuck', 5, true),
  ],
  'figures.wordsSpread.note': [0, 1, 2].map((n) => () => wordsSpread.note(n, n > 0)),
  'figures.practicesDone.finding': [
    () => practicesDone.finding(1, 0, 0),
    () => practicesDone.finding(1, 1, 0),
    () => practicesDone.finding(1, 1, 1),
    () => practicesDone.finding(5, 0, 0),
    () => practicesDone.finding(5, 1, 1),
    () => practicesDone.finding(5, 4, 2),
  ],
  'figures.practicesDone.note': [0, 1, 2].map((n) => () => practicesDone.note(n)),
}
