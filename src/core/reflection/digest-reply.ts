/**
 * A digest as people read it, on one screen, in the order of `docs/metrics.md`: the finding, who is waiting, what
 * was made, what was done and what came of it, what changed, how membership grew, one question, and the small print.
 */
import { dateOf, type Period } from '../calendar.ts'
import { unreachable } from '../errors.ts'
import type { Figure } from '../figure.ts'
import type { Digest } from '../participation/digest.ts'
import { type Actions, type Block, note, paragraph, type Reply, type Target } from '../reply.ts'
import { strong } from '../text.ts'
import type { Words } from '../words/words.ts'
import { digestFacts, SMALL_NUMBER } from './digest-facts.ts'
import { FIGURE_KINDS, type FigureKind, type FigureSource, figureOf } from './figures.ts'
import type { MadeAndDone } from './made-and-done.ts'
import { questionFor } from './question.ts'
import { type ShownPeople, shownPeople } from './small-groups.ts'
import type { SpreadWord } from './spread-word.ts'

/** Everything that a digest is told from. */
export interface ToldDigest extends FigureSource {
  readonly digest: Digest
  readonly period: Period
  readonly repertoire: MadeAndDone
  readonly spread: SpreadWord | null
  readonly breaks: readonly Period[]
  /** As of when: how long somebody has waited is counted to here. */
  readonly asOf: number
}

/** The whole digest. Buttons lead to who waits and to the other pictures of the same days. */
export function digestReply(told: ToldDigest, words: Words): Reply {
  const say = words.digest
  const people = shownPeople(told.digest, told.viewer)
  const question = questionFor({ ...told, people }, words)
  const figure = pictureOf(told, words)
  return {
    title: say.title(told.digest.community, told.period),
    isPrivate: true,
    blocks: [
      paragraph(strong(findingOf(told, people, words))),
      digestFacts(told, people, words),
      ...(figure === null ? [] : [{ kind: 'chart' as const, figure }]),
      paragraph(strong(`${say.questionLabel}: `), question),
      ...smallPrint(told, people, words),
      ...buttonsOf(told, figure, words),
    ],
  }
}

/** One sentence: what changed, else how many took part, else what was done or written; and who waits. */
function findingOf({ digest, period, repertoire }: ToldDigest, people: ShownPeople, words: Words): string {
  const say = words.digest.finding
  const { participation } = digest
  const { waiting } = digest.answers
  const first = waiting.filter((one) => one.newcomer).length
  // What changed because of somebody here is told before anything else.
  const now =
    repertoire.changed.length > 0
      ? say.changed(repertoire.changed.length)
      : people.active !== null && people.active.now > 0
        ? say.people(people.active.now, people.active.before, period, people.isRounded)
        : repertoire.done > 0
          ? say.done(repertoire.done)
          : participation.messages > 0
            ? say.messages(participation.messages, participation.previous.messages, period)
            : say.nothing(period)
  if (first > 0) return say.sentence([now, say.firstWaiting(first)])
  if (waiting.length > 0) return say.sentence([now, say.waiting(waiting.length)])
  return say.sentence(participation.messages > 0 ? [now, say.nobodyWaits] : [now])
}

/** Who came and went; where that may not be shown, when people talk. */
const pictureOf = (told: ToldDigest, words: Words): Figure | null =>
  pictureIn('membersByWeek', told, words) ?? pictureIn('rhythm', told, words)

/** A picture that there is something to see in; null where it may not be shown, too. */
const pictureIn = (kind: FigureKind, told: ToldDigest, words: Words): Figure | null =>
  isEmpty(kind, told.pictures) ? null : figureOf(kind, told, words)

function isEmpty(kind: FigureKind, pictures: ToldDigest['pictures']): boolean {
  switch (kind) {
    case 'membersByWeek':
      return pictures.membersByWeek.every((one) => one.new + one.returned + one.stayed + one.left === 0)
    case 'bandsOverTime':
      return pictures.bandsOverTime.every((one) => one.core + one.active + one.peripheral === 0)
    case 'rhythm':
      return pictures.rhythm.flat().every((n) => n === 0)
    case 'waitsBySpace':
      return pictures.waitsBySpace.length === 0
    default:
      return unreachable(kind)
  }
}

function smallPrint({ digest, viewer }: ToldDigest, people: ShownPeople, words: Words): readonly Block[] {
  const say = words.digest.notes
  const { count, n, low, high } = digest.answers.answered
  const isSmall = n > 0 && n < SMALL_NUMBER && low !== null && high !== null
  const reasons = [...new Set(digest.partial.map((one) => one.reason))]
  const fields = [
    ...new Set(digest.partial.map((one) => say.fields.get(one.field.split('.')[0] ?? '') ?? one.field)),
  ]
  const sentences = [
    ...(isSmall ? [say.small(words.digest.share(count, n), low, high)] : []),
    ...(reasons.length > 0 ? [say.partial(reasons, fields)] : []),
    ...(people.isTooFew ? [say.fewActive] : viewer.isExact ? [] : [say.rounded]),
    say.noNames,
  ]
  return [note(sentences.join(' '))]
}

/** Who waits, and the pictures that the viewer may see and does not see already. */
function buttonsOf(told: ToldDigest, seen: Figure | null, words: Words): readonly Actions[] {
  const say = words.digest.buttons
  const others = FIGURE_KINDS.filter((kind) => kind !== seen?.kind && pictureIn(kind, told, words) !== null)
  const input = { since: dateOf(told.period.from) }
  const buttons: Actions['buttons'] = [
    ...(told.digest.answers.waiting.length === 0
      ? []
      : [{ label: say.waiting, emphasis: 'primary' as const, target: target('waiting', 'waiting', {}) }]),
    ...others.map((figure) => ({
      label: say[figure],
      emphasis: 'plain' as const,
      target: target('digest', 'picture', { figure, ...input }),
    })),
  ]
  return buttons.length === 0 ? [] : [{ kind: 'actions', buttons }]
}

const target = (command: string, handler: string, input: Target['input']): Target => ({
  command,
  handler,
  input,
})
