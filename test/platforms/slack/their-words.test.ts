/** Messages that somebody else wrote, in Slack: saved as a practice with their words only once they said yes, and thanked for. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { english } from '../../../src/core/words/english.ts'
import type { Message } from '../../simulators/slack/model.ts'
import { answering } from './answering.ts'

const MINUTE_MS = 60_000
const say = english.practice.theirWords
const { share } = english.practice

async function open() {
  const at = await answering()
  const community = await at.bind([at.build])
  const message = at.ada.post(at.build, 'Zwiebelfisch: heat it *first*, @bob & <b>')
  const save = async (of: Message, name: string) => {
    const form = await at.bob.shortcut(share.shortcut, of)
    await at.bob.submit(form, { [share.name.label]: name, [share.how.label]: 'As Ada says.' })
    return latest()
  }
  const latest = (): Message => {
    const last = at.slack.history(at.build).at(-1)
    if (last === undefined) throw new Error('something was posted')
    return last
  }
  const how = async (name: string) =>
    (await at.store.repertoire.practices(community.id)).find((one) => one.name === name)?.how
  /** Not a byte of the database, not a word in the log. */
  const isNowhere = async (): Promise<void> => {
    const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-'))
    const copy = path.join(folder, 'copy.db')
    await at.store.backup(copy)
    expect(readFileSync(copy, 'latin1')).not.toContain('Zwiebelfisch')
    expect(readFileSync(copy, 'latin1')).toContain('As Ada says.')
    rmSync(folder, { recursive: true })
    expect(JSON.stringify(at.logged)).not.toContain('Zwiebelfisch')
  }
  return { ...at, at, community, message, save, latest, how, isNowhere }
}

it('keeps nothing of a message before whoever wrote it says yes, and then says whose words they are', async () => {
  const { at, message, save, latest, how, isNowhere } = await open()
  const card = await save(message, 'Solder')
  expect((await at.cleo.press(card, say.ask)).text).toContain(say.notYours)
  await at.bob.press(card, say.ask)
  await expect.poll(() => at.slack.world.ephemerals.at(-1)?.text).toBe(english.slackCalls.answeredUnder)
  const asked = latest()
  expect(asked.threadTs).toBe(message.ts)
  const text = asked.text
  for (const part of [/ada/, /bob/, /Solder/, /1[45] more minutes/]) expect(text).toMatch(part)
  expect(JSON.stringify(asked)).not.toContain(`<@${at.ada.id}>`)
  expect((await at.eve.press(asked, say.yes)).text).toContain(say.notTheirs)
  await isNowhere()
  expect(await how('Solder')).toBe('As Ada says.')
  await at.ada.press(asked, say.yes)
  expect(latest().text).toContain('Zwiebelfisch')
  expect(await how('Solder')).toBe('As Ada says.\n\nZwiebelfisch: heat it *first*, @bob & <b>')
  const shown = await at.cleo.slash('practice find Solder', { in: at.build })
  expect(shown.text).toMatch(/Also written by.*ada/s)
  expect((await at.ada.press(asked, say.yes)).text).toContain('no longer held')
  expect(at.slack.violations).toEqual([])
})

it('forgets them after a no, and after a quarter of an hour', async () => {
  const { at, message, save, latest, how, isNowhere } = await open()
  await at.bob.press(await save(message, 'One'), say.ask)
  const refused = latest()
  expect((await at.ada.press(refused, say.no)).text).toContain(say.refused)
  expect((await at.ada.press(refused, say.yes)).text).toContain('no longer held')
  await isNowhere()
  await at.bob.press(await save(message, 'Two'), say.ask)
  const late = latest()
  at.slack.advance(15 * MINUTE_MS)
  expect((await at.ada.press(late, say.yes)).text).toContain('no longer held')
  expect([await how('One'), await how('Two')]).toEqual(['As Ada says.', 'As Ada says.'])
  await isNowhere()
  expect(at.slack.violations).toEqual([])
})

it('thanks whoever wrote a message, and nobody where no person did', async () => {
  const { at, community, message, latest } = await open()
  const { shortcut, yourself, keep, refuse } = english.thanks
  expect((await at.ada.shortcut(shortcut, message)).text).toContain(yourself.slice(0, 30))
  const form = await at.bob.shortcut(shortcut, message)
  expect(form.modal.fields.map((one) => one.label)).toEqual(['Who', 'For', 'Practice'])
  expect(form.modal.fields[0]?.value).toBe(at.ada.id)
  await at.bob.submit(form, { For: 'showing me how to solder' })
  const said = latest()
  expect(JSON.stringify(said)).toContain(at.ada.id)
  expect(said.text).toContain('showing me how to solder')
  expect((await at.cleo.press(said, keep.button)).text).toContain('Only whoever was thanked')
  expect((await at.ada.press(said, keep.button)).text).toContain('Kept.')
  const [one] = await at.store.thanks.latest(community.id, 5)
  expect(one?.link).toContain(`/archives/${at.build.id}/p`)
  expect(one?.keptAt).not.toBeNull()
  expect((await at.ada.press(said, refuse.button)).text).toContain('All right.')
  expect(await at.store.thanks.all(community.id)).toEqual([])
  // What the bot itself posted was written by no person.
  expect((await at.bob.shortcut(shortcut, said)).text).toContain('That is a bot')
  expect(at.slack.violations).toEqual([])
})

it('lets a guest who is thanked say what becomes of it', async () => {
  const { at, community, latest } = await open()
  const guest = at.slack.join({ name: 'gus', role: 'guest', in: [at.build] })
  await at.bob.slash('thanks @gus for the lathe', { in: at.build })
  const said = latest()
  expect((await guest.press(said, english.thanks.refuse.button)).text).toContain('All right.')
  expect(await at.store.thanks.all(community.id)).toEqual([])
  expect((await guest.slash('thanks', { in: at.build })).text).toContain('You are a guest here')
  expect(at.slack.violations).toEqual([])
})
