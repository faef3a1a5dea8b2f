/** Scenes of a term: what somebody does, how it is played, and the facts that come of it. */
import { english } from '../../../src/core/words/english.ts'
import type { Name, Room } from '../cast.ts'
import type { Deed, Fact } from './facts.ts'
import { type Actor, placeOf } from './people.ts'
import type { Stage } from './stage.ts'

/** Something that happens at one moment. */
export interface Scene {
  readonly day: number
  /** Hour and minute, UTC. */
  readonly time: string
  readonly what: string
  readonly facts: readonly Fact[]
  play(stage: Stage): Promise<unknown>
}

/** When something happens: the day of the term, and the time, UTC. */
export type When = readonly [day: number, time: string]

/** Lines are broken, and commands are spelled, in each platform’s own way. */
const plain = (text: string): string => text.replaceAll('/commonplace ', '/').replace(/\s+/g, ' ')

/** Throws where an answer does not hold these words. */
export function expectWords(answer: string, ...words: readonly string[]): void {
  const flat = plain(answer)
  for (const one of words)
    if (!flat.includes(plain(one))) throw new Error(`Wanted “${one}”, answered: ${answer}`)
}

/** Throws where an answer holds these words. */
export function expectNot(answer: string, ...words: readonly string[]): void {
  for (const one of words)
    if (answer.includes(one)) throw new Error(`Not wanted “${one}”, answered: ${answer}`)
}

export function scene(
  [day, time]: When,
  actor: Actor,
  what: string,
  deeds: readonly Deed[],
  play: Scene['play'],
): Scene {
  const { who } = placeOf(actor)
  return { day, time, what: `${actor} ${what}`, facts: deeds.map((deed) => ({ ...deed, who, day })), play }
}

/** Writes a message, in which some of the community’s own words are used. */
export function says(
  when: When,
  actor: Actor,
  room: Room,
  text: string,
  words: readonly string[] = [],
): Scene {
  const { who, side } = placeOf(actor)
  return scene(when, actor, `says ${text}`, [{ kind: 'message', side, words }], async ({ casts }) =>
    casts[side].say(who, room, text, { as: text }),
  )
}

/** Shares a practice with its form. */
export const shares = (when: When, actor: Actor, practice: string, how: string): Scene =>
  scene(when, actor, `shares ${practice}`, [{ kind: 'share', practice, of: null }], async (stage) => {
    const say = english.practice.share
    await stage.ask(actor, 'practice share', { name: practice }, 'build')
    const given = { [say.how.label]: how, [say.when.label]: 'Before a match' }
    expectWords(await stage.fill(actor, given), practice, say.shared)
  })

/** Opens the card of a practice. */
export const card = (stage: Stage, actor: Actor, practice: string): Promise<string> =>
  stage.ask(actor, 'practice find', { words: practice }, 'build')

/** Shares another way of a practice, from its card. */
export const myWay = (when: When, actor: Actor, of: string, practice: string, how: string): Scene =>
  scene(when, actor, `shares ${practice}`, [{ kind: 'share', practice, of }], async (stage) => {
    const { card: say, share, myWay: way } = english.practice
    await card(stage, actor, of)
    await stage.press(actor, say.myWay)
    const given = { [share.name.label]: practice, [share.how.label]: how }
    expectWords(await stage.fill(actor, given), practice, way.shared(of))
  })

type Outcome = 'asWritten' | 'ownWay' | 'didNotWork'

/** Says in one line how a practice went. */
export const did = (when: When, actor: Actor, practice: string, outcome: Outcome): Scene =>
  scene(when, actor, `does ${practice}`, [{ kind: 'did', practice, outcome }], async (stage) => {
    const given = { practice, outcome: english.did.outcome[outcome] }
    const told = await stage.ask(actor, 'did', given, 'build')
    expectWords(told, practice, english.did.thisTime[outcome])
  })

/** The same by two taps on its card. */
export const tapped = (when: When, actor: Actor, practice: string, outcome: Outcome): Scene =>
  scene(when, actor, `does ${practice}`, [{ kind: 'did', practice, outcome }], async (stage) => {
    await card(stage, actor, practice)
    await stage.press(actor, english.practice.card.doneIt)
    expectWords(await stage.press(actor, english.practice.doing[outcome]), english.did.thisTime[outcome])
  })

/** Gives a word. */
export const gives = (when: When, actor: Actor, word: string, meaning: string): Scene =>
  scene(when, actor, `gives ${word}`, [{ kind: 'word', word }], async (stage) =>
    expectWords(await stage.ask(actor, 'word', { word, meaning }, 'build'), word, meaning),
  )

/** Thanks somebody on the same platform, who keeps it or says that it is not theirs. */
export function thanks(
  when: When,
  actor: Actor,
  whom: Actor,
  what: string,
  { practice, becomes }: { readonly practice?: string; readonly becomes: 'keep' | 'refuse' | null },
): Scene {
  const of = practice ?? null
  const receiver: Name = placeOf(whom).who
  const deed = { kind: 'thanks', whom: receiver, practice: of, isRefused: becomes === 'refuse' } as const
  return scene(when, actor, `thanks ${whom}`, [deed], async (stage) => {
    const given = { person: { person: receiver }, for: what, ...(of === null ? {} : { practice: of }) }
    expectWords(await stage.ask(actor, 'thanks', given, 'build'), what)
    const { side, who } = placeOf(actor)
    stage.casts[side].keepSight(who, what)
    if (becomes === null) return
    stage.casts[side].lookAt(receiver, what)
    const say = english.thanks[becomes]
    expectWords(await stage.press(whom, say.button), say.done)
  })
}
