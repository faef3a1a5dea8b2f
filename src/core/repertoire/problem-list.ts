/** What is open, what is said to be done, and what changed lately, for whoever comes by. */
import type { Call } from '../command.ts'
import { isDoneHere } from '../people/elsewhere.ts'
import { type Actions, actions, type Block, buttonsOf, note, paragraph, type Reply } from '../reply.ts'
import { emphasis, strong, type Text } from '../text.ts'
import type { Words } from '../words/words.ts'
import { isSameName, namesFor } from './names.ts'
import {
  canBegin,
  isPast,
  openProblems,
  type Problem,
  placesLeft,
  standingClosing,
  stateOfProblem,
  takingPart,
} from './problem.ts'
import { confirmButton, problemButton, todayOf } from './problem-parts.ts'

/** Every problem takes a row of buttons, and so does bringing one; platforms show five. */
const MAX_ROWS = 4
const MAX_CLAIMED = 2
const MAX_DONE = 3
const MAX_NAMED = 3

/** The open list: first what somebody new can begin with; then what needs somebody else's word. */
export async function problemList(call: Call<object>): Promise<Reply> {
  const { store, community, words } = call
  const say = words.problem.list
  const all = await store.problems.all(community.id)
  const today = todayOf(call)
  const open = openProblems(all, today)
  const allClaimed = all.filter((one) => stateOfProblem(one) === 'closed')
  const claimed = allClaimed.slice(0, MAX_CLAIMED)
  const shown = open.slice(0, MAX_ROWS - claimed.length)
  const others = open.slice(shown.length).map((one) => one.title)
  return {
    title: say.title,
    isPrivate: true,
    blocks: [
      paragraph(
        open.length === 0
          ? say.nothingOpen
          : say.some(open.length, open.filter((one) => canBegin(one, today)).length),
      ),
      ...shown.flatMap((one) => openItem(call, one)),
      ...(others.length === 0
        ? []
        : [note(say.more(others.slice(0, MAX_NAMED), Math.max(0, others.length - MAX_NAMED)))]),
      ...(claimed.length === 0 ? [] : [paragraph(say.claimed(allClaimed.length))]),
      ...claimed.flatMap((one) => claimedItem(call, one)),
      ...doneLately(all, words),
      bringing(words),
    ],
  }
}

const bringing = ({ problem: say }: Words): Actions => actions(buttonsOf('problem')(say.open.button, 'begin'))

function openItem(call: Call<object>, problem: Problem): readonly Block[] {
  const { list: say, buttons } = call.words.problem
  const isIn = takingPart(problem).some((one) => one.member === call.actor.member)
  const row = actions(
    ...(!isIn && canBegin(problem, todayOf(call))
      ? [problemButton(buttons.join, 'join', problem, 'primary')]
      : []),
    problemButton(buttons.done, 'done', problem),
    problemButton(buttons.look, 'look', problem),
  )
  const text: Text = [
    strong(problem.title),
    '\n',
    emphasis(say.firstStep),
    problem.firstStep,
    '\n',
    statusOf(call, problem, isIn),
  ]
  return [paragraph(...text), row]
}

function statusOf(call: Call<object>, problem: Problem, isIn: boolean): string {
  const { status: say, kinds } = call.words.problem
  const { kind, untilDay } = problem
  const left = placesLeft(problem)
  return say.joined([
    ...(kind === 'problem' ? [] : [kinds[kind]]),
    say.in(takingPart(problem).length),
    ...(left === null ? [] : [say.placesLeft(left)]),
    ...(untilDay === null ? [] : [isPast(problem, todayOf(call)) ? say.past(untilDay) : say.until(untilDay)]),
    ...(isIn ? [say.youAreIn] : []),
  ])
}

function claimedItem(call: Call<object>, problem: Problem): readonly Block[] {
  const { list: say, buttons } = call.words.problem
  const closing = standingClosing(problem)
  if (closing === null) return []
  const mayConfirm = closing.closer !== call.actor.member
  return [
    paragraph(strong(problem.title), say.change(closing.changed)),
    actions(
      ...(mayConfirm ? [confirmButton(call, problem, problem.closings.length)] : []),
      problemButton(buttons.look, 'look', problem),
    ),
  ]
}

/** The last few that were confirmed, the latest first. */
function doneLately(all: readonly Problem[], words: Words): readonly Block[] {
  const say = words.problem.list
  const done = all
    .flatMap((one) => {
      const closing = standingClosing(one)
      return closing?.confirmed && isDoneHere(closing.closer)
        ? [{ one, changed: closing.changed, at: closing.confirmed.at }]
        : []
    })
    .sort((a, b) => b.at - a.at)
    .slice(0, MAX_DONE)
  if (done.length === 0) return []
  return [
    paragraph(emphasis(say.doneLately)),
    {
      kind: 'list',
      ordered: false,
      items: done.map(({ one, changed }): Text => [strong(one.title), say.change(changed)]),
    },
  ]
}

/** The problem of that title, whatever its capitals: an open one before others, then the latest; null if there is none. */
export function problemNamed(all: readonly Problem[], title: string): Problem | null {
  const named = all.filter((one) => isSameName(one.title, title))
  return named.find((one) => stateOfProblem(one) === 'open') ?? named.at(-1) ?? null
}

/** Titles for what somebody has typed so far, those that are open first: so that nothing is opened twice. */
export function suggestProblems(all: readonly Problem[], typed: string): readonly string[] {
  const latest = [...all].reverse()
  const isOpen = (one: Problem): boolean => stateOfProblem(one) === 'open'
  const fitting = (some: readonly Problem[]): readonly string[] =>
    namesFor(
      some.map((one) => one.title),
      typed,
    )
  const open = latest.filter(isOpen)
  return [...new Set([...fitting(open), ...fitting(latest)])]
}
