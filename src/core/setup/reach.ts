/** How far back a community's history is read, and where its board stands: buttons of the setup screen. */
import { calendarOf, MS_PER_DAY } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { Reply } from '../reply.ts'
import { isHere, spacesHere } from './here.ts'
import { setupScreen } from './screen.ts'

/** Before the first of the platforms was there. */
const BEGINNING = 1_420_070_400_000

/** Has the history of the channels of this place read back further. What has been read is not read again. */
export async function readBack(call: Call<{ back: '30' | '90' | '365' | 'everything' }>): Promise<Reply> {
  const { input, community, place, store, surroundings, now, words } = call
  const say = words.setup.history
  const spaces = spacesHere(await store.communities.spaces(community.id), place)
  if (spaces.length === 0) throw new Refusal(say.noChannels)
  const isAll = input.back === 'everything'
  const readFromAt = isAll ? BEGINNING : now - Number(input.back) * MS_PER_DAY
  for (const { workspace, externalId, name } of spaces)
    await store.communities.bindSpace(community.id, workspace.id, { externalId, name, readFromAt })
  await surroundings.attend(community.id)
  const from = isAll ? null : calendarOf(community.timeZone).dayOf(readFromAt)
  return setupScreen(community, call, [say.begun(from)])
}

/** Has the board put into the channel of the call. */
export async function putBoard(call: Call<object>): Promise<Reply> {
  const { community, place, store, surroundings, words } = call
  const say = words.setup.board
  if (place.channel === null) throw new Refusal(say.nowhere)
  const [channel] = await surroundings.channels([place.channel])
  if (channel === undefined) throw new Refusal(say.nowhere)
  const name = words.space(channel.name)
  if (!channel.isPostable) throw new Refusal(say.notPostable(name))
  const before = await store.boards.of(community.id)
  const isSame = before !== null && isHere(before, place) && before.channel === channel.externalId
  const { id: workspace } = await store.communities.workspace({
    platform: place.platform,
    ...place.workspace,
  })
  // In the same channel it is only written and pinned once more.
  const message = isSame ? before.message : null
  await store.boards.set(community.id, {
    workspace,
    channel: channel.externalId,
    message,
    contentHash: null,
  })
  const isMoved = before !== null && before.message !== null && !isSame
  return setupScreen(community, call, [isMoved ? say.moved(name) : say.placed(name)])
}
