/** Members behind many identities at once; nobody is made a member by being looked for. */
import type { CohortPort } from '../core/ports-cohorts.ts'
import type { Engine } from './engine.ts'
import { knownPeople } from './identities.ts'
import type { Keyring } from './keys.ts'

export const cohortPort = ({ db, tables }: Pick<Engine, 'db' | 'tables'>, keys: Keyring): CohortPort => ({
  membersBehind: async (community, people) => {
    const hashes = people.map(({ platform, externalId }) => keys.hash(platform, externalId))
    const known = await knownPeople(db, tables, community, [...new Set(hashes)])
    return hashes.map((hash) => known.get(hash) ?? null)
  },
})
