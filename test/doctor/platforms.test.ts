/** `commonplace doctor` against both platforms while a bot serves them: what it asks, and what it makes of the answers. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Store } from '../../src/core/ports.ts'
import { openStore } from '../../src/store/open.ts'
import * as discordServing from '../platforms/discord/serving.ts'
import * as slackServing from '../platforms/slack/serving.ts'
import { startDiscord } from '../simulators/discord/start.ts'
import { startSlack } from '../simulators/slack/start.ts'
import { SECRET } from '../store/engines.ts'
import { examineAs, shownAs, spoken } from './examining.ts'

async function withDatabase(work: (store: Store, url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-doctor-'))
  const url = `file:${path.join(folder, 'commonplace.db')}`
  const store = await openStore({ url, secret: SECRET })
  try {
    await work(store, url)
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

it('looks at Discord while the bot runs, without a session of its own', () =>
  withDatabase(async (store, url) => {
    const discord = await startDiscord({ granted: { content: false } })
    const guild = discord.createGuild({ name: 'Robots' })
    const [build, secret, gone] = ['build', 'secret', 'gone'].map((name) => guild.createChannel({ name }))
    if (build === undefined || secret === undefined || gone === undefined) throw new Error()
    const now = discord.now()
    const community = await discordServing.bindCommunity(store, guild, [build, secret, gone], {
      now,
      readFromAt: now - 3_600_000,
    })
    const workspace = await store.communities.workspaceBy('discord', guild.id)
    if (workspace === null) throw new Error('there is no workspace')
    await store.schedules.set({
      ...{ community: community.id, kind: 'digest', workspace: workspace.id, channel: gone.id },
      ...{ weekday: 0, hour: 9, minute: 0, nextSlotAt: now + 86_400_000 },
    })
    const bot = await discordServing.serveBot(discord, store)
    await bot.caughtUp()
    const access = { DATABASE_URL: url, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }
    const well = await examineAs(access)
    expect(spoken(well.findings, 'discord token')).toEqual([
      'Discord takes the token; it is of the application Commonplace.',
    ])
    expect(spoken(well.findings, 'channels')).toEqual([
      'The bot may do in its 3 channels in Robots what it needs.',
    ])
    expect(spoken(well.findings, 'spaces')).toEqual(['All 3 channels that are read are complete.'])
    expect(spoken(well.findings, 'discord intents')[0]).toContain('does not grant texts')
    expect(spoken(well.findings, 'clock')).toEqual([
      'This machine’s clock is right to the second, by Discord’s.',
    ])
    expect(well.isBroken).toBe(false)
    expect(well.spaces[0]).toMatchObject({
      community: 'Robots',
      name: 'build',
      state: 'complete',
      live: true,
    })

    const shown = await shownAs(access)
    expect(shown).toContain('\n#build (Robots), of Robots\n  complete since ')
    expect(shown).toMatch(/\nfine {10}Discord takes the token/)

    await bot.stop()
    guild.setRights(build, { for: 'bot', deny: ['READ_MESSAGE_HISTORY', 'PIN_MESSAGES'] })
    guild.setRights(secret, { for: 'everyone', deny: ['VIEW_CHANNEL'] })
    guild.removeChannel(gone)
    guild.owner.post(build, 'Does anybody hear me?')
    const ill = await examineAs(access, () => Date.now() + 125_000)
    expect(ill.isBroken).toBe(true)
    expect(spoken(ill.findings, 'channels')).toEqual([
      'In #build the bot may not read its history and pin messages there.',
      'The bot may not see #secret, and reads nothing there.',
      '#gone is gone.',
    ])
    expect(spoken(ill.findings, 'digest')[1]).toBe('Robots: the channel for its digests is gone.')
    expect(spoken(ill.findings, 'clock')).toEqual(['This machine’s clock is 2 minutes ahead of Discord’s.'])
    const wrong = await examineAs({ ...access, DISCORD_TOKEN: 'quite-another-token' })
    expect(spoken(wrong.findings, 'discord token')).toEqual(['Discord does not take DISCORD_TOKEN.'])
    const away = await examineAs({ ...access, DISCORD_API_URL: 'http://127.0.0.1:1/api' })
    expect(spoken(away.findings, 'discord')[0]).toContain('Discord cannot be reached')
    expect(discord.identifies).toHaveLength(1)
    expect(discord.violations).toEqual([])
    for (const { text } of [well, ill, wrong, away])
      for (const hidden of [discord.token, SECRET, 'quite-another-token']) expect(text).not.toContain(hidden)
    await discord.close()
  }))

it('looks at Slack while the bot runs, without a connection of its own', () =>
  withDatabase(async (store, url) => {
    const slack = await startSlack()
    const [build, left, old] = ['build', 'left', 'old'].map((name) => slack.createChannel({ name }))
    if (build === undefined || left === undefined || old === undefined) throw new Error()
    await slackServing.bindCommunity(store, slack, [build, left, old])
    const bot = await slackServing.serveBot(slack, store)
    await bot.caughtUp()
    const access = {
      ...{ DATABASE_URL: url, SLACK_API_URL: slack.apiUrl },
      ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken },
    }
    const sockets = slack.sockets.length
    const well = await examineAs(access)
    const { name } = slack.world.team
    expect(spoken(well.findings, 'slack token')).toEqual([
      `Slack takes both tokens; they are of the workspace ${name}.`,
    ])
    expect(spoken(well.findings, 'slack scopes')).toEqual(['The app has every scope that it needs.'])
    expect(spoken(well.findings, 'channels')).toEqual([
      `The bot may do in its 3 channels in ${name} what it needs.`,
    ])
    expect(spoken(well.findings, 'clock')).toEqual([
      'This machine’s clock is right to the second, by Slack’s.',
    ])
    expect(well.isBroken).toBe(false)

    const ada = slack.join({ name: 'ada', in: [old] })
    slack.removeBot(left)
    slack.archive(old, ada)
    slack.world.app.scopes.delete('pins:write')
    const ill = await examineAs(access)
    expect(spoken(ill.findings, 'channels')).toEqual([
      'The bot is not in #left, and reads nothing there.',
      '#old is archived: what is known of it stays, and nothing more is said there.',
    ])
    expect(spoken(ill.findings, 'slack scopes')).toEqual(['The app lacks the scope pins:write.'])
    const wrong = await examineAs({ ...access, SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: 'xapp-wrong' })
    expect(spoken(wrong.findings, 'slack token')).toEqual([
      'Slack does not take SLACK_BOT_TOKEN (invalid_auth).',
      'Slack does not take SLACK_APP_TOKEN (invalid_auth).',
    ])
    expect(slack.sockets.length).toBe(sockets)
    expect(slack.violations).toEqual([])
    for (const { text } of [well, ill, wrong])
      for (const hidden of [slack.botToken, slack.appToken, SECRET, 'xoxb-wrong'])
        expect(text).not.toContain(hidden)
    await bot.stop()
    await slack.close()
  }))
