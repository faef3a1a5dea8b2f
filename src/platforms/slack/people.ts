/**
 * Who an account is: somebody of the community, a bot, or a stranger from another workspace (Slack Connect). Learned from
 * the list of users at the start, kept up from events, and asked for where it is not known. Names are not kept.
 */
import type { PersonId } from '../../core/activity.ts'
import { actorsIn, mentionedIn, SLACKBOT, type SlackMessage } from '../../core/slack-message.ts'
import { refusalOf } from './clients.ts'
import type { SlackHistory } from './history.ts'
import type { WireUser } from './wire.ts'

/** `unknown`: Slack says that there is no such account, or does not show it. */
type Kind = 'person' | 'bot' | 'stranger' | 'unknown'

/** What Slack's ids of accounts look like: nothing else is asked for. */
const ACCOUNT = /^[UW][A-Z0-9]{2,30}$/
/** So many people that nobody has met are asked for when a message names them; whoever else it names is nobody. */
const MAX_NAMED = 30
const NOT_THERE: ReadonlySet<string | null> = new Set(['user_not_found', 'user_not_visible'])

export interface Accounts {
  /** Learns of everybody in the workspace. */
  load(): Promise<void>
  /** Takes in what an event says of somebody. */
  take(user: WireUser): void
  /** Asks for those that are not known. Throws where that cannot be found out now. */
  meet(ids: Iterable<PersonId>): Promise<void>
  /** Asks for everybody in messages who is not known: whoever wrote or reacted, and those whom people named. */
  meetIn(messages: readonly SlackMessage[]): Promise<void>
  /** Why an account is no person of the community: `bot`, `stranger` or `unknown`; null for a person. */
  whyNot(id: PersonId): string | null
}

export function createAccounts(team: string, history: Pick<SlackHistory, 'users' | 'user'>): Accounts {
  const kinds = new Map<PersonId, Kind>([[SLACKBOT, 'bot']])
  const asking = new Map<PersonId, Promise<void>>()

  const take = (user: WireUser): void => {
    if (user.id !== SLACKBOT) kinds.set(user.id, kindOf(user, team))
  }
  const ask = (id: PersonId): Promise<void> => {
    const asked = asking.get(id)
    if (asked !== undefined) return asked
    const answer = history
      .user(id)
      .then(take, (error: unknown) => {
        if (!NOT_THERE.has(refusalOf(error))) throw error
        kinds.set(id, 'unknown')
      })
      .finally(() => asking.delete(id))
    asking.set(id, answer)
    return answer
  }
  const strangersOf = (ids: Iterable<PersonId>): readonly PersonId[] =>
    [...new Set(ids)].filter((id) => ACCOUNT.test(id) && !kinds.has(id))
  const meet = async (ids: Iterable<PersonId>): Promise<void> => {
    await Promise.all(strangersOf(ids).map(ask))
  }
  const whyNot = (id: PersonId): string | null => {
    const kind = kinds.get(id) ?? 'unknown'
    return kind === 'person' ? null : kind
  }
  return {
    load: async () => {
      for (const user of await history.users()) take(user)
    },
    take,
    meet,
    meetIn: async (messages) => {
      await meet(messages.flatMap((one) => [...actorsIn(one)]))
      // What a bot wrote names whom it likes, and is not told.
      const said = messages.filter((one) => one.user != null && whyNot(one.user) === null)
      await meet(said.flatMap((one) => strangersOf(mentionedIn(one)).slice(0, MAX_NAMED)))
    },
    whyNot,
  }
}

function kindOf(user: WireUser, team: string): Kind {
  if (user.is_bot === true || user.is_workflow_bot === true || user.is_connector_bot === true) return 'bot'
  // In an organisation of several workspaces, an account is at home in all that it is a member of.
  const isHere = user.team_id === team || (user.enterprise_user?.teams ?? []).includes(team)
  return isHere && user.is_stranger !== true ? 'person' : 'stranger'
}
