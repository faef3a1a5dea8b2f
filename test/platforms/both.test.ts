/** One community on a Discord server and in a Slack workspace, one bot on both: what people see who are on both. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { programOf } from '../../src/app/program.ts'
import { createRecorder } from '../../src/app/record.ts'
import { createVocabulary } from '../../src/app/vocabulary.ts'
import { createPainter } from '../../src/charts/painter.ts'
import { commandsIn } from '../../src/commands.ts'
import { MS_PER_DAY, MS_PER_HOUR } from '../../src/core/calendar.ts'
import { english } from '../../src/core/words/english.ts'
import { askPairs } from '../../src/jobs/pairs.ts'
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
  const speakers = platforms.map(({ speaker }) => speaker)
  return {
    discord,
    slack,
    server,
    team,
    closed,
    community,
    store,
    speakers,
    sights,
    sees,
    join,
    later,
    logged,
  }
}

const spacesIn = (text: string): readonly string[] =>
  ['discord-open', 'discord-closed', 'slack-open', 'slack-closed'].filter((name) =>
    text.replaceAll('\\', '').includes(name),
  )

const ALL = ['discord-open', 'discord-closed', 'slack-open', 'slack-closed']
const OPEN = ['discord-open', 'slack-open']

describe('a community on two platforms', () => {
  it('lets two learn from each other who are on one each, and asks either where they said that they may be asked', async () => {
    const at = await open()
    const { store, community, speakers } = at
    const { ada, general } = at.server
    const { bob, build } = at.team
    const say = english.learn
    const agrees = async (platform: 'discord' | 'slack', { id }: { readonly id: string }) =>
      store.people.nameEverywhere(community.id, await store.people.member(community.id, platform, id), true)
    /** On a busy machine an answer is announced first. */
    const inSlack = async (typed: string) => {
      const answer = await bob.slash(typed, { in: build })
      await at.slack.until(() => answer.buttons.length > 0, 'the answer')
      return answer
    }
    const onDiscord = async (options: Readonly<Record<string, string>>) =>
      (await ada.slash('learn', options, { in: general })).settled()
    await inSlack('learn soldering as:show')
    await agrees('slack', bob)
    const wish = await onDiscord({ topic: 'soldering' })
    expect((await ada.press(wish, 'Ask bob')).text).toContain('would not see who asks')
    await agrees('discord', ada)
    const asked = await ada.press(wish, 'Ask bob')
    expect([asked.isEphemeral, asked.text]).toEqual([true, say.ask.elsewhere('bob', 'slack')])
    const waiting = await inSlack('learn')
    expect(waiting.text).toContain('ada would like to learn soldering from you.')
    await bob.press(waiting, say.ask.yes)
    const agreed = at.slack.history(build).at(-1)
    expect(agreed?.text).toContain(`bob will show ada soldering.\n${say.answer.meetAcross}`)
    if (agreed === undefined) throw new Error('nothing was agreed')
    await bob.press(agreed, say.later.button)
    await ada.press(await onDiscord({}), say.later.button)
    for (const side of [at.discord, at.slack]) side.advance(14 * MS_PER_DAY + 5 * MS_PER_HOUR)
    const errors: object[] = []
    const log = { error: (details: object) => void errors.push(details) }
    for (let times = 0; times < 2; times += 1)
      await askPairs({ store, speakers, words: english, log }, at.discord.now())
    const [toAda, ...othersToAda] = ada.received
    const [toBob, ...othersToBob] = at.slack.history(bob.direct)
    expect([othersToAda, othersToBob]).toEqual([[], []])
    if (toAda === undefined || toBob === undefined) throw new Error('both were to be asked')
    expect(toBob.text).toContain('you agreed that you show ada soldering.')
    await ada.press(toAda, say.question.buttons.alone.learn)
    await bob.press(toBob, say.question.buttons.notYet)
    const answers = (await store.learning.questions(community.id)).map((one) => one.actsAlone)
    expect([...answers].sort()).toEqual([false, true])
    expect(at.slack.violations).toEqual([])
    expect(at.discord.violations).toEqual([])
    expect(errors).toEqual([])
  })

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
