/** `/word`: the community's own words, listed, looked up, given, changed and taken back. */
import { z } from 'zod'
import { type Call, type Command, type Handler, handler, line, ownId, prose } from '../src/core/command.ts'
import { findWords, suggestWords } from '../src/core/repertoire/find-word.ts'
import {
  askTakeBack,
  changeWord,
  giveWord,
  openEdit,
  openGiving,
  takeBackWord,
  wordOf,
} from '../src/core/repertoire/give-word.ts'
import { wordCard } from '../src/core/repertoire/word-card.ts'
import { listed, wordList } from '../src/core/repertoire/word-list.ts'
import { actions, buttonsOf, paragraph, type Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

/** What stands on a button of ours. */
const MAX_WORD_LENGTH = 60

/** `/word`: bare it lists, with a word it looks up, with a meaning it gives. */
export const word = (words: Words): Command => {
  const say = words.word
  const { id, spelling, meaning, example } = fieldsOf(words)
  return {
    name: 'word',
    summary: say.summary,
    bare: 'word',
    example: '/word chuck meaning:"the clamp that holds the drill bit"',
    handlers: new Map([
      [
        'word',
        handler({
          summary: say.summary,
          may: 'act',
          isTyped: true,
          input: z.object({
            word: spelling.optional(),
            meaning: meaning.optional(),
            example: example.optional(),
          }),
          suggest: {
            word: async ({ store, community }, typed) =>
              suggestWords(await store.words.all(community.id), typed),
          },
          run,
        }),
      ],
      [
        'begin',
        handler({
          summary: say.give.summary,
          may: 'act',
          isTyped: false,
          input: z.object({ word: spelling.optional() }),
          run: async (call) => openGiving(call),
        }),
      ],
      [
        'give',
        handler({
          summary: say.give.summary,
          may: 'act',
          isTyped: false,
          openedBy: 'begin',
          input: z.object({ word: spelling, meaning, example: example.optional() }),
          run: giveWord,
        }),
      ],
      [
        'open',
        handler({ summary: say.summary, may: 'look', isTyped: false, input: z.object({ id }), run: open }),
      ],
      ...lookingAfter(words),
    ]),
  }
}

const fieldsOf = ({ word: say }: Words) => ({
  id: ownId(say.hidden),
  spelling: line({ ...say.word, maxLength: MAX_WORD_LENGTH }),
  meaning: prose({ ...say.meaning, maxLength: 300 }),
  example: line({ ...say.example, maxLength: 200 }),
})

/** What is for whoever brought a word, and for moderators. */
const lookingAfter = (words: Words): readonly (readonly [string, Handler])[] => {
  const say = words.word
  const { id, spelling, meaning, example } = fieldsOf(words)
  const act = { may: 'act', isTyped: false } as const
  return [
    [
      'edit',
      handler({
        ...act,
        summary: say.edit.summary,
        input: z.object({ id, meaning: meaning.optional(), example: example.optional() }),
        run: openEdit,
      }),
    ],
    [
      'change',
      handler({
        ...act,
        summary: say.edit.summary,
        openedBy: 'edit',
        input: z.object({ id, word: spelling, meaning, example: example.optional() }),
        run: changeWord,
      }),
    ],
    [
      'takeBack',
      handler({ ...act, summary: say.takeBack.summary, input: z.object({ id }), run: askTakeBack }),
    ],
    ['drop', handler({ ...act, summary: say.takeBack.summary, input: z.object({ id }), run: takeBackWord })],
  ]
}

interface Input {
  readonly word?: string | undefined
  readonly meaning?: string | undefined
  readonly example?: string | undefined
}

/** Bare looks, words do: a word alone is looked up; with a meaning it is given. */
async function run(call: Call<Input>): Promise<Reply> {
  const { word: typed, meaning, example } = call.input
  if (typed !== undefined && meaning !== undefined)
    return giveWord({ ...call, input: { word: typed, meaning, example } })
  if (meaning !== undefined || example !== undefined) return openGiving(call)
  return typed === undefined ? wordList(call) : lookUp(call, typed)
}

async function lookUp(call: Call<object>, typed: string): Promise<Reply> {
  const { store, community, words } = call
  const say = words.word.lookUp
  const found = findWords(await store.words.all(community.id), typed)
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return wordCard(call, only)
  if (only !== undefined)
    return { title: say.found(typed), isPrivate: true, blocks: await listed(call, found) }
  return {
    title: say.found(typed),
    isPrivate: true,
    blocks: [
      paragraph(say.nothing(typed)),
      actions(buttonsOf('word')(words.word.give.button, 'begin', { word: typed }, 'primary')),
    ],
  }
}

const open = async (call: Call<{ id: number }>): Promise<Reply> =>
  wordCard(call, await wordOf(call, call.input.id))
