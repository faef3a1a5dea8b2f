/** People in what others read: by the name they go by there, and called by nobody. */
import type { Platform } from '../activity.ts'
import type { Call } from '../command.ts'
import type { MemberId } from '../ids.ts'
import type { Place } from '../place.ts'
import type { PersonSpan, Span } from '../text.ts'
import { goesBy } from './goes-by.ts'

/** What of a call tells where something is read. */
export type Reading = Pick<Call<object>, 'store' | 'community' | 'words'> & {
  readonly place: Pick<Place, 'platform'>
}

/** Whoever calls, where everybody sees it: on Discord nothing else tells who pressed a button. */
export const whoCalls = ({ actor }: Call<object>): PersonSpan => ({
  kind: 'person',
  member: actor.member,
  name: actor.displayName,
  ping: false,
})

/** What to call somebody here, for what they said or did on a platform, which may not be known; whoever left without trace is a former member. */
export const nameOf = async (
  { store, community, place, words }: Reading,
  member: MemberId | null,
  doneOn: Platform | null,
): Promise<string> =>
  member === null
    ? words.people.formerMember
    : goesBy(store, community, member, { on: place.platform, doneOn }, words)

/** The same where nobody knows on which platform it was: who is on several is named only if their name crosses. */
export async function nameAnywhere(reading: Reading, member: MemberId | null): Promise<string> {
  const { store, community, place, words } = reading
  if (member === null) return words.people.formerMember
  const on = place.platform
  const identities = await store.people.identities(community.id, member)
  const elsewhere = identities.find((one) => one.platform !== on)
  if (elsewhere === undefined) return nameOf(reading, member, on)
  const name = await store.people.name(community.id, member, { on, doneOn: elsewhere.platform })
  if (name !== null) return name
  return identities.length > 1 ? words.people.somebody : words.people.somebodyOn(elsewhere.platform)
}

/** Somebody as they are shown here, by that name. */
export const shown = async (
  reading: Reading,
  member: MemberId,
  doneOn: Platform | null,
): Promise<PersonSpan> => ({
  kind: 'person',
  member,
  name: await nameOf(reading, member, doneOn),
  ping: false,
})

/** The same of somebody who may have left without trace. */
export const whoIs = async (
  reading: Reading,
  member: MemberId | null,
  doneOn: Platform | null,
): Promise<Span> => (member === null ? reading.words.people.formerMember : shown(reading, member, doneOn))

/** Keeps what a caller is called, on the platform where they say or do something under their name. */
export const keepName = ({ actor, community, place, store }: Call<object>): Promise<void> =>
  store.people.setName(community.id, actor.member, place.platform, actor.displayName)
