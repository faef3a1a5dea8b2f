/** A bot that serves a Discord of our own, in this process: real store, real program, unmodified client. */
import { programOf } from '../../../src/app/program.ts'
import { createRecorder } from '../../../src/app/record.ts'
import { createVocabulary } from '../../../src/app/vocabulary.ts'
import { createPainter } from '../../../src/charts/painter.ts'
import { commandsIn } from '../../../src/commands.ts'
import type { CommunityId } from '../../../src/core/ids.ts'
import type { Community, Store } from '../../../src/core/ports.ts'
import { english } from '../../../src/core/words/english.ts'
import { connectDiscord, type DiscordPlatform } from '../../../src/platforms/discord/connect.ts'
import type { Recorder } from '../../../src/platforms/platform.ts'
import type { Channel } from '../../simulators/discord/model.ts'
import type { Discord } from '../../simulators/discord/start.ts'
import { SECRET } from '../../store/engines.ts'

/** What was logged, for tests that look. */
export interface LoggedLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly details: object
  readonly message: string
}

export interface ServingBot {
  readonly platform: DiscordPlatform
  readonly recorder: Recorder
  readonly logged: readonly LoggedLine[]
  /** Communities that a command said had changed. */
  readonly changed: readonly CommunityId[]
  /** Waits until every bound space is caught up with and everything heard is recorded. */
  caughtUp(): Promise<void>
  stop(): Promise<void>
}

/** Connects a bot to the simulator, with a store that the caller opened. */
export async function serveBot(discord: Discord, opened: Store): Promise<ServingBot> {
  const logged: LoggedLine[] = []
  const changed: CommunityId[] = []
  const keep =
    (level: LoggedLine['level']) =>
    (details: object, message: string): void =>
      void (level === 'debug' || logged.push({ level, details, message }))
  const log = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') }
  const now = discord.now
  const painter = createPainter()
  const recorder = createRecorder({ recording: opened.recording, now, log })
  const vocabulary = createVocabulary(opened)
  await vocabulary.refresh()
  const store: Store = { ...opened, words: vocabulary.words }
  const program = programOf({
    ...{ store, words: english, log, room: null, secret: SECRET, now },
    commands: commandsIn(english),
  })
  const platform = await connectDiscord({
    ...{
      token: discord.token,
      apiUrl: discord.apiUrl,
      program,
      store,
      recorder,
      vocabulary,
      painter,
      now,
      log,
    },
    onChange: (community) => changed.push(community),
  })
  return {
    platform,
    recorder,
    logged,
    changed,
    caughtUp: async () => {
      for (let tries = 0; tries < 600; tries += 1) {
        if (platform.reading.isCaughtUp()) break
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      if (!platform.reading.isCaughtUp()) throw new Error('the bot did not catch up in time')
      await recorder.settled()
    },
    stop: async () => {
      await platform.stop()
      await recorder.close()
      await painter.close()
    },
  }
}

/** A live community bound to some channels of a guild, without going through the setup screen. */
export async function bindCommunity(
  store: Store,
  guild: { readonly id: string; readonly name: string },
  channels: readonly Channel[],
  options: {
    readonly now: number
    readonly timeZone?: string
    readonly name?: string
    readonly readFromAt?: number
  },
): Promise<Community> {
  const { now, timeZone = 'UTC', name = guild.name } = options
  const workspace = await store.communities.workspace({
    platform: 'discord',
    externalId: guild.id,
    name: guild.name,
  })
  const made = await store.communities.create({ name, timeZone, isLive: true, now })
  for (const channel of channels)
    await store.communities.bindSpace(made.id, workspace.id, {
      externalId: channel.id,
      name: channel.name,
      readFromAt: options.readFromAt ?? now,
    })
  return made
}
