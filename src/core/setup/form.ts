/** The forms of `/community setup`: filled in with what is, and what comes of sending them. */
import type { Call, FoundingCall } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { Community } from '../ports.ts'
import { parseSlot, type Slot } from '../reflection/slot.ts'
import { loneForm, type Reply } from '../reply.ts'
import type { Words } from '../words/words.ts'
import { type Changed, change, checkChannels, checkName, type SetupTools, type Wanted } from './change.ts'
import { found } from './found.ts'
import { digestOf, spacesHere } from './here.ts'
import { MAX_CHANNELS_IN_FORM, setupScreen } from './screen.ts'
import { timeZoneMeant } from './time-zone.ts'

/** What the form of a community that there is asks for. */
interface ChangeInput {
  readonly name?: string | undefined
  readonly channels?: readonly string[] | undefined
  readonly purpose: string
  readonly channel?: string | undefined
  readonly when: string
}

/** What the form of a new community asks for. */
interface BeginInput extends ChangeInput {
  readonly channels: readonly string[]
  readonly channel: string
  readonly timeZone: string
}

/**
 * The form, alone, so that it opens at once. `change` becomes `add` where there are more channels than a form can
 * show: those that it names are added then, and none is taken off.
 */
export async function openForm(
  kind: 'begin' | 'change',
  community: Community | null,
  tools: SetupTools,
): Promise<Reply> {
  const texts = tools.words.setup.form
  if (kind === 'begin' || community === null) {
    const fields = ['channels', 'purpose', 'channel', 'when', 'timeZone']
    const input = { when: tools.words.setup.usualSlot }
    return form('begin', fields, input, { title: texts.begin, submit: texts.beginSubmit })
  }
  const { store, place, surroundings, words } = tools
  const here = spacesHere(await store.communities.spaces(community.id), place).map((one) => one.externalId)
  const digest = digestOf(await store.schedules.of(community.id))
  const ids = [...new Set([...here, ...(digest === null ? [] : [digest.channel])])]
  const there = new Set((await surroundings.channels(ids)).map((one) => one.externalId))
  const isLong = here.length > MAX_CHANNELS_IN_FORM
  const channels = isLong ? [] : here.filter((id) => there.has(id))
  const input = {
    name: community.name,
    ...(channels.length === 0 ? {} : { channels: channels.join(' ') }),
    ...(community.purpose === '' ? {} : { purpose: community.purpose }),
    ...(digest === null || !there.has(digest.channel) ? {} : { channel: digest.channel }),
    when: digest === null ? words.setup.usualSlot : words.setup.slot(digest),
  }
  const handler = isLong ? 'add' : 'change'
  const fields = ['name', 'channels', 'purpose', 'channel', 'when']
  return form(handler, fields, input, { title: texts.change, submit: texts.changeSubmit })
}

const form = (
  handler: string,
  fields: readonly string[],
  input: Readonly<Record<string, string>>,
  { title, submit }: { title: string; submit: string },
): Reply => ({
  ...loneForm({ title, submit, fields, target: { command: 'community', handler, input } }),
  replaces: true,
})

/** Makes a community of what was sent, and shows how it is set up. */
export async function foundByForm(call: FoundingCall<BeginInput>): Promise<Reply> {
  const { input, words } = call
  const wanted = { ...wantedOf(input, words), isWholeList: true }
  const timeZone = timeZoneOf(input.timeZone, words)
  const checked = await checkChannels(wanted, null, call)
  const { community } = await found(wanted, timeZone, checked, call)
  return setupScreen(community, call, [words.setup.begin.done(community.name)])
}

/** Changes a community to what was sent; `isWholeList` where channels that are not named are to be taken off. */
export async function applyForm(call: Call<ChangeInput>, isWholeList: boolean): Promise<Reply> {
  const { input, community, words } = call
  const wanted = { ...wantedOf(input, words), isWholeList }
  await checkName(wanted.name, community, call)
  const checked = await checkChannels(wanted, community, call)
  const changed = await change(community, wanted, checked, call)
  return setupScreen(changed.community, call, newsOf(changed, words))
}

function newsOf({ bound, takenOff }: Changed, words: Words): readonly string[] {
  const say = words.setup
  return [
    say.change.done,
    ...(bound.length === 0 ? [] : [say.bound(bound.map(words.space))]),
    ...(takenOff.length === 0 ? [] : [say.takenOff(takenOff.map(words.space))]),
  ]
}

const wantedOf = (input: ChangeInput, words: Words): Omit<Wanted, 'isWholeList'> => ({
  name: input.name ?? null,
  purpose: input.purpose,
  slot: slotOf(input.when, words),
  channels: input.channels ?? [],
  digestChannel: input.channel ?? null,
})

function slotOf(typed: string, words: Words): Slot {
  const slot = parseSlot(typed, words.setup.slotWords)
  if (slot === null) throw new Refusal(words.setup.refused.slot(typed))
  return slot
}

function timeZoneOf(typed: string, words: Words): string {
  const meant = timeZoneMeant(typed)
  if (meant.kind === 'unknown') throw new Refusal(words.setup.refused.timeZone(typed, meant.nearest))
  return meant.name
}

/** Takes channels of this place off: nothing more is read there. */
export async function takeOff(call: Call<{ channels: readonly string[] }>): Promise<Reply> {
  const { input, community, place, store, surroundings, words } = call
  const here = spacesHere(await store.communities.spaces(community.id), place)
  const named = here.filter((space) => input.channels.includes(space.externalId))
  const isNamed = new Set(named.map((space) => space.externalId))
  const others = await surroundings.channels(input.channels.filter((id) => !isNamed.has(id)))
  for (const space of named) await store.communities.unbindSpace(community.id, space.id)
  await surroundings.attend(community.id)
  const say = words.setup
  return setupScreen(community, call, [
    ...(named.length === 0 ? [] : [say.takenOff(named.map((space) => words.space(space.name)))]),
    ...(others.length === 0 ? [] : [say.takeOff.notRead(others.map((one) => words.space(one.name)))]),
  ])
}
