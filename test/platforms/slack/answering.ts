/** What answers in a Slack of our own, in this process: real store, real program, Slack's own socket client. */
import { LogLevel, SocketModeClient } from '@slack/socket-mode'
import { onTestFinished } from 'vitest'
import { programOf } from '../../../src/app/program.ts'
import { createPainter } from '../../../src/charts/painter.ts'
import { commandsIn } from '../../../src/commands.ts'
import type { CommunityId } from '../../../src/core/ids.ts'
import type { Community, Store } from '../../../src/core/ports.ts'
import { english } from '../../../src/core/words/english.ts'
import type { Program } from '../../../src/platforms/platform.ts'
import { slackAudience } from '../../../src/platforms/slack/audience.ts'
import { createPeople, createSight, type Team } from '../../../src/platforms/slack/caller.ts'
import { createSlackCalls, type SlackCalls } from '../../../src/platforms/slack/calls.ts'
import { commandClient } from '../../../src/platforms/slack/clients.ts'
import { cohortsOf } from '../../../src/platforms/slack/cohorts.ts'
import { createDirectory } from '../../../src/platforms/slack/directory.ts'
import { createSlackHome } from '../../../src/platforms/slack/home.ts'
import { slackManifest } from '../../../src/platforms/slack/manifest.ts'
import { createAccounts } from '../../../src/platforms/slack/people.ts'
import { slackSurroundings } from '../../../src/platforms/slack/surroundings.ts'
import { createUploads } from '../../../src/platforms/slack/uploads.ts'
import { wireUser } from '../../../src/platforms/slack/wire.ts'
import { openStore } from '../../../src/store/open.ts'
import { type JsonObject, objectOf, textOf } from '../../simulators/discord/json.ts'
import { type Club, foundClub } from '../../simulators/slack/club.ts'
import type { Channel } from '../../simulators/slack/model.ts'
import { type Slack, type SlackOptions, startSlack } from '../../simulators/slack/start.ts'
import { ENGINES, SECRET } from '../../store/engines.ts'

/** What was logged, for tests that look. */
export interface Logged {
  readonly details: object
  readonly message: string
}

/** A club in Slack, and a bot that answers it. */
export interface Answering extends Club {
  readonly slack: Slack
  readonly store: Store
  readonly program: Program
  readonly team: Team
  readonly calls: SlackCalls
  readonly logged: readonly Logged[]
  /** Communities that a command said had changed. */
  readonly changed: readonly CommunityId[]
  /** A community of some channels, without going through the setup screen. */
  bind(channels: readonly Channel[], name?: string): Promise<Community>
  /** The same bot after a restart: it remembers nothing that is not in its database. */
  restart(): Promise<void>
}

/** A fresh database, gone when the test is over. */
export async function freshStore(): Promise<Store> {
  const database = await ENGINES.sqlite()
  const store = await openStore({ url: database.url, secret: SECRET })
  onTestFinished(async () => {
    await store.close()
    await database.drop()
  })
  return store
}

/** The program over a store, as it is served. */
export const programFor = (
  store: Store,
  log: { error(details: object, message: string): void },
  now: () => number,
) =>
  programOf({
    ...{ store, words: english, log, room: null, secret: SECRET, now },
    commands: commandsIn(english),
  })

/** Starts it; everything is gone when the test is over. */
export async function answering(
  options: { readonly slack?: SlackOptions; readonly filesPatienceMs?: number } = {},
): Promise<Answering> {
  const slack = await startSlack({ rateLimits: false, ...options.slack })
  onTestFinished(() => slack.close())
  const manifest = slackManifest(commandsIn(english), english, { alias: 'cp', name: 'Commonplace' })
  slack.install(objectOf(JSON.parse(JSON.stringify(manifest))))
  const club = foundClub(slack)
  const store = await freshStore()
  const painter = createPainter()
  onTestFinished(() => painter.close())
  const logged: Logged[] = []
  const changed: CommunityId[] = []
  const keep = (details: object, message: string): void => void logged.push({ details, message })
  const log = { warn: keep, error: keep }
  const now = slack.now
  const team: Team = { id: slack.teamId, name: 'Robotics club' }
  const program = programFor(store, log, now)

  const start = async () => {
    const client = commandClient({ token: slack.botToken, apiUrl: slack.apiUrl })
    const directory = createDirectory(client, now)
    const people = createPeople({ client, team, words: english, now, log })
    const sight = createSight({ directory, store, team, words: english, log })
    const uploads = createUploads({ client, log, patienceMs: options.filesPatienceMs ?? 30_000 })
    const audience = slackAudience({ directory, people, team })
    const accounts = createAccounts(team.id, {
      users: async () => [],
      user: async (id) => wireUser.parse((await client.users.info({ user: id })).user),
    })
    const surroundings = slackSurroundings({
      cohort: cohortsOf({ client, accounts, log }),
      ...{ team, directory, audience, words: english, log, grants: { texts: true, arrivals: true } },
      reading: { lookAgain: async () => {}, progress: () => [] },
      onChange: (community) => changed.push(community),
    })
    const shared = { program, client, team, people, sight, surroundings, command: 'cp', now, log }
    const home = createSlackHome(shared)
    const calls = createSlackCalls({ ...shared, store, painter, uploads, onPageUsed: home.changed })
    const socket = new SocketModeClient({
      appToken: slack.appToken,
      clientOptions: { slackApiUrl: slack.apiUrl },
      logLevel: LogLevel.ERROR,
    })
    socket.on('slack_event', async ({ type, body, ack }: Delivered) => {
      if (type === 'slash_commands' || type === 'interactive') return calls.hear({ type, body, ack })
      await ack()
      const event = objectOf(objectOf(body)['event'])
      if (event['type'] === 'app_home_opened') home.opened(textOf(event['user']) ?? '')
    })
    await socket.start()
    const stop = async (): Promise<void> => {
      calls.close()
      await calls.settled()
      await home.settled()
      await socket.disconnect()
      await slack.until(() => slack.sockets.length === 0, 'the bot to leave', 2000).catch(() => {})
    }
    return { calls, stop }
  }
  let running = await start()
  onTestFinished(() => running.stop())

  return {
    ...club,
    ...{ slack, store, program, team, logged, changed },
    get calls() {
      return running.calls
    },
    bind: (channels, name = 'Robotics') => bindCommunity(store, team, channels, { name, now: now() }),
    restart: async () => {
      await running.stop()
      running = await start()
    },
  }
}

interface Delivered {
  readonly type: string
  readonly body: JsonObject
  readonly ack: (payload?: object) => Promise<void>
}

/** A live community bound to some channels of a workspace. */
export async function bindCommunity(
  store: Store,
  team: Team,
  channels: readonly Channel[],
  { name, now }: { readonly name: string; readonly now: number },
): Promise<Community> {
  const workspace = await store.communities.workspace({
    platform: 'slack',
    externalId: team.id,
    name: team.name,
  })
  const made = await store.communities.create({ name, timeZone: 'UTC', isLive: true, now })
  for (const channel of channels)
    await store.communities.bindSpace(made.id, workspace.id, {
      externalId: channel.id,
      name: channel.name,
      readFromAt: now,
    })
  return made
}
