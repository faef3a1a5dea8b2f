/** How the people of `/learn` are shown: by the names that they go by where they are read. */
import type { Platform } from '../activity.ts'
import type { Call } from '../command.ts'
import type { MemberId } from '../ids.ts'
import { goesBy } from '../people/goes-by.ts'
import type { Place } from '../place.ts'
import type { Actions } from '../reply.ts'
import type { Span } from '../text.ts'
import { isSameTopic, type KeptSaid, type Pair, type Side, sideOf } from './apprenticeship.ts'

/** Somebody as they are shown here, for what they said or did on a platform. Nobody is pinged. */
export async function shown(
  {
    store,
    community,
    place,
    words,
  }: Pick<Call<object>, 'store' | 'community' | 'words'> & { readonly place: Pick<Place, 'platform'> },
  member: MemberId,
  doneOn: Platform | null,
): Promise<Extract<Span, { kind: 'person' }>> {
  const name = await goesBy(store, community, member, { on: place.platform, doneOn }, words)
  return { kind: 'person', member, name, ping: false }
}

/** Where one of a pair said that they want to learn or can show its topic; null where that does not stand any more. */
export function saidOn(said: readonly KeptSaid[], pair: Pair, member: MemberId): Platform | null {
  const side = sideOf(pair, member)
  const found = said.find(
    (one) => one.member === member && one.as === side && isSameTopic(one.topic, pair.topic),
  )
  return found?.platform ?? null
}

/** A button of `/learn`. */
export const button = (
  label: string,
  handler: string,
  input: Readonly<Record<string, string>>,
  emphasis: 'primary' | 'plain' = 'plain',
): Actions['buttons'][number] => ({ label, emphasis, target: { command: 'learn', handler, input } })

export const actions = (...buttons: Actions['buttons']): Actions => ({ kind: 'actions', buttons })

/** What a button about a topic holds. */
export const about = (topic: string, side: Side): Readonly<Record<string, string>> => ({ topic, as: side })
