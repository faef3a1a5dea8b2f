/** Bare `/learn`: what waits for one's answer, what is one's own, and what is wanted and shown here. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { nameOf, shown } from '../people/who.ts'
import { actions, type Block, note, paragraph, type Reply, type Table } from '../reply.ts'
import { code, emphasis, type Text } from '../text.ts'
import {
  agreedAt,
  askedIn,
  isAsked,
  isRunning,
  type KeptSaid,
  type Pair,
  partnerOf,
  ROLES,
  type Side,
  sideOf,
} from './apprenticeship.ts'
import { answering } from './apprenticeship-pair.ts'
import { about, button, saidOn } from './apprenticeship-people.ts'

const MAX_TOPICS = 12
/** More of one's own than somebody looks through; the oldest are left out. */
const MAX_OWN = 5
/** Names in a cell; of further people only how many. */
const MAX_NAMES = 4
/** So long whoever asked finds that it is not now. */
const NOT_NOW_DAYS = 14

/** What all of it is made of. */
interface Here {
  readonly call: Call<object>
  readonly said: readonly KeptSaid[]
  readonly pairs: readonly Pair[]
}

export async function learningScreen(call: Call<object>): Promise<Reply> {
  const { store, community, actor, words } = call
  const here: Here = {
    call,
    said: await store.learning.said(community.id),
    pairs: await store.learning.pairs(community.id),
  }
  const say = words.learn.here
  return {
    title: words.learn.title,
    isPrivate: true,
    blocks: [
      ...(await waitingForMe(here)),
      ...(await myPairs(here)),
      ...mySaid(here),
      ...(await wantedHere(here)),
      ...(await appointedHere(call)),
      note(say.howBefore, code(say.exampleLearn), say.howMiddle, code(say.exampleShow), say.howAfter),
      ...(actor.isModerator ? await forModerators(here) : []),
    ],
  }
}

const headed = (title: string, blocks: readonly Block[]): readonly Block[] =>
  blocks.length === 0 ? [] : [paragraph(emphasis(title)), ...blocks]

const partnerIn = ({ call, said }: Here, pair: Pair) => {
  const partner = partnerOf(pair, call.actor.member)
  return shown(call, partner, saidOn(said, pair, partner))
}

async function waitingForMe(here: Here): Promise<readonly Block[]> {
  const { call, pairs } = here
  const say = call.words.learn.mine
  const blocks: Block[] = []
  for (const pair of pairs.filter((one) => askedIn(one) === call.actor.member).slice(-MAX_OWN)) {
    const isLearner = sideOf(pair, call.actor.member) === 'learn'
    const asker = await partnerIn(here, pair)
    blocks.push(
      paragraph(asker, isLearner ? say.wouldShow(pair.topic) : say.wouldLearn(pair.topic)),
      answering(call, String(pair.id)),
    )
  }
  return headed(say.waiting, blocks)
}

async function myPairs(here: Here): Promise<readonly Block[]> {
  const { call, pairs } = here
  const { store, community, actor, now, words } = call
  const spaces = await store.communities.spaces(community.id)
  const { dayOf } = calendarOf(community.timeZone)
  const today = dayOf(now)
  const own = pairs.filter((one) => sideOf(one, actor.member) !== null && askedIn(one) !== actor.member)
  const say = words.learn.mine
  const blocks: Block[] = []
  for (const pair of own.filter(isRunning).slice(-MAX_OWN)) {
    const partner = await partnerIn(here, pair)
    const since = dayOf(agreedAt(pair) ?? now)
    const space = spaces.find((one) => one.id === pair.space)
    const meet = space === undefined ? '' : say.meetIn(words.space(space.name))
    const isLearner = sideOf(pair, actor.member) === 'learn'
    const askedOn = isLearner ? pair.learnerAskedOn : pair.showerAskedOn
    const id = { id: String(pair.id) }
    blocks.push(
      isLearner
        ? paragraph(partner, `${say.showsYou(pair.topic, since)}${meet}`)
        : paragraph(say.youShow, partner, `${say.youShowAfter(pair.topic, since)}${meet}`),
      actions(
        askedOn === null
          ? button(words.learn.later.button, 'later', id)
          : button(words.learn.later.stop, 'notLater', id),
        button(words.learn.done.button, 'done', id),
      ),
    )
  }
  for (const pair of own.filter(isAsked).slice(-MAX_OWN))
    blocks.push(
      paragraph(say.askedBefore, await partnerIn(here, pair), say.asked(pair.topic)),
      actions(button(words.learn.takeBack.button, 'done', { id: String(pair.id) })),
    )
  const isLately = ({ endedAt }: Pair): boolean => endedAt !== null && dayOf(endedAt) > today - NOT_NOW_DAYS
  for (const pair of own.filter((one) => agreedAt(one) === null && isLately(one)).slice(-MAX_OWN))
    if (!pairs.some((one) => one.proposedAt > pair.proposedAt && isSamePair(one, pair)))
      blocks.push(paragraph(await partnerIn(here, pair), say.notNow(pair.topic)))
  return headed(say.pairs, blocks)
}

const isSamePair = (one: Pair, other: Pair): boolean =>
  one.learner === other.learner && one.shower === other.shower && one.topic === other.topic

function mySaid({ call, said }: Here): readonly Block[] {
  const { actor, words } = call
  const say = words.learn.mine
  const own = said.filter((one) => one.member === actor.member).slice(-MAX_OWN)
  const blocks = own.flatMap(({ id, topic, as, limit }): Block[] => [
    paragraph(as === 'learn' ? say.learn(topic) : say.show(topic, limit)),
    actions(
      button(say.find, 'learn', about(topic, as)),
      button(words.learn.takeBack.button, 'takeBack', { id: String(id) }),
    ),
  ])
  return headed(say.said, blocks)
}

/** What everybody said of themselves, openly: how many, and who, as far as their names cross to here. */
async function wantedHere({ call, said }: Here): Promise<readonly Block[]> {
  const say = call.words.learn.here
  const times = new Map<string, number>()
  for (const { topic } of said) times.set(topic, (times.get(topic) ?? 0) + 1)
  if (times.size === 0) return [paragraph(say.nothingYet)]
  const sorted = [...times].sort((a, b) => b[1] - a[1]).map(([topic]) => topic)
  const cell = async (topic: string, side: Side): Promise<Text> => {
    const those = said.filter((one) => one.topic === topic && one.as === side)
    if (those.length === 0) return [say.nobody]
    const names: string[] = []
    for (const one of those.slice(0, MAX_NAMES)) names.push(await nameOf(call, one.member, one.platform))
    return [say.names(those.length, names)]
  }
  const rows: Text[][] = []
  for (const topic of sorted.slice(0, MAX_TOPICS))
    rows.push([[topic], await cell(topic, 'learn'), await cell(topic, 'show')])
  const table: Table = {
    kind: 'table',
    columns: [say.columns.topic, say.columns.learn, say.columns.show].map((label) => ({
      label,
      align: 'left' as const,
    })),
    rows,
  }
  const others = sorted.length - rows.length
  return [paragraph(emphasis(say.title)), table, ...(others > 0 ? [note(say.more(others))] : [])]
}

/** Mentors and adults, so that people know whom they can turn to. */
async function appointedHere(call: Call<object>): Promise<readonly Block[]> {
  const { store, community, words } = call
  const appointed = await store.learning.appointed(community.id)
  if (appointed.length === 0) return []
  const facts: { label: string; value: Text }[] = []
  for (const role of ROLES) {
    const names: string[] = []
    for (const one of appointed.filter((other) => other.role === role))
      names.push(await nameOf(call, one.member, null))
    if (names.length > 0)
      facts.push({ label: words.learn.here.appointed[role], value: [words.did.together(names)] })
  }
  return [{ kind: 'facts', facts }]
}

/** How many, never who: what people answered was asked of them alone. */
async function forModerators({ call, pairs }: Here): Promise<readonly Block[]> {
  const { store, community, words } = call
  const told = (await store.learning.questions(community.id)).filter((one) => one.actsAlone !== null)
  // The later question of each of the two replaces the earlier: that is what they say now.
  const latest = new Map(told.map((one) => [`${one.pair}/${one.member}`, one]))
  const answered = new Set(told.map((one) => one.pair))
  const alone = new Set([...latest.values()].filter((one) => one.actsAlone).map((one) => one.pair))
  return [
    note(words.learn.figures(pairs.filter(isRunning).length, alone.size, answered.size)),
    actions(button(words.learn.appoint.button, 'appointed', {})),
  ]
}
