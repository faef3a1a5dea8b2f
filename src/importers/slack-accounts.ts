/**
 * Who the accounts of a Slack export are, by its lists of users: somebody of the community, a bot, or a stranger from
 * another workspace (Slack Connect), just as Slack would say while one listens.
 */
import { z } from 'zod'
import type { PersonId } from '../core/activity.ts'
import type { WhyNot } from '../core/slack-message.ts'

/** An element of the lists of users. */
export const slackUser = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  is_bot: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
})
export type SlackUser = z.infer<typeof slackUser>

/**
 * Says of an account why it is no person of the community. The workspace's own users are all listed, those who left too;
 * whoever is not is from another workspace. Where there is no list, nothing is known of anybody. In an organisation an
 * account is at home in all that it is a member of, and the organisation's list holds only its own.
 */
export function accountsOf(
  users: readonly SlackUser[],
  ofOrganisation: readonly SlackUser[],
  team: string | null,
): WhyNot {
  const kinds = new Map<PersonId, 'bot' | 'stranger' | null>()
  for (const user of users) kinds.set(user.id, kindOf(user, isElsewhere(user, team)))
  for (const user of ofOrganisation) kinds.set(user.id, kindOf(user, false))
  return (account) => {
    const kind = kinds.get(account)
    if (kind !== undefined) return kind
    return kinds.size === 0 || account === '' ? null : 'stranger'
  }
}

const isElsewhere = ({ team_id: home, enterprise_user: member }: SlackUser, team: string | null): boolean =>
  home != null && team !== null && home !== team && !(member?.teams ?? []).includes(team)

const kindOf = ({ is_bot: isBot, is_stranger: isStranger }: SlackUser, isForeign: boolean) =>
  isBot === true ? 'bot' : isForeign || isStranger === true ? 'stranger' : null
