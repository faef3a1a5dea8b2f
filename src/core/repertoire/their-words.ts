/**
 * A message of somebody else's that is saved as a practice: whoever saves it writes how, and may ask whoever wrote the message for
 * their own words. These are held in memory meanwhile, and kept only once their writer has said yes.
 */
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { AboutHeldWords } from '../held-words.ts'
import { keepName, whoCalls } from '../people/who.ts'
import { type Actions, actions, buttonsOf, note, ownScreen, paragraph, type Reply } from '../reply.ts'
import { link, strong } from '../text.ts'
import { MAX_HOW_LENGTH, type Practice } from './practice.ts'
import { newPracticeCard } from './practice-card.ts'
import { keepPractice, practiceOf, type Shared } from './practice-forms.ts'

const MINUTE_MS = 60_000
const BETWEEN = '\n\n'

/** A button on a practice about words that are held. */
interface OnWords {
  readonly id: number
  /** The key to the words. */
  readonly held: string
}

/** Shares what somebody saves from a message, with a way to ask for the words of whoever wrote it. */
export async function saveMessage(call: Call<Shared & { held?: string | undefined }>): Promise<Reply> {
  const { community, heldWords, words } = call
  const { shared, all } = await keepPractice(call, null)
  const say = words.practice
  const card = await newPracticeCard(call, shared, all, say.share.shared)
  const { held } = call.input
  if (held === undefined || heldWords.about(community.id, held) === null) return card
  const asking = buttons([['askWords', say.theirWords.ask]], { id: shared.id, held })
  return { ...card, blocks: [...card.blocks, asking] }
}

const buttons = (
  all: readonly (readonly [handler: string, label: string])[],
  { id, held }: OnWords,
): Actions => actions(...all.map(([handler, label]) => button(label, handler, { id: String(id), held })))

const button = buttonsOf('practice')

/** Asks the writer, under their message where that can be, by name and without calling them. Only whoever saved the message may, once. */
export async function askForWords(call: Call<OnWords>): Promise<Reply> {
  const { input, actor, community, heldWords, store, words } = call
  const { practice } = await practiceOf(call, input.id)
  const say = words.practice.theirWords
  if (practice.sharer !== actor.member) throw new Refusal(say.notYours)
  const about = heldWords.about(community.id, input.held)
  if (about === null) throw new Refusal(say.overForSaver)
  const { platform, externalId } = about.author
  if (await store.people.hasErased(community.id, platform, externalId)) {
    heldWords.forget(community.id, input.held)
    throw new Refusal(say.overForSaver)
  }
  if (!heldWords.ask(community.id, input.held)) throw new Refusal(say.askedBefore)
  const minutes = Math.max(1, Math.floor(about.leftMs / MINUTE_MS))
  return {
    title: '',
    isPrivate: false,
    ...(about.link === null ? {} : { answers: about.link }),
    blocks: [
      paragraph(strong(about.name), ': ', whoCalls(call), say.question(practice.name)),
      paragraph(say.whatItDoes(minutes)),
      ...(about.link === null ? [] : [note(link(say.message, about.link))]),
      buttons(
        [
          ['giveWords', say.yes],
          ['refuseWords', say.no],
        ],
        input,
      ),
    ],
  }
}

/** The words that a button is about, for their writer alone. Throws a `Refusal` for everybody else, and once they are gone. */
function ownWords({ input, actor, community, heldWords, words }: Call<OnWords>): AboutHeldWords {
  const about = heldWords.about(community.id, input.held)
  const say = words.practice.theirWords
  if (about === null) throw new Refusal(say.over)
  const { platform, externalId } = actor.identity
  if (about.author.platform !== platform || about.author.externalId !== externalId)
    throw new Refusal(say.notTheirs)
  return about
}

/** Their writer says yes: the words stand on the card, and the history says whose they are. */
export async function giveWords(call: Call<OnWords>): Promise<Reply> {
  const { input, actor, community, heldWords, now, store, words } = call
  const { length } = ownWords(call)
  const { practice } = await practiceOf(call, input.id)
  const say = words.practice.theirWords
  if (practice.how.length + BETWEEN.length + length > MAX_HOW_LENGTH) throw new Refusal(say.noRoom)
  const text = heldWords.take(community.id, input.held)
  if (text === null) throw new Refusal(say.over)
  await keepName(call)
  const how = withWords(practice, text)
  if (how !== practice.how)
    await store.repertoire.change(
      community.id,
      practice.id,
      { ...practice, how },
      { member: actor.member, at: now },
    )
  const { practice: changed, all } = await practiceOf(call, input.id)
  return newPracticeCard(call, changed, all, say.given(actor.displayName))
}

/** After what there is, so that they can be taken out of it again. */
const withWords = ({ how }: Practice, text: string): string =>
  how.includes(text) ? how : `${how}${BETWEEN}${text}`

/** Their writer says no: they are forgotten. */
export async function refuseWords(call: Call<OnWords>): Promise<Reply> {
  const { input, community, heldWords, words } = call
  ownWords(call)
  heldWords.forget(community.id, input.held)
  return ownScreen('', [paragraph(words.practice.theirWords.refused)])
}
