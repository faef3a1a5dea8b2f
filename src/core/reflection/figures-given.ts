/** The pictures of what people gave: how far words have spread, and what came of practices. */
import type { PracticesDone, WordsSpread } from '../figure.ts'
import type { Words } from '../words/words.ts'
import type { FigureSource } from './figures.ts'
import { type ShownWord, shownWord } from './small-groups-pictures.ts'

const WORDS_SHOWN = 10
const PRACTICES_SHOWN = 10

/** Words that somebody besides their giver uses, those that most use first, by what the viewer may see of them. */
export function wordsFigure({ pictures, viewer, period }: FigureSource, words: Words): WordsSpread {
  const say = words.figures.wordsSpread
  const isRounded = !viewer.isExact
  const used = pictures.words
    .filter(({ people }) => people > 0)
    .map((one) => shownWord(one, viewer))
    .sort(
      (a, b) => countOf(b) - countOf(a) || gainedOf(b) - gainedOf(a) || a.word.localeCompare(b.word, 'en'),
    )
  const shown = used.slice(0, WORDS_SHOWN)
  return {
    kind: 'wordsSpread',
    title: say.title,
    finding: pictures.words.length === 0 ? say.noWords : spreadFinding(used, isRounded, words),
    note: say.note(pictures.words.length - shown.length, isRounded),
    labels: say.labels(period.from),
    words: shown.map((one) => ({
      word: one.word,
      told: one.people === 'few' ? say.few : say.told(one.people, isRounded),
      gained: gainedOf(one) > 0 ? say.gained(gainedOf(one)) : '',
      before: one.before,
      people: countOf(one),
    })),
  }
}

const countOf = ({ people }: ShownWord): number => (people === 'few' ? 0 : people)
const gainedOf = (one: ShownWord): number => (one.before === null ? 0 : countOf(one) - one.before)

function spreadFinding(used: readonly ShownWord[], isRounded: boolean, words: Words): string {
  const say = words.figures.wordsSpread
  const [widest] = used
  if (widest === undefined) return say.none
  const most = used.reduce((best, one) => (gainedOf(one) > gainedOf(best) ? one : best), widest)
  if (gainedOf(most) > 0) return say.finding.gained(most.word, gainedOf(most), countOf(most), isRounded)
  return widest.people === 'few' ? say.finding.few : say.finding.widest(widest.word, widest.people, isRounded)
}

/** What people did openly, so everybody sees it as it is. */
export function practicesFigure({ pictures }: FigureSource, words: Words): PracticesDone {
  const say = words.figures.practicesDone
  const all = pictures.practices
  const shown = all.slice(0, PRACTICES_SHOWN)
  const done = all.filter(({ outcomes }) => Object.values(outcomes).some((n) => n > 0))
  return {
    kind: 'practicesDone',
    title: say.title,
    finding:
      all.length === 0
        ? say.none
        : say.finding(all.length, done.length, all.filter(({ isProven }) => isProven).length),
    note: say.note(all.length - shown.length),
    labels: say.labels,
    practices: shown.map(({ name, isProven, outcomes }) => ({ name, isProven, ...outcomes })),
  }
}
