/** What a command may ask of a Slack workspace. */
import { Refusal } from '../../core/errors.ts'
import type { CommunityId } from '../../core/ids.ts'
import {
  ABILITIES,
  type Ability,
  type PlatformChannel,
  type ReadingProgress,
  type Surroundings,
} from '../../core/place.ts'
import type { Words } from '../../core/words/words.ts'
import type { Speaker } from '../platform.ts'
import type { Team } from './caller.ts'
import type { Directory, KnownChannel } from './directory.ts'

export interface SurroundingsTools {
  readonly team: Team
  readonly directory: Directory
  readonly audience: Speaker['audience']
  readonly cohort: Surroundings['cohort']
  readonly reading: {
    lookAgain(workspace: string): Promise<void>
    progress(community: CommunityId): readonly ReadingProgress[]
  }
  readonly grants: Surroundings['grants']
  readonly words: Words
  readonly log: { warn(details: object, message: string): void }
  /** Told that what is bound to a community has changed. */
  onChange(community: CommunityId): void
}

/** The surroundings of the workspace. */
export function slackSurroundings(tools: SurroundingsTools): Surroundings {
  const { team, directory, audience, reading, grants, words, log, onChange } = tools
  return {
    grants,
    channels: async (ids) => {
      const found = await directory.find(ids, true).catch((error: unknown) => {
        log.warn({ err: error }, 'Slack did not tell of its channels')
        throw new Refusal(words.slackCalls.notNow)
      })
      return ids.flatMap((id) => {
        const channel = found.get(id)
        return channel === undefined ? [] : [describe(channel)]
      })
    },
    isForModerators: async (channel) =>
      audience({ workspace: team.id, channel }, []).then(
        (found) => found?.isModerators === true,
        () => false,
      ),
    cohort: tools.cohort,
    attend: async (community) => {
      onChange(community)
      await reading.lookAgain(team.id)
    },
    progress: (community) => reading.progress(community),
  }
}

const WRITING: readonly Ability[] = ['post', 'attach', 'pin']

/** Whoever is not in a channel sees nothing of it; where the bot is, only archiving keeps it from writing. */
const describe = ({ id, name, isArchived, isMember }: KnownChannel): PlatformChannel => ({
  externalId: id,
  name,
  isReadable: !isArchived,
  isPostable: !isArchived,
  missing: !isMember ? ABILITIES : isArchived ? WRITING : [],
})
