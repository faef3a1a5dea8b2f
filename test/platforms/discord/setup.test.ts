/** Setting up over the wire: what whoever fills in the form is told of channels that the bot cannot use yet. */
import { expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import { foundClub } from '../../simulators/discord/club.ts'
import { startDiscord } from '../../simulators/discord/start.ts'
import { withStore } from '../../store/engines.ts'
import { serveBot } from './serving.ts'

it('tells of a private channel by its name that the bot may not see it, and where to allow it', () =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord()
    const { guild, eve, general, mods } = foundClub(discord)
    const committee = guild.createChannel({
      name: 'committee',
      rights: [
        { for: 'everyone', deny: ['VIEW_CHANNEL'] },
        { for: eve, allow: ['VIEW_CHANNEL'] },
      ],
    })
    const bot = await serveBot(discord, store)
    await discord.until(() => discord.commands.length > 0, 'the commands')
    const form = await eve.slash('community setup', {}, { in: general })
    const screen = await eve.submit(form, {
      Channels: [committee],
      'What for': 'Robots',
      'Where digests go': mods,
      When: 'Monday 9:00',
      'Time zone': 'Paris',
    })
    await screen.settled()
    expect(screen.text.replaceAll('\\', '')).toContain(
      english.setup.missing('discord', ['#committee'], ['see', 'readHistory']),
    )
    expect(discord.violations).toEqual([])
    await bot.stop()
    await discord.close()
  }))
