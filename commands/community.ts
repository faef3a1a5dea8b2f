/** `/community`: how a community is set up, and its quiet dates. Moderators only. */
import { z } from 'zod'
import { dayOfDate, type Period } from '../src/core/calendar.ts'
import { type Call, type Command, date, handler } from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import { note, paragraph, type Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

const MAX_BREAKS = 50
const MAX_BREAK_DAYS = 366

/** `/community`: the setup screen, `break`, and clearing behind a button. */
export const community = (words: Words): Command => {
  const say = words.community
  const nothing = z.object({})
  return {
    name: 'community',
    summary: say.summary,
    bare: 'setup',
    example: '/community break from:2026-12-21 to:2027-01-04',
    handlers: new Map([
      [
        'setup',
        handler({
          summary: say.setup.summary,
          may: 'moderate',
          isTyped: true,
          input: nothing,
          run: (call) => setup(call),
        }),
      ],
      [
        'break',
        handler({
          summary: say.break.summary,
          may: 'moderate',
          isTyped: true,
          form: { title: say.break.form, submit: say.break.submit },
          input: z.object({ from: date(say.break.from), to: date(say.break.to) }),
          run: addBreak,
        }),
      ],
      [
        'clear',
        handler({
          summary: say.clear.summary,
          may: 'moderate',
          isTyped: false,
          input: nothing,
          run: clearBreaks,
        }),
      ],
    ]),
  }
}

/** The setup screen; `news` says what has just changed. */
async function setup(
  { community: { id, name, timeZone }, store, words }: Call<object>,
  news?: string,
): Promise<Reply> {
  const say = words.community
  const [spaces, breaks] = await Promise.all([store.communities.spaces(id), store.communities.breaks(id)])
  const names = spaces.map((space) => words.space(space.name)).sort()
  const target = (handlerName: string) => ({ command: 'community', handler: handlerName, input: {} })
  return {
    title: say.title(name),
    isPrivate: true,
    blocks: [
      ...(news === undefined ? [] : [paragraph(news)]),
      {
        kind: 'facts',
        facts: [
          { label: say.name, value: [name] },
          { label: say.timeZone, value: [say.timeZoneValue(timeZone)] },
          { label: say.spaces, value: [say.spacesValue(names)] },
          { label: say.breaks, value: [say.breaksValue(breaks)] },
        ],
      },
      note(say.breaksNote),
      {
        kind: 'actions',
        buttons: [
          { label: say.addBreak, target: target('break'), emphasis: 'primary' },
          ...(breaks.length === 0
            ? []
            : [{ label: say.clearBreaks, target: target('clear'), emphasis: 'plain' as const }]),
        ],
      },
    ],
  }
}

/** People name the last day; a period names the day after it. */
async function addBreak(call: Call<{ from: string; to: string }>): Promise<Reply> {
  const { input, store, words } = call
  const say = words.community.break
  const from = dayOfDate(input.from)
  const last = dayOfDate(input.to)
  if (from === null || last === null || last < from) throw new Refusal(say.backwards)
  const added: Period = { from, to: last + 1 }
  if (added.to - added.from > MAX_BREAK_DAYS) throw new Refusal(say.tooLong)
  const breaks = joined([...(await store.communities.breaks(call.community.id)), added])
  if (breaks.length > MAX_BREAKS) throw new Refusal(say.tooMany(MAX_BREAKS))
  await store.communities.setBreaks(call.community.id, breaks)
  return setup(call, say.added(added))
}

async function clearBreaks(call: Call<object>): Promise<Reply> {
  await call.store.communities.setBreaks(call.community.id, [])
  return setup(call, call.words.community.clear.cleared)
}

/** In order, those that touch or overlap as one. */
function joined(breaks: readonly Period[]): readonly Period[] {
  const merged: Period[] = []
  for (const one of [...breaks].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last !== undefined && one.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, one.to) }
    else merged.push(one)
  }
  return merged
}
