/** `/thanks`: what somebody did or taught, said by a named peer; whoever is thanked keeps it, or says that it is not theirs. */
import { z } from 'zod'
import {
  type Call,
  type ChosenMessage,
  type Command,
  type Handler,
  handler,
  line,
  namedLine,
  ownId,
  person,
  prose,
} from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import type { MemberId } from '../src/core/ids.ts'
import { practiceGiven, practicesFor } from '../src/core/repertoire/find-practice.ts'
import { MAX_LINK_LENGTH } from '../src/core/repertoire/practice-link.ts'
import { personElsewhere, sayThanks, suggestElsewhere } from '../src/core/repertoire/thanks.ts'
import { answerThanks, latestThanks } from '../src/core/repertoire/thanks-list.ts'
import { formsOf, type Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

const MAX_NAME_LENGTH = 100

/** `/thanks`: bare it looks; with words it thanks. */
export const thanks = (words: Words): Command => {
  const say = words.thanks
  const what = prose({ ...say.for, maxLength: 1000 })
  const practice = line({ ...say.practice, maxLength: 80 }).optional()
  const to = namedLine({ ...say.to, maxLength: MAX_NAME_LENGTH })
  /** A guest who is thanked may say what becomes of it, as of everything that is kept of them. */
  const answer = (verdict: 'keep' | 'refuse'): Handler =>
    handler({
      summary: say[verdict].summary,
      may: 'look',
      isTyped: false,
      isForGuests: true,
      input: z.object({ id: ownId(say.hidden) }),
      run: answerThanks(verdict === 'keep' ? 'kept' : 'refused'),
    })
  return {
    name: 'thanks',
    summary: say.summary,
    bare: 'thanks',
    example: '/thanks person:@ada for:"showing me how to crimp"',
    handlers: new Map([
      [
        'thanks',
        handler({
          summary: say.summary,
          may: 'act',
          isTyped: true,
          input: z.object({
            person: person({ ...say.person, mayLead: true }).optional(),
            for: what.optional(),
            practice,
            to: to.optional(),
          }),
          suggest: {
            practice: practicesFor,
            to: async ({ store, community, place }, typed) =>
              suggestElsewhere(await store.thanks.elsewhere(community.id, place.platform), typed),
          },
          run,
        }),
      ],
      [
        'begin',
        handler({ summary: say.summary, may: 'act', isTyped: false, input: z.object({}), run: askWhat }),
      ],
      [
        'say',
        handler({
          summary: say.summary,
          may: 'act',
          isTyped: false,
          form: { title: say.form, submit: say.submit, fields: ['person', 'for', 'practice'] },
          input: z.object({
            person: person(say.person),
            for: what,
            practice,
            link: line({ ...say.link, maxLength: MAX_LINK_LENGTH }).optional(),
          }),
          run: ({ input: { person: receiver, ...input }, ...call }) =>
            give({ ...call, input }, { receiver, isHere: true }),
        }),
      ],
      [
        'sayElsewhere',
        handler({
          summary: say.summary,
          may: 'act',
          isTyped: false,
          form: { title: say.form, submit: say.submit },
          input: z.object({ to, for: what, practice }),
          run: async (call) => give(call, await elsewhere(call, call.input.to)),
        }),
      ],
      ['keep', answer('keep')],
      ['refuse', answer('refuse')],
    ]),
    shortcuts: [
      {
        label: say.shortcut,
        handler: 'say',
        author: 'person',
        inputFrom: (message) => ofMessage(message, words),
      },
    ],
  }
}

/** Where the message stands; whom it is by is filled in by the platform. */
function ofMessage({ link, isOwn }: ChosenMessage, { thanks }: Words): Readonly<Record<string, string>> {
  if (isOwn) throw new Refusal(thanks.yourself)
  return link !== null && link.length <= MAX_LINK_LENGTH ? { link } : {}
}

interface Input {
  readonly person?: MemberId | undefined
  readonly for?: string | undefined
  readonly practice?: string | undefined
  readonly to?: string | undefined
}

async function run(call: Call<Input>): Promise<Reply> {
  const { input, actor, words } = call
  if (Object.values(input).every((value) => value === undefined)) return latestThanks(call)
  if (input.person !== undefined && input.to !== undefined) throw new Refusal(words.thanks.oneAtATime)
  if (input.person === actor.member) throw new Refusal(words.thanks.yourself)
  const to = await whom(call)
  const { for: what, practice } = input
  if (what === undefined || to === null) return askWhat(call)
  return give({ ...call, input: { for: what, practice } }, to)
}

/** Whoever is thanked; null where nobody is named yet. */
async function whom(call: Call<Input>): Promise<To | null> {
  const { person: receiver, to } = call.input
  if (receiver !== undefined) return { receiver, isHere: true }
  return to === undefined ? null : elsewhere(call, to)
}

interface To {
  readonly receiver: MemberId
  readonly isHere: boolean
}

async function elsewhere({ store, community, place, words }: Call<object>, name: string): Promise<To> {
  const people = await store.thanks.elsewhere(community.id, place.platform)
  return { receiver: personElsewhere(people, name, words), isHere: false }
}

interface Said {
  readonly for: string
  readonly practice?: string | undefined
  readonly link?: string | undefined
}

async function give(call: Call<Said>, to: To): Promise<Reply> {
  const { input } = call
  const practice = await practiceGiven(call, input.practice)
  return sayThanks(call, { ...to, what: input.for, practice, link: input.link ?? null })
}

/** The form for what is still to be said, to somebody here or to somebody elsewhere. */
async function askWhat({ input, words }: Call<Input>): Promise<Reply> {
  const [handler, who] = input.to === undefined ? ['say', 'person'] : ['sayElsewhere', 'to']
  return formsOf('thanks')(handler, [who, 'for', 'practice'], { ...input }, words.thanks)
}
