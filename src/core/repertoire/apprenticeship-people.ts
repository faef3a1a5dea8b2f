/** What everything about `/learn` has in common: where one of a pair said so, and its buttons. */
import type { Platform } from '../activity.ts'
import type { MemberId } from '../ids.ts'
import { buttonsOf } from '../reply.ts'
import { isSameTopic, type KeptSaid, type Pair, type Side, sideOf } from './apprenticeship.ts'

/** Where one of a pair said that they want to learn or can show its topic; null where that does not stand any more. */
export function saidOn(said: readonly KeptSaid[], pair: Pair, member: MemberId): Platform | null {
  const side = sideOf(pair, member)
  const found = said.find(
    (one) => one.member === member && one.as === side && isSameTopic(one.topic, pair.topic),
  )
  return found?.platform ?? null
}

/** A button of `/learn`. */
export const button = buttonsOf('learn')

/** What a button about a topic holds. */
export const about = (topic: string, side: Side): Readonly<Record<string, string>> => ({ topic, as: side })
