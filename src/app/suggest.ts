/** What could stand in a field while somebody types. Suggestions help or stay away: they never fail anybody. */
import { hasInk } from '../core/clean-text.ts'
import { Refusal } from '../core/errors.ts'
import { NO_HELD_WORDS } from '../core/held-words.ts'
import type { Surroundings } from '../core/place.ts'
import type { Request } from '../platforms/platform.ts'
import { type DispatchTools, whereOf } from './dispatch.ts'
import { enter } from './door.ts'
import { seenBy } from './seen-by.ts'

/** What platforms show at most. */
const MAX_SUGGESTIONS = 25
const MAX_SUGGESTION_LENGTH = 100

/** Suggestions of the handler that is asked for for one of its fields: for whoever may run it, and nothing where it fails. */
export async function suggest(
  asked: Request,
  field: string,
  surroundings: Surroundings,
  tools: DispatchTools,
): Promise<readonly string[]> {
  try {
    const { handler } = enter(asked, tools.commands, tools.words)
    const request = tools.widen === undefined ? asked : await tools.widen(asked)
    const { community, actor, place, now, input } = request
    const offers = handler.suggest
    if (community === null || offers === undefined || !Object.hasOwn(offers, field)) return []
    const typed = Object.hasOwn(input, field) ? (input[field] ?? '') : ''
    const store = seenBy(tools.store, { community: community.id, sees: request.sees })
    const { words, heldWords = NO_HELD_WORDS } = tools
    const call = {
      input: {},
      actor,
      community,
      place,
      surroundings,
      now,
      store,
      heldWords,
      words,
      cohort: null,
    }
    return offered((await offers[field]?.(call, typed)) ?? [])
  } catch (error) {
    if (!(error instanceof Refusal))
      tools.log.error({ ...whereOf(asked), field, err: error }, 'suggestions failed')
    return []
  }
}

/** As platforms take them. What is too long is left out: cut short, it would name something else. */
const offered = (all: readonly string[]): readonly string[] =>
  [...new Set(all)]
    .filter((one) => hasInk(one) && one.length <= MAX_SUGGESTION_LENGTH)
    .slice(0, MAX_SUGGESTIONS)
