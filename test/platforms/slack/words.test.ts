import { expect, it } from 'vitest'
import { withStore } from '../../store/engines.ts'
import { giveWords, importInto, known, SAID, WORDS } from '../words.ts'
import { openStage, START } from './stage.ts'

it('counts the same uses of words, whether they are heard, read back or imported', async () => {
  const stage = await openStage()
  const { slack, build, general, ada, bob, cleo } = stage
  await giveWords(stage.store, stage.community, 'slack', ada.id)
  const bot = await stage.serve()
  await bot.caughtUp()
  for (const [text] of SAID)
    for (const [person, channel] of [
      [ada, build],
      [bob, build],
      [cleo, general],
    ] as const) {
      slack.advance(60_000)
      person.post(channel, text)
    }
  const mistake = bob.post(general, 'One more chuck')
  bob.remove(mistake)
  await slack.settled()
  await bot.stop()
  const heard = await known(stage.store, stage.url, stage.community, START)
  expect(heard.used).toHaveLength(13)
  expect(heard.language).toEqual({ words: 3, spread: WORDS.map((word) => ({ word, people: 2 })) })

  const other = await stage.another()
  await giveWords(other.store, other.community, 'slack', ada.id)
  const again = await other.serve()
  await again.caughtUp()
  await again.stop()
  const read = await known(other.store, other.url, other.community, START)
  // Whoever did not listen never knew of what is gone.
  expect(read).toEqual({ ...heard, used: heard.used.filter((one) => !one.startsWith(mistake.ts)) })

  await withStore('sqlite', async (store, url) => {
    const at = { name: 'Club', timeZone: 'UTC', isLive: false, now: START }
    const community = await store.communities.create(at)
    await giveWords(store, community, 'slack', ada.id)
    await importInto(store, 'Club', START, (folder) => slack.exportTo(folder))
    expect(await known(store, url, community, START)).toEqual(read)
  })
  expect(slack.violations).toEqual([])
})

it('gives a word by a line and by a form, counts it from the next message on, and shows it to everybody', async () => {
  const { slack, store, community, url, serve, build, general, ada, bob, eve } = await openStage()
  const bot = await serve()
  await bot.caughtUp()
  bob.post(build, 'The chuck is loose')
  await slack.settled()
  const bare = await bob.slash('word', { in: build })
  expect(bare.text).toContain('No word has been given yet.')
  const form = await bob.press(bare, 'Give a word')
  expect(form.modal.fields.map((one) => one.label)).toEqual(['Word', 'Meaning', 'Example'])
  await bob.submit(form, { Word: 'pit', Meaning: 'where we mend things' })
  expect(slack.history(build).at(-1)?.text).toContain('gave a word we use here:')

  await ada.slash('word chuck meaning:"the clamp"', { in: build })
  slack.advance(60_000)
  bob.post(general, 'Both chucks are loose')
  await slack.settled()
  expect((await known(store, url, community, START)).language.spread).toEqual([
    { word: 'chuck', people: 1 },
    { word: 'pit', people: 0 },
  ])
  expect((await bob.slash('word chuk', { in: build })).text).toContain('a few others')
  expect((await eve.slash('word chuk', { in: build })).text).toContain('one other person')
  // Who does not own it is told so.
  const refused = await bob.slash('word chuck meaning:"a jaw"', { in: build })
  expect(refused.text).toContain('has a meaning here already, so nothing was changed')
  expect(refused.text).not.toContain('Edit')
  expect(slack.violations).toEqual([])
})
