/** What people thanked each other for lately, and what whoever looks was thanked for and has not answered yet. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { thanksId } from '../ids.ts'
import { nameOf } from '../people/who.ts'
import type { Thanks, Verdict } from '../ports-thanks.ts'
import { actions, type Block, buttonsOf, note, ownScreen, paragraph, type Reply } from '../reply.ts'
import { code, type Text } from '../text.ts'
import { answerButton } from './thanks.ts'

const MAX_SHOWN = 10
/** Two buttons each: more rows of them than a phone shows at once help nobody. */
const MAX_ASKED = 3

/** The latest thanks, for whoever asks, and theirs to answer. */
export async function latestThanks(call: Call<object>): Promise<Reply> {
  const { store, community, words } = call
  const say = words.thanks
  const latest = await store.thanks.latest(community.id, MAX_SHOWN)
  const platforms = await store.communities.platforms(community.id)
  return {
    title: say.latest,
    isPrivate: true,
    blocks: [
      ...(latest.length === 0 ? [paragraph(say.nothingYet)] : [await tableOf(call, latest)]),
      ...(await toAnswer(call)),
      ...(platforms.length < 2
        ? []
        : [note(say.elsewhereBefore, code(say.elsewhereTyped), say.elsewhereAfter)]),
      actions(buttonsOf('thanks')(say.form, 'begin', {}, 'primary')),
    ],
  }
}

async function tableOf(call: Call<object>, latest: readonly Thanks[]): Promise<Block> {
  const { store, community, words } = call
  const say = words.thanks
  const { dayOf } = calendarOf(community.timeZone)
  const practices = await store.repertoire.practices(community.id)
  const rows: Text[][] = []
  for (const one of latest) {
    const practice = practices.find(({ id }) => id === one.practice)
    rows.push([
      [words.time.shortDay(dayOf(one.at))],
      [say.pair(await nameOf(call, one.giver, one.platform), await nameOf(call, one.receiver, one.platform))],
      [practice === undefined ? one.what : say.what(one.what, practice.name)],
    ])
  }
  const { when, who, what } = say.columns
  return {
    kind: 'table',
    columns: [when, who, what].map((label) => ({ label, align: 'left' as const })),
    rows,
  }
}

/** What whoever looks has not answered yet, each with its two buttons; nothing where there is none. */
async function toAnswer(call: Call<object>): Promise<readonly Block[]> {
  const { store, community, actor, words } = call
  const say = words.thanks
  const open = await store.thanks.undecided(community.id, actor.member, MAX_ASKED + 1)
  const asked = open.slice(0, MAX_ASKED)
  if (asked.length === 0) return []
  const items: Text[] = []
  for (const one of asked) items.push([say.oneForYou(await nameOf(call, one.giver, one.platform), one.what)])
  const isOne = asked.length === 1
  return [
    paragraph(say.forYou(asked.length)),
    { kind: 'list', ordered: !isOne, items },
    ...asked.map(({ id }, at): Block => {
      const both = [answerButton('keep', id, words), answerButton('refuse', id, words)]
      const label = (one: (typeof both)[number]) => (isOne ? one.label : say.numbered(at + 1, one.label))
      return actions(...both.map((one) => ({ ...one, label: label(one) })))
    }),
    ...(open.length > asked.length ? [note(say.moreForYou)] : []),
  ]
}

/** Keeps thanks, or says that they are not one's own; whoever was thanked may say the one after the other. */
export const answerThanks =
  (verdict: Verdict) =>
  async (call: Call<{ id: number }>): Promise<Reply> => {
    const { input, store, community, actor, now, words } = call
    const say = words.thanks
    const id = thanksId(input.id)
    const found = await store.thanks.one(community.id, id)
    if (found === null) throw new Refusal(say.gone)
    if (!(await store.thanks.decide(community.id, id, actor.member, { verdict, at: now })))
      throw new Refusal(say.notForYou)
    const [done, other] =
      verdict === 'kept' ? [say.keep.done, 'refuse' as const] : [say.refuse.done, 'keep' as const]
    return ownScreen('', [
      paragraph(done),
      actions(answerButton(other, id, words)),
      ...(await toAnswer(call)),
    ])
  }
