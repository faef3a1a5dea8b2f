/** One community over two servers, set up by somebody who moderates both, and by nobody else. */
import { expect, it } from 'vitest'
import { startDiscord } from '../../simulators/discord/start.ts'
import { withStore } from '../../store/engines.ts'
import { bindCommunity, serveBot } from './serving.ts'

it('takes channels of a second server into a community that the same person moderates', () =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord({})
    try {
      const robots = discord.createGuild({ name: 'Robots' })
      const build = robots.createChannel({ name: 'build' })
      const annex = discord.createGuild({ name: 'Annex' })
      const workshop = annex.createChannel({ name: 'workshop' })
      const managing = annex.createRole({ name: 'managing', permissions: ['MANAGE_GUILD'] })
      // Looks after the annex, and is nobody in particular among the robots.
      const bob = annex.join({ name: 'bob', roles: [managing] })
      robots.join(bob)
      const ada = annex.join(robots.owner)
      annex.giveRole(ada, managing)
      const community = await bindCommunity(store, robots, [build], { now: discord.now() })
      const bot = await serveBot(discord, store)
      await discord.until(() => discord.commands.length > 0, 'the commands are registered')

      const begun = await bob.slash('community setup', {}, { in: workshop })
      expect(begun.kind).toBe('modal')

      const offered = await ada.slash('community setup', {}, { in: workshop })
      expect(offered.text).toContain('You look after Robots elsewhere')
      const form = await ada.press(offered, 'Part of Robots')
      const screen = await ada.submit(form, { Channels: [workshop] })
      expect(screen.text).toContain('Robots: setup')
      await bot.caughtUp()
      const spaces = await store.communities.spaces(community.id)
      expect(spaces.map((one) => `${one.workspace.name} ${one.name}`)).toEqual([
        'Robots build',
        'Annex workshop',
      ])

      annex.owner.post(workshop, 'Does anybody here solder?')
      robots.owner.post(build, 'Yes.')
      await discord.until(() => bot.recorder.waiting() > 0, 'both were heard')
      await new Promise((resolve) => setTimeout(resolve, 100))
      await bot.recorder.settled()
      const totals = await store.history.totals(community.id, { from: 0, to: 99_999 })
      expect(totals.reduce((sum, one) => sum + one.messages, 0)).toBe(2)

      // The offer was made to somebody who moderated then: at joining it is asked again.
      annex.removeChannel(workshop)
      expect(discord.violations).toEqual([])
      await bot.stop()
    } finally {
      await discord.close()
    }
  }))

it('asks again at joining whether the person still moderates there', () =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord({})
    try {
      const robots = discord.createGuild({ name: 'Robots' })
      const build = robots.createChannel({ name: 'build' })
      const looking = robots.createRole({ name: 'looking after', permissions: ['MANAGE_GUILD'] })
      const annex = discord.createGuild({ name: 'Annex' })
      const workshop = annex.createChannel({ name: 'workshop' })
      const managing = annex.createRole({ name: 'managing', permissions: ['MANAGE_GUILD'] })
      const cem = annex.join({ name: 'cem', roles: [managing] })
      const there = robots.join(cem)
      robots.giveRole(there, looking)
      const community = await bindCommunity(store, robots, [build], { now: discord.now() })
      const bot = await serveBot(discord, store)
      await discord.until(() => discord.commands.length > 0, 'the commands are registered')
      const offered = await cem.slash('community setup', {}, { in: workshop })
      const form = await cem.press(offered, 'Part of Robots')
      robots.takeRole(there, looking)
      const refused = await cem.submit(form, { Channels: [workshop] })
      expect(refused.text).toContain('You do not look after that community')
      expect(await store.communities.spaces(community.id)).toHaveLength(1)
      await bot.stop()
    } finally {
      await discord.close()
    }
  }))
