/** How far the reading of a community's history has come, in a few sentences. */
import { calendarOf } from '../calendar.ts'
import type { Community, Space } from '../ports.ts'
import type { SetupTools } from './change.ts'

/** Channels told of one by one. */
const MAX_TOLD = 3

/** Null where nothing has been asked for since the program was started. */
export function readingValue(
  { community, spaces }: { readonly community: Community; readonly spaces: readonly Space[] },
  { surroundings, words }: SetupTools,
): string | null {
  const say = words.setup.progress
  // Of channels that the caller may not see nothing is told, not even that they are read.
  const all = surroundings
    .progress(community.id)
    .filter((one) => spaces.some((space) => space.externalId === one.channel))
  if (all.length === 0) return null
  const calendar = calendarOf(community.timeZone)
  const nameOf = (id: string): string =>
    words.space(spaces.find((space) => space.externalId === id)?.name ?? id)
  const reading = all.filter((one) => one.state === 'reading')
  const waiting = all.filter((one) => one.state === 'waiting').length
  const done = all.filter((one) => one.state === 'done').length
  const noAccess = all.filter((one) => one.state === 'noAccess').map((one) => nameOf(one.channel))
  const isOver = reading.length + waiting === 0
  return [
    ...reading
      .slice(0, MAX_TOLD)
      .map((one) =>
        say.reading(
          nameOf(one.channel),
          one.messages,
          one.readTo === null ? null : calendar.dayOf(one.readTo),
        ),
      ),
    ...(reading.length > MAX_TOLD ? [say.more(reading.length - MAX_TOLD)] : []),
    ...(waiting > 0 ? [say.waiting(waiting)] : []),
    ...(noAccess.length > 0 ? [say.noAccess(noAccess)] : []),
    ...(isOver
      ? done === 0
        ? []
        : [noAccess.length > 0 ? say.restDone : say.done]
      : [say.finished(done, all.length)]),
  ].join(' ')
}
