/** Giving a word, changing it and taking it back. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { wordId } from '../ids.ts'
import { keepName } from '../people/who.ts'
import { actions, buttonsOf, formsOf, ownScreen, paragraph, type Reply } from '../reply.ts'
import { tokensOf } from '../vocabulary/tokens.ts'
import type { Words } from '../words/words.ts'
import type { Word, WordText } from './word.ts'
import { mayChangeWord, newWordCard, wordCard } from './word-card.ts'

const form = formsOf('word')
const button = buttonsOf('word')
const FIELDS = ['word', 'meaning', 'example']

/** What somebody wrote of a word. */
export interface Given {
  readonly word: string
  readonly meaning: string
  readonly example?: string | undefined
}

/** A word by its id. Throws a `Refusal` where it is gone. */
export async function wordOf({ store, community, words }: Call<object>, id: number): Promise<Word> {
  const word = (await store.words.all(community.id)).find((one) => one.id === wordId(id))
  if (word === undefined) throw new Refusal(words.word.gone)
  return word
}

/** The same for whoever may change it. Throws a `Refusal` for everybody else. */
async function ownWord(call: Call<object>, id: number): Promise<Word> {
  const word = await wordOf(call, id)
  if (!mayChangeWord(call, word)) throw new Refusal(call.words.word.notYours)
  return word
}

/** Throws a `Refusal` for what could never be said: nothing of it would be found in a message. */
function textOf({ word, meaning, example = '' }: Given, words: Words): WordText {
  if (tokensOf(word).length === 0) throw new Refusal(words.word.give.noWord(word))
  return { word: word.replace(/\s+/g, ' '), meaning, example }
}

/** The form for a new word, filled in with what was said of it already. */
export function openGiving({
  input,
  words,
}: Call<{
  readonly [Field in keyof Given]?: string | undefined
}>): Reply {
  const { word = '', meaning = '', example = '' } = input
  return form('give', FIELDS, { word, meaning, example }, words.word.give)
}

/** Keeps a new word under its giver's name, and shows it to everybody. One that is there already is shown as it is. */
export async function giveWord(call: Call<Given>): Promise<Reply> {
  const { input, actor, community, place, now, store, words } = call
  const text = textOf(input, words)
  await keepName(call)
  const { word, isNew } = await store.words.give(
    community.id,
    { ...text, giver: actor.member, platform: place.platform, at: now },
    calendarOf(community.timeZone).dayOf(now),
  )
  if (isNew) return newWordCard(call, word)
  const say = words.word.give
  const { title, blocks, isPrivate } = await wordCard(call, word, {
    meaning: text.meaning,
    example: text.example,
  })
  const sentence = mayChangeWord(call, word) ? say.knownToYou : say.known
  return { title, isPrivate, blocks: [paragraph(sentence(word.word)), ...blocks] }
}

/** The form that changes a word, filled in with what it says, or with what somebody would rather have it say. */
export async function openEdit(
  call: Call<{ id: number; meaning?: string | undefined; example?: string | undefined }>,
): Promise<Reply> {
  const { id, word, meaning, example } = await ownWord(call, call.input.id)
  const input = {
    id: String(id),
    word,
    meaning: call.input.meaning ?? meaning,
    example: call.input.example ?? example,
  }
  return form('change', FIELDS, input, call.words.word.edit)
}

/** Changes what a word says. How often it was used stays. */
export async function changeWord(call: Call<Given & { id: number }>): Promise<Reply> {
  const { input, community, store, words } = call
  const before = await ownWord(call, input.id)
  const text = textOf(input, words)
  const say = words.word.edit
  if (before.word === text.word && before.meaning === text.meaning && before.example === text.example)
    throw new Refusal(say.unchanged)
  const became = await store.words.change(community.id, before.id, text)
  if (became === 'gone') throw new Refusal(words.word.gone)
  if (became === 'taken') throw new Refusal(say.taken(text.word))
  const { title, blocks } = await wordCard(call, { ...before, ...text })
  return ownScreen(title, [paragraph(say.changed), ...blocks])
}

/** Asks once more: what is taken back is gone. */
export async function askTakeBack(call: Call<{ id: number }>): Promise<Reply> {
  const { id, word } = await ownWord(call, call.input.id)
  const say = call.words.word.takeBack
  const input = { id: String(id) }
  return ownScreen(say.title(word), [
    paragraph(say.question),
    actions(button(say.confirm, 'drop', input, 'primary'), button(say.keep, 'open', input)),
  ])
}

/** Takes a word back, with what was counted of it. */
export async function takeBackWord(call: Call<{ id: number }>): Promise<Reply> {
  const { id, word } = await ownWord(call, call.input.id)
  await call.store.words.takeBack(call.community.id, id)
  return ownScreen('', [paragraph(call.words.word.takeBack.done(word))])
}
