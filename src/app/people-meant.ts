/**
 * Who is meant by a member that stands in a call's input. A button may be old: whoever it names may have been joined with
 * another member since, or have left without trace.
 */
import { describeFields, type Handler } from '../core/command.ts'
import { Refusal } from '../core/errors.ts'
import { memberId } from '../core/ids.ts'
import type { Community, Store } from '../core/ports.ts'
import type { Words } from '../core/words/words.ts'

/** The input with everybody by the id that they have now. Throws a `Refusal` where somebody is no member any more. */
export async function withPeopleMeant(
  input: Readonly<Record<string, unknown>>,
  handler: Handler,
  community: Community,
  store: Store,
  words: Words,
): Promise<Record<string, unknown>> {
  const meant: Record<string, unknown> = { ...input }
  for (const { name, kind } of describeFields(handler.input)) {
    const given = meant[name]
    if (kind !== 'person' || typeof given !== 'number') continue
    const member = await store.people.memberNow(community.id, memberId(given))
    if (member === null) throw new Refusal(words.refusals.noLongerHere)
    meant[name] = member
  }
  return meant
}
