/**
 * Messages that wait, one below the other, each with what anybody may say of it: the same piece in `/waiting` and in a
 * digest. Only the place and the time are shown, never words or names.
 */
import { calendarOf, MS_PER_MINUTE, type Period } from '../calendar.ts'
import { WAITING_AT_LEAST_MS } from '../participation/answers.ts'
import type { WaitingMark } from '../participation/facts.ts'
import type { WaitingMessage } from '../participation/waiting-messages.ts'
import { type Block, buttonsOf, paragraph } from '../reply.ts'
import { link, strong, type Text } from '../text.ts'
import type { Words } from '../words/words.ts'
import { shortName } from './give-way.ts'

/** Every message takes a row of buttons, and platforms show five. */
export const MAX_WAITING_SHOWN = 5

const MARKS = ['answered', 'notAQuestion', 'taken'] as const satisfies WaitingMark['mark'][]
const buttonOf = buttonsOf('waiting')

/** Those that waited when a period began, so that the digest of the one before has told of them already. */
export function waitedBefore(
  all: readonly WaitingMessage[],
  { period, timeZone }: { readonly period: Period; readonly timeZone: string },
): readonly WaitingMessage[] {
  const latest = calendarOf(timeZone).startOf(period.from) - WAITING_AT_LEAST_MS
  return all.filter((one) => one.at <= latest)
}

/** The spaces that some messages are in, and how many in each, the most first. */
export function placesOf(all: readonly WaitingMessage[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const { space } of all) counts.set(space.name, (counts.get(space.name) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** The first five of some messages, and how many more there are. */
export function waitingList(
  all: readonly WaitingMessage[],
  when: { readonly asOf: number; readonly timeZone: string },
  words: Words,
): readonly Block[] {
  const others = all.length - MAX_WAITING_SHOWN
  return [
    ...all.slice(0, MAX_WAITING_SHOWN).flatMap((one) => itemOf(one, when, words)),
    ...(others > 0 ? [paragraph(words.waiting.more(others))] : []),
  ]
}

function itemOf(
  one: WaitingMessage,
  { asOf, timeZone }: { readonly asOf: number; readonly timeZone: string },
  words: Words,
): readonly Block[] {
  const say = words.waiting
  const input = { space: String(one.space.id), key: one.key }
  const text: Text = [
    strong(words.space(shortName(one.space.name))),
    ', ',
    { kind: 'time', at: one.at, timeZone },
    say.waitedFor((asOf - one.at) / MS_PER_MINUTE),
    ...(one.newcomer ? [say.first] : []),
    ...(one.link === null ? [] : [' · ', link(say.open, one.link)]),
  ]
  return [
    paragraph(...text),
    {
      kind: 'actions',
      buttons: MARKS.map((mark) =>
        buttonOf(say.marks[mark].button, mark, input, mark === 'taken' ? 'primary' : 'plain'),
      ),
    },
  ]
}
