/**
 * One person on two platforms: a code that is shown on one and typed on the other makes one member of both. Nobody is
 * joined by name, and nobody without having looked at whom they are about to be joined with.
 */
import type { Platform } from '../activity.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { Code, PersonData } from '../ports.ts'
import { type Actions, note, ownScreen, paragraph, type Reply } from '../reply.ts'
import { code as codeSpan } from '../text.ts'
import { goesBy } from './goes-by.ts'
import { keepName } from './who.ts'

/** The platforms that the community lives on and this person is not known on. */
export async function platformsToJoin({
  store,
  community,
  actor,
  place,
}: Call<object>): Promise<readonly Platform[]> {
  const own = await store.people.identities(community.id, actor.member)
  const known = new Set([place.platform, ...own.map((one) => one.platform)])
  return (await store.communities.platforms(community.id)).filter((one) => !known.has(one))
}

/** Shows a new code and where to type it. */
export async function showCode(call: Call<object>): Promise<Reply> {
  const { store, community, actor, place, now, words } = call
  const say = words.my.link
  const others = await platformsToJoin(call)
  if (others.length === 0) {
    const own = await store.people.identities(community.id, actor.member)
    const sentence =
      own.length > 1
        ? say.already(own.map((one) => one.platform))
        : say.onePlatform(await store.communities.platforms(community.id))
    return ownScreen(say.title, [paragraph(sentence), back(call)])
  }
  // So that the other side can show whose code it is.
  await keepName(call)
  const made = await store.people.makeCode(
    { community: community.id, purpose: 'person', member: actor.member, platform: place.platform },
    now,
  )
  return ownScreen(say.title, [
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
  return ownScreen(say.question, [
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
  await keepName(call)
  const joined = await store.people.join(community.id, actor.member, input.code, now)
  switch (joined) {
    case 'joined':
      return ownScreen(say.title, [
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
  async (call: Call<object>): Promise<Reply> => {
    const { store, community, actor, words } = call
    if (isNamed) await keepName(call)
    await store.people.nameEverywhere(community.id, actor.member, isNamed)
    const say = words.my.link
    return ownScreen(say.title, [paragraph(isNamed ? say.namedEverywhere : say.namedHere), back(call)])
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

const back = ({ words }: Call<object>): Actions => ({
  kind: 'actions',
  buttons: [
    {
      label: words.my.buttons.back,
      emphasis: 'plain',
      target: { command: 'my', handler: 'data', input: {} },
    },
  ],
})

const nameButtons = ({ words }: Call<object>): Actions => ({
  kind: 'actions',
  buttons: (['nameEverywhere', 'nameHere'] as const).map((handler) => ({
    label: words.my.link.buttons[handler],
    emphasis: 'plain',
    target: { command: 'my', handler, input: {} },
  })),
})
