/** A problem as people see it: what it is, who is in, what came of it, and ways to take part. */
import type { Platform } from '../activity.ts'
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { whoIs } from '../people/who.ts'
import {
  type Actions,
  actions,
  type Block,
  type Facts,
  note,
  ownScreen,
  paragraph,
  type Reply,
} from '../reply.ts'
import { emphasis, type Span, strong, type Text } from '../text.ts'
import { linkSpan } from './practice-link.ts'
import {
  canBegin,
  isPast,
  type Participant,
  type Problem,
  placesLeft,
  standingClosing,
  stateOfProblem,
  takingPart,
} from './problem.ts'
import { confirmButton, mayChangeProblem, problemButton, todayOf } from './problem-parts.ts'

/** Further people are counted. */
const MAX_NAMED = 20
const MAX_CHANGES = 10

/** The card of a problem, for whoever asks. */
export async function problemCard(call: Call<object>, problem: Problem): Promise<Reply> {
  return {
    title: problem.title,
    isPrivate: true,
    blocks: [
      ...(await bodyOf(call, problem)),
      ...takingPartIn(call, problem),
      ...lookingAfter(call, problem),
    ],
  }
}

/** The card as it is now, under a sentence, in the place of the one before. */
export async function problemCardWith(
  call: Call<object>,
  problem: Problem,
  sentence: string,
): Promise<Reply> {
  const { title, blocks } = await problemCard(call, problem)
  return ownScreen(title, [paragraph(sentence), ...blocks])
}

/** The card as everybody is shown a new problem, with the buttons that are everybody's. */
export async function newProblemCard(call: Call<object>, problem: Problem): Promise<Reply> {
  const { open, buttons } = call.words.problem
  return {
    title: problem.title,
    isPrivate: false,
    blocks: [
      paragraph(open.opened),
      ...(await bodyOf(call, problem)),
      actions(
        problemButton(buttons.join, 'join', problem, 'primary'),
        problemButton(buttons.done, 'done', problem),
        problemButton(buttons.look, 'look', problem),
      ),
    ],
  }
}

async function bodyOf(call: Call<object>, problem: Problem): Promise<readonly Block[]> {
  const changes = await changesOf(call, problem)
  const standing = standingSentence(call, problem)
  return [
    ...(standing === null ? [] : [paragraph(strong(standing))]),
    { kind: 'facts', facts: [...(await outcomeOf(call, problem)), ...(await factsOf(call, problem))] },
    ...(changes.length === 0
      ? []
      : [
          paragraph(emphasis(call.words.problem.card.changedForPeople)),
          { kind: 'list' as const, ordered: false, items: changes },
        ]),
    ...earlierClosings(call, problem),
  ]
}

function standingSentence(call: Call<object>, problem: Problem): string | null {
  const say = call.words.problem.card
  const { dayOf } = calendarOf(call.community.timeZone)
  const closing = standingClosing(problem)
  if (closing !== null)
    return closing.confirmed === null
      ? say.closed(dayOf(closing.closedAt))
      : say.confirmed(dayOf(closing.closedAt))
  const { untilDay } = problem
  return untilDay !== null && isPast(problem, todayOf(call)) ? say.past(untilDay) : null
}

/** What changed here, who says so, and who else does. */
async function outcomeOf(call: Call<object>, problem: Problem): Promise<Facts['facts']> {
  const closing = standingClosing(problem)
  if (closing === null) return []
  const say = call.words.problem.card
  const { dayOf } = calendarOf(call.community.timeZone)
  const { changed, closer, platform, closedAt, confirmed } = closing
  return [
    { label: say.changed, value: [changed] },
    { label: say.closer, value: [await whoIs(call, closer, platform), say.by(dayOf(closedAt))] },
    ...(confirmed === null
      ? []
      : [
          {
            label: say.confirmer,
            value: [await whoIs(call, confirmed.by, confirmed.platform), say.by(dayOf(confirmed.at))],
          },
        ]),
  ]
}

async function factsOf(call: Call<object>, problem: Problem): Promise<Facts['facts']> {
  const { card: say, kinds } = call.words.problem
  const { kind, adult, places, untilDay, link } = problem
  const isOpen = stateOfProblem(problem) === 'open'
  const given = (label: string, text: string) => (text === '' ? [] : [{ label, value: [text] }])
  return [
    ...given(say.whom, problem.whom),
    ...given(say.doneWhen, problem.doneWhen),
    ...given(say.firstStep, problem.firstStep),
    ...(kind === 'problem' ? [] : [{ label: say.kind, value: [kinds[kind]] }]),
    ...given(say.curriculum, problem.curriculum),
    ...given(say.partners, problem.partners),
    ...(adult === null ? [] : [{ label: say.adult, value: [await whoIs(call, adult, null)] }]),
    { label: say.in, value: await whoIsIn(call, takingPart(problem)) },
    ...(places === null || !isOpen
      ? []
      : [{ label: say.places, value: [say.placesOf(placesLeft(problem) ?? 0, places)] }]),
    ...(untilDay === null || !isOpen ? [] : [{ label: say.until, value: [say.untilValue(untilDay)] }]),
    { label: say.opener, value: [await whoIs(call, problem.opener, problem.platform)] },
    ...(link === null ? [] : [{ label: say.link, value: [linkSpan(link, call.words)] }]),
  ]
}

const nameIn = (span: Span): string => (typeof span === 'object' && span.kind === 'person' ? span.name : '')

async function whoIsIn(call: Call<object>, participants: readonly Participant[]): Promise<Text> {
  const say = call.words.problem.card
  if (participants.length === 0) return [say.nobodyIn]
  const shown = participants.slice(0, MAX_NAMED)
  const unnamed = new Map<Platform, Span[]>()
  const named: Span[] = []
  for (const { member, platform } of shown) {
    const span = await whoIs(call, member, platform)
    const isNamed = platform === null || nameIn(span) !== call.words.people.somebodyOn(platform)
    if (isNamed) named.push(span)
    else unnamed.set(platform, [...(unnamed.get(platform) ?? []), span])
  }
  // Those whose names do not cross from there are told together.
  for (const [platform, [first, ...more]] of unnamed)
    if (first !== undefined)
      named.push(more.length === 0 ? first : call.words.people.peopleOn(more.length + 1, platform))
  const others = participants.length - shown.length
  return [
    ...named.flatMap((one, at) => (at === 0 ? [one] : [', ', one])),
    ...(others > 0 ? [say.others(others)] : []),
  ]
}

/** What it changed for people, as each of them told. */
async function changesOf(call: Call<object>, problem: Problem): Promise<readonly Text[]> {
  const closing = standingClosing(problem)
  if (closing === null) return []
  const say = call.words.problem.card
  const told = [
    ...(closing.changedForCloser === ''
      ? []
      : [{ member: closing.closer, platform: closing.platform, changed: closing.changedForCloser }]),
    ...takingPart(problem).filter((one) => one.changed !== ''),
  ]
  const items: Text[] = []
  for (const { member, platform, changed } of told.slice(0, MAX_CHANGES))
    items.push([await whoIs(call, member, platform), say.changedForSomebody(changed)])
  return items
}

/** Closings that were taken back stay as what was said then. */
function earlierClosings({ community, words }: Call<object>, { closings }: Problem): readonly Block[] {
  const { dayOf } = calendarOf(community.timeZone)
  return closings.flatMap(({ closedAt, reopened, changed }) =>
    reopened === null
      ? []
      : [note(words.problem.card.reopened(dayOf(closedAt), dayOf(reopened.at), changed))],
  )
}

/** What the caller can do with it as somebody who takes part, or could. */
function takingPartIn(call: Call<object>, problem: Problem): readonly Actions[] {
  const say = call.words.problem.buttons
  const isIn = takingPart(problem).some((one) => one.member === call.actor.member)
  const closing = standingClosing(problem)
  if (closing === null) {
    const joining = canBegin(problem, todayOf(call))
      ? [problemButton(say.join, 'join', problem, 'primary')]
      : []
    const first = isIn ? [problemButton(say.leave, 'leave', problem)] : joining
    return [actions(...first, problemButton(say.done, 'done', problem))]
  }
  const mayConfirm = closing.confirmed === null && closing.closer !== call.actor.member
  const buttons = [
    ...(mayConfirm ? [confirmButton(call, problem, problem.closings.length)] : []),
    ...(isIn ? [problemButton(say.tell, 'changedForMe', problem)] : []),
  ]
  return buttons.length === 0 ? [] : [actions(...buttons)]
}

/** What is for whoever opened it, for moderators, and for the adult beside it. */
function lookingAfter(call: Call<object>, problem: Problem): readonly Actions[] {
  const say = call.words.problem.buttons
  const isBeside = problem.adult === call.actor.member
  const mayChange = mayChangeProblem(call, problem)
  const away =
    problem.adult !== null && (isBeside || mayChange)
      ? [problemButton(isBeside ? say.notBeside : say.nobodyBeside, 'notBeside', problem)]
      : []
  const changing = [
    problemButton(say.more, 'more', problem),
    ...(problem.kind === 'service' ? [problemButton(say.service, 'service', problem)] : []),
    problemButton(say.edit, 'edit', problem),
    ...(stateOfProblem(problem) === 'open' ? [] : [problemButton(say.reopen, 'reopen', problem)]),
  ]
  const buttons = [...(mayChange ? changing : []), ...away]
  return buttons.length === 0 ? [] : [actions(...buttons)]
}
