import { expect, it } from 'vitest'
import { foundClub } from '../../simulators/discord/club.ts'
import { startDiscord } from '../../simulators/discord/start.ts'
import { withStore } from '../../store/engines.ts'
import { giveWords, importInto, known, SAID, WORDS } from '../words.ts'
import { bindCommunity, serveBot } from './serving.ts'

const START = Date.UTC(2026, 8, 7, 12)

/** A Discord of our own with a club in it, its clock standing at the start. */
async function openClub() {
  const discord = await startDiscord({ startAt: START })
  const club = foundClub(discord)
  const bind = (store: Parameters<typeof bindCommunity>[0]) =>
    bindCommunity(store, club.guild, [club.build, club.general], {
      now: START,
      readFromAt: START - 86_400_000,
    })
  return { ...club, discord, bind }
}

it('counts the same uses of words, whether they are heard, read back or imported', async () => {
  const { discord, guild, bind, build, general, ada, bob, cleo } = await openClub()
  let gone = ''
  const heard = await withStore('sqlite', async (store, url) => {
    const community = await bind(store)
    await giveWords(store, community, 'discord', ada.id)
    const bot = await serveBot(discord, store)
    await bot.caughtUp()
    for (const [text] of SAID)
      for (const [person, channel] of [
        [ada, build],
        [bob, build],
        [cleo, general],
      ] as const) {
        discord.advance(60_000)
        person.post(channel, text)
      }
    const mistake = bob.post(general, 'One more chuck')
    gone = mistake.id
    bob.remove(mistake)
    discord.advance(60_000)
    await expect.poll(async () => (await known(store, url, community, START)).used.length).toBe(13)
    await bot.stop()
    return known(store, url, community, START)
  })
  expect(heard.language).toEqual({ words: 3, spread: WORDS.map((word) => ({ word, people: 2 })) })
  const words = heard.used.map((one) => one.split(': ')[1])
  for (const [, used] of SAID) expect(words.filter((one) => one === String(used)).length).toBeGreaterThan(2)

  const read = await withStore('sqlite', async (store, url) => {
    const community = await bind(store)
    await giveWords(store, community, 'discord', ada.id)
    const bot = await serveBot(discord, store)
    await bot.caughtUp()
    await bot.stop()
    return known(store, url, community, START)
  })
  // Whoever did not listen never knew of what is gone.
  expect(read).toEqual({ ...heard, used: heard.used.filter((one) => !one.startsWith(gone)) })

  const imported = await withStore('sqlite', async (store, url) => {
    const at = { name: 'Club', timeZone: 'UTC', isLive: false, now: START }
    const community = await store.communities.create(at)
    await giveWords(store, community, 'discord', ada.id)
    await importInto(store, 'Club', START, (folder) => discord.exportTo(folder, guild))
    return known(store, url, community, START)
  })
  expect(imported).toEqual(read)
  expect(discord.violations).toEqual([])
  await discord.close()
})

it('gives a word by a slash and by a form, counts it from the next message on, and takes it back', () =>
  withStore('sqlite', async (store, url) => {
    const { discord, bind, general, ada, bob, eve } = await openClub()
    const community = await bind(store)
    const bot = await serveBot(discord, store)
    await bot.caughtUp()
    await discord.until(() => discord.commands.length > 0, 'the commands')
    bob.post(general, 'The chuck is loose')

    const bare = await bob.slash('word', {}, { in: general })
    expect(bare.text).toContain('No word has been given yet.')
    const form = await bob.press(bare, 'Give a word')
    expect(form.modal.fields.map((one) => one.label)).toEqual(['Word', 'Meaning', 'Example'])
    const given = await bob.submit(form, { Word: 'pit', Meaning: 'where we mend things between rounds' })
    expect([given.isEphemeral, given.text.includes('gave a word we use here')]).toEqual([false, true])

    await ada.slash('word', { word: 'chuck', meaning: 'the clamp' }, { in: general })
    discord.advance(60_000)
    bob.post(general, 'Both chucks are loose')
    await bot.recorder.settled()
    await expect
      .poll(async () => (await known(store, url, community, START)).language.spread)
      .toEqual([
        { word: 'chuck', people: 1 },
        { word: 'pit', people: 0 },
      ])
    expect((await bob.slash('word', { word: 'chuk' }, { in: general })).text).toContain('a few others')
    expect((await eve.slash('word', { word: 'chuk' }, { in: general })).text).toContain('one other person')

    const card = await ada.slash('word', { word: 'chuck', meaning: 'the jaw of the drill' }, { in: general })
    expect(card.isEphemeral).toBe(true)
    const edit = await ada.press(card, 'Edit')
    expect(edit.modal.fields.map((one) => one.value)).toEqual(['chuck', 'the jaw of the drill', ''])
    expect((await ada.submit(edit, {})).text).toContain('the jaw of the drill')
    const gone = await ada.press(await ada.press(card, 'Take back'), 'Take it back')
    expect(gone.text).toContain('“chuck” is taken back.')
    expect((await known(store, url, community, START)).language.words).toBe(1)
    expect(discord.violations).toEqual([])
    await bot.stop()
    await discord.close()
  }))
