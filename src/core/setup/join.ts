/**
 * One community over several servers: whoever moderates a community in one server can take channels of another server
 * that they moderate into it. That they do is asked of the platform, at the moment of offering and again at joining.
 */
import type { FoundingCall } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { Community } from '../ports.ts'
import { loneForm, ownScreen, paragraph, type Reply, type Target } from '../reply.ts'
import type { Words } from '../words/words.ts'
import { bindAll, type CheckedChannels, checkChannels, type SetupTools } from './change.ts'
import { setupScreen } from './screen.ts'

/** More communities than anybody moderates. */
const MAX_OFFERED = 4

/** The communities of other servers that whoever calls moderates there. */
export async function offeredTo({ surroundings, store }: SetupTools): Promise<readonly Community[]> {
  const ids = (await surroundings.alsoModerated?.()) ?? []
  const found = await Promise.all(ids.map((id) => store.communities.byId(id)))
  return found.flatMap((one) => one ?? []).slice(0, MAX_OFFERED)
}

/** Asks whether these channels are to be part of a community that there is, or of a new one. */
export function offer(communities: readonly Community[], { words }: SetupTools): Reply {
  const say = words.setup.join
  const names = communities.map((one) => one.name)
  return ownScreen(words.setup.form.begin, [
    paragraph(say.offer(names)),
    {
      kind: 'actions',
      buttons: [
        ...communities.map((one) => ({
          label: say.button(one.name),
          emphasis: 'plain' as const,
          target: { command: 'community', handler: 'joining', input: { community: String(one.id) } },
        })),
        {
          label: say.beginButton,
          emphasis: 'plain' as const,
          target: { command: 'community', handler: 'begin', input: { when: words.setup.usualSlot } },
        },
      ],
    },
  ])
}

/** The form that asks for the channels. */
export async function openJoinForm(call: FoundingCall<{ community: number }>): Promise<Reply> {
  const input = { community: String(call.input.community) }
  return channelsForm(await joined(call), { handler: 'join', input }, call.words)
}

/** The form that asks which channels become part of a community, then calls a handler of `/community`. */
export function channelsForm(
  { name }: Community,
  target: Pick<Target, 'handler' | 'input'>,
  words: Words,
): Reply {
  const title = words.setup.join.form(name)
  const { submit } = words.setup.join
  const form = { title, submit, fields: ['channels'], target: { command: 'community', ...target } }
  return { ...loneForm(form), replaces: true }
}

/** Takes channels of this workspace into a community, and shows how it is set up here. */
export async function takeIn(
  community: Community,
  channels: CheckedChannels['channels'],
  tools: SetupTools,
): Promise<Reply> {
  const { store, surroundings, words } = tools
  const spaces = await store.communities.spaces(community.id)
  const bound = await bindAll(community, channels, spaces, tools)
  await surroundings.attend(community.id)
  return setupScreen(community, tools, [words.setup.bound(bound.map((one) => words.space(one.name)))])
}

/** Takes channels of this server into the community, and shows how it is set up here. */
export async function join(
  call: FoundingCall<{ community: number; channels: readonly string[] }>,
): Promise<Reply> {
  const community = await joined(call)
  return takeIn(community, await fitting(call, community), call)
}

/** The channels that were chosen, once nothing stands in the way. */
export async function fitting(
  call: FoundingCall<{ channels: readonly string[] }>,
  community: Community,
): Promise<CheckedChannels['channels']> {
  const wanted = { channels: call.input.channels, digestChannel: null, hasDigest: true }
  return (await checkChannels(wanted, community, call)).channels
}

async function joined(call: FoundingCall<{ community: number }>): Promise<Community> {
  const offered = await offeredTo(call)
  const community = offered.find((one) => one.id === call.input.community)
  if (community === undefined) throw new Refusal(call.words.setup.join.notYours)
  return community
}
