/** `/did`: what somebody did, on the chat or off it; with a practice it is a doing of that practice. */
import { z } from 'zod'
import { type Call, type Command, choice, handler, line, ownId, person, prose } from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import type { MemberId } from '../src/core/ids.ts'
import { practiceGiven, practicesFor } from '../src/core/repertoire/find-practice.ts'
import { latestDoings } from '../src/core/repertoire/latest-doings.ts'
import { type DoingOutcome, OUTCOMES, type Practice } from '../src/core/repertoire/practice.ts'
import { practiceOf } from '../src/core/repertoire/practice-forms.ts'
import { MAX_LINK_LENGTH } from '../src/core/repertoire/practice-link.ts'
import { confirmDoing, keepDoing, openStory, tellStory } from '../src/core/repertoire/tell-doing.ts'
import { formsOf, type Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

/** A form asks three things; how it went can be said with the practice, or on its card. */
const FIELDS = ['what', 'practice', 'with']

/** `/did`: one handler that looks when bare and records when told something; more can be added to what was told. */
export const did = (words: Words): Command => {
  const say = words.did
  const act = { may: 'act', isTyped: false } as const
  const id = ownId(say.hidden)
  const outcome = choice({
    ...say.outcome,
    choices: OUTCOMES.map((value) => ({ value, label: say.outcome[value] })),
  })
  const what = line(say.what)
  const others = {
    practice: line({ ...say.practice, maxLength: 80 }).optional(),
    with: person(say.with).optional(),
    outcome: outcome.optional(),
  }
  return {
    name: 'did',
    summary: say.summary,
    bare: 'did',
    example: '/did crimped the drive harness with:@ada practice:"crimp a connector"',
    handlers: new Map([
      [
        'did',
        handler({
          summary: say.summary,
          may: 'act',
          isTyped: true,
          input: z.object({ what: what.optional(), ...others }),
          suggest: { practice: practicesFor },
          run,
        }),
      ],
      [
        'say',
        handler({
          ...act,
          summary: say.summary,
          form: { title: say.form, submit: say.submit, fields: FIELDS },
          input: z.object({ what, ...others }),
          suggest: { practice: practicesFor },
          run,
        }),
      ],
      [
        'tap',
        handler({
          ...act,
          summary: words.practice.doing.summary,
          input: z.object({ id, outcome }),
          run: tap,
        }),
      ],
      ['story', handler({ ...act, summary: say.story.summary, input: z.object({ id }), run: openStory })],
      [
        'tell',
        handler({
          ...act,
          summary: say.story.summary,
          openedBy: 'story',
          input: z.object({
            id,
            happened: prose({ ...say.story.happened, maxLength: 1000 }).optional(),
            learned: prose({ ...say.story.learned, maxLength: 500 }).optional(),
            evidence: line({ ...say.story.evidence, maxLength: MAX_LINK_LENGTH }).optional(),
            askable: choice({
              ...say.story.askable,
              choices: [
                { value: 'yes', label: say.story.askable.yes },
                { value: 'no', label: say.story.askable.no },
              ],
            }).optional(),
          }),
          run: tellStory,
        }),
      ],
      [
        'confirm',
        handler({ ...act, summary: say.confirm.summary, input: z.object({ id }), run: confirmDoing }),
      ],
    ]),
  }
}

interface Input {
  readonly what?: string | undefined
  readonly practice?: string | undefined
  readonly with?: MemberId | undefined
  readonly outcome?: DoingOutcome | undefined
}

/** Bare it looks; with a practice alone the practice is what was done. */
async function run(call: Call<Input>): Promise<Reply> {
  const { input } = call
  if (Object.values(input).every((value) => value === undefined)) return latestDoings(call)
  const practice = await practiceGiven(call, input.practice)
  const what = input.what ?? practice?.name
  if (what === undefined) return askWhat(call)
  return record(call, what, practice)
}

async function record(call: Call<Input>, what: string, practice: Practice | null): Promise<Reply> {
  const { input, actor, words } = call
  if (practice === null && input.outcome !== undefined) throw new Refusal(words.did.outcomeNeedsPractice)
  if (input.with === actor.member) throw new Refusal(words.did.withYourself)
  const outcome = practice === null ? null : (input.outcome ?? 'asWritten')
  const companions = input.with === undefined ? [] : [input.with]
  return keepDoing(call, { what, practice, outcome, companions })
}

/** The second tap on a practice's card. */
async function tap(call: Call<{ id: number; outcome: DoingOutcome }>): Promise<Reply> {
  const { practice } = await practiceOf(call, call.input.id)
  const { outcome } = call.input
  return keepDoing(call, { what: practice.name, practice, outcome, companions: [] })
}

/** Only with whom or how it went was said: what it was is still to be asked. */
const askWhat = ({ input, words }: Call<Input>): Reply =>
  formsOf('did')('say', FIELDS, { ...input }, words.did)
