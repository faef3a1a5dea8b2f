/** People who mean harm, and what they get. */
import { expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import { buttonId, openHostileStage, peopleField, textField } from './hostile.ts'

const say = english.servingDiscord
const NOBODY_KNOWN = '223456789012345678'

it('lets nobody name people by anything but choosing them', async () => {
  const { discord, ada, bob, general, store, community, bytes, ...stage } = await openHostileStage()
  await stage.share(ada, general, { name: 'crimp', how: 'Strip 4 mm.' })
  const card = await bob.slash('practice find', { words: 'crimp' }, { in: general })
  const doneIt = buttonId(card, english.practice.card.doneIt)

  // Members are numbers of ours, and the first one is Ada's.
  const byNumber = await stage.forgeForm(bob, general, doneIt, [textField('with', '1')])
  expect(byNumber.text).not.toContain('ada')
  const did = discord.commands.find((one) => one.name === 'did')?.id ?? ''
  const typed = { id: did, name: 'did', type: 1 }
  const asText = await stage.forge(bob, general, 'command', {
    ...typed,
    options: [
      { name: 'what', type: 3, value: 'a harness' },
      { name: 'with', type: 3, value: '1' },
    ],
  })
  expect(asText.text).not.toContain('ada')
  const doings = await store.repertoire.doings(community.id, 10)
  expect(doings.map((one) => one.companions)).toEqual([[], []])

  // Whoever Discord does not tell of is nobody, whatever the id looks like.
  for (const id of [NOBODY_KNOWN, '__proto__', 'constructor', ''])
    expect((await stage.forgeForm(bob, general, doneIt, [peopleField('with', id)])).text).toBe(
      say.nobodyChosen,
    )
  const unknown = { name: 'with', type: 6, value: NOBODY_KNOWN }
  const byId = await stage.forge(bob, general, 'command', { ...typed, options: [unknown] })
  expect(byId.text).toBe(say.nobodyChosen)
  // While somebody types nobody is named, and Discord may tell nothing of them.
  const practice = { name: 'practice', type: 3, value: 'cr', focused: true }
  const offered = await stage.forge(bob, general, 'autocomplete', { ...typed, options: [unknown, practice] })
  expect(offered.choices.map((one) => one.name)).toEqual(['crimp'])
  expect(bytes()).not.toContain(NOBODY_KNOWN)
  expect(await store.repertoire.doings(community.id, 10)).toHaveLength(2)
})

it('lets nobody change what a button or a form holds', async () => {
  const { ada, bob, general, store, community, ...stage } = await openHostileStage()
  await stage.share(ada, general, { name: 'crimp', how: 'Strip 4 mm.' })
  await stage.share(ada, general, { name: 'solder', how: 'Heat the pad.' })
  const card = await bob.slash('practice find', { words: 'crimp' }, { in: general })
  const id = buttonId(card, english.practice.card.didNotWork)
  await stage.forgeForm(bob, general, id, [
    textField('practice', 'solder'),
    textField('outcome', 'asWritten'),
  ])
  const [doing] = await store.repertoire.doings(community.id, 1)
  const practices = await store.repertoire.practices(community.id)
  expect(practices.find((one) => one.id === doing?.practice)?.name).toBe('crimp')
  expect(doing?.outcome).toBe('didNotWork')
})
