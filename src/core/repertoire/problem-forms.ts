/** The forms of a problem: opened, changed, added to; each holds what there is already. */
import { dateOf, dayOfDate } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { MemberId } from '../ids.ts'
import { formsOf, type Reply } from '../reply.ts'
import type { Words } from '../words/words.ts'
import { readLink } from './practice-link.ts'
import {
  isPast,
  type Problem,
  type ProblemKind,
  type ProblemMore,
  type ProblemText,
  placesTaken,
  stateOfProblem,
} from './problem.ts'
import { newProblemCard, problemCardWith } from './problem-card.ts'
import { problemNamed } from './problem-list.ts'
import { mayChangeProblem, namedDeed, problemOf, todayOf } from './problem-parts.ts'

const form = formsOf('problem')

/** What is asked of a problem when it is opened, and when it is changed. */
const ASKED = ['title', 'whom', 'doneWhen', 'firstStep', 'link'] as const

/** What somebody wrote of a problem. */
export interface Written {
  readonly title: string
  readonly whom: string
  readonly doneWhen: string
  readonly firstStep: string
  readonly link?: string | undefined
}

const textOf = ({ title, whom, doneWhen, firstStep, link }: Written, words: Words): ProblemText => ({
  ...{ title, whom, doneWhen, firstStep },
  link: link === undefined ? null : readLink(link, words),
})

/** The form for a new problem of that title. */
export const askForProblem = (title: string, words: Words): Reply =>
  form('begin', ['title', 'whom', 'doneWhen', 'firstStep'], { title }, words.problem.open)

/** Throws a `Refusal` where another open problem has that title. */
async function refuseTaken({ store, community, words }: Call<object>, title: string, own: Problem | null) {
  const taken = problemNamed(await store.problems.all(community.id), title)
  if (taken !== null && taken.id !== own?.id && stateOfProblem(taken) === 'open')
    throw new Refusal(words.problem.open.taken(taken.title))
}

/** Keeps a new problem, under the name of whoever opens it, and shows it to everybody. */
export async function openProblem(call: Call<Written>): Promise<Reply> {
  const { input, community, store, words } = call
  const text = textOf(input, words)
  await refuseTaken(call, text.title, null)
  const opened = await store.problems.open(community.id, text, await namedDeed(call), todayOf(call))
  return newProblemCard(call, opened)
}

/** The problem, for whoever may change it. Throws a `Refusal` for everybody else. */
async function ownProblem(call: Call<object>, id: number): Promise<Problem> {
  const found = await problemOf(call, id)
  if (!mayChangeProblem(call, found)) throw new Refusal(call.words.problem.edit.notYours)
  return found
}

/** The form that changes what a problem says. */
export async function openProblemEdit(call: Call<{ id: number }>): Promise<Reply> {
  const { id, title, whom, doneWhen, firstStep, link } = await ownProblem(call, call.input.id)
  const input = { id: String(id), title, whom, doneWhen, firstStep, link: link ?? '' }
  return form('change', ASKED, input, call.words.problem.edit)
}

/** Changes what a problem says. */
export async function changeProblem(call: Call<Written & { id: number }>): Promise<Reply> {
  const { input, community, store, words } = call
  const before = await ownProblem(call, input.id)
  const text = textOf(input, words)
  if (stateOfProblem(before) === 'open') await refuseTaken(call, text.title, before)
  if (ASKED.every((field) => text[field] === before[field])) throw new Refusal(words.problem.edit.unchanged)
  await store.problems.change(community.id, before.id, text)
  return cardNow(call, words.problem.edit.done)
}

/** The form for what not everybody has to say. Whoever stands beside it is not shown in it: left empty, that stays. */
export async function openProblemMore(call: Call<{ id: number }>): Promise<Reply> {
  const { id, kind, places, untilDay } = await ownProblem(call, call.input.id)
  const until = untilDay === null ? '' : dateOf(untilDay)
  const input = { id: String(id), kind, places: places === null ? '' : String(places), until }
  return form('add', ['kind', 'adult', 'places', 'until'], input, call.words.problem.more)
}

/** What not everybody has to say, as it was filled in. */
export interface More {
  readonly id: number
  readonly kind?: ProblemKind | undefined
  readonly adult?: MemberId | undefined
  readonly places?: number | undefined
  readonly until?: string | undefined
}

/** Keeps it; a number or a date that was emptied is taken away. */
export async function addToProblem(call: Call<More>): Promise<Reply> {
  const { input, community, store, words } = call
  const say = words.problem.more
  const before = await ownProblem(call, input.id)
  const untilDay = input.until === undefined ? null : dayOfDate(input.until)
  if (untilDay !== before.untilDay && isPast({ untilDay }, todayOf(call))) throw new Refusal(say.dayOver)
  const taken = placesTaken(before)
  if (input.places !== undefined && input.places < taken) throw new Refusal(say.fewerPlaces(taken))
  if (input.adult !== undefined && input.adult !== before.adult)
    await refuseUnlessAppointed(call, input.adult)
  const kind = input.kind ?? before.kind
  await store.problems.addTo(community.id, before.id, {
    ...moreOf(before),
    ...{ kind, adult: input.adult ?? before.adult, places: input.places ?? null, untilDay },
  })
  const isNewService = kind === 'service' && (before.curriculum === '' || before.partners === '')
  return cardNow(call, isNewService ? say.keptService : say.kept)
}

/** Moderators answer for the adults: they appoint them, or name one themselves. */
async function refuseUnlessAppointed(call: Call<object>, adult: MemberId): Promise<void> {
  const { actor, community, store, words } = call
  if (actor.isModerator) return
  const appointed = await store.learning.appointed(community.id)
  if (!appointed.some((one) => one.member === adult && one.role === 'adult'))
    throw new Refusal(words.problem.more.notAppointed)
}

const moreOf = ({ kind, adult, places, untilDay, curriculum, partners }: Problem): ProblemMore => ({
  ...{ kind, adult, places, untilDay, curriculum, partners },
})

/** The form for what is asked of service alone. */
export async function openService(call: Call<{ id: number }>): Promise<Reply> {
  const { id, kind, curriculum, partners } = await ownProblem(call, call.input.id)
  const say = call.words.problem.service
  if (kind !== 'service') throw new Refusal(say.notService)
  return form('addService', ['curriculum', 'partners'], { id: String(id), curriculum, partners }, say)
}

/** How service belongs to what is taught, and who of the community takes part. */
export interface Service {
  readonly id: number
  readonly curriculum?: string | undefined
  readonly partners?: string | undefined
}

/** Keeps it; what was emptied is taken away. */
export async function addService(call: Call<Service>): Promise<Reply> {
  const { input, community, store, words } = call
  const before = await ownProblem(call, input.id)
  if (before.kind !== 'service') throw new Refusal(words.problem.service.notService)
  const { curriculum = '', partners = '' } = input
  await store.problems.addTo(community.id, before.id, { ...moreOf(before), curriculum, partners })
  return cardNow(call, words.problem.more.kept)
}

/** The adult goes, by their own word or by that of whoever looks after it. */
export async function nobodyBeside(call: Call<{ id: number }>): Promise<Reply> {
  const { input, actor, community, store, words } = call
  const before = await problemOf(call, input.id)
  const say = words.problem.notBeside
  if (before.adult !== actor.member && !mayChangeProblem(call, before)) throw new Refusal(say.notYours)
  await store.problems.addTo(community.id, before.id, { ...moreOf(before), adult: null })
  return cardNow(call, say.done)
}

const cardNow = async (call: Call<{ id: number }>, sentence: string): Promise<Reply> =>
  problemCardWith(call, await problemOf(call, call.input.id), sentence)
