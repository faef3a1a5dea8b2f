/** A bot that serves a Slack of our own, in this process: real store, real program, unmodified clients. */
import { programOf } from '../../../src/app/program.ts'
import { createRecorder } from '../../../src/app/record.ts'
import { createVocabulary } from '../../../src/app/vocabulary.ts'
import { createPainter } from '../../../src/charts/painter.ts'
import { commandsIn } from '../../../src/commands.ts'
import type { CommunityId } from '../../../src/core/ids.ts'
import type { Community, RecordingPort, Store } from '../../../src/core/ports.ts'
import { english } from '../../../src/core/words/english.ts'
import type { Recorder } from '../../../src/platforms/platform.ts'
import { connectSlack, type SlackOptions, type SlackPlatform } from '../../../src/platforms/slack/connect.ts'
import type { Channel } from '../../simulators/slack/model.ts'
import type { Slack } from '../../simulators/slack/start.ts'
import { SECRET } from '../../store/engines.ts'

/** What was logged, for tests that look. */
export interface LoggedLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly details: object
  readonly message: string
}

export interface ServingBot {
  readonly platform: SlackPlatform
  readonly recorder: Recorder
  readonly logged: readonly LoggedLine[]
  /** Communities that a command said had changed. */
  readonly changed: readonly CommunityId[]
  /** Waits until every bound space is caught up with and everything heard is recorded. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

export interface ServingOptions extends Pick<SlackOptions, 'timing' | 'command' | 'leaving'> {
  readonly botToken?: string
  readonly appToken?: string
  /** In place of the store's own, to let it fail. */
  readonly recording?: Pick<RecordingPort, 'record'>
}

/** Connects a bot to the simulator, with a store that the caller opened. */
export async function serveBot(
  slack: Slack,
  opened: Store,
  options: ServingOptions = {},
): Promise<ServingBot> {
  const { botToken = slack.botToken, appToken = slack.appToken, recording = opened.recording } = options
  const logged: LoggedLine[] = []
  const changed: CommunityId[] = []
  const keep =
    (level: LoggedLine['level']) =>
    (details: object, message: string): void =>
      void logged.push({ level, details, message })
  const log = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') }
  const now = slack.now
  const painter = createPainter()
  const recorder = createRecorder({ recording, now, log })
  const vocabulary = createVocabulary(opened)
  await vocabulary.refresh()
  const store: Store = { ...opened, words: vocabulary.words }
  const program = programOf({
    ...{ store, words: english, log, room: null, secret: SECRET, now },
    commands: commandsIn(english),
  })
  const finish = async (): Promise<void> => {
    await recorder.close()
    await painter.close()
  }
  const platform = await connectSlack({
    ...{ apiUrl: slack.apiUrl, program, store, recorder, vocabulary, painter, now, log },
    ...options,
    ...{ botToken, appToken },
    onChange: (community) => changed.push(community),
  }).catch(async (error: unknown) => {
    await finish()
    throw error
  })
  return {
    platform,
    recorder,
    logged,
    changed,
    caughtUp: async () => {
      await slack.until(() => platform.reading.isCaughtUp(), 'the bot to catch up', 30_000)
      await recorder.settled()
    },
    stop: async () => {
      await platform.stop()
      await finish()
    },
  }
}

/** A live community bound to some channels of the workspace, without going through the setup screen. */
export async function bindCommunity(
  store: Store,
  slack: Slack,
  channels: readonly Channel[],
  options: { readonly readFromAt?: number; readonly timeZone?: string; readonly name?: string } = {},
): Promise<Community> {
  const { name, id } = slack.world.team
  const now = slack.now()
  const workspace = await store.communities.workspace({ platform: 'slack', externalId: id, name })
  const made = await store.communities.create({
    ...{ name: options.name ?? name, timeZone: options.timeZone ?? 'UTC', isLive: true, now },
  })
  for (const channel of channels)
    await store.communities.bindSpace(made.id, workspace.id, {
      ...{ externalId: channel.id, name: channel.name },
      readFromAt: options.readFromAt ?? now,
    })
  return made
}
