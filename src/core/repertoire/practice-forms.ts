/** The forms of a practice: shared, changed, added to, done one's own way; each holds what there is already. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { practiceId } from '../ids.ts'
import { keepName } from '../people/who.ts'
import { formsOf, ownScreen, paragraph, type Reply } from '../reply.ts'
import type { Words } from '../words/words.ts'
import { isSameName } from './names.ts'
import type { Practice, PracticeText } from './practice.ts'
import { mayChange, newPracticeCard, practiceCard } from './practice-card.ts'
import { readLink } from './practice-link.ts'
import { tagsIn } from './tags.ts'

/** A practice by its id, with all others. Throws a `Refusal` where it is gone. */
export async function practiceOf(
  { store, community, words }: Call<object>,
  id: number,
): Promise<{ readonly practice: Practice; readonly all: readonly Practice[] }> {
  const all = await store.repertoire.practices(community.id)
  const practice = all.find((one) => one.id === practiceId(id))
  if (practice === undefined) throw new Refusal(words.practice.gone)
  return { practice, all }
}

/** The same for whoever may change it. Throws a `Refusal` for everybody else. */
async function ownPractice(call: Call<object>, id: number) {
  const found = await practiceOf(call, id)
  if (!mayChange(call, found.practice)) throw new Refusal(call.words.practice.notYours)
  return found
}

const form = formsOf('practice')

/** What somebody wrote of a new practice or of their own way of one. */
export interface Shared {
  readonly name: string
  readonly how: string
  readonly when?: string | undefined
  readonly problem?: string | undefined
  readonly follows?: string | undefined
  readonly tags?: string | undefined
  readonly link?: string | undefined
}

const textOf = (input: Shared, words: Words): PracticeText => ({
  name: input.name,
  how: input.how,
  whenItHelps: input.when ?? '',
  problem: input.problem ?? '',
  follows: input.follows ?? '',
  tags: tagsIn(input.tags ?? ''),
  link: input.link === undefined ? null : readLink(input.link, words),
})

/** Throws a `Refusal` where another practice goes by that name. */
function refuseTaken(name: string, all: readonly Practice[], own: Practice | null, words: Words): void {
  const taken = all.find((one) => one.id !== own?.id && isSameName(one.name, name))
  if (taken !== undefined) throw new Refusal(words.practice.share.taken(taken.name))
}

/** Keeps a new practice, under the name of whoever shares it; with all that there are now. */
export async function keepPractice(
  call: Call<Shared>,
  parent: Practice | null,
): Promise<{ readonly shared: Practice; readonly all: readonly Practice[] }> {
  const { input, actor, community, place, now, store, words } = call
  const text = textOf(input, words)
  const all = await store.repertoire.practices(community.id)
  refuseTaken(text.name, all, null, words)
  await keepName(call)
  const shared = await store.repertoire.share(
    community.id,
    { ...text, parent: parent?.id ?? null, sharer: actor.member, platform: place.platform, at: now },
    calendarOf(community.timeZone).dayOf(now),
  )
  return { shared, all: [...all, shared] }
}

/** Keeps a new practice and shows its card to everybody. */
export async function sharePractice(call: Call<Shared>, parent: Practice | null): Promise<Reply> {
  const { shared, all } = await keepPractice(call, parent)
  const say = call.words.practice
  const sentence = parent === null ? say.share.shared : say.myWay.shared(parent.name)
  return newPracticeCard(call, shared, all, sentence)
}

/** The form for one's own way, filled in with the practice as it is. */
export async function openMyWay(call: Call<{ id: number }>): Promise<Reply> {
  const { practice } = await practiceOf(call, call.input.id)
  const say = call.words.practice.myWay
  const { how, whenItHelps } = practice
  const input = { id: String(practice.id), name: say.name(practice.name), how, when: whenItHelps }
  return form('version', ['name', 'how', 'when'], input, say)
}

/** Keeps one's own way of a practice, as a version of it. */
export async function shareMyWay(call: Call<Shared & { id: number }>): Promise<Reply> {
  const { practice } = await practiceOf(call, call.input.id)
  const { tags } = practice
  return sharePractice({ ...call, input: { ...call.input, tags: tags.join(' ') } }, practice)
}

/** The form that changes what a practice says. */
export async function openEdit(call: Call<{ id: number }>): Promise<Reply> {
  const { practice } = await ownPractice(call, call.input.id)
  const { id, name, how, whenItHelps } = practice
  const input = { id: String(id), name, how, when: whenItHelps }
  return form('change', ['name', 'how', 'when'], input, call.words.practice.edit)
}

/** The form for what not everybody has to say. */
export async function openMore(call: Call<{ id: number }>): Promise<Reply> {
  const { practice } = await ownPractice(call, call.input.id)
  const { id, problem, follows, tags, link } = practice
  const input = { id: String(id), problem, follows, tags: tags.join(' '), link: link ?? '' }
  return form('add', ['problem', 'follows', 'tags', 'link'], input, call.words.practice.more)
}

/** Changes name, how and when. */
export const changePractice = (call: Call<Shared & { id: number }>): Promise<Reply> =>
  rewrite(call, ({ problem, follows, tags, link }) => ({
    ...textOf(call.input, call.words),
    ...{ problem, follows, tags, link },
  }))

/** Changes the rest; a field that was emptied is taken away. */
export const addToPractice = (call: Call<Omit<Shared, 'name' | 'how'> & { id: number }>): Promise<Reply> =>
  rewrite(call, ({ name, how, whenItHelps }) => ({
    ...textOf({ ...call.input, name, how }, call.words),
    whenItHelps,
  }))

async function rewrite(
  call: Call<{ id: number }>,
  change: (before: Practice) => PracticeText,
): Promise<Reply> {
  const { actor, community, now, store, words } = call
  const { practice, all } = await ownPractice(call, call.input.id)
  const text = change(practice)
  refuseTaken(text.name, all, practice, words)
  if (isSameText(text, practice)) throw new Refusal(words.practice.unchanged)
  await store.repertoire.change(community.id, practice.id, text, { member: actor.member, at: now })
  return cardWith(call, words.practice.changed)
}

const isSameText = (one: PracticeText, other: PracticeText): boolean =>
  (['name', 'how', 'whenItHelps', 'problem', 'follows', 'link'] as const).every(
    (field) => one[field] === other[field],
  ) && one.tags.join(' ') === other.tags.join(' ')

/** Says that a practice is no longer done here. */
export async function retirePractice(call: Call<{ id: number; why: string }>): Promise<Reply> {
  const { input, community, now, store, words } = call
  const { practice } = await ownPractice(call, input.id)
  await store.repertoire.retire(community.id, practice.id, { at: now, why: input.why })
  return cardWith(call, words.practice.retire.done)
}

/** Takes a retired practice up again. */
export async function bringBack(call: Call<{ id: number }>): Promise<Reply> {
  const { input, community, store, words } = call
  const { practice } = await ownPractice(call, input.id)
  await store.repertoire.retire(community.id, practice.id, null)
  return cardWith(call, words.practice.bringBack.done)
}

/** The card as it is now, under a sentence, in the place of the one before. */
async function cardWith(call: Call<{ id: number }>, sentence: string): Promise<Reply> {
  const { practice, all } = await practiceOf(call, call.input.id)
  const { input: _input, ...rest } = call
  const { title, blocks } = await practiceCard({ ...rest, input: {} }, practice, all)
  return ownScreen(title, [paragraph(sentence), ...blocks])
}
