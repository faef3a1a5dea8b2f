/** `/practice`: ways of doing things here, found, shared, done, changed and proven. */
import { z } from 'zod'
import {
  type Call,
  type ChosenMessage,
  type Command,
  type Handler,
  handler,
  line,
  ownId,
  prose,
} from '../src/core/command.ts'
import { practicesFor } from '../src/core/repertoire/find-practice.ts'
import { MAX_HOW_LENGTH, MAX_TAKEN_LENGTH } from '../src/core/repertoire/practice.ts'
import { practiceCard } from '../src/core/repertoire/practice-card.ts'
import { askHowItWent, whomToAsk } from '../src/core/repertoire/practice-doers.ts'
import {
  addToPractice,
  bringBack,
  changePractice,
  openEdit,
  openMore,
  openMyWay,
  practiceOf,
  retirePractice,
  shareMyWay,
  sharePractice,
} from '../src/core/repertoire/practice-forms.ts'
import { practiceHistory } from '../src/core/repertoire/practice-history.ts'
import { MAX_LINK_LENGTH } from '../src/core/repertoire/practice-link.ts'
import { listPractices } from '../src/core/repertoire/practice-list.ts'
import { askForWords, giveWords, refuseWords, saveMessage } from '../src/core/repertoire/their-words.ts'
import type { Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

/** A form asks three things; the rest waits under *Add more*. The link to a message that is saved comes with it unasked. */
const ASKED = ['name', 'how', 'when']
const MAX_NAME_LENGTH = 80
const MAX_KEY_LENGTH = 40

/** `/practice`: bare it finds, and finding without words lists; everything else is on the card. */
export const practice = (words: Words): Command => ({
  name: 'practice',
  summary: words.practice.summary,
  bare: 'find',
  example: '/practice find crimping wires',
  handlers: new Map([...typed(words), ...fromMessages(words), ...onTheCard(words), ...lookingAfter(words)]),
  shortcuts: [
    { label: words.practice.share.shortcut, handler: 'save', held: 'held', inputFrom: fromMessage },
  ],
})

type Handlers = readonly (readonly [string, Handler])[]

const fieldsOf = ({ practice: say }: Words) => ({
  id: ownId(say.hidden),
  name: line({ ...say.share.name, maxLength: MAX_NAME_LENGTH }),
  how: prose({ ...say.share.how, maxLength: MAX_HOW_LENGTH }),
  when: prose({ ...say.share.when, maxLength: 500 }).optional(),
  problem: prose({ ...say.share.problem, maxLength: 500 }).optional(),
  follows: prose({ ...say.share.follows, maxLength: 500 }).optional(),
  tags: line({ ...say.share.tags, maxLength: 100 }).optional(),
  link: line({ ...say.share.link, maxLength: MAX_LINK_LENGTH }).optional(),
})

const typed = (words: Words): Handlers => {
  const say = words.practice
  const { name, how, when } = fieldsOf(words)
  return [
    [
      'find',
      handler({
        summary: say.find.summary,
        may: 'look',
        isTyped: true,
        input: z.object({ words: line(say.find.words).optional() }),
        suggest: { words: practicesFor },
        run: listPractices,
      }),
    ],
    [
      'share',
      handler({
        summary: say.share.summary,
        may: 'act',
        isTyped: true,
        form: { title: say.share.form, submit: say.share.submit },
        input: z.object({ name, how, when }),
        run: (call) => sharePractice(call, null),
      }),
    ],
  ]
}

/** What is saved from a message, and the words of whoever wrote it. */
const fromMessages = (words: Words): Handlers => {
  const { share, theirWords } = words.practice
  const { id, name, how, when, link } = fieldsOf(words)
  const held = line({ ...theirWords.held, maxLength: MAX_KEY_LENGTH })
  const onWords = { may: 'act', isTyped: false, input: z.object({ id, held }) } as const
  return [
    [
      'save',
      handler({
        summary: share.summary,
        may: 'act',
        isTyped: false,
        form: { title: share.form, submit: share.submit, fields: ASKED },
        input: z.object({ name, how, when, link, held: held.optional() }),
        run: saveMessage,
      }),
    ],
    ['askWords', handler({ ...onWords, summary: theirWords.summaries.ask, run: askForWords })],
    ['giveWords', handler({ ...onWords, summary: theirWords.summaries.give, run: giveWords })],
    ['refuseWords', handler({ ...onWords, summary: theirWords.summaries.refuse, run: refuseWords })],
  ]
}

/** What everybody may do with a practice. */
const onTheCard = (words: Words): Handlers => {
  const say = words.practice
  const { id, name, how, when } = fieldsOf(words)
  const look = { may: 'look', isTyped: false, input: z.object({ id }) } as const
  return [
    ['open', handler({ ...look, summary: say.find.summary, run: open })],
    ['doing', handler({ ...look, may: 'act', summary: say.doing.summary, run: askHowItWent })],
    ['ask', handler({ ...look, summary: say.ask.summary, run: whomToAsk })],
    ['history', handler({ ...look, summary: say.history.summary, run: history })],
    ['myWay', handler({ ...look, may: 'act', summary: say.myWay.summary, run: openMyWay })],
    [
      'version',
      handler({
        summary: say.myWay.summary,
        may: 'act',
        isTyped: false,
        openedBy: 'myWay',
        input: z.object({ id, name, how, when }),
        run: shareMyWay,
      }),
    ],
  ]
}

/** What is for whoever shared it, and for moderators. */
const lookingAfter = (words: Words): Handlers => {
  const say = words.practice
  const { id, name, how, when, problem, follows, tags, link } = fieldsOf(words)
  const act = { may: 'act', isTyped: false } as const
  return [
    ['edit', handler({ ...act, summary: say.edit.summary, input: z.object({ id }), run: openEdit })],
    [
      'change',
      handler({
        ...act,
        summary: say.edit.summary,
        openedBy: 'edit',
        input: z.object({ id, name, how, when }),
        run: changePractice,
      }),
    ],
    ['more', handler({ ...act, summary: say.more.summary, input: z.object({ id }), run: openMore })],
    [
      'add',
      handler({
        ...act,
        summary: say.more.summary,
        openedBy: 'more',
        input: z.object({ id, problem, follows, tags, link }),
        run: addToPractice,
      }),
    ],
    [
      'retire',
      handler({
        ...act,
        summary: say.retire.summary,
        form: { title: say.retire.form, submit: say.retire.submit, fields: ['why'] },
        input: z.object({ id, why: prose({ ...say.retire.why, maxLength: 300 }) }),
        run: retirePractice,
      }),
    ],
    [
      'bringBack',
      handler({ ...act, summary: say.bringBack.summary, input: z.object({ id }), run: bringBack }),
    ],
  ]
}

/** Where the message stands; its text only for the person who wrote it. */
function fromMessage({ link, isOwn, text }: ChosenMessage): Readonly<Record<string, string>> {
  const how = isOwn && text !== null ? text.slice(0, MAX_TAKEN_LENGTH).trim() : ''
  return {
    ...(link !== null && link.length <= MAX_LINK_LENGTH ? { link } : {}),
    ...(how === '' ? {} : { how }),
  }
}

async function open(call: Call<{ id: number }>): Promise<Reply> {
  const { practice: found, all } = await practiceOf(call, call.input.id)
  return practiceCard(call, found, all)
}

async function history(call: Call<{ id: number }>): Promise<Reply> {
  const { practice: found, all } = await practiceOf(call, call.input.id)
  return practiceHistory(call, found, all)
}
