/** Who is in a user group. Slack shows groups and who is in them to all members, so any of them may ask. */
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { CohortRead } from '../../core/cohort.ts'
import { refusalOf } from './clients.ts'
import type { Accounts } from './people.ts'

/** Slack's reasons why it does not tell: the scope was not given, or the plan has no groups. */
const NOT_GRANTED: ReadonlySet<string> = new Set(['missing_scope', 'no_permission', 'paid_teams_only'])

const groups = z.object({
  usergroups: z.array(z.object({ id: z.string(), handle: z.string().nullish(), name: z.string().nullish() })),
})
const members = z.object({ users: z.array(z.string()) })

export interface CohortTools {
  readonly client: {
    readonly usergroups: Pick<WebClient['usergroups'], 'list'> & {
      readonly users: Pick<WebClient['usergroups']['users'], 'list'>
    }
  }
  readonly accounts: Pick<Accounts, 'meet' | 'whyNot'>
  readonly log: { warn(details: object, message: string): void }
}

/** Reads the people of a user group: by its id, its handle with or without @, or its name. Bots and people of elsewhere are left out. */
export const cohortsOf =
  ({ client, accounts, log }: CohortTools) =>
  async (asked: string): Promise<CohortRead> => {
    try {
      const named = asked.trim().replace(/^@/, '').toLowerCase()
      const { usergroups } = groups.parse(await client.usergroups.list({}))
      const group =
        usergroups.find(({ id, handle }) => id === asked || handle?.toLowerCase() === named) ??
        usergroups.find(({ name }) => name?.toLowerCase() === named)
      if (group === undefined) return { kind: 'gone' }
      const { users } = members.parse(await client.usergroups.users.list({ usergroup: group.id }))
      await accounts.meet(users)
      const people = users.filter((id) => accounts.whyNot(id) === null)
      return { kind: 'people', name: group.handle ? `@${group.handle}` : (group.name ?? asked), people }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal !== null && NOT_GRANTED.has(refusal)) return { kind: 'notGranted' }
      if (refusal === 'no_such_subteam') return { kind: 'gone' }
      log.warn({ err: error }, 'Slack did not tell who is in a user group')
      return { kind: 'notNow' }
    }
  }
