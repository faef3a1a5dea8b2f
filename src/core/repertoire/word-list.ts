/** The community's words as a list: what each means here, who brought it, and how many have taken it up. */
import { shortened } from '../clean-text.ts'
import type { Call } from '../command.ts'
import { type Actions, actions, type Block, buttonsOf, note, paragraph, type Reply } from '../reply.ts'
import type { Text } from '../text.ts'
import { type Word, wordKey } from './word.ts'
import { giverOf, howCounted } from './word-card.ts'
import { reachOfWords } from './word-reach.ts'

const button = buttonsOf('word')

const MAX_LISTED = 15
const MAX_OPENED = 4
/** What of a meaning stands in a list; the card has all of it. */
const MAX_MEANING_LENGTH = 120

/** Every word, in the order of a dictionary; what to give first where there is none. */
export async function wordList(call: Call<object>): Promise<Reply> {
  const { store, community, words } = call
  const say = words.word.list
  const all = await store.words.all(community.id)
  if (all.length === 0)
    return {
      title: say.title,
      isPrivate: true,
      blocks: [paragraph(say.nothingYet), paragraph(say.whatToGive), buttons(call, [])],
    }
  // Not by how far they have spread: in what members see, that would tell small groups apart.
  const sorted = [...all].sort((a, b) => wordKey(a.word).localeCompare(wordKey(b.word), 'en') || a.id - b.id)
  return { title: say.title, isPrivate: true, blocks: await listed(call, sorted) }
}

/** Some of the words, with buttons that open them. */
export async function listed(call: Call<object>, found: readonly Word[]): Promise<readonly Block[]> {
  const say = call.words.word.list
  const shown = found.slice(0, MAX_LISTED)
  const reach = await reachOfWords(call)
  const rows: Text[][] = []
  for (const word of shown)
    rows.push([
      [word.word],
      [shortened(word.meaning, MAX_MEANING_LENGTH)],
      [await giverOf(call, word)],
      [reach(word)],
    ])
  const left = (label: string) => ({ label, align: 'left' as const })
  const { word, meaning, giver, reach: taken } = say.columns
  const others = found.length - shown.length
  return [
    { kind: 'table', columns: [left(word), left(meaning), left(giver), left(taken)], rows },
    buttons(call, shown.slice(0, MAX_OPENED)),
    ...(others > 0 ? [note(say.more(others))] : []),
    howCounted(call),
  ]
}

/** Opens a few words, and begins a new one. */
function buttons({ words }: Call<object>, some: readonly Word[]): Actions {
  return actions(
    button(words.word.give.button, 'begin', {}, some.length === 0 ? 'primary' : 'plain'),
    ...some.map(({ id, word }) => button(word, 'open', { id: String(id) })),
  )
}
