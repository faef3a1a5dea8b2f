/** A practice as people see it: how it is written and how it is done here, how far it has come, and ways to take part. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { nameAnywhere, whoIs } from '../people/who.ts'
import { type Actions, type Block, type Button, buttonsOf, note, paragraph, type Reply } from '../reply.ts'
import { emphasis, strong, type Text } from '../text.ts'
import type { Words } from '../words/words.ts'
import { failing, type KeptDoing, type Practice, stateOf, writersOf } from './practice.ts'
import { linkSpan } from './practice-link.ts'

/** More lessons than somebody reads before they try. */
const MAX_LEARNED = 3
const MAX_DOINGS_READ = 200

/** Whoever shared it may change it, and moderators may. */
export const mayChange = ({ actor }: Call<object>, { sharer }: Practice): boolean =>
  actor.isModerator || sharer === actor.member

/** The card of a practice, for whoever asks. `all` are the community's practices. */
export async function practiceCard(
  call: Call<object>,
  practice: Practice,
  all: readonly Practice[],
): Promise<Reply> {
  const { store, community, words } = call
  const doings = await store.repertoire.doings(community.id, MAX_DOINGS_READ, practice.id)
  return {
    title: practice.name,
    isPrivate: true,
    blocks: [
      ...(await bodyOf(call, practice, all, doings)),
      takingPart(practice, words),
      ...(mayChange(call, practice) ? [lookingAfter(practice, words)] : []),
    ],
  }
}

/** The card as everybody is shown a new practice: under a sentence, with the buttons that are everybody's. */
export async function newPracticeCard(
  call: Call<object>,
  practice: Practice,
  all: readonly Practice[],
  sentence: string,
): Promise<Reply> {
  return {
    title: practice.name,
    isPrivate: false,
    blocks: [
      paragraph(sentence),
      ...(await bodyOf(call, practice, all, [])),
      takingPart(practice, call.words),
    ],
  }
}

async function bodyOf(
  call: Call<object>,
  practice: Practice,
  all: readonly Practice[],
  doings: readonly KeptDoing[],
): Promise<readonly Block[]> {
  const { community, words } = call
  const say = words.practice.card
  const fails = failing(practice)
  const { retired } = practice
  const { dayOf } = calendarOf(community.timeZone)
  const learned = doings.filter((one) => one.learned !== '').slice(0, MAX_LEARNED)
  return [
    ...(retired === null ? [] : [paragraph(strong(say.retired(dayOf(retired.at), retired.why)))]),
    ...(retired !== null || fails === null ? [] : [paragraph(strong(say.failing(fails.failed, fails.of)))]),
    paragraph(practice.how),
    { kind: 'facts', facts: await factsOf(call, practice, all) },
    ...(learned.length === 0
      ? []
      : [
          paragraph(emphasis(say.learned)),
          { kind: 'list' as const, ordered: false, items: learned.map((one): Text => [one.learned]) },
        ]),
    note(stateSentence(practice, words)),
  ]
}

function stateSentence(practice: Practice, words: Words): string {
  const say = words.practice.card.state
  const state = stateOf(practice)
  switch (state) {
    case 'draft':
      return say.draft
    case 'done':
      return say.done(practice.othersDid, practice.othersWorked)
    case 'proven':
      return say.proven(practice.othersWorked)
  }
}

async function factsOf(
  call: Call<object>,
  practice: Practice,
  all: readonly Practice[],
): Promise<{ readonly label: string; readonly value: Text }[]> {
  const say = call.words.practice.card
  const parent = all.find((one) => one.id === practice.parent)
  const given = (label: string, text: string) => (text === '' ? [] : [{ label, value: [text] }])
  return [
    ...given(say.when, practice.whenItHelps),
    ...given(say.problem, practice.problem),
    ...given(say.follows, practice.follows),
    { label: say.asDone, value: [say.outcomes(practice.outcomes)] },
    ...(parent === undefined ? [] : [{ label: say.anotherWay, value: [parent.name] }]),
    ...given(say.tags, practice.tags.map((tag) => `#${tag}`).join(' ')),
    { label: say.sharer, value: [await whoIs(call, practice.sharer, practice.platform)] },
    ...given(say.writers, await writersNamed(call, practice)),
    ...(practice.link === null ? [] : [{ label: say.link, value: [linkSpan(practice.link, call.words)] }]),
  ]
}

/** Whoever wrote of how it is done too, by what they go by here. */
async function writersNamed(call: Call<object>, practice: Practice): Promise<string> {
  const { store, community, words } = call
  const names: string[] = []
  for (const member of writersOf(practice, await store.repertoire.earlier(community.id, practice.id)))
    names.push(await nameAnywhere(call, member))
  return words.did.together(names)
}

const press = buttonsOf('practice')
const button = (label: string, handler: string, { id }: Practice, emphasis?: Button['emphasis']): Button =>
  press(label, handler, { id: String(id) }, emphasis)

/** What is everybody's: two taps say that one did it. */
function takingPart(practice: Practice, words: Words): Actions {
  const say = words.practice.card
  return {
    kind: 'actions',
    buttons: [
      button(say.doneIt, 'doing', practice, 'primary'),
      button(say.myWay, 'myWay', practice),
      button(say.ask, 'ask', practice),
      button(say.history, 'history', practice),
    ],
  }
}

function lookingAfter(practice: Practice, words: Words): Actions {
  const say = words.practice.card
  return {
    kind: 'actions',
    buttons: [
      button(say.edit, 'edit', practice),
      button(say.more, 'more', practice),
      practice.retired === null
        ? button(say.retire, 'retire', practice)
        : button(say.bringBack, 'bringBack', practice),
    ],
  }
}
