/**
 * One person on two platforms: a code that is shown on one and typed on the other makes one member of both. Nobody is
 * joined by name, and nobody without having looked at whom they are about to be joined with.
 */
import type { Platform } from '../activity.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { Code, PersonData } from '../ports.ts'
import { type Actions, type Block, note, paragraph, type Reply } from '../reply.ts'
import { code as codeSpan } from '../text.ts'
import { goesBy } from './goes-by.ts'

type Call0 = Call<object>

const platformsOf = ({ store, community }: Call0): Promise<readonly Platform[]> =>
  store.communities.platforms(community.id)

/** The platforms that the community lives on and this person is not known on. */
export async function platformsToJoin(call: Call0): Promise<readonly Platform[]> {
  const { store, community, actor, place } = call
  const own = await store.people.identities(community.id, actor.member)
  const known = new Set([place.platform, ...own.map((one) => one.platform)])
  return (await platformsOf(call)).filter((one) => !known.has(one))
}

/** Shows a new code and where to type it. */
export async function showCode(call: Call0): Promise<Reply> {
  const { store, community, actor, place, now, words } = call
  const say = words.my.link
  const others = await platformsToJoin(call)
  if (others.length === 0) {
    const own = await store.people.identities(community.id, actor.member)
    return own.length > 1
      ? screen(say.title, [paragraph(say.already(own.map((one) => one.platform))), back(call)])
      : screen(say.title, [paragraph(say.onePlatform(await platformsOf(call))), back(call)])
  }
  // So that the other side can show whose code it is.
  await store.people.setName(community.id, actor.member, place.platform, actor.displayName)
  const made = await store.people.makeCode(
    { community: community.id, purpose: 'person', member: actor.member, platform: place.platform },
    now,
  )
  return screen(say.title, [
    paragraph(say.codeBefore, codeSpan(made), say.codeAfter),
    ...others.map((platform) => paragraph(say.typeIt(platform), codeSpan(say.typed(platform, made)), '.')),
    note(say.onlyYou),
  ])
}

/** Says whose code was typed, and asks. */
export async function askToJoin(call: Call<{ code: string }>): Promise<Reply> {
  const { input, store, community, words } = call
  const say = words.my.link
  const { member, platform } = await codeTyped(call)
  const name = await goesBy(store, community, member, { on: platform, doneOn: platform }, words)
  return screen(say.question, [
    paragraph(say.madeBefore, { kind: 'strong', text: name }, say.madeAfter(platform)),
    paragraph(say.whatItDoes),
    {
      kind: 'actions',
      buttons: [
        {
          label: say.confirm,
          emphasis: 'primary',
          target: { command: 'my', handler: 'join', input: { code: input.code } },
        },
        { label: say.refuse, emphasis: 'plain', target: { command: 'my', handler: 'data', input: {} } },
      ],
    },
  ])
}

/** Makes one member of whoever typed the code and whoever made it. */
export async function joinByCode(call: Call<{ code: string }>): Promise<Reply> {
  const { input, store, community, actor, place, now, words } = call
  const say = words.my.link
  const made = await codeTyped(call)
  await store.people.setName(community.id, actor.member, place.platform, actor.displayName)
  const joined = await store.people.join(community.id, actor.member, input.code, now)
  switch (joined) {
    case 'joined':
      return screen(say.title, [
        paragraph(say.done([made.platform, place.platform])),
        paragraph(say.askNames),
        nameButtons(call),
      ])
    case 'codeGone':
      throw new Refusal(say.codeGone)
    case 'samePlatform':
      throw new Refusal(say.samePlatform)
  }
}

/** Lets what they did on one platform bear their name on the others, or no longer. */
export const setNamesCross =
  (isNamed: boolean) =>
  async (call: Call0): Promise<Reply> => {
    const { store, community, actor, words } = call
    await store.people.nameEverywhere(community.id, actor.member, isNamed)
    const say = words.my.link
    return screen(say.title, [paragraph(isNamed ? say.namedEverywhere : say.namedHere), back(call)])
  }

/** What to press to change whether names cross. */
export const nameButton = ({ isNamedEverywhere }: Pick<PersonData, 'isNamedEverywhere'>) =>
  isNamedEverywhere ? ('nameHere' as const) : ('nameEverywhere' as const)

async function codeTyped({
  input,
  store,
  community,
  place,
  now,
  words,
}: Call<{ code: string }>): Promise<Code> {
  const found = await store.people.behindCode(input.code, 'person', now)
  if (found === null || found.community !== community.id) throw new Refusal(words.my.link.codeGone)
  if (found.platform === place.platform) throw new Refusal(words.my.link.samePlatform)
  return found
}

const screen = (title: string, blocks: readonly Block[]): Reply => ({
  title,
  isPrivate: true,
  replaces: true,
  blocks,
})

const back = ({ words }: Call0): Actions => ({
  kind: 'actions',
  buttons: [
    {
      label: words.my.buttons.back,
      emphasis: 'plain',
      target: { command: 'my', handler: 'data', input: {} },
    },
  ],
})

const nameButtons = ({ words }: Call0): Actions => ({
  kind: 'actions',
  buttons: (['nameEverywhere', 'nameHere'] as const).map((handler) => ({
    label: words.my.link.buttons[handler],
    emphasis: 'plain',
    target: { command: 'my', handler, input: {} },
  })),
})
