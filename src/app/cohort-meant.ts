/** Which people are meant by a cohort that a call names: asked of the platform, and told by their members' ids alone. */
import { type Cohort, cohortOf } from '../core/cohort.ts'
import { describeFields, type Handler } from '../core/command.ts'
import { Refusal, unreachable } from '../core/errors.ts'
import type { Place, Surroundings } from '../core/place.ts'
import type { Community, Store } from '../core/ports.ts'
import type { Words } from '../core/words/words.ts'

interface CohortTools {
  readonly handler: Handler
  readonly community: Community
  readonly place: Place
  readonly surroundings: Pick<Surroundings, 'cohort'>
  readonly store: Pick<Store, 'cohorts'>
  readonly words: Words
}

/** The cohort that the input names; null where it names none. Throws a `Refusal` that says why it cannot be read. */
export async function cohortMeant(
  input: Readonly<Record<string, unknown>>,
  { handler, community, place, surroundings, store, words }: CohortTools,
): Promise<Cohort | null> {
  const field = describeFields(handler.input).find(({ kind }) => kind === 'cohort')
  const asked = field === undefined ? undefined : input[field.name]
  if (typeof asked !== 'string') return null
  const say = words.cohort
  const read = await surroundings.cohort(asked)
  switch (read.kind) {
    case 'people': {
      const people = [...new Set(read.people)]
      const found = await store.cohorts.membersBehind(
        community.id,
        people.map((externalId) => ({ platform: place.platform, externalId })),
      )
      return cohortOf(read.name, found)
    }
    case 'gone':
      throw new Refusal(say.gone(asked))
    case 'notGranted':
      throw new Refusal(say.notGranted[place.platform])
    case 'notNow':
      throw new Refusal(say.notNow)
    case 'tooMany':
      throw new Refusal(say.tooMany(read.most))
    default:
      return unreachable(read)
  }
}
