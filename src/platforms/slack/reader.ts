/** What reading needs of Slack: the workspace's name, leave, and the history itself. */
import type { Store } from '../../core/ports.ts'
import type { Vocabulary } from '../platform.ts'
import type { PlatformClock } from '../platform-clock.ts'
import type { Reader } from '../space-reading.ts'
import { readHole } from './catch-up.ts'
import type { Channels } from './channels.ts'
import { isNoAccess, type SlackHistory } from './history.ts'
import type { Accounts } from './people.ts'

export interface SlackReaderTools {
  readonly store: Pick<Store, 'recording' | 'coverage'>
  readonly history: SlackHistory
  readonly channels: Channels
  readonly accounts: Accounts
  /** The one workspace that the bot is in; its name may change. */
  readonly team: { readonly id: string; readonly name: () => string }
  readonly clock: PlatformClock
  readonly vocabulary: Vocabulary
  /** This machine's clock: the retention of what is read begins now. */
  readonly now: () => number
}

/** The reader of the workspace. */
export function slackReader(tools: SlackReaderTools): Reader {
  const { store, history, channels, accounts, team, clock, vocabulary, now } = tools
  return {
    platform: 'slack',
    now: clock.now,
    isNoAccess,
    nameOf: (id) => (id === team.id ? team.name() : null),
    refresh: () => channels.load(),
    mayRead: (_workspace, channel) => channels.get(channel)?.isMember === true,
    begin:
      () =>
      (space, hole, isFirst, { goOn, onProgress }) =>
        readHole(space, hole, isFirst, {
          ...{ store, history, accounts, now, goOn, onProgress },
          platformNow: clock.now,
          find: vocabulary.finderFor(space.community),
        }),
  }
}
