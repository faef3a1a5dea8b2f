/** Taking on a problem: joining, leaving, saying that it is done and what changed, and saying so too. */
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { whoCalls } from '../people/who.ts'
import { actions, formsOf, paragraph, type Reply, sentence } from '../reply.ts'
import { strong } from '../text.ts'
import { type Problem, placesLeft, standingClosing, takingPart } from './problem.ts'
import { problemCardWith } from './problem-card.ts'
import {
  confirmButton,
  deedOf,
  mayChangeProblem,
  namedDeed,
  problemButton,
  problemOf,
  todayOf,
} from './problem-parts.ts'

type Pressed = Call<{ id: number }>

const form = formsOf('problem')

/** Takes part, and tells everybody in a line: the first time only, so that nobody is told of coming and going. */
export async function joinProblem(call: Pressed): Promise<Reply> {
  const { input, community, store, words } = call
  const { join: say, gone } = words.problem
  const { id } = await problemOf(call, input.id)
  const joined = await store.problems.join(community.id, id, deedOf(call), todayOf(call))
  switch (joined) {
    case 'joined': {
      await namedDeed(call)
      const problem = await problemOf(call, id)
      const left = placesLeft(problem)
      const line = [whoCalls(call), say.told(problem.title), ...(left === null ? [] : [say.room(left)])]
      return { title: '', isPrivate: false, blocks: [paragraph(...line)] }
    }
    case 'again':
    case 'already':
      return sentence(say[joined])
    case 'gone':
      throw new Refusal(gone)
    case 'full':
    case 'past':
    case 'closed':
      throw new Refusal(say[joined])
  }
}

/** No longer takes part. Nobody is told. */
export async function leaveProblem(call: Pressed): Promise<Reply> {
  const { actor, community, now, store, words } = call
  const say = words.problem.leave
  const problem = await problemOf(call, call.input.id)
  const isLeft = await store.problems.leave(community.id, problem.id, actor.member, now)
  if (!isLeft) throw new Refusal(say.notIn)
  return sentence(say.done)
}

const isIn = (problem: Problem, { actor }: Call<object>): boolean =>
  takingPart(problem).some((one) => one.member === actor.member)

/** The problem, for whoever may close it. Throws a `Refusal` for everybody else. */
async function closable(call: Pressed): Promise<Problem> {
  const problem = await problemOf(call, call.input.id)
  const say = call.words.problem.done
  if (standingClosing(problem) !== null) throw new Refusal(say.already)
  if (!isIn(problem, call) && !mayChangeProblem(call, problem)) throw new Refusal(say.notYours)
  return problem
}

/** The form that asks the two things; what changed here as it was said before, where it was closed once. */
export async function askWhatChanged(call: Pressed): Promise<Reply> {
  const { id, closings } = await closable(call)
  const input = { id: String(id), changed: closings.at(-1)?.changed ?? '' }
  return form('close', ['changed', 'changedForYou'], input, call.words.problem.done)
}

/** What whoever closes a problem says. */
export interface WhatChanged {
  readonly id: number
  readonly changed: string
  readonly changedForYou?: string | undefined
}

/** Closes it, and asks everybody who else can say that it is so. */
export async function closeProblem(call: Call<WhatChanged>): Promise<Reply> {
  const { input, community, store, words } = call
  const { done: say, card, buttons } = words.problem
  const problem = await closable(call)
  const { changed, changedForYou: changedForCloser = '' } = input
  const deed = await namedDeed(call)
  const isClosed = await store.problems.close(
    ...([community.id, problem.id, { changed, changedForCloser }, deed, todayOf(call)] as const),
  )
  if (!isClosed) throw new Refusal(say.already)
  return {
    title: problem.title,
    isPrivate: false,
    blocks: [
      paragraph(whoCalls(call), say.told),
      { kind: 'facts', facts: [{ label: card.changed, value: [changed] }] },
      paragraph(say.whoElse),
      actions(
        confirmButton(call, problem, problem.closings.length + 1),
        problemButton(buttons.tell, 'changedForMe', problem),
        problemButton(buttons.look, 'look', problem),
      ),
    ],
  }
}

/** Somebody else says that it is so, of what they read, and everybody is told what changed. */
export async function confirmProblem(call: Call<{ id: number; closing: number }>): Promise<Reply> {
  const { input, actor, community, store, words } = call
  const { confirm: say, buttons } = words.problem
  const problem = await problemOf(call, input.id)
  const closing = standingClosing(problem)
  if (closing === null) throw new Refusal(say.notClosed)
  if (closing.closer === actor.member) throw new Refusal(say.own)
  if (input.closing !== problem.closings.length) throw new Refusal(say.another)
  const isConfirmed = await store.problems.confirm(
    ...([community.id, problem.id, input.closing, await namedDeed(call)] as const),
  )
  if (!isConfirmed) throw new Refusal(say.already)
  return {
    title: problem.title,
    isPrivate: false,
    blocks: [
      paragraph(whoCalls(call), say.told),
      paragraph(say.changed, '\n', strong(closing.changed)),
      actions(
        problemButton(buttons.tell, 'changedForMe', problem),
        problemButton(buttons.look, 'look', problem),
      ),
    ],
  }
}

/** The problem, for whoever may say what it changed for them. Throws a `Refusal` for everybody else. */
async function tellable(call: Pressed): Promise<Problem> {
  const problem = await problemOf(call, call.input.id)
  const say = call.words.problem.tell
  if (standingClosing(problem) === null) throw new Refusal(say.notClosed)
  if (!isIn(problem, call)) throw new Refusal(say.notIn)
  return problem
}

/** The form for what changed for somebody who takes part, filled in with what they said. */
export async function askWhatChangedForMe(call: Pressed): Promise<Reply> {
  const problem = await tellable(call)
  const own = problem.participants.find((one) => one.member === call.actor.member)
  const input = { id: String(problem.id), changedForYou: own?.changed ?? '' }
  return form('tell', ['changedForYou'], input, call.words.problem.tell)
}

/** Keeps it; what was emptied is taken away. */
export async function tellWhatChanged(
  call: Call<{ id: number; changedForYou?: string | undefined }>,
): Promise<Reply> {
  const { input, community, store, words } = call
  const problem = await tellable(call)
  const { member, at } = await namedDeed(call)
  await store.problems.tellChange(community.id, problem.id, member, {
    changed: input.changedForYou ?? '',
    at,
  })
  return problemCardWith(call, await problemOf(call, problem.id), words.problem.tell.kept)
}

/** Opens it again; what was said when it was closed stays on its card. */
export async function reopenProblem(call: Pressed): Promise<Reply> {
  const { actor, community, now, store, words } = call
  const say = words.problem.reopen
  const problem = await problemOf(call, call.input.id)
  if (!mayChangeProblem(call, problem)) throw new Refusal(say.notYours)
  const isOpen = await store.problems.reopen(community.id, problem.id, { member: actor.member, at: now })
  if (!isOpen) throw new Refusal(say.already)
  return problemCardWith(call, await problemOf(call, problem.id), say.done)
}
