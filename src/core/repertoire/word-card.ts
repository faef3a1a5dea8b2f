/** A word as people see it: what it means here, an example, who brought it, and how far it has spread. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { whoCalls, whoIs } from '../people/who.ts'
import { type Actions, actions, type Block, buttonsOf, note, paragraph, type Reply } from '../reply.ts'
import { code, emphasis, type Span, type Text } from '../text.ts'
import type { Word } from './word.ts'
import { reachOfWords } from './word-reach.ts'

const button = buttonsOf('word')

/** Whoever brought it may change it or take it back, and moderators may. */
export const mayChangeWord = ({ actor }: Call<object>, { giver }: Word): boolean =>
  actor.isModerator || giver === actor.member

/** The card of a word, for whoever asks. `offered` is what they would rather have it say: changing it begins with that. */
export async function wordCard(
  call: Call<object>,
  word: Word,
  offered: { readonly meaning?: string; readonly example?: string } = {},
): Promise<Reply> {
  const { community, words } = call
  const say = words.word.card
  const { dayOf } = calendarOf(community.timeZone)
  const reach = await reachOfWords(call)
  const brought: Text = [await giverOf(call, word), say.onDay(dayOf(word.givenAt))]
  return {
    title: word.word,
    isPrivate: true,
    blocks: [
      ...saying(word),
      {
        kind: 'facts',
        facts: [
          { label: say.giver, value: brought },
          { label: say.reach, value: [reach(word)] },
        ],
      },
      ...(mayChangeWord(call, word) ? [lookingAfter(call, word, offered)] : []),
      howCounted(call),
    ],
  }
}

/** The card as everybody is shown a new word. */
export function newWordCard(call: Call<object>, word: Word): Reply {
  const say = call.words.word.give
  return {
    title: word.word,
    isPrivate: false,
    blocks: [
      paragraph(whoCalls(call), say.given),
      ...saying(word),
      note(say.lookBefore, code('/word'), say.lookAfter),
    ],
  }
}

/** What it means, and a sentence with it. */
const saying = ({ meaning, example }: Word): readonly Block[] => [
  paragraph(meaning),
  ...(example === '' ? [] : [paragraph(emphasis(example))]),
]

/** Who brought a word, by the name they go by here. */
export const giverOf = (call: Call<object>, { giver, platform }: Word): Promise<Span> =>
  whoIs(call, giver, platform)

/** Why there is a number and there are no names. */
export function howCounted({ actor, words }: Call<object>): Block {
  const say = words.word.reach
  return note(actor.isModerator ? say.how : `${say.how} ${say.rounded}`)
}

function lookingAfter(
  { words }: Call<object>,
  { id }: Word,
  offered: { readonly meaning?: string; readonly example?: string },
): Actions {
  const say = words.word
  const own = { id: String(id) }
  return actions(
    button(say.edit.button, 'edit', { ...own, ...offered }),
    button(say.takeBack.button, 'takeBack', own),
  )
}
