/** The other pictures of a digest: which of them there is something to see in, and the screen that leads to each. */
import { dateOf } from '../calendar.ts'
import type { Figure } from '../figure.ts'
import { isEmptyFigure } from '../figure-empty.ts'
import { type Actions, type Block, buttonsOf, paragraph, type Reply } from '../reply.ts'
import type { Words } from '../words/words.ts'
import type { ToldDigest } from './digest-reply.ts'
import { FIGURE_KINDS, type FigureKind, figureOf } from './figures.ts'

/** So many buttons stand beside one another on a phone. */
const BUTTONS_IN_ROW = 2
const buttonOf = buttonsOf('digest')

/** The pictures that a viewer may see and that there is something to see in, in order. */
export const picturesToShow = (told: ToldDigest, words: Words): readonly FigureKind[] =>
  FIGURE_KINDS.filter((kind) => pictureIn(kind, told, words) !== null)

/** A screen of one's own with a button for each picture, and one for other days. */
export function morePictures(told: ToldDigest, words: Words): Reply {
  const say = words.digest
  const since = dateOf(told.period.from)
  const pictures = picturesToShow(told, words).map((figure) =>
    buttonOf(say.buttons[figure], 'picture', { figure, since }),
  )
  return {
    title: say.title(told.digest.community, told.period),
    isPrivate: true,
    blocks: [
      paragraph(pictures.length === 0 ? say.pictureNotShown : say.morePictures),
      ...rowsOf([...pictures, buttonOf(say.askForm, 'ask')]),
    ],
  }
}

function rowsOf(buttons: Actions['buttons']): readonly Block[] {
  const rows: Block[] = []
  for (let at = 0; at < buttons.length; at += BUTTONS_IN_ROW)
    rows.push({ kind: 'actions', buttons: buttons.slice(at, at + BUTTONS_IN_ROW) })
  return rows
}

/** A picture that there is something to see in; null where it may not be shown, too. */
export function pictureIn(kind: FigureKind, told: ToldDigest, words: Words): Figure | null {
  const figure = figureOf(kind, told, words)
  return figure === null || isEmptyFigure(figure) ? null : figure
}
