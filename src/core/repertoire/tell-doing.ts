/** Telling of something that was done: for everybody at once, and more of it later, by whoever did it. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { type DoingId, doingId, type MemberId } from '../ids.ts'
import { keepName, shown, whoCalls } from '../people/who.ts'
import { type Actions, actions, buttonsOf, formsOf, note, paragraph, type Reply, sentence } from '../reply.ts'
import { link, type Text } from '../text.ts'
import type { Doing, DoingOutcome, KeptDoing, Practice } from './practice.ts'
import { readLink } from './practice-link.ts'

const button = buttonsOf('did')

type Did = Pick<Doing, 'what' | 'outcome' | 'companions'> & { readonly practice: Practice | null }

/** Keeps what somebody did, under their name, and tells everybody. */
export async function keepDoing(
  call: Call<object>,
  { what, practice, outcome, companions }: Did,
): Promise<Reply> {
  const { actor, community, place, now, store, words } = call
  await keepName(call)
  const id = await store.repertoire.did(
    community.id,
    {
      ...{ what, member: actor.member, practice: practice?.id ?? null, outcome, companions },
      platform: place.platform,
      at: now,
    },
    calendarOf(community.timeZone).dayOf(now),
  )
  return {
    title: words.did.title,
    isPrivate: false,
    blocks: [
      paragraph(...(await whoDidWhat(call, what, companions))),
      ...(practice === null || outcome === null ? [] : [note(howItGoes(practice, outcome, call))]),
      afterwards(id, companions, call),
    ],
  }
}

async function whoDidWhat(call: Call<object>, what: string, companions: readonly MemberId[]): Promise<Text> {
  const say = call.words.did
  const together: Text[] = []
  for (const member of companions) {
    const companion = await shown(call, member, call.place.platform)
    together.push([say.with.before, { ...companion, ping: true }])
  }
  return [whoCalls(call), ...together.flat(), say.recorded(what)]
}

const howItGoes = (practice: Practice, outcome: DoingOutcome, { words }: Call<object>): string =>
  `${words.did.tried(practice.name, practice.doings + 1)} ${words.did.thisTime[outcome]}`

function afterwards(id: DoingId, companions: readonly MemberId[], { words }: Call<object>): Actions {
  const say = words.did
  const own = { id: String(id) }
  return actions(
    ...(companions.length === 0 ? [] : [button(say.confirm.button, 'confirm', own)]),
    button(say.story.button, 'story', own),
  )
}

async function doingOf({ store, community, words }: Call<object>, id: number): Promise<KeptDoing> {
  const found = await store.repertoire.doing(community.id, doingId(id))
  if (found === null) throw new Refusal(words.did.gone)
  return found
}

async function ownDoing(call: Call<object>, id: number): Promise<KeptDoing> {
  const found = await doingOf(call, id)
  if (found.member !== call.actor.member) throw new Refusal(call.words.did.story.notYours)
  return found
}

/** The form for what happened, what was learned and where it can be seen, filled in with what there is. */
export async function openStory(call: Call<{ id: number }>): Promise<Reply> {
  const { id, happened, learned, evidence, isAskable } = await ownDoing(call, call.input.id)
  const input = { happened, learned, evidence: evidence ?? '', askable: isAskable ? 'yes' : '' }
  return formsOf('did')('tell', Object.keys(input), { ...input, id: String(id) }, call.words.did.story)
}

/** What somebody may add to what they did. */
export interface Story {
  readonly id: number
  readonly happened?: string | undefined
  readonly learned?: string | undefined
  readonly evidence?: string | undefined
  readonly askable?: 'yes' | 'no' | undefined
}

/** Keeps it, and tells everybody what is worth telling. */
export async function tellStory(call: Call<Story>): Promise<Reply> {
  const { input, community, store, words } = call
  const doing = await ownDoing(call, input.id)
  const { happened = '', learned = '' } = input
  const evidence = input.evidence === undefined ? null : readLink(input.evidence, words)
  await store.repertoire.tell(community.id, doing.id, {
    ...{ happened, learned, evidence },
    isAskable: input.askable === 'yes',
  })
  const say = words.did.story
  if (happened === '' && learned === '' && evidence === null) return sentence(say.kept)
  const given = (label: string, text: string) => (text === '' ? [] : [{ label, value: [text] as Text }])
  return {
    title: '',
    isPrivate: false,
    blocks: [
      paragraph(whoCalls(call), words.did.recorded(doing.what)),
      {
        kind: 'facts',
        facts: [
          ...given(say.happenedLabel, happened),
          ...given(say.learnedLabel, learned),
          ...(evidence === null
            ? []
            : [{ label: say.evidenceLabel, value: [link(new URL(evidence).host, evidence)] as Text }]),
        ],
      },
    ],
  }
}

/** A companion says that they were there, once. */
export async function confirmDoing(call: Call<{ id: number }>): Promise<Reply> {
  const { input, actor, community, now, store, words } = call
  const doing = await doingOf(call, input.id)
  const say = words.did.confirm
  if (!doing.companions.includes(actor.member)) throw new Refusal(say.notNamed)
  if (!doing.confirmed.includes(actor.member))
    await store.repertoire.confirm(community.id, doing.id, actor.member, now)
  return sentence(say.done)
}
