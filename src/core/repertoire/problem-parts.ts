/** What everything about problems has in common: finding one, who may change it, its buttons, and who did something. */
import { calendarOf, type Day } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { type MemberId, problemId } from '../ids.ts'
import { goesBy, type Shown } from '../people/goes-by.ts'
import type { Deed } from '../ports-problems.ts'
import type { Actions } from '../reply.ts'
import type { Span } from '../text.ts'
import type { Problem } from './problem.ts'

/** A problem by its id. Throws a `Refusal` where it is gone. */
export async function problemOf({ store, community, words }: Call<object>, id: number): Promise<Problem> {
  const all = await store.problems.all(community.id)
  const found = all.find((one) => one.id === problemId(id))
  if (found === undefined) throw new Refusal(words.problem.gone)
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
  const { actor, community, place, store } = call
  await store.people.setName(community.id, actor.member, place.platform, actor.displayName)
  return deedOf(call)
}

/** Whoever calls, where everybody sees it: on Discord nothing else tells who pressed a button. */
export const whoCalls = ({ actor }: Call<object>): Span => ({
  kind: 'person',
  member: actor.member,
  name: actor.displayName,
  ping: false,
})

/** Somebody by the name that they go by here; whoever left without trace as a former member. */
export async function whoIs(
  { store, community, place, words }: Call<object>,
  member: MemberId | null,
  doneOn: Shown['doneOn'],
): Promise<Span> {
  if (member === null) return words.problem.card.formerMember
  const name = await goesBy(store, community, member, { on: place.platform, doneOn }, words)
  return { kind: 'person', member, name, ping: false }
}

/** A button of a problem. */
export const problemButton = (
  handler: string,
  label: string,
  { id }: Problem,
  emphasis: 'primary' | 'plain' = 'plain',
): Actions['buttons'][number] => ({
  label,
  emphasis,
  target: { command: 'problem', handler, input: { id: String(id) } },
})
