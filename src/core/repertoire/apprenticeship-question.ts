/** After two and eight weeks: whether it goes on, and whether the learner now acts alone. Asked of each for themselves. */
import type { Calendar, Day, Period } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { type MemberId, pairId } from '../ids.ts'
import { DAYS_PER_WEEK, mergedBreaks } from '../participation/breaks.ts'
import { actions, note, paragraph, type Reply } from '../reply.ts'
import type { Span } from '../text.ts'
import type { Words } from '../words/words.ts'
import { isRunning, type Pair, sideOf } from './apprenticeship.ts'
import { button } from './apprenticeship-people.ts'

/** Nobody is asked while they sleep, learn or eat: between these hours of the community's day. */
const FROM_HOUR = 16
const TO_HOUR = 20
/** What could not be asked for so long is not asked any more. */
const LAPSES_DAYS = 28

/** The day on which they are asked: so many weeks after both had agreed, or the first after a break that it lies in. */
export function dayToAsk(agreedOn: Day, weeks: number, breaks: readonly Period[]): Day {
  const day = agreedOn + weeks * DAYS_PER_WEEK
  const inside = mergedBreaks(breaks).find((one) => one.from <= day && day < one.to)
  return inside?.to ?? day
}

/** Whether it is a moment to ask what was due since a day: at a humane hour, outside of breaks, and not much too late. */
export function isTimeToAsk(due: Day, now: number, calendar: Calendar, breaks: readonly Period[]): boolean {
  const today = calendar.dayOf(now)
  const hour = calendar.hourOf(now)
  const isQuiet = breaks.some((one) => one.from <= today && today < one.to)
  return due <= today && today < due + LAPSES_DAYS && FROM_HOUR <= hour && hour < TO_HOUR && !isQuiet
}

/** What somebody can answer. */
export const ANSWERS = ['goesOn', 'over', 'alone', 'notYet'] as const
export type PairAnswer = (typeof ANSWERS)[number]

/** The question as one of the two is asked it. */
export function questionFor(
  pair: Pair,
  member: MemberId,
  {
    partner,
    since,
    weeks,
    words,
  }: { readonly partner: Span; readonly since: Day; readonly weeks: number; readonly words: Words },
): Reply {
  const say = words.learn.question
  const side = sideOf(pair, member) ?? 'learn'
  const press = (label: string, says: PairAnswer) =>
    button(label, 'answer', { pair: String(pair.id), weeks: String(weeks), says })
  const what =
    side === 'learn'
      ? [say.since(since), partner, say.showsYou(pair.topic)]
      : [say.since(since), say.youShow, partner, say.youShowAfter(pair.topic)]
  return {
    title: say.title,
    isPrivate: true,
    blocks: [
      paragraph(...what, say.goesOn),
      actions(press(say.buttons.goesOn, 'goesOn'), press(say.buttons.over, 'over')),
      paragraph(say.alone[side]),
      actions(press(say.buttons.alone[side], 'alone'), press(say.buttons.notYet, 'notYet')),
      note(say.note),
    ],
  }
}

/** Keeps an answer; the last one to each of the two questions counts. */
export async function answerQuestion(
  call: Call<{ pair: number; weeks: number; says: PairAnswer }>,
): Promise<Reply> {
  const { input, store, community, actor, now, words } = call
  const { says, weeks } = input
  const say = words.learn.question
  const key = { pair: pairId(input.pair), member: actor.member, weeks }
  const asked = (await store.learning.questions(community.id)).find(
    (one) => one.pair === key.pair && one.member === key.member && one.weeks === weeks,
  )
  if (asked === undefined) throw new Refusal(say.notYours)
  const answer =
    says === 'goesOn' || says === 'over' ? { goesOn: says === 'goesOn' } : { actsAlone: says === 'alone' }
  await store.learning.answer(community.id, key, answer, now)
  const { goesOn, actsAlone } = { ...asked, ...answer }
  const pair = (await store.learning.pairs(community.id)).find((one) => one.id === key.pair)
  const canEnd = goesOn === false && pair !== undefined && isRunning(pair)
  return {
    title: '',
    isPrivate: true,
    blocks: [
      paragraph(
        [
          say.kept,
          ...(goesOn === null ? [] : [goesOn ? say.so.goesOn : say.so.over]),
          ...(actsAlone === null ? [] : [actsAlone ? say.so.alone : say.so.notYet]),
          ...(canEnd ? [say.endIt] : []),
        ].join(' '),
      ),
      ...(canEnd ? [actions(button(words.learn.done.button, 'done', { id: String(pair.id) }))] : []),
    ],
  }
}
