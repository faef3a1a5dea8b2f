/**
 * Two people of whom one shows the other something: one asks, the other answers, either ends it. Only the two may, each for
 * themselves. They meet where moderators read along; no conversation is opened for them.
 */
import type { Platform } from '../activity.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { type MemberId, pairId, type SpaceId } from '../ids.ts'
import { shown, whoCalls } from '../people/who.ts'
import type { Space } from '../ports.ts'
import { actions, type Block, note, paragraph, type Reply, sentence } from '../reply.ts'
import { code } from '../text.ts'
import {
  askedIn,
  isAsked,
  otherSide,
  type Pair,
  partnerOf,
  runningWith,
  SIDES,
  type Side,
  sideOf,
  spelledHere,
} from './apprenticeship.ts'
import { about, button, saidOn } from './apprenticeship-people.ts'
import { keepSpelled, ownSaid, topicsHere } from './apprenticeship-say.ts'
import { USUAL_LIMIT } from './partners.ts'
import { askable } from './read-partners.ts'

/** Whom somebody asks, and about what; `as` is the side of whoever asks. */
export interface Asking {
  readonly topic: string
  readonly as: Side
  readonly with: MemberId
}

/** Asks somebody, where everybody may see it; on another platform they find it under their own `/learn`. */
export async function askPartner(call: Call<Asking>): Promise<Reply> {
  const { input, store, community, actor, now, words } = call
  const say = words.learn.ask
  const { as: side, with: partner } = input
  const topic = spelledHere(await topicsHere(call), input.topic)
  if (partner === actor.member) throw new Refusal(say.yourself)
  const found = await askable(call, { topic, side, partner })
  if (found === null) throw new Refusal(say.takenBack)
  const pairs = await store.learning.pairs(community.id)
  await refuseFull(call, pairs, topic, side)
  if (runningWith(pairs, partner, otherSide(side)) >= found.limit) throw new Refusal(say.theirLimit)
  const across = await platformAcross(call, partner)
  if (across !== null && (await nameOn(call, actor.member, across)) === null)
    throw new Refusal(say.yourName(across))
  await keepSpelled(call, { topic, as: side })
  const [learner, shower] = side === 'learn' ? [actor.member, partner] : [partner, actor.member]
  const space = await spaceToMeet(call)
  const id = await store.learning.propose(community.id, { topic, learner, shower, by: side, space, at: now })
  if (id === null) throw new Refusal(say.again)
  const other = await shown(call, partner, found.platform)
  if (across !== null) return sentence(say.elsewhere(other.name, across))
  const wish = side === 'learn' ? say.wouldLearn(topic) : say.wouldShowBefore
  const after = `${side === 'learn' ? '' : say.wouldShowAfter(topic)}${say.thenBefore}`
  return {
    title: '',
    isPrivate: false,
    blocks: [
      paragraph(whoCalls(call), wish, other, after, other, say.thenAfter),
      answering(call, String(id)),
    ],
  }
}

/** What whoever was asked can press. */
export const answering = ({ words }: Call<object>, id: string) =>
  actions(
    button(words.learn.ask.yes, 'yes', { id }, 'primary'),
    button(words.learn.ask.notNow, 'notNow', { id }),
  )

/** Throws a `Refusal` where whoever acts has as many people as they wanted. */
async function refuseFull(
  call: Call<object>,
  pairs: readonly Pair[],
  topic: string,
  side: Side,
): Promise<void> {
  const { actor, words } = call
  const limit = (await ownSaid(call, actor.member, topic, side))?.limit ?? USUAL_LIMIT
  if (runningWith(pairs, actor.member, side) >= limit)
    throw new Refusal(words.learn.ask.ownLimit(side, limit))
}

/** The platform on which somebody is, where it is none of those of whoever acts; null where they have one in common. */
async function platformAcross({ store, community, actor, place }: Call<object>, partner: MemberId) {
  const own = await store.people.identities(community.id, actor.member)
  const theirs = await store.people.identities(community.id, partner)
  const platforms = new Set([place.platform, ...own.map((one) => one.platform)])
  const [first] = theirs
  return first === undefined || theirs.some((one) => platforms.has(one.platform)) ? null : first.platform
}

const nameOn = (
  { store, community, place }: Call<object>,
  member: MemberId,
  on: Platform,
): Promise<string | null> => store.people.name(community.id, member, { on, doneOn: place.platform })

/** The space where it is asked, if the community has it; else the first that whoever asks sees here. */
async function spaceToMeet(call: Call<object>): Promise<SpaceId | null> {
  const { place } = call
  const here = (await boundSpaces(call)).filter(({ workspace }) => workspace.platform === place.platform)
  return (here.find((one) => one.externalId === place.channel) ?? here[0])?.id ?? null
}

/** The spaces of the community, which moderators chose, that whoever acts sees. */
const boundSpaces = async ({ store, community }: Call<object>): Promise<readonly Space[]> =>
  (await store.communities.spaces(community.id)).filter((one) => one.isBound)

/** A pair by its id. Throws a `Refusal` where it is gone. */
export async function pairById({ store, community, words }: Call<object>, id: number): Promise<Pair> {
  const pair = (await store.learning.pairs(community.id)).find((one) => one.id === pairId(id))
  if (pair === undefined) throw new Refusal(words.learn.gone)
  return pair
}

/** The same for whoever was asked in it. Throws a `Refusal` for everybody else. */
async function askedPair(call: Call<{ id: number }>): Promise<Pair> {
  const { input, actor, words } = call
  const pair = await pairById(call, input.id)
  const say = words.learn.answer
  if (sideOf(pair, actor.member) === null) throw new Refusal(say.notYours)
  if (!isAsked(pair)) throw new Refusal(say.over)
  if (askedIn(pair) !== actor.member) throw new Refusal(say.notYours)
  return pair
}

/** With how many people each of a pair wants to learn or show at once. Throws a `Refusal` where one of them has so many. */
async function roomFor(call: Call<object>, pair: Pair): Promise<Readonly<Record<Side, number>>> {
  const { store, community, actor, words } = call
  const limitOf = async (member: MemberId, side: Side): Promise<number> =>
    (await ownSaid(call, member, pair.topic, side))?.limit ?? USUAL_LIMIT
  const limits = { learn: await limitOf(pair.learner, 'learn'), show: await limitOf(pair.shower, 'show') }
  const pairs = await store.learning.pairs(community.id)
  for (const side of SIDES) {
    const member = side === 'learn' ? pair.learner : pair.shower
    if (runningWith(pairs, member, side) < limits[side]) continue
    const say = words.learn.ask
    throw new Refusal(member === actor.member ? say.ownLimit(side, limits[side]) : say.theirLimit)
  }
  return limits
}

/** Says yes, and tells both where to meet. */
export async function sayYes(call: Call<{ id: number }>): Promise<Reply> {
  const { store, community, actor, now, words } = call
  const pair = await askedPair(call)
  const say = words.learn.answer
  const side = pair.learner === actor.member ? 'learn' : 'show'
  const partner = partnerOf(pair, actor.member)
  const limits = await roomFor(call, pair)
  // Whoever is known by a practice that they did says now that they show it.
  await keepSpelled(call, { topic: pair.topic, as: side })
  const space = (await boundSpaces(call)).find((one) => one.id === pair.space) ?? null
  const isNow = await store.learning.agree(community.id, pair.id, actor.member, {
    at: now,
    space: space?.id ?? null,
    limits,
  })
  if (!isNow) {
    // Either this was answered meanwhile, or one of them agreed with somebody else.
    await roomFor(call, await askedPair(call))
    throw new Refusal(say.over)
  }
  const said = await store.learning.said(community.id)
  const person = (member: MemberId) => shown(call, member, saidOn(said, pair, member))
  const [shower, learner] = [await person(pair.shower), await person(pair.learner)]
  return {
    title: '',
    isPrivate: false,
    blocks: [
      paragraph(shower, say.agreedBefore, learner, say.agreedAfter(pair.topic)),
      await whereTo(call, space, partner),
      underWay(call, pair),
    ],
  }
}

/** Everybody in the channel reads it, and not all of them may know of every other channel. */
async function whereTo(call: Call<object>, space: Space | null, partner: MemberId): Promise<Block> {
  const say = call.words.learn.answer
  if (space !== null && space.externalId === call.place.channel)
    return paragraph(say.meetIn(call.words.space(space.name)))
  if (space !== null) return paragraph(say.meetBefore, code('/learn'), say.meetAfter)
  return paragraph((await platformAcross(call, partner)) === null ? say.meetNowhere : say.meetAcross)
}

/** What each of the two can press while it goes on. */
const underWay = ({ words }: Call<object>, { id }: Pair) =>
  actions(
    button(words.learn.later.button, 'later', { id: String(id) }),
    button(words.learn.done.button, 'done', { id: String(id) }),
  )

/** Says that it is not now: nobody but whoever asked is told. */
export async function sayNotNow(call: Call<{ id: number }>): Promise<Reply> {
  const { store, community, now, words } = call
  const pair = await askedPair(call)
  await store.learning.end(community.id, pair.id, now)
  return sentence(words.learn.answer.notNow)
}

/** One of the two. Throws a `Refusal` for everybody else. */
async function ownPair(call: Call<{ id: number }>): Promise<{ readonly pair: Pair; readonly side: Side }> {
  const pair = await pairById(call, call.input.id)
  const side = sideOf(pair, call.actor.member)
  if (side === null) throw new Refusal(call.words.learn.later.notYours)
  return { pair, side }
}

/** Either ends it, and whoever learned has learned it; whoever asked takes back what is not answered. */
export async function endPair(call: Call<{ id: number }>): Promise<Reply> {
  const { store, community, actor, now, words } = call
  const { pair, side } = await ownPair(call)
  const say = words.learn.done
  if (askedIn(pair) === actor.member) return sayNotNow(call)
  const wasAsked = isAsked(pair)
  if (!(await store.learning.end(community.id, pair.id, now))) throw new Refusal(words.learn.answer.over)
  if (wasAsked) return sentence(say.takenBack)
  const wish = await ownSaid(call, pair.learner, pair.topic, 'learn')
  if (wish !== undefined) await store.learning.takeBack(community.id, wish.id, pair.learner, now)
  const isLearner = side === 'learn'
  return {
    title: '',
    isPrivate: true,
    blocks: [
      paragraph(isLearner ? say.learned(pair.topic) : say.shown(pair.topic)),
      ...(isLearner
        ? [actions(button(words.learn.tellChannel.iCanShow, 'learn', about(pair.topic, 'show')))]
        : []),
    ],
  }
}

/** Whether one of them may be asked later, each for themselves, on the platform where they say so. */
export const mayBeAsked =
  (isAskable: boolean) =>
  async (call: Call<{ id: number }>): Promise<Reply> => {
    const { store, community, actor, place, words } = call
    const { pair } = await ownPair(call)
    const say = words.learn.later
    if (pair.endedAt !== null) throw new Refusal(words.learn.answer.over)
    if (isAskable && place.platform === 'terminal') throw new Refusal(say.nowhere)
    await store.learning.askLater(community.id, pair.id, actor.member, isAskable ? place.platform : null)
    return {
      title: '',
      isPrivate: true,
      blocks: [isAskable ? paragraph(say.on(place.platform)) : note(say.off)],
    }
  }
