/** `/did`: what somebody did, on the chat or off it; with a practice it is a doing of that practice. */
import { z } from 'zod'
import { calendarOf } from '../src/core/calendar.ts'
import { type Call, type Command, choice, handler, line, person } from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import type { MemberId } from '../src/core/ids.ts'
import { goesBy } from '../src/core/people/goes-by.ts'
import type { DoingOutcome, Practice } from '../src/core/ports.ts'
import { practiceNamed, suggestPractices } from '../src/core/repertoire/find-practice.ts'
import { latestDoings } from '../src/core/repertoire/latest-doings.ts'
import { note, paragraph, type Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

const FIELDS = ['what', 'practice', 'with', 'outcome']

/** `/did`: one handler that looks when bare and records when told something. */
export const did = (words: Words): Command => {
  const say = words.did
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
          input: z.object({
            what: line(say.what).optional(),
            practice: line({ ...say.practice, maxLength: 80 }).optional(),
            with: person(say.with).optional(),
            outcome: choice({
              ...say.outcome,
              choices: [
                { value: 'asWritten', label: say.outcome.asWritten },
                { value: 'ownWay', label: say.outcome.ownWay },
                { value: 'didNotWork', label: say.outcome.didNotWork },
              ],
            }).optional(),
          }),
          suggest: {
            practice: async ({ store, community }, typed) =>
              suggestPractices(await store.repertoire.practices(community.id), typed),
          },
          run,
        }),
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
  const { input, store, community, words } = call
  if (Object.values(input).every((value) => value === undefined)) return latestDoings(call)
  const practices = input.practice === undefined ? [] : await store.repertoire.practices(community.id)
  const practice = input.practice === undefined ? null : known(practices, input.practice, words)
  const what = input.what ?? practice?.name
  if (what === undefined) return askWhat(call)
  return record(call, what, practice)
}

function known(practices: readonly Practice[], given: string, words: Words): Practice {
  const named = practiceNamed(practices, given)
  if (named.kind === 'one') return named.practice
  const names = named.practices.slice(0, 3).map((practice) => practice.name)
  throw new Refusal(words.did.unknownPractice(given, names))
}

async function record(
  { input, actor, community, place, now, store, words }: Call<Input>,
  what: string,
  practice: Practice | null,
): Promise<Reply> {
  const say = words.did
  if (practice === null && input.outcome !== undefined) throw new Refusal(say.outcomeNeedsPractice)
  if (input.with === actor.member) throw new Refusal(say.withYourself)
  await store.people.setName(community.id, actor.member, place.platform, actor.displayName)
  const outcome = practice === null ? null : (input.outcome ?? 'asWritten')
  const companions = input.with === undefined ? [] : [input.with]
  await store.repertoire.did(
    community.id,
    {
      ...{ what, member: actor.member, practice: practice?.id ?? null, outcome, companions },
      platform: place.platform,
      at: now,
    },
    calendarOf(community.timeZone).dayOf(now),
  )
  const here = { on: place.platform, doneOn: place.platform }
  const names = await Promise.all(companions.map((member) => goesBy(store, community, member, here, words)))
  const together = companions.flatMap((member, at) => [
    say.with.before,
    { kind: 'person' as const, member, name: names[at] ?? words.people.somebody, ping: true },
  ])
  // Everybody sees it, and on Discord nothing else tells who pressed a button.
  const doer = { kind: 'person' as const, member: actor.member, name: actor.displayName, ping: false }
  return {
    title: say.title,
    isPrivate: false,
    blocks: [
      paragraph(doer, say.recorded(what), ...together, '.'),
      ...(practice === null || outcome === null
        ? []
        : [note(`${say.tried(practice.name, practice.doings + 1)} ${say.thisTime[outcome]}`)]),
    ],
  }
}

/** Only with whom or how it went was said: what it was is still to be asked. */
function askWhat({ input, words }: Call<Input>): Reply {
  const kept = new Map<string, string>()
  for (const [name, value] of Object.entries(input)) if (value !== undefined) kept.set(name, String(value))
  const target = { command: 'did', handler: 'did', input: Object.fromEntries(kept) }
  const { form, submit } = words.did
  return {
    title: form,
    isPrivate: true,
    blocks: [{ kind: 'form', title: form, submit, target, fields: FIELDS }],
  }
}
