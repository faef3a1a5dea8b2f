/** Moderators appoint mentors and adults. It is told openly, because they answer for it and people are to know whom they can turn to. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { MemberId } from '../ids.ts'
import { keepName, shown } from '../people/who.ts'
import { actions, type Block, note, ownScreen, paragraph, type Reply, sentence } from '../reply.ts'
import type { Text } from '../text.ts'
import type { Role } from './apprenticeship.ts'
import { button } from './apprenticeship-people.ts'

/** Everybody who is appointed, since when and by whom; for moderators. */
export async function appointedScreen(call: Call<object>, news: readonly Block[] = []): Promise<Reply> {
  const { store, community, words } = call
  const say = words.learn.appoint
  const { dayOf } = calendarOf(community.timeZone)
  const items: Text[] = []
  const takingBack: ReturnType<typeof button>[] = []
  for (const { member, role, by, at } of await store.learning.appointed(community.id)) {
    const person = await shown(call, member, null)
    items.push([
      person,
      say.line(role, dayOf(at)),
      ...(by === null ? [] : [say.by, await shown(call, by, null)]),
    ])
    takingBack.push(button(say.takeBack(person.name, role), 'unappoint', { person: String(member), role }))
  }
  return ownScreen(say.title, [
    ...news,
    ...(items.length === 0 ? [paragraph(say.nobody)] : [{ kind: 'list' as const, ordered: false, items }]),
    actions(button(say.appointButton, 'appoint', {}, 'primary'), ...takingBack),
    note(say.why),
  ])
}

/** Whom a moderator appoints, and to what. */
export interface Appointing {
  readonly person: MemberId
  readonly role: Role
}

/** Appoints somebody, and tells everybody where it was done. They were typed by name, so they are called. */
export async function appoint(call: Call<Appointing>): Promise<Reply> {
  const { input, store, community, actor, place, now, words } = call
  const { person, role } = input
  const say = words.learn.appoint
  await keepName(call)
  await store.learning.appoint(community.id, { member: person, role, by: actor.member, at: now })
  return {
    title: '',
    isPrivate: false,
    blocks: [
      paragraph({ ...(await shown(call, person, place.platform)), ping: true }, say.told(role)),
      actions(button(say.notForMe, 'unappoint', { person: String(person), role })),
    ],
  }
}

/** Takes it back, quietly: for moderators, and for whoever was appointed. */
export async function unappoint(call: Call<Appointing>): Promise<Reply> {
  const { input, store, community, actor, words } = call
  const { person, role } = input
  const say = words.learn.appoint
  if (!actor.isModerator && person !== actor.member) throw new Refusal(say.notYours)
  await store.learning.unappoint(community.id, person, role)
  if (actor.isModerator) return appointedScreen(call, [paragraph(say.takenBack)])
  return sentence(say.takenBack)
}
