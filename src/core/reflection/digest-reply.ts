/**
 * A digest as people read it, on one screen, in the order of `docs/metrics.md`: the finding, who is waiting, what
 * was made, what was done and what came of it, what changed, how membership grew, one question, and the small print.
 */

import { dateOf, type Period } from '../calendar.ts'
import type { Cohort } from '../cohort.ts'
import type { Figure } from '../figure.ts'
import type { Before } from '../participation/before.ts'
import type { Digest } from '../participation/digest.ts'
import type { WaitingMessage } from '../participation/waiting-messages.ts'
import type { Practice } from '../repertoire/practice.ts'
import { type Actions, type Block, buttonsOf, note, paragraph, type Reply } from '../reply.ts'
import { strong } from '../text.ts'
import type { Words } from '../words/words.ts'
import { digestFacts, FEWEST_TO_SHARE, waitingFact } from './digest-facts.ts'
import type { FigureSource } from './figures.ts'
import { findingOf } from './finding.ts'
import { isTooLong } from './give-way.ts'
import type { MadeAndDone } from './made-and-done.ts'
import { pictureIn, picturesToShow } from './more-pictures.ts'
import { questionFor } from './question.ts'
import { type ShownPeople, SMALL_NUMBER, shownPeople } from './small-groups.ts'
import type { SpreadWord } from './spread-word.ts'
import { MAX_WAITING_SHOWN, waitingList } from './waiting-list.ts'

const buttonOf = buttonsOf('digest')

/** Everything that a digest is told from. */
export interface ToldDigest extends FigureSource {
  readonly digest: Digest
  readonly repertoire: MadeAndDone
  readonly spread: SpreadWord | null
  readonly breaks: readonly Period[]
  readonly before: Before
  readonly waiting: readonly WaitingMessage[]
  /** Practices that only people who are away have done. */
  readonly leaving: readonly Practice[]
  /** Whether anybody can do anything through the bot here: an imported community has no place where they could. */
  readonly isLive: boolean
  /** The cohort that was asked for; null for none. */
  readonly cohort: Cohort | null
  /** As of when: how long somebody has waited is counted to here. */
  readonly asOf: number
}

/** The whole digest. Buttons lead to who waits and to the other pictures of the same days. */
export function digestReply(told: ToldDigest, words: Words): Reply {
  const say = words.digest
  const people = shownPeople(told, told.viewer)
  const question = questionFor({ ...told, people }, words)
  const figure = pictureOf(told, words)
  const blocksOf = (how: 'whole' | 'short'): readonly Block[] => [
    paragraph(strong(findingOf(told, people, words))),
    ...waitingBlocks(told, words),
    digestFacts(told, people, words, how),
    ...(figure === null ? [] : [{ kind: 'chart' as const, figure }]),
    paragraph(strong(`${say.questionLabel}: `), question),
    ...smallPrint(told, people, words),
    ...waysOn(told, figure, words),
  ]
  const whole = blocksOf('whole')
  return {
    title: say.title(told.digest.community, told.period),
    isPrivate: true,
    blocks: isTooLong(whole) ? blocksOf('short') : whole,
  }
}

/** Who came and went; where that may not be shown, when people talk. */
const pictureOf = (told: ToldDigest, words: Words): Figure | null =>
  pictureIn('membersByWeek', told, words) ?? pictureIn('rhythm', told, words)

function smallPrint({ digest, viewer }: ToldDigest, people: ShownPeople, words: Words): readonly Block[] {
  const say = words.digest.notes
  const { count, n, low, high } = digest.answers.answered
  const isSmall = n >= FEWEST_TO_SHARE && n < SMALL_NUMBER && low !== null && high !== null
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

/** Who waits: how many and where, then five of them with what anybody may say of each. */
function waitingBlocks(told: ToldDigest, words: Words): readonly Block[] {
  const { waiting, asOf, timeZone } = told
  const label = strong(`${words.digest.labels.waiting}: `)
  return [
    paragraph(label, waitingFact(told, words)),
    ...waitingList(waiting.slice(0, MAX_WAITING_SHOWN), { asOf, timeZone }, words),
  ]
}

/** All who wait where not all are shown, the map, and the pictures that the viewer may see and does not see already. */
function waysOn(told: ToldDigest, seen: Figure | null, words: Words): readonly Actions[] {
  const say = words.digest.buttons
  const { waiting, period, digest } = told
  const { replies, mentions } = digest.participation
  const since = { since: dateOf(period.from) }
  const buttons: Actions['buttons'] = [
    ...(waiting.length > MAX_WAITING_SHOWN
      ? [buttonsOf('waiting')(say.waiting(waiting.length), 'waiting', {}, 'primary')]
      : []),
    ...(picturesToShow(told, words).some((kind) => kind !== seen?.kind)
      ? [buttonOf(say.pictures, 'pictures', since)]
      : []),
    // There is something to see where anybody answered or named anybody.
    ...(replies + mentions > 0 ? [buttonOf(words.map.button, 'map', since)] : []),
  ]
  return buttons.length === 0 ? [] : [{ kind: 'actions', buttons }]
}
