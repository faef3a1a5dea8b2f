/** `/problem`: real problems, taken on together, closed by what changed, and confirmed by somebody else. */
import { z } from 'zod'
import { shortened } from '../src/core/clean-text.ts'
import {
  type Call,
  type ChosenMessage,
  type Command,
  choice,
  date,
  type Handler,
  handler,
  line,
  ownId,
  person,
  prose,
  whole,
} from '../src/core/command.ts'
import { MAX_LINK_LENGTH } from '../src/core/repertoire/practice-link.ts'
import { PROBLEM_KINDS } from '../src/core/repertoire/problem.ts'
import { problemCard } from '../src/core/repertoire/problem-card.ts'
import {
  addService,
  addToProblem,
  askForProblem,
  changeProblem,
  nobodyBeside,
  openProblem,
  openProblemEdit,
  openProblemMore,
  openService,
} from '../src/core/repertoire/problem-forms.ts'
import { problemList, problemNamed, suggestProblems } from '../src/core/repertoire/problem-list.ts'
import { problemOf } from '../src/core/repertoire/problem-parts.ts'
import {
  askWhatChanged,
  askWhatChangedForMe,
  closeProblem,
  confirmProblem,
  joinProblem,
  leaveProblem,
  reopenProblem,
  tellWhatChanged,
} from '../src/core/repertoire/take-on.ts'
import type { Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

/** A link to the message that it comes from is kept without being asked for. */
const ASKED = ['title', 'whom', 'doneWhen', 'firstStep']
const MAX_TITLE_LENGTH = 100
const MAX_PLACES = 100

/** `/problem`: bare it lists what is open; with words it opens one, or shows the one that is called so. */
export const problem = (words: Words): Command => ({
  name: 'problem',
  summary: words.problem.summary,
  bare: 'problem',
  example: '/problem fix the drafty door',
  handlers: new Map([...looking(words), ...opening(words), ...takingPart(words), ...lookingAfter(words)]),
  shortcuts: [{ label: words.problem.open.shortcut, handler: 'begin', inputFrom: fromMessage }],
})

type Handlers = readonly (readonly [string, Handler])[]

const fieldsOf = ({ problem: say }: Words) => ({
  id: ownId(say.hidden),
  title: line({ ...say.title, maxLength: MAX_TITLE_LENGTH }),
  whom: line(say.open.whom),
  doneWhen: line({ ...say.open.doneWhen, maxLength: 300 }),
  firstStep: line({ ...say.open.firstStep, maxLength: 300 }),
  link: line({ ...say.open.link, maxLength: MAX_LINK_LENGTH }).optional(),
})

const looking = (words: Words): Handlers => {
  const say = words.problem
  const { id, title } = fieldsOf(words)
  return [
    [
      'problem',
      handler({
        summary: say.summary,
        may: 'act',
        isTyped: true,
        input: z.object({ title: title.optional() }),
        suggest: {
          title: async ({ store, community }, typed) =>
            suggestProblems(await store.problems.all(community.id), typed),
        },
        run: listOrOpen,
      }),
    ],
    [
      'look',
      handler({
        summary: say.card.summary,
        may: 'look',
        isTyped: false,
        input: z.object({ id }),
        run: async (call) => problemCard(call, await problemOf(call, call.input.id)),
      }),
    ],
  ]
}

const opening = (words: Words): Handlers => {
  const say = words.problem.open
  const { title, whom, doneWhen, firstStep, link } = fieldsOf(words)
  return [
    [
      'begin',
      handler({
        summary: say.summary,
        may: 'act',
        isTyped: false,
        form: { title: say.form, submit: say.submit, fields: ASKED },
        input: z.object({ title, whom, doneWhen, firstStep, link }),
        run: openProblem,
      }),
    ],
  ]
}

/** What is everybody's: each handler says itself of whom it takes what. */
const takingPart = (words: Words): Handlers => {
  const say = words.problem
  const { id } = fieldsOf(words)
  const act = { may: 'act', isTyped: false } as const
  const pressed = { ...act, input: z.object({ id }) }
  const changed = prose({ ...say.done.changed, maxLength: 1000 })
  const changedForYou = prose({ ...say.done.changedForYou, maxLength: 1000 }).optional()
  return [
    ['join', handler({ ...pressed, summary: say.join.summary, run: joinProblem })],
    ['leave', handler({ ...pressed, summary: say.leave.summary, run: leaveProblem })],
    ['done', handler({ ...pressed, summary: say.done.summary, run: askWhatChanged })],
    [
      'close',
      handler({
        ...act,
        summary: say.done.summary,
        openedBy: 'done',
        input: z.object({ id, changed, changedForYou }),
        run: closeProblem,
      }),
    ],
    [
      'confirm',
      handler({
        ...act,
        summary: say.confirm.summary,
        input: z.object({ id, closing: ownId(say.confirm.closing) }),
        run: confirmProblem,
      }),
    ],
    ['changedForMe', handler({ ...pressed, summary: say.tell.summary, run: askWhatChangedForMe })],
    [
      'tell',
      handler({
        ...act,
        summary: say.tell.summary,
        openedBy: 'changedForMe',
        input: z.object({ id, changedForYou }),
        run: tellWhatChanged,
      }),
    ],
  ]
}

/** What is for whoever opened it, and for moderators. */
const lookingAfter = (words: Words): Handlers => {
  const say = words.problem
  const { id, title, whom, doneWhen, firstStep, link } = fieldsOf(words)
  const act = { may: 'act', isTyped: false } as const
  const pressed = { ...act, input: z.object({ id }) }
  const kind = choice({
    ...say.more.kind,
    choices: PROBLEM_KINDS.map((value) => ({ value, label: say.kinds[value] })),
  })
  return [
    ['edit', handler({ ...pressed, summary: say.edit.summary, run: openProblemEdit })],
    [
      'change',
      handler({
        ...act,
        summary: say.edit.summary,
        openedBy: 'edit',
        input: z.object({ id, title, whom, doneWhen, firstStep, link }),
        run: changeProblem,
      }),
    ],
    ['more', handler({ ...pressed, summary: say.more.summary, run: openProblemMore })],
    [
      'add',
      handler({
        ...act,
        summary: say.more.summary,
        openedBy: 'more',
        input: z.object({
          id,
          kind: kind.optional(),
          adult: person(say.more.adult).optional(),
          places: whole({ ...say.more.places, min: 1, max: MAX_PLACES }).optional(),
          until: date(say.more.until).optional(),
        }),
        run: addToProblem,
      }),
    ],
    ['service', handler({ ...pressed, summary: say.service.summary, run: openService })],
    [
      'addService',
      handler({
        ...act,
        summary: say.service.summary,
        openedBy: 'service',
        input: z.object({
          id,
          curriculum: prose({ ...say.service.curriculum, maxLength: 500 }).optional(),
          partners: prose({ ...say.service.partners, maxLength: 500 }).optional(),
        }),
        run: addService,
      }),
    ],
    ['notBeside', handler({ ...pressed, summary: say.notBeside.summary, run: nobodyBeside })],
    ['reopen', handler({ ...pressed, summary: say.reopen.summary, run: reopenProblem })],
  ]
}

/** Where the message stands; the beginning of its text only for the person who wrote it. */
function fromMessage({ link, isOwn, text }: ChosenMessage): Readonly<Record<string, string>> {
  const title = isOwn && text !== null ? shortened(text, MAX_TITLE_LENGTH) : ''
  return {
    ...(title === '' ? {} : { title }),
    ...(link !== null && link.length <= MAX_LINK_LENGTH ? { link } : {}),
  }
}

async function listOrOpen(call: Call<{ title?: string | undefined }>): Promise<Reply> {
  const { input, store, community, words } = call
  const { title } = input
  if (title === undefined) return problemList(call)
  const found = problemNamed(await store.problems.all(community.id), title)
  return found === null ? askForProblem(title, words) : problemCard(call, found)
}
