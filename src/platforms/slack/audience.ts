/**
 * Who reads a channel: whether only admins and owners do, and which other channels all of its readers see. What is not
 * certain is taken for the worse.
 */
import type { Audience, Speaker } from '../platform.ts'
import type { People, Team } from './caller.ts'
import type { Directory, KnownChannel } from './directory.ts'

/** More people are not asked for one by one. */
const MAX_ASKED = 50

export interface AudienceTools {
  readonly directory: Directory
  readonly people: Pick<People, 'find'>
  readonly team: Team
}

/** What the workspace tells of who reads a channel, asked at that moment. */
export function slackAudience({ directory, people, team }: AudienceTools): Speaker['audience'] {
  const readsAsModerator = async (id: string): Promise<boolean> => {
    const found = await people.find(id)
    if (found === null) return false
    // A bot is nobody who reads, and whose account is closed does not.
    return found.kind === 'bot' || found.kind === 'gone' || (found.kind === 'member' && found.isModerator)
  }
  /** A public channel is open to every member; in a private one everybody is looked at. */
  const isForModerators = async ({ id, isPrivate, isShared }: KnownChannel): Promise<boolean> => {
    if (!isPrivate || isShared) return false
    const readers = await directory.membersOf(id, MAX_ASKED)
    if (readers === null) return false
    return (await Promise.all(readers.map(readsAsModerator))).every((one) => one)
  }
  return async (to, spaces): Promise<Audience | null> => {
    if (to.workspace !== team.id) return null
    const here = spaces.filter(
      ({ workspace }) => workspace.platform === 'slack' && workspace.externalId === team.id,
    )
    const known = await directory.find([to.channel, ...here.map((one) => one.externalId)], true)
    const channel = known.get(to.channel)
    // People of elsewhere see no other channel of the workspace.
    const isAmongOurselves = channel?.isShared === false
    const isShared = (id: string): boolean =>
      id === to.channel || (isAmongOurselves && known.get(id)?.isPrivate === false)
    return {
      isModerators: channel !== undefined && (await isForModerators(channel).catch(() => false)),
      sees: here.filter((one) => isShared(one.externalId)).map((one) => one.id),
    }
  }
}
