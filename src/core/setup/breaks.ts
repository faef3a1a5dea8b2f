/** Quiet dates of a community. */
import { dayOfDate, type Period } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { Reply } from '../reply.ts'
import { setupScreen } from './screen.ts'

const MAX_BREAKS = 50
const MAX_BREAK_DAYS = 366

/** Adds a break. People name the last day; a period names the day after it. */
export async function addBreak(call: Call<{ from: string; to: string }>): Promise<Reply> {
  const { input, store, words, community } = call
  const say = words.community.break
  const from = dayOfDate(input.from)
  const last = dayOfDate(input.to)
  if (from === null || last === null || last < from) throw new Refusal(say.backwards)
  const added: Period = { from, to: last + 1 }
  if (added.to - added.from > MAX_BREAK_DAYS) throw new Refusal(say.tooLong)
  const breaks = joined([...(await store.communities.breaks(community.id)), added])
  if (breaks.length > MAX_BREAKS) throw new Refusal(say.tooMany(MAX_BREAKS))
  await store.communities.setBreaks(community.id, breaks)
  return setupScreen(community, call, [say.added(added)])
}

/** Forgets all breaks. */
export async function clearBreaks(call: Call<object>): Promise<Reply> {
  await call.store.communities.setBreaks(call.community.id, [])
  return setupScreen(call.community, call, [call.words.community.clear.cleared])
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
