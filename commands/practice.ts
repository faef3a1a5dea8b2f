/** `/practice`: ways of doing things here, found, shared, done, changed and proven. */
import { z } from 'zod'
import { calendarOf } from '../src/core/calendar.ts'
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
import { shown } from '../src/core/people/who.ts'
import { findPractices, suggestPractices } from '../src/core/repertoire/find-practice.ts'
import { isSameName } from '../src/core/repertoire/names.ts'
import { MAX_HOW_LENGTH, MAX_TAKEN_LENGTH, OUTCOMES, type Practice } from '../src/core/repertoire/practice.ts'
import { practiceCard } from '../src/core/repertoire/practice-card.ts'
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
import { askForWords, giveWords, refuseWords, saveMessage } from '../src/core/repertoire/their-words.ts'
import { type Actions, note, paragraph, type Reply, type Table } from '../src/core/reply.ts'
import { code, type Text } from '../src/core/text.ts'
import type { Words } from '../src/core/words/words.ts'

const MAX_LISTED = 12
const MAX_OPENED = 5
const MAX_NAME_LENGTH = 80
const MAX_KEY_LENGTH = 40
const MAX_ASKABLE = 5
const MAX_DOINGS_READ = 200

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
  const { name, how, when, link } = fieldsOf(words)
  return [
    [
      'find',
      handler({
        summary: say.find.summary,
        may: 'look',
        isTyped: true,
        input: z.object({ words: line(say.find.words).optional() }),
        suggest: { words: suggestNames },
        run: find,
      }),
    ],
    [
      'share',
      handler({
        summary: say.share.summary,
        may: 'act',
        isTyped: true,
        form: { title: say.share.form, submit: say.share.submit },
        input: z.object({ name, how, when, link }),
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
        form: { title: share.form, submit: share.submit, fields: ['name', 'how', 'when', 'link'] },
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
    ['ask', handler({ ...look, summary: say.ask.summary, run: ask })],
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

/** Names of practices for what has been typed so far. */
const suggestNames = async ({ store, community }: Call<object>, typed: string): Promise<readonly string[]> =>
  suggestPractices(await store.repertoire.practices(community.id), typed)

async function find(call: Call<{ words?: string | undefined }>): Promise<Reply> {
  const { input, store, community, words } = call
  const say = words.practice.find
  const all = await store.repertoire.practices(community.id)
  const wanted = input.words
  if (wanted === undefined) {
    const here = all.filter((one) => one.retired === null)
    const sorted = [...here].sort((a, b) => b.doings - a.doings || b.sharedAt - a.sharedAt)
    const blocks = sorted.length === 0 ? [paragraph(say.nothingYet)] : listed(sorted, words)
    return { title: say.title, isPrivate: true, blocks }
  }
  const found = findPractices(all, wanted)
  const [first, ...others] = found
  if (first === undefined)
    return { title: say.found(wanted), isPrivate: true, blocks: [paragraph(say.nothingFound(wanted))] }
  if (others.length === 0 || isSameName(first.name, wanted)) return practiceCard(call, first, all)
  return { title: say.found(wanted), isPrivate: true, blocks: listed(found, words) }
}

/** The practices as a table, and buttons that open the first ones. */
function listed(practices: readonly Practice[], words: Words): Reply['blocks'] {
  const say = words.practice.find
  const shown = practices.slice(0, MAX_LISTED)
  const table: Table = {
    kind: 'table',
    columns: [
      { label: say.columns.name, align: 'left' },
      { label: say.columns.when, align: 'left' },
      { label: say.columns.done, align: 'left' },
    ],
    rows: shown.map((one) => [[one.name], [one.whenItHelps], [say.times(one.doings)]]),
  }
  const opening: Actions = {
    kind: 'actions',
    buttons: shown.slice(0, MAX_OPENED).map((one) => ({
      label: one.name,
      emphasis: 'plain',
      target: { command: 'practice', handler: 'open', input: { id: String(one.id) } },
    })),
  }
  const others = practices.length - shown.length
  return [
    table,
    opening,
    ...(others > 0 ? [note(say.more(others))] : []),
    note(say.openBefore, code('/practice find'), say.openAfter),
  ]
}

async function open(call: Call<{ id: number }>): Promise<Reply> {
  const { practice: found, all } = await practiceOf(call, call.input.id)
  return practiceCard(call, found, all)
}

async function history(call: Call<{ id: number }>): Promise<Reply> {
  const { practice: found, all } = await practiceOf(call, call.input.id)
  return practiceHistory(call, found, all)
}

/** The second tap: how it went. */
async function askHowItWent(call: Call<{ id: number }>): Promise<Reply> {
  const { practice: found } = await practiceOf(call, call.input.id)
  const say = call.words.practice.doing
  return {
    title: '',
    isPrivate: true,
    blocks: [
      paragraph(say.question(found.name)),
      {
        kind: 'actions',
        buttons: OUTCOMES.map((outcome) => ({
          label: say[outcome],
          emphasis: 'plain',
          target: { command: 'did', handler: 'tap', input: { id: String(found.id), outcome } },
        })),
      },
    ],
  }
}

/** Who did it and may be asked: each once, those for whom it worked first, then the latest. */
async function ask(call: Call<{ id: number }>): Promise<Reply> {
  const { store, community, actor, words } = call
  const { practice: found } = await practiceOf(call, call.input.id)
  const say = words.practice.ask
  const { dayOf } = calendarOf(community.timeZone)
  const doings = await store.repertoire.doings(community.id, MAX_DOINGS_READ, found.id)
  const askable = doings.filter((one) => one.isAskable && one.member !== actor.member)
  const worked = (outcome: string | null): number => (outcome === 'didNotWork' ? 1 : 0)
  const sorted = [...askable].sort((a, b) => worked(a.outcome) - worked(b.outcome) || b.at - a.at)
  const each = sorted.filter(
    (one, index) => sorted.findIndex((other) => other.member === one.member) === index,
  )
  const items: Text[] = []
  for (const { member, outcome, at, platform } of each.slice(0, MAX_ASKABLE)) {
    const went = words.did.went[outcome ?? 'asWritten']
    items.push([await shown(call, member, platform), say.line(went, dayOf(at))])
  }
  return {
    title: say.title(found.name),
    isPrivate: true,
    blocks:
      items.length === 0
        ? [paragraph(say.nobody)]
        : [paragraph(say.who), { kind: 'list', ordered: false, items }],
  }
}
