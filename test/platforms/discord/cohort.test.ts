/** `/digest cohort:` over the wire: a role of Discord's, its people, and what keeps them from being told. */
import { describe, expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import { foundClub } from '../../simulators/discord/club.ts'
import { startDiscord } from '../../simulators/discord/start.ts'
import { withStore } from '../../store/engines.ts'
import { bindCommunity, serveBot } from './serving.ts'

const NOW = Date.UTC(2026, 10, 2, 17)
const DAY_MS = 86_400_000

/** A club with a class of six, two of whom wrote yesterday, and a bot that has the role too. */
const withClass = (
  granted: { readonly members: boolean },
  run: (
    ask: (who: 'eve' | 'ada', role?: 'class' | 'two') => Promise<string>,
    fill: () => Promise<string>,
  ) => Promise<void>,
) =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord({ startAt: NOW - 2 * DAY_MS, rateLimits: false, granted })
    const { guild, general, eve } = foundClub(discord)
    const [robots, two] = [guild.createRole({ name: 'Class 9b' }), guild.createRole({ name: 'two' })]
    const ada = guild.join({ name: 'ava', roles: [robots, two] })
    const bob = guild.join({ name: 'ben', roles: [robots, two] })
    for (const name of ['cai', 'dot', 'fay', 'gus']) guild.join({ name, roles: [robots] })
    await bindCommunity(store, guild, [general], { now: discord.now() })
    const bot = await serveBot(discord, store)
    await discord.until(() => discord.commands.length > 0, 'the commands')
    ada.post(general, 'hello')
    bob.post(general, 'hello you')
    eve.post(general, 'good evening')
    await bot.caughtUp()
    discord.advance(2 * DAY_MS)
    const roles = { class: robots, two }
    const ask = async (who: 'eve' | 'ada', role: keyof typeof roles = 'class'): Promise<string> => {
      const caller = who === 'eve' ? eve : ada
      const answer = await caller.slash('digest', { cohort: roles[role] }, { in: general })
      expect(answer.isEphemeral).toBe(true)
      return (await answer.settled()).text.replaceAll('\\', '')
    }
    const say = english.digest
    /** The same by the buttons below a digest. */
    const fill = async (): Promise<string> => {
      const digest = await (await eve.slash('digest', {}, { in: general })).settled()
      const more = await (await eve.press(digest, say.buttons.pictures)).settled()
      const form = await eve.press(more, say.askForm)
      const answer = await eve.submit(form, { [english.cohort.field.label]: [robots] })
      return (await answer.settled()).text.replaceAll('\\', '')
    }
    await run(ask, fill)
    expect(discord.violations).toEqual([])
    await bot.stop()
    await discord.close()
  })

describe('a cohort on Discord', () => {
  it('is read and compared for moderators; of two people nothing is told, and members see no small groups', () =>
    withClass({ members: true }, async (ask, fill) => {
      const told =
        'Of the 6 people in Class 9b, 2 took part here in the 4 weeks of this digest. Of the 3 people who took part here, 2 are in Class 9b.'
      expect(await ask('eve')).toContain(told)
      expect(await fill()).toContain(told)
      expect(await ask('eve', 'two')).toContain('two has fewer than 5 people, so nothing is counted')
      expect(await ask('ada')).toContain(
        'How far Class 9b and this community are the same people is not shown',
      )
    }))

  it('says what to switch on where Discord does not let the bot look', () =>
    withClass({ members: false }, async (ask) => {
      expect(await ask('eve')).toContain('switch on Server Members Intent')
    }))
})
