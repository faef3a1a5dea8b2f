/** Learning from each other over the wire: from the wish to the question after two weeks, by direct message, once. */
import { expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import { askPairs } from '../../../src/jobs/pairs.ts'
import { foundClub } from '../../simulators/discord/club.ts'
import { startDiscord } from '../../simulators/discord/start.ts'
import { withStore } from '../../store/engines.ts'
import { bindCommunity, serveBot } from './serving.ts'

const say = english.learn
const DAY_MS = 86_400_000
/** A Monday, at an hour at which nobody minds to be asked. */
const MONDAY = Date.UTC(2026, 10, 2, 17)

it('goes from a wish to the question how it goes, asked of each alone and once, though the bot dies meanwhile', () =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord({ startAt: MONDAY, rateLimits: false })
    const { guild, general, ada, bob, cleo } = foundClub(discord)
    const { id } = await bindCommunity(store, guild, [general], { now: discord.now() })
    const bot = await serveBot(discord, store)
    await discord.until(() => discord.commands.length > 0, 'the commands')
    const errors: object[] = []
    const log = { error: (details: object) => void errors.push(details) }
    const speakers = [bot.platform.speaker]
    const ask = () => askPairs({ store, speakers, words: english, log }, discord.now())

    await bob.slash('learn', { topic: 'Soldering', as: 'show' }, { in: general })
    expect(await ada.complete('learn', 'topic', 'sold', {}, { in: general })).toEqual([
      { name: 'Soldering', value: 'Soldering' },
    ])
    const wish = await ada.slash('learn', { topic: 'soldering' }, { in: general })
    expect(wish.isEphemeral).toBe(true)
    expect(wish.text).toContain('You want to learn Soldering.')
    const asking = await ada.press(wish, `Ask ${bob.name}`)
    expect(asking.isEphemeral).toBe(false)
    expect(asking.message.pinged.users, 'nobody was typed by name').toEqual([])
    expect((await cleo.press(asking, say.ask.yes)).text).toContain(say.answer.notYours)
    expect((await ada.press(asking, say.ask.yes)).text).toContain(say.answer.notYours)
    const agreed = await bob.press(asking, say.ask.yes)
    expect(agreed.text.replaceAll('\\', '')).toContain('Meet in #general')
    for (const one of [ada, bob]) {
      const later = await one.press(agreed, say.later.button)
      expect(later.isEphemeral).toBe(true)
      expect(later.text).toContain('by a direct message on Discord')
    }
    expect((await cleo.press(agreed, say.later.button)).text).toContain(say.later.notYours)

    await ask()
    discord.advance(13 * DAY_MS)
    await ask()
    expect(ada.received).toEqual([])
    discord.advance(DAY_MS)
    bob.closeMessages()
    // It arrives, and the bot never hears so: it dies, and asks again much later, when Discord has forgotten the nonce.
    discord.faults.failHttp(/channels\/\d+\/messages/, { kind: 'hangUp' }, { method: 'POST', after: true })
    await ask()
    expect(ada.received).toHaveLength(1)
    discord.advance(30 * 60_000)
    await ask()
    await ask()
    expect([ada.received.length, bob.received.length]).toEqual([1, 0])
    const memberOf = (one: { readonly id: string }) => store.people.member(id, 'discord', one.id)
    const questionOf = async (one: { readonly id: string }) => {
      const member = await memberOf(one)
      return (await store.learning.questions(id)).filter((other) => other.member === member)
    }
    expect(await questionOf(ada)).toMatchObject([{ weeks: 2, message: ada.received[0]?.id }])
    expect(await questionOf(bob)).toMatchObject([{ weeks: 2, message: null, settledAt: expect.any(Number) }])

    const [question] = ada.received
    if (question === undefined) throw new Error('she was asked')
    const first = await ada.press(question, say.question.buttons.goesOn)
    expect(first.text).toContain(say.question.so.goesOn)
    await ada.press(question, say.question.buttons.notYet)
    const changed = await ada.press(question, say.question.buttons.alone.learn)
    expect(changed.text).toContain(say.question.so.alone)
    expect(await questionOf(ada)).toMatchObject([{ goesOn: true, actsAlone: true }])
    discord.advance(42 * DAY_MS)
    await ask()
    expect(ada.received).toHaveLength(2)
    expect(discord.violations).toEqual([])
    expect(errors).toEqual([])
    await bot.stop()
    await discord.close()
  }))

it('lets a moderator appoint somebody in a form, and calls nobody but whoever is appointed', () =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord({ startAt: MONDAY, rateLimits: false })
    const { guild, general, eve, bob } = foundClub(discord)
    const { id } = await bindCommunity(store, guild, [general], { now: discord.now() })
    const bot = await serveBot(discord, store)
    await discord.until(() => discord.commands.length > 0, 'the commands')
    const here = await (await eve.slash('learn', {}, { in: general })).settled()
    const screen = await (await eve.press(here, say.appoint.button)).settled()
    const form = await eve.press(screen, say.appoint.appointButton)
    const told = await eve.submit(form, {
      [say.appoint.person.label]: [bob],
      [say.appoint.role.label]: [say.appoint.role.mentor],
    })
    await told.settled()
    expect(told.isEphemeral).toBe(false)
    expect(told.text).toContain(say.appoint.told('mentor'))
    expect(told.message.pinged.users).toEqual([bob.id])
    expect(await store.learning.appointed(id)).toMatchObject([{ role: 'mentor' }])
    expect(discord.violations).toEqual([])
    await bot.stop()
    await discord.close()
  }))

it('lets nobody answer in a conversation who is not in a server of the community', () =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord({ startAt: MONDAY, rateLimits: false })
    const { guild, general, ada } = foundClub(discord)
    const { id } = await bindCommunity(store, guild, [general], { now: discord.now() })
    const bot = await serveBot(discord, store)
    const reply = {
      ...{ title: '', isPrivate: true },
      blocks: [
        {
          kind: 'actions' as const,
          buttons: [
            {
              ...{ label: 'Look', emphasis: 'plain' as const },
              target: { command: 'learn', handler: 'learn', input: {} },
            },
          ],
        },
      ],
    }
    const once = { key: 'k', triedAt: null, community: id }
    const to = { workspace: guild.id, person: ada.id }
    expect(await bot.platform.speaker.tell(to, reply, once)).toMatchObject({ kind: 'posted' })
    expect(await bot.platform.speaker.tell({ ...to, workspace: '1' }, reply, once)).toEqual({
      ...{ kind: 'refused', reason: 'away' },
    })
    const [written] = ada.received
    if (written === undefined) throw new Error('something was written')
    expect((await ada.press(written, 'Look')).text).toContain(say.title)
    ada.leave()
    discord.advance(60_000)
    expect((await ada.press(written, 'Look')).text).toContain(english.servingDiscord.onlyInServers)
    await bot.stop()
    await discord.close()
  }))
