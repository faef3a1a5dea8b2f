/** `/learn`: who wants to learn what and who can show it, the pairs that come of it, and those whom moderators appoint. */
import { z } from 'zod'
import {
  type Call,
  type Command,
  choice,
  type Handler,
  handler,
  line,
  ownId,
  person,
  whole,
} from '../src/core/command.ts'
import { appoint, appointedScreen, unappoint } from '../src/core/repertoire/appointments.ts'
import { ROLES, SIDES, type Side } from '../src/core/repertoire/apprenticeship.ts'
import {
  askPartner,
  endPair,
  mayBeAsked,
  sayNotNow,
  sayYes,
} from '../src/core/repertoire/apprenticeship-pair.ts'
import { ANSWERS, answerQuestion } from '../src/core/repertoire/apprenticeship-question.ts'
import {
  sayTopic,
  suggestTopics,
  takeBackSaid,
  tellTopic,
} from '../src/core/repertoire/apprenticeship-say.ts'
import { learningScreen } from '../src/core/repertoire/apprenticeship-screen.ts'
import { formsOf, type Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

const MAX_TOPIC_LENGTH = 60
/** More people than anybody shows something at once. */
const MOST_AT_ONCE = 20
const FIELDS = ['topic', 'as', 'limit']

/** `/learn`: one handler that looks when bare and says something when told; everything else is a button. */
export const learn = (words: Words): Command => ({
  name: 'learn',
  summary: words.learn.summary,
  bare: 'learn',
  example: '/learn soldering as:show',
  handlers: new Map([...saying(words), ...pairs(words), ...appointing(words)]),
})

type Handlers = readonly (readonly [string, Handler])[]
const act = { may: 'act', isTyped: false } as const

const fieldsOf = ({ learn: say }: Words) => ({
  id: ownId(say.hidden),
  topic: line({ ...say.topic, maxLength: MAX_TOPIC_LENGTH }),
  as: choice({ ...say.as, choices: SIDES.map((value) => ({ value, label: say.as[value] })) }),
})

const saying = (words: Words): Handlers => {
  const say = words.learn
  const { id, topic, as } = fieldsOf(words)
  return [
    [
      'learn',
      handler({
        summary: say.summary,
        may: 'act',
        isTyped: true,
        input: z.object({
          topic: topic.optional(),
          as: as.optional(),
          limit: whole({ ...say.limit, min: 1, max: MOST_AT_ONCE }).optional(),
        }),
        suggest: { topic: suggestTopics },
        run,
      }),
    ],
    [
      'tell',
      handler({ ...act, summary: say.tellChannel.summary, input: z.object({ topic, as }), run: tellTopic }),
    ],
    [
      'takeBack',
      handler({ ...act, summary: say.takeBack.summary, input: z.object({ id }), run: takeBackSaid }),
    ],
  ]
}

/** What is between two people. */
const pairs = (words: Words): Handlers => {
  const say = words.learn
  const { id, topic, as } = fieldsOf(words)
  const one = { ...act, input: z.object({ id }) }
  return [
    [
      'ask',
      handler({
        ...act,
        summary: say.ask.summary,
        input: z.object({ topic, as, with: person(say.partner) }),
        run: askPartner,
      }),
    ],
    ['yes', handler({ ...one, summary: say.answer.summary, run: sayYes })],
    ['notNow', handler({ ...one, summary: say.answer.summary, run: sayNotNow })],
    ['done', handler({ ...one, summary: say.done.summary, run: endPair })],
    ['later', handler({ ...one, summary: say.later.summary, run: mayBeAsked(true) })],
    ['notLater', handler({ ...one, summary: say.later.summary, run: mayBeAsked(false) })],
    [
      'answer',
      handler({
        ...act,
        summary: say.question.summary,
        input: z.object({
          pair: id,
          weeks: whole({ ...say.question.weeks, min: 1, max: 52 }),
          says: choice({
            ...say.question.says,
            choices: ANSWERS.map((value) => ({ value, label: say.question.so[value] })),
          }),
        }),
        run: answerQuestion,
      }),
    ],
  ]
}

/** Mentors and adults. */
const appointing = (words: Words): Handlers => {
  const say = words.learn.appoint
  const whom = z.object({
    person: person(say.person),
    role: choice({ ...say.role, choices: ROLES.map((value) => ({ value, label: say.role[value] })) }),
  })
  return [
    [
      'appointed',
      handler({
        ...{ summary: say.summary, may: 'moderate', isTyped: false, input: z.object({}) },
        run: (call) => appointedScreen(call),
      }),
    ],
    [
      'appoint',
      handler({
        ...{ summary: say.summary, may: 'moderate', isTyped: false, input: whom },
        form: { title: say.form, submit: say.submit },
        run: appoint,
      }),
    ],
    ['unappoint', handler({ ...act, summary: say.summary, input: whom, run: unappoint })],
  ]
}

interface Input {
  readonly topic?: string | undefined
  readonly as?: Side | undefined
  readonly limit?: number | undefined
}

/** Bare it looks; with a topic that is said, as one who wants to learn it unless told otherwise. */
async function run(call: Call<Input>): Promise<Reply> {
  const { topic, as, limit } = call.input
  if (topic !== undefined) return sayTopic(call, { topic, as: as ?? 'learn', limit })
  return as === undefined && limit === undefined ? learningScreen(call) : askTopic(call)
}

/** Only how was said: what it is about is still to be asked. */
function askTopic({ input: { as, limit }, words }: Call<Input>): Reply {
  return formsOf('learn')('learn', FIELDS, { as, limit }, words.learn)
}
