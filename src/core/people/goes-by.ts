/** What to call somebody where people read it. */
import type { Platform } from '../activity.ts'
import type { MemberId } from '../ids.ts'
import type { Community, Store } from '../ports.ts'
import type { Words } from '../words/words.ts'
import { isHere } from './elsewhere.ts'

/** Where something was done, and where it is read now. */
export interface Shown {
  readonly on: Platform
  /** Null where it is not known. */
  readonly doneOn: Platform | null
}

/** Their name; else «somebody», and of which platform where their name does not cross from it. */
export async function goesBy(
  store: Store,
  community: Community,
  member: MemberId,
  { on, doneOn }: Shown,
  words: Words,
): Promise<string> {
  if (!isHere(member)) return words.people.elsewhere
  const name = await store.people.name(community.id, member, { on, doneOn })
  if (name !== null) return name
  const say = words.people
  return doneOn === null || doneOn === on ? say.somebody : say.somebodyOn(doneOn)
}
