/** Saying thanks: in the thanker's own words, for everybody to read, and to one person who may keep them or not. */
import { calendarOf } from '../calendar.ts'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import type { MemberId, ThanksId } from '../ids.ts'
import { keepName, shown, whoCalls } from '../people/who.ts'
import type { NamedElsewhere } from '../ports-thanks.ts'
import { type Actions, actions, type Button, buttonsOf, note, paragraph, type Reply } from '../reply.ts'
import { link, type Span } from '../text.ts'
import type { Words } from '../words/words.ts'
import { isSameName, namesFor } from './names.ts'
import type { Practice } from './practice.ts'
import { isMessageLink, linkSpan, readLink } from './practice-link.ts'

/** Thanks that are about to be said. */
export interface Given {
  readonly receiver: MemberId
  /** Whether they were chosen here, so that they are called; nobody is called across platforms. */
  readonly isHere: boolean
  readonly what: string
  readonly practice: Practice | null
  readonly link: string | null
}

/** Keeps what somebody thanks another for, and tells everybody. Throws a `Refusal` for thanks to oneself. */
export async function sayThanks(call: Call<object>, given: Given): Promise<Reply> {
  const { actor, community, place, now, store, words } = call
  const { receiver, isHere, what, practice } = given
  const say = words.thanks
  if (receiver === actor.member) throw new Refusal(say.yourself)
  const about = given.link === null ? null : readLink(given.link, words)
  await keepName(call)
  const id = await store.thanks.give(
    community.id,
    {
      ...{ giver: actor.member, receiver, what, practice: practice?.id ?? null, link: about },
      ...{ platform: place.platform, at: now },
    },
    calendarOf(community.timeZone).dayOf(now),
  )
  const person = await shown(call, receiver, place.platform)
  return {
    title: say.title,
    isPrivate: false,
    blocks: [
      paragraph(whoCalls(call), say.between, { ...person, ping: isHere }, ':'),
      paragraph(what),
      ...(practice === null ? [] : [note(say.ofPractice(practice.name))]),
      ...(about === null ? [] : [note(aboutSpan(about, words))]),
      isHere ? answering(id, words) : note(say.foundElsewhere(person.name)),
    ],
  }
}

const aboutSpan = (url: string, words: Words): Span =>
  isMessageLink(url) ? link(words.thanks.ofMessage, url) : linkSpan(url, words)

/** What whoever was thanked may say to it. */
const answering = (id: ThanksId, words: Words): Actions =>
  actions(answerButton('keep', id, words), answerButton('refuse', id, words))

/** A button by which thanks are kept or refused. */
export const answerButton = (handler: 'keep' | 'refuse', id: ThanksId, { thanks }: Words): Button =>
  button(thanks[handler].button, handler, { id: String(id) })

const button = buttonsOf('thanks')

/** Names of people on other platforms, for what has been typed so far. */
export const suggestElsewhere = (people: readonly NamedElsewhere[], typed: string): readonly string[] =>
  namesFor(
    people.map((one) => one.name).sort((a, b) => (a < b ? -1 : 1)),
    typed,
  )

/** The one person elsewhere who goes by that name. Throws a `Refusal` where there is nobody, or more than one. */
export function personElsewhere(people: readonly NamedElsewhere[], name: string, words: Words): MemberId {
  const called = people.filter((one) => isSameName(one.name, name))
  const exact = called.filter((one) => one.name === name)
  const [only, ...others] = exact.length === 1 ? exact : called
  if (only === undefined) throw new Refusal(words.thanks.nobodyElsewhere(name))
  if (others.length > 0) throw new Refusal(words.thanks.severalElsewhere(name))
  return only.member
}
