/**
 * One community over two platforms: whoever moderates it on one is shown a one-time code, and whoever moderates a
 * workspace of another types it there. No platform can be asked what somebody may do on another, so the code is what
 * shows that a moderator wanted it.
 */
import type { Call, FoundingCall } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { Community } from '../ports.ts'
import { note, paragraph, type Reply } from '../reply.ts'
import { code as codeSpan } from '../text.ts'
import type { SetupTools } from './change.ts'
import { channelsForm, fitting, takeIn } from './join.ts'

/** Shows a new code and where to type it. */
export async function showCommunityCode(call: Call<object>): Promise<Reply> {
  const { store, community, actor, place, now, words } = call
  const say = words.setup.code
  const made = await store.people.makeCode(
    { community: community.id, purpose: 'community', member: actor.member, platform: place.platform },
    now,
  )
  const others = (['discord', 'slack'] as const).filter((one) => one !== place.platform)
  return {
    title: say.title,
    isPrivate: true,
    blocks: [
      paragraph(say.codeBefore, codeSpan(made), say.codeAfter),
      ...others.map((platform) =>
        paragraph(say.typeIt(platform), codeSpan(say.typed(platform, made)), say.typeItAfter),
      ),
      note(say.onlyModerators(community.name)),
    ],
  }
}

/** The form that asks whoever typed a code for the channels. */
export async function openCodeForm(call: FoundingCall<{ code: string }>): Promise<Reply> {
  const { code } = call.input
  return channelsForm(
    await communityTyped(code, call),
    { handler: 'joinByCode', input: { code } },
    call.words,
  )
}

/** Takes channels of this workspace into the community of a code, and shows how it is set up here. */
export async function joinCommunityByCode(
  call: FoundingCall<{ code: string; channels: readonly string[] }>,
): Promise<Reply> {
  const { input, store, now, words } = call
  const community = await communityTyped(input.code, call)
  // What cannot be done is found out before the code is taken: it can then be tried again.
  const channels = await fitting(call, community)
  if (!(await store.people.takeCode(input.code, 'community', now))) throw new Refusal(words.setup.code.gone)
  return takeIn(community, channels, call)
}

async function communityTyped(code: string, { store, place, now, words }: SetupTools): Promise<Community> {
  const found = await store.people.behindCode(code, 'community', now)
  const community = found === null ? null : await store.communities.byId(found.community)
  if (found === null || community === null) throw new Refusal(words.setup.code.gone)
  if (found.platform === place.platform) throw new Refusal(words.setup.code.samePlatform)
  return community
}
