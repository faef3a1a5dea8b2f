/** The program as platforms see it: reading, dispatching, suggesting, sealing and meeting people, over one store. */
import { hasInk } from '../core/clean-text.ts'
import { Refusal } from '../core/errors.ts'
import { MAX_TAKEN_LENGTH } from '../core/repertoire/practice.ts'
import type { Program, Sight } from '../platforms/platform.ts'
import { isOpenTo } from './authorize.ts'
import { communityAt } from './community-at.ts'
import { type DispatchTools, dispatch } from './dispatch.ts'
import { createHeldWords } from './held-words.ts'
import { readInvocation } from './invoke.ts'
import { sealsOf } from './sealed.ts'
import { suggest } from './suggest.ts'
import { widening } from './widen.ts'

/** Everything that the program is made of. */
export interface ProgramOptions extends Omit<DispatchTools, 'widen' | 'heldWords' | 'cohort'> {
  /** The secret that ids of buttons and forms are sealed under: the same one after a restart. */
  readonly secret: string
  readonly now: () => number
  /** Of the platforms that are served at this moment, for people who are known on several; they come and go. */
  readonly sights?: readonly Sight[]
}

/** Everything behind the port of `platforms/platform.ts`. */
export function programOf(options: ProgramOptions): Program {
  const { store, words, commands, secret, now } = options
  const seals = sealsOf(secret, store.kept)
  const heldWords = createHeldWords(now)
  const tools = { ...options, heldWords, widen: widening({ store, sights: options.sights ?? [], now }) }
  return {
    words,
    commands,
    read: (line) => readInvocation(line, commands, words),
    dispatch: (request, surroundings) => dispatch(request, surroundings, tools),
    suggest: (request, field, surroundings) => suggest(request, field, surroundings, tools),
    caller: async ({ id }, platform, person) => {
      const known = await store.people.find(id, platform, person)
      if (known !== null) return known
      return (await store.people.hasErased(id, platform, person))
        ? null
        : store.people.member(id, platform, person)
    },
    known: async ({ id }, platform, person) =>
      (await store.people.find(id, platform, person)) ??
      ((await store.people.hasErased(id, platform, person)) ? 'erased' : null),
    isOpenTo,
    named: async (community, platform, person, displayName) => {
      if (await store.people.hasErased(community.id, platform, person))
        throw new Refusal(words.refusals.notToBeNamed(displayName))
      const member = await store.people.member(community.id, platform, person)
      // They were named openly, so they have a name to go by; their own later one wins.
      const here = { on: platform, doneOn: platform }
      if ((await store.people.name(community.id, member, here)) === null)
        await store.people.setName(community.id, member, platform, displayName)
      return member
    },
    hold: async (community, { author, name, link, text }) => {
      const { platform, externalId } = author
      const taken = wordsOf(text)
      if (!hasInk(taken) || (await store.people.hasErased(community.id, platform, externalId))) return null
      const member = await store.people.find(community.id, platform, externalId)
      // Whoever paused is not read, for a moment neither.
      const isPaused = member !== null && (await store.people.pausedSince(community.id, member)) !== null
      return isPaused ? null : heldWords.hold(community.id, { author, name, link, text: taken })
    },
    communityAt: (place) => communityAt(place, store),
    seal: (community, target) => seals.seal(community, target, now()),
    unseal: seals.unseal,
  }
}

/** As much of a message as a practice has room for. */
function wordsOf(text: string): string {
  const words = text.trim()
  if (words.length <= MAX_TAKEN_LENGTH) return words
  // Half of a character is none.
  return `${words.slice(0, MAX_TAKEN_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
