/** What everything about problems has in common: finding one, who may change it, what somebody does with it, and its buttons. */
import { calendarOf, type Day } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { problemId } from '../ids.ts'
import { keepName } from '../people/who.ts'
import type { Deed } from '../ports-problems.ts'
import { type Button, buttonsOf } from '../reply.ts'
import type { Problem } from './problem.ts'

/** A problem by its id. Throws a `Refusal` where it is gone. */
export async function problemOf({ store, community, words }: Call<object>, id: number): Promise<Problem> {
  const found = await store.problems.one(community.id, problemId(id))
  if (found === null) throw new Refusal(words.problem.gone)
  return found
}

/** Whoever opened it may change it, and moderators may. */
export const mayChangeProblem = ({ actor }: Call<object>, { opener }: Problem): boolean =>
  actor.isModerator || opener === actor.member

/** The community's day of the call. */
export const todayOf = ({ community, now }: Call<object>): Day => calendarOf(community.timeZone).dayOf(now)

/** What the caller does now, where they are. */
export const deedOf = ({ actor, place, now }: Call<object>): Deed => ({
  ...{ member: actor.member, platform: place.platform, at: now },
})

/** The same, under their name from now on. */
export async function namedDeed(call: Call<object>): Promise<Deed> {
  await keepName(call)
  return deedOf(call)
}

/** The button that says so too, of the closing whose words stand beside it: of no later one. */
export function confirmButton({ words }: Call<object>, problem: Problem, closing: number) {
  const button = problemButton(words.problem.buttons.confirm, 'confirm', problem, 'primary')
  const { target } = button
  return { ...button, target: { ...target, input: { ...target.input, closing: String(closing) } } }
}

/** A button of a problem. */
export const problemButton = (
  label: string,
  handler: string,
  { id }: Problem,
  emphasis?: Button['emphasis'],
): Button => button(label, handler, { id: String(id) }, emphasis)

const button = buttonsOf('problem')
