/** Saying openly what one wants to learn or can show, and who could be found for it. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { learningId, type MemberId } from '../ids.ts'
import { keepName, whoCalls } from '../people/who.ts'
import { actions, type Block, ownScreen, paragraph, type Reply } from '../reply.ts'
import type { Text } from '../text.ts'
import { type KeptSaid, type Side, spelledHere } from './apprenticeship.ts'
import { about, button } from './apprenticeship-people.ts'
import { nameKey, namesFor } from './names.ts'
import { type Partner, USUAL_LIMIT } from './partners.ts'
import { findPartners } from './read-partners.ts'

/** The topics that were said here, the most said first, then the names of practices. */
export async function topicsHere({ store, community }: Call<object>): Promise<readonly string[]> {
  const said = await store.learning.said(community.id)
  const pairs = await store.learning.pairs(community.id)
  const times = new Map<string, number>()
  for (const { topic } of [...said, ...pairs]) times.set(topic, (times.get(topic) ?? 0) + 1)
  const topics = [...times].sort((a, b) => b[1] - a[1]).map(([topic]) => topic)
  const practices = (await store.repertoire.practices(community.id)).filter((one) => one.retired === null)
  const known = new Set(topics.map(nameKey))
  return [...topics, ...practices.map((one) => one.name).filter((name) => !known.has(nameKey(name)))]
}

/** Topics for what somebody has typed so far. */
export const suggestTopics = async (call: Call<object>, typed: string): Promise<readonly string[]> =>
  namesFor(await topicsHere(call), typed)

/** What is said of a topic. Without a limit it stays as it was, and is one at first. */
export interface Saying {
  readonly topic: string
  readonly as: Side
  readonly limit?: number | undefined
}

/** Keeps it under the name of whoever says it, spelled as it is here. */
const keepSaid = async (call: Call<object>, saying: Saying): Promise<KeptSaid> =>
  keepSpelled(call, { ...saying, topic: spelledHere(await topicsHere(call), saying.topic) })

/** The same of a topic that is spelled as it is here. */
export async function keepSpelled(call: Call<object>, { topic, as, limit }: Saying): Promise<KeptSaid> {
  const { store, community, actor, place, now } = call
  const before = await ownSaid(call, actor.member, topic, as)
  await keepName(call)
  return store.learning.say(
    community.id,
    {
      ...{ member: actor.member, topic, as, platform: place.platform, at: now },
      limit: limit ?? before?.limit ?? USUAL_LIMIT,
    },
    calendarOf(community.timeZone).dayOf(now),
  )
}

/** What somebody said of a topic; undefined where they did not. */
export async function ownSaid(
  { store, community }: Call<object>,
  member: MemberId,
  topic: string,
  side: Side,
): Promise<KeptSaid | undefined> {
  const said = await store.learning.said(community.id)
  return said.find((one) => one.member === member && one.topic === topic && one.as === side)
}

/** Keeps it, and shows whom they could ask: for their eyes, because the order is only for them. */
export async function sayTopic(call: Call<object>, saying: Saying): Promise<Reply> {
  const { words } = call
  const { topic, as, limit, id } = await keepSaid(call, saying)
  const say = words.learn
  const partners = await findPartners(call, topic, as)
  return {
    title: topic,
    isPrivate: true,
    blocks: [
      paragraph(as === 'learn' ? say.noted.learn(topic) : say.noted.show(topic, limit)),
      ...suggested(call, topic, as, partners),
      actions(
        button(say.tellChannel.button, 'tell', about(topic, as), partners.length === 0 ? 'primary' : 'plain'),
        button(say.takeBack.button, 'takeBack', { id: String(id) }),
      ),
    ],
  }
}

function suggested(
  { words }: Call<object>,
  topic: string,
  side: Side,
  partners: readonly (Partner & { readonly name: string })[],
): readonly Block[] {
  const say = words.learn.suggestions
  if (partners.length === 0) return [paragraph(say.none[side])]
  const items = partners.map(({ member, name, topic: theirs, from, roles }): Text => {
    const did = from === 'did' ? say.didPractice(theirs) : null
    const what = did ?? (side === 'learn' ? say.saidShow(theirs) : say.saidLearn(theirs))
    return [
      { kind: 'person', member, name, ping: false },
      `${roles.length === 0 ? '' : say.appointed(roles)}${what}`,
    ]
  })
  return [
    paragraph(say[side]),
    { kind: 'list', ordered: false, items },
    actions(
      ...partners.map(({ member, name }) =>
        button(
          side === 'learn' ? say.ask(name) : say.offer(name),
          'ask',
          { ...about(topic, side), with: String(member) },
          'primary',
        ),
      ),
    ),
  ]
}

/** Tells everybody in the channel, who can answer with a tap. */
export async function tellTopic(call: Call<{ topic: string; as: Side }>): Promise<Reply> {
  const { input, words } = call
  const { topic, as } = await keepSaid(call, input)
  const say = words.learn.tellChannel
  const isLearner = as === 'learn'
  return {
    title: '',
    isPrivate: false,
    blocks: [
      paragraph(whoCalls(call), isLearner ? say.learn(topic) : say.show(topic)),
      actions(
        button(isLearner ? say.iCanShow : say.iCanToo, 'learn', about(topic, 'show'), 'primary'),
        button(isLearner ? say.iWantToo : say.iWantToLearn, 'learn', about(topic, 'learn')),
      ),
    ],
  }
}

/** Takes back what one said. */
export async function takeBackSaid(call: Call<{ id: number }>): Promise<Reply> {
  const { input, store, community, actor, now, words } = call
  await store.learning.takeBack(community.id, learningId(input.id), actor.member, now)
  return ownScreen('', [paragraph(words.learn.takeBack.done)])
}
