/** Forms over the wire: what whoever fills one in is told of what stands in the way, and what becomes of what they wrote. */
import { expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import { type Club, foundClub } from '../../simulators/discord/club.ts'
import { type Discord, startDiscord } from '../../simulators/discord/start.ts'
import { withStore } from '../../store/engines.ts'
import { serveBot } from './serving.ts'

const again = english.servingDiscord.fillInAgain

/** A club without a community, and a bot that serves it. */
const withClub = (work: (stage: Club & { readonly discord: Discord }) => Promise<void>): Promise<void> =>
  withStore('sqlite', async (store) => {
    const discord = await startDiscord()
    const club = foundClub(discord)
    const bot = await serveBot(discord, store)
    await discord.until(() => discord.commands.length > 0, 'the commands')
    await work({ ...club, discord })
    expect(discord.violations).toEqual([])
    await bot.stop()
    await discord.close()
  })

it('tells of a private channel by its name that the bot may not see it, and where to allow it', () =>
  withClub(async ({ guild, eve, general, mods }) => {
    const committee = guild.createChannel({
      name: 'committee',
      rights: [
        { for: 'everyone', deny: ['VIEW_CHANNEL'] },
        { for: eve, allow: ['VIEW_CHANNEL'] },
      ],
    })
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
  }))

it('gives a form that was refused back as it was filled in, as often as it takes', () =>
  withClub(async ({ eve, ada, general, mods }) => {
    const form = await eve.slash('community setup', {}, { in: general })
    const refused = await eve.submit(form, {
      Channels: [general],
      'What for': 'Robots',
      'Where digests go': mods,
      When: 'Friday 17:30',
      'Time zone': 'Pariss',
    })
    expect(refused.text).toContain('Did you mean Europe/Paris?')
    const second = await eve.press(refused, again)
    const screen = await eve.submit(second, { 'Time zone': 'Paris' })
    await screen.settled()
    for (const kept of ['Robots', '#general', '#mods-only', 'Friday 17:30'])
      expect(screen.text.replaceAll('\\', '')).toContain(kept)

    const first = await ada.slash('practice share', { name: 'crimp' }, { in: general })
    await ada.submit(first, { How: 'Squeeze.' })
    let sharing = await ada.slash('practice share', { name: 'crimp' }, { in: general })
    for (const Name of ['crimp', 'CRIMP']) {
      const answer = await ada.submit(sharing, { Name, How: 'Squeeze twice.' })
      expect(answer.text).toContain('already a practice called crimp')
      sharing = await ada.press(answer, again)
      expect(sharing.modal.fields.map((field) => field.value)).toEqual([Name, 'Squeeze twice.', ''])
    }
    expect((await ada.submit(sharing, { Name: 'crimp twice' })).text).toContain('Squeeze twice.')
  }))

it('gives a form that is filled in by another handler back too, with what was written over what there is', () =>
  withClub(async ({ eve, ada, bob, general, mods }) => {
    const founding = await eve.slash('community setup', {}, { in: general })
    await eve.submit(founding, {
      Channels: [general],
      'What for': 'Robots',
      'Where digests go': mods,
      When: 'Friday 17:30',
      'Time zone': 'Paris',
    })
    const sharing = await ada.slash('practice share', { name: 'crimp' }, { in: general })
    const card = await ada.submit(sharing, { How: 'Squeeze twice.' })
    const way = await bob.press(card, english.practice.card.myWay)
    expect(way.modal.fields.map((field) => field.value)).toEqual([
      'crimp (another way)',
      'Squeeze twice.',
      '',
    ])
    const taken = await bob.submit(way, { Name: 'crimp', How: 'Squeeze thrice.', 'When it helps': 'Often' })
    expect(taken.text).toContain('already a practice called crimp')
    const second = await bob.press(taken, again)
    expect(second.modal.fields.map((field) => field.value)).toEqual(['crimp', 'Squeeze thrice.', 'Often'])
    expect((await bob.submit(second, { Name: 'crimp thrice' })).text).toContain('Squeeze thrice.')

    const asking = await bob.slash('did', { with: ada }, { in: general })
    const unknown = await bob.submit(asking, { What: 'crimped a lead', Practice: 'juggling' })
    expect(unknown.text).toContain('no practice called “juggling”')
    const third = await bob.press(unknown, again)
    expect(third.modal.fields.map((field) => field.label)).toEqual(['What', 'Practice', 'With'])
    expect(third.modal.fields.map((field) => field.value).slice(0, 2)).toEqual(['crimped a lead', 'juggling'])
    const lead = await bob.submit(third, { Practice: 'crimp' })
    expect(lead.text.replaceAll('\\', '')).toContain(`bob**, with ${ada.mention}: crimped a lead.`)

    const done = await bob.slash('did', { what: 'crimped' }, { in: general })
    const story = await bob.press(done, english.did.story.button)
    const wrong = await bob.submit(story, {
      [english.did.story.learned.label]: 'Look twice',
      [english.did.story.evidence.label]: 'nowhere',
    })
    expect(wrong.text).toContain('https')
    const mended = await bob.press(wrong, again)
    expect(mended.modal.fields.map((field) => field.value).slice(0, 3)).toEqual(['', 'Look twice', 'nowhere'])
    const told = await bob.submit(mended, { [english.did.story.evidence.label]: '' })
    expect(told.text).toContain('Look twice')
  }))
