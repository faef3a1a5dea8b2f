/** One community on a Discord server and in a Slack workspace, one bot on both: what people see who are on both. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { programOf } from '../../src/app/program.ts'
import { createRecorder } from '../../src/app/record.ts'
import { createVocabulary } from '../../src/app/vocabulary.ts'
import { createPainter } from '../../src/charts/painter.ts'
import { commandsIn } from '../../src/commands.ts'
import { MS_PER_DAY } from '../../src/core/calendar.ts'
import { english } from '../../src/core/words/english.ts'
import { connectDiscord } from '../../src/platforms/discord/connect.ts'
import type { Sight } from '../../src/platforms/platform.ts'
import { connectSlack } from '../../src/platforms/slack/connect.ts'
import { foundClub as foundServer } from '../simulators/discord/club.ts'
import { type Discord, startDiscord } from '../simulators/discord/start.ts'
import { foundClub as foundTeam } from '../simulators/slack/club.ts'
import { type Slack, startSlack } from '../simulators/slack/start.ts'
import { SECRET } from '../store/engines.ts'
import { freshStore } from './slack/answering.ts'

const START = Date.UTC(2026, 8, 7, 12)
/** Nothing is remembered for longer. */
const REMEMBERED_MS = 31_000

/** The community: an open and a closed channel on each side, and in each somebody who waits for an answer. */
async function open() {
  const discord: Discord = await startDiscord({ startAt: START })
  onTestFinished(() => discord.close())
  const slack: Slack = await startSlack({ startAt: START, rateLimits: false })
  onTestFinished(() => slack.close())
  const server = foundServer(discord)
  const team = foundTeam(slack)
  const closed = slack.createChannel({
    name: 'slack-closed',
    isPrivate: true,
    members: [team.eve, team.frida],
  })
  const channels = [slack.createChannel({ name: 'slack-open', members: [team.eve] }), closed]
  const store = await freshStore()
  const now = () => Math.max(discord.now(), slack.now())
  const logged: object[] = []
  const keep = (details: object, message: string): void => void logged.push({ ...details, message })
  const log = { debug: () => {}, info: () => {}, warn: keep, error: keep }

  const community = await store.communities.create({
    name: 'Robots',
    timeZone: 'UTC',
    isLive: true,
    now: START,
  })
  const sides = [
    { platform: 'discord', id: server.guild.id, channels: [server.general, server.mods] },
    { platform: 'slack', id: slack.teamId, channels },
  ] as const
  for (const { platform, id, channels } of sides) {
    const workspace = await store.communities.workspace({ platform, externalId: id, name: platform })
    for (const [at, channel] of channels.entries()) {
      const name = `${platform}-${at === 0 ? 'open' : 'closed'}`
      await store.communities.bindSpace(community.id, workspace.id, { externalId: channel.id, name })
      await store.recording.record(
        workspace.id,
        [
          {
            ...{ kind: 'message', space: channel.id, key: '1700000000.000001', thread: null },
            ...{ author: name, at: START - 2 * MS_PER_DAY, reference: null, mentions: [] },
            ...{ length: 5, asks: true },
          },
        ],
        START,
      )
    }
  }

  const sights: Sight[] = []
  const commands = commandsIn(english)
  const program = programOf({ store, words: english, log, commands, room: null, secret: SECRET, now, sights })
  const painter = createPainter()
  const recorder = createRecorder({ recording: store.recording, now, log })
  const vocabulary = createVocabulary(store)
  const shared = { program, store, recorder, vocabulary, painter, log, onChange: () => {} }
  const platforms = [
    await connectDiscord({ ...shared, now: discord.now, token: discord.token, apiUrl: discord.apiUrl }),
    await connectSlack({
      ...{ ...shared, now: slack.now, botToken: slack.botToken, appToken: slack.appToken },
      apiUrl: slack.apiUrl,
    }),
  ]
  sights.push(...platforms.map(({ sight }) => sight))
  onTestFinished(async () => {
    for (const platform of platforms) await platform.stop()
    await recorder.close()
    await painter.close()
  })
  await discord.until(() => discord.commands.length > 0, 'the commands')

  type Name = 'ada' | 'bob' | 'cleo' | 'eve'
  /** Which channels somebody is shown who waits in, by who asks where. */
  const sees = {
    discord: async (name: Name) =>
      spacesIn((await (await server[name].slash('waiting', {}, { in: server.general })).settled()).text),
    slack: async (name: Name) =>
      spacesIn((await (await team[name].slash('waiting', { in: team.build })).settled()).text),
  }
  const join = async (name: Name): Promise<void> => {
    const member = await store.people.member(community.id, 'discord', server[name].id)
    const made = { community: community.id, purpose: 'person', member, platform: 'discord' } as const
    const code = await store.people.makeCode(made, now())
    const there = await store.people.member(community.id, 'slack', team[name].id)
    expect(await store.people.join(community.id, there, code, now())).toBe('joined')
  }
  const later = (): void => {
    discord.advance(REMEMBERED_MS)
    slack.advance(REMEMBERED_MS)
  }
  return { discord, slack, server, team, closed, store, sights, sees, join, later, logged }
}

const spacesIn = (text: string): readonly string[] =>
  ['discord-open', 'discord-closed', 'slack-open', 'slack-closed'].filter((name) =>
    text.replaceAll('\\', '').includes(name),
  )

const ALL = ['discord-open', 'discord-closed', 'slack-open', 'slack-closed']
const OPEN = ['discord-open', 'slack-open']

describe('a community on two platforms', () => {
  it('shows those who are joined on each what they see on both, and not more, and nobody else', async () => {
    const at = await open()
    const { sees } = at
    for (const name of ['ada', 'eve'] as const) {
      const apart = { discord: await sees.discord(name), slack: await sees.slack(name) }
      expect(apart).toEqual(
        name === 'ada'
          ? { discord: ['discord-open'], slack: ['slack-open'] }
          : { discord: ALL.slice(0, 2), slack: ALL.slice(2) },
      )
      await at.join(name)
      const both = [...apart.discord, ...apart.slack]
      expect(await sees.discord(name)).toEqual(both)
      expect(await sees.slack(name)).toEqual(both)
    }
    expect(await sees.discord('bob')).toEqual(['discord-open'])
    expect(await sees.slack('bob')).toEqual(['slack-open'])
    // The page of one’s own is made as answers are.
    const home = await at.team.eve.openHome()
    await at.slack.until(() => home.text.includes('For moderators'), 'the digest in the tab')
    expect(at.slack.violations).toEqual([])
    expect(at.discord.violations).toEqual([])
    expect(at.logged).toEqual([])
  })

  it('follows what somebody is on the other side within half a minute, and shows nothing that it cannot find out', async () => {
    const at = await open()
    const { sees, later } = at
    await at.join('ada')
    expect(await sees.discord('ada')).toEqual(OPEN)
    // A private channel is shown once they are in it, and no longer.
    at.team.ada.join(at.closed, at.team.eve)
    later()
    expect(await sees.discord('ada')).toEqual([...OPEN, 'slack-closed'])
    at.team.ada.leave(at.closed)
    later()
    expect(await sees.discord('ada')).toEqual(OPEN)
    // Whoever moderates on one side only is shown each by itself.
    at.team.ada.user.role = 'admin'
    later()
    expect(await sees.discord('ada')).toEqual(['discord-open'])
    expect(await sees.slack('ada')).toEqual(['slack-open'])
    // Guests are shown no figures there, so none here.
    at.team.ada.user.role = 'guest'
    later()
    expect(await sees.discord('ada')).toEqual(['discord-open'])
    at.team.ada.user.role = 'member'
    later()
    at.slack.faults.failHttp(/users\.info/, { kind: 'delay', ms: 1_500 }, { times: 1 })
    expect(await sees.discord('ada')).toEqual(['discord-open'])
    later()
    expect(await sees.discord('ada')).toEqual(OPEN)
    at.discord.faults.failHttp(/members/, 500, { times: 9 })
    later()
    expect(await sees.slack('ada')).toEqual(['slack-open'])
    at.discord.faults.clear()
    later()
    expect(await sees.slack('ada')).toEqual(OPEN)
    at.server.guild.goDown()
    expect(await sees.slack('ada')).toEqual(['slack-open'])
    await at.server.guild.comeBack()
    at.sights.pop()
    expect(await sees.discord('ada')).toEqual(['discord-open'])
    at.team.ada.deactivate()
  })
})
