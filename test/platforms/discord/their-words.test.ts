/** Messages that somebody else wrote, on Discord: saved as a practice with their words only once they said yes, and thanked for. */
import { expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import type { Message } from '../../simulators/discord/model.ts'
import { openHostileStage } from './hostile.ts'

const MINUTE_MS = 60_000
const WORDS = 'Zwiebelfisch: heat the joint first, then feed the tin'
const say = english.practice.theirWords
const { share } = english.practice
const SHORTCUT = share.shortcut

async function open() {
  const at = await openHostileStage()
  const message = at.ada.post(at.build, WORDS)
  await at.bot.caughtUp()
  /** Bob saves her message and shares it. */
  const save = async (of: Message, name: string) => {
    const form = await at.bob.messageCommand(SHORTCUT, of)
    return at.bob.submit(form, { [share.name.label]: name, [share.how.label]: 'As Ada says.' })
  }
  /** Bob has whoever wrote a message asked: that is a reply to it, and calls nobody. */
  const ask = async (card: Message, of: Message): Promise<Message> => {
    const told = await at.bob.press(card, say.ask)
    expect(told.text).toBe(english.servingDiscord.answeredBelow)
    expect(told.isEphemeral).toBe(true)
    const asked = at.discord.history(at.build).findLast((one) => one.reference?.messageId === of.id)
    if (asked === undefined) throw new Error('it was replied to')
    expect(asked.mentions).toEqual([])
    return asked
  }
  const how = async (name: string) =>
    (await at.store.repertoire.practices(at.community.id)).find((one) => one.name === name)?.how
  /** Not a byte on disk, not a word in the log. */
  const isNowhere = (): void => {
    expect(at.bytes()).not.toContain('Zwiebelfisch')
    expect(JSON.stringify(at.bot.logged)).not.toContain('Zwiebelfisch')
  }
  return { ...at, message, save, ask, how, isNowhere }
}

it('keeps nothing of a message before whoever wrote it says yes, asks them without calling them, and then says whose words they are', async () => {
  const at = await open()
  const form = await at.bob.messageCommand(SHORTCUT, at.message)
  expect(form.modal.fields.map((field) => field.value).join()).not.toContain('Zwiebelfisch')
  const card = await at.save(at.message, 'Solder')
  expect((await at.cleo.press(card, say.ask)).text).toContain(say.notYours)
  const asked = await at.ask(card.message, at.message)
  const text = JSON.stringify(asked.components)
  for (const part of [/ada/, /bob/, /Solder/, /1[45] more minutes/]) expect(text).toMatch(part)
  expect(text).not.toContain('<@')
  expect((await at.bob.press(card, say.ask)).text).toContain(say.askedBefore)
  for (const person of [at.bob, at.eve]) {
    expect((await person.press(asked, say.yes)).text).toContain(say.notTheirs)
    expect((await person.press(asked, say.no)).text).toContain(say.notTheirs)
  }
  at.isNowhere()
  expect(await at.how('Solder')).toBe('As Ada says.')
  const given = await at.ada.press(asked, say.yes)
  expect(given.isEphemeral).toBe(false)
  expect(given.text).toContain('Zwiebelfisch')
  expect(await at.how('Solder')).toBe(`As Ada says.\n\n${WORDS}`)
  const shown = await at.cleo.slash('practice find', { words: 'Solder' }, { in: at.general })
  expect(shown.text).toMatch(/Also written by.*ada/)
  expect((await at.cleo.press(shown, english.practice.card.history)).text).toContain('ada changed “How”')
  expect((await at.ada.press(asked, say.yes)).text).toContain(say.over)
  expect(JSON.stringify(at.bot.logged)).not.toContain('Zwiebelfisch')
  expect(at.discord.violations).toEqual([])
})

it('forgets them after a no, after a quarter of an hour, and when their writer erases themselves or has paused', async () => {
  const at = await open()
  const refused = await at.ask((await at.save(at.message, 'One')).message, at.message)
  expect((await at.ada.press(refused, say.no)).text).toContain(say.refused)
  expect((await at.ada.press(refused, say.yes)).text).toContain(say.over)

  const card = await at.save(at.message, 'Two')
  at.discord.advance(14 * MINUTE_MS)
  const late = await at.ask(card.message, at.message)
  expect(JSON.stringify(late.components)).toContain('one more minute')
  at.discord.advance(MINUTE_MS)
  expect((await at.ada.press(late, say.yes)).text).toContain(say.over)
  expect((await at.bob.press(card, say.ask)).text).toContain(say.overForSaver)

  const asked = await at.ask((await at.save(at.message, 'Three')).message, at.message)
  const before = await at.save(at.message, 'Four')
  const { erase, buttons } = english.my
  await at.ada.press(await at.ada.slash('my data', {}, { in: at.build }), buttons.pause)
  const paused = await at.save(at.message, 'Five')
  expect(paused.buttons.map((one) => one.label)).not.toContain(say.ask)
  // Whoever pauses is not read, and nothing that was read is asked for any more.
  expect((await at.bob.press(before, say.ask)).text).toContain(say.overForSaver)
  expect((await at.ada.press(asked, say.yes)).text).toContain(say.over)
  const form = await at.ada.press(await at.ada.slash('my data', {}, { in: at.build }), buttons.erase)
  await at.ada.submit(form, {
    [erase.practices.label]: ['keep'],
    [erase.confirm.label]: erase.word,
  })
  expect((await at.ada.press(asked, say.yes)).text).toContain(english.refusals.erased)
  expect((await at.bob.press(before, say.ask)).text).toContain(say.overForSaver)
  const after = await at.save(at.message, 'Six')
  expect(after.buttons.map((one) => one.label)).not.toContain(say.ask)
  for (const name of ['One', 'Two', 'Three', 'Four', 'Five', 'Six'])
    expect(await at.how(name)).toBe('As Ada says.')
  at.isNowhere()
})

it('asks in the channel where the message can no longer be replied to', async () => {
  const at = await open()
  const card = await at.save(at.message, 'Solder')
  at.ada.remove(at.message)
  const asked = await at.bob.press(card, say.ask)
  expect(asked.isEphemeral).toBe(false)
  expect(asked.text).toContain('saved a message of yours')
  expect(asked.message.reference?.messageId).not.toBe(at.message.id)
  expect((await at.ada.press(asked, say.no)).text).toContain(say.refused)
})

it('asks for nothing of a bot or a webhook, and thanks none of them', async () => {
  const at = await open()
  const hook = at.guild.postByWebhook(at.build, 'feed', 'Zwiebelfisch by nobody')
  const card = await at.save(hook, 'Hook')
  expect(card.buttons.map((one) => one.label)).not.toContain(say.ask)
  const thanking = english.thanks.shortcut
  expect((await at.bob.messageCommand(thanking, hook)).text).toContain('That is a bot')
  expect((await at.ada.messageCommand(thanking, at.message)).text).toContain(english.thanks.yourself)
  const form = await at.bob.messageCommand(thanking, at.message)
  expect(form.modal.fields.map((one) => one.label)).toEqual(['Who', 'For', 'Practice'])
  const said = await at.bob.submit(form, { For: 'showing me how to solder' })
  expect(said.isEphemeral).toBe(false)
  expect(said.text).toContain(`thanks <@${at.ada.id}>`)
  expect(said.message.mentions.map((one) => one.id)).toEqual([at.ada.id])
  expect(said.text).toContain(`/${at.build.id}/${at.message.id}`)
  const { keep, refuse, notForYou } = english.thanks
  expect((await at.bob.press(said, keep.button)).text).toContain(notForYou)
  expect((await at.ada.press(said, keep.button)).text).toContain(keep.done)
  expect((await at.ada.press(said, refuse.button)).text).toContain(refuse.done)
  const left = await at.cleo.slash('thanks', {}, { in: at.build })
  expect(left.text).toContain(english.thanks.nothingYet)
  const kept = await at.ada.press(said, keep.button)
  expect(kept.isEphemeral).toBe(true)
  const listed = await at.cleo.slash('thanks', {}, { in: at.build })
  expect(listed.text).toContain('bob thanks ada')
  at.isNowhere()
  expect(at.discord.violations).toEqual([])
})
