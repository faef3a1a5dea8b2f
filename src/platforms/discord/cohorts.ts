/**
 * Who has a role: Discord lists all members of a server, a thousand at a time, and lets only bots with the intent for
 * members ask. Every member of a server sees who has which role, so anybody may ask.
 */
import type { CohortRead } from '../../core/cohort.ts'
import type { Surroundings } from '../../core/place.ts'
import { type DiscordHistory, isNoAccess, MEMBER_PAGE } from './history.ts'
import { isPerson } from './ingest.ts'

/** More pages than this are not read for a question: a hundred take a minute or two. */
const MAX_PAGES = 100

export interface CohortTools {
  readonly history: Pick<DiscordHistory, 'members' | 'roles'>
  readonly grants: Surroundings['grants']
}

/** Reads the people of a role, by its id or its name. A server is read once at a time, whoever asks meanwhile. */
export function createCohorts({ history, grants }: CohortTools) {
  const reading = new Map<string, Promise<unknown>>()

  const read = async (server: string, asked: string): Promise<CohortRead> => {
    const name = asked.replace(/^@/, '').toLowerCase()
    const role = (await history.roles(server)).find(
      (one) => one.id === asked || one.name.replace(/^@/, '').toLowerCase() === name,
    )
    if (role === undefined) return { kind: 'gone' }
    const people: string[] = []
    let after = '0'
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const page = await history.members(server, after)
      // The role that everybody has bears the id of the server, and stands with nobody.
      for (const { user, roles } of page)
        if (user !== undefined && isPerson(user) && (role.id === server || roles.includes(role.id)))
          people.push(user.id)
      const last = page.at(-1)?.user
      if (page.length < MEMBER_PAGE || last === undefined) return { kind: 'people', name: role.name, people }
      after = last.id
    }
    return { kind: 'tooMany', most: MAX_PAGES * MEMBER_PAGE }
  }

  return {
    find: async (server: string, asked: string): Promise<CohortRead> => {
      if (!grants.arrivals) return { kind: 'notGranted' }
      const before = reading.get(server) ?? Promise.resolve()
      const own = before
        .then(() => read(server, asked))
        .catch((error: unknown): CohortRead => ({ kind: isNoAccess(error) ? 'notGranted' : 'notNow' }))
      reading.set(server, own)
      const found = await own
      if (reading.get(server) === own) reading.delete(server)
      return found
    },
  }
}

export type Cohorts = ReturnType<typeof createCohorts>
