/** A problem from being opened to being done, on two platforms at once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChosenMessage } from '../../src/core/command.ts'
import type { Reply } from '../../src/core/reply.ts'
import { buttonsOf, flat, NOW, openPlayground, textOf } from './playground.ts'
import { factOf, formOf, openServer, type Server, type ServerAsking, setUp } from './server.ts'

const DAY_MS = 86_400_000
let discord: Server
let slack: Server
beforeEach(async () => {
  minutes = 0
  discord = await openServer()
  slack = await openServer({ store: discord.store, id: 'T1', name: 'Robots', platform: 'slack' })
  slack.add('C1')
  await setUp(discord)
})
afterEach(() => discord.store.close())

let minutes = 0
/** Everybody acts a minute after the one before. */
const as = (person: string, more: ServerAsking = {}): ServerAsking => {
  minutes += 1
  const displayName = person.charAt(0).toUpperCase() + person.slice(1)
  return { person, displayName, isModerator: false, now: NOW + minutes * 60_000, ...more }
}
const press = (reply: Reply, label: string, who: ServerAsking, on = discord) => {
  const button = buttonsOf(reply).find((one) => one.label === label)
  if (button === undefined) throw new Error(`no ${label} in ${textOf(reply)}`)
  return on.ask(button.target, who)
}
const fill = (form: Reply, answers: Readonly<Record<string, string>>, who: ServerAsking, on = discord) => {
  const { target } = formOf(form)
  return on.ask({ ...target, input: { ...target.input, ...answers } }, who)
}
const labels = (reply: Reply) => buttonsOf(reply).map((one) => one.label)
const listed = (who: string, on = discord) => on.ask('/problem', as(who))
const DOOR = { whom: 'The workshop', doneWhen: 'No draught', firstStep: 'Measure the gap' }
/** Ada opens one. */
const open = async (title = 'Fix the drafty door', who = 'ada') =>
  fill(await discord.ask(`/problem ${title}`, as(who)), DOOR, as(who))
const card = (who: string, title = 'fix the drafty door') => discord.ask(`/problem ${title}`, as(who))

describe('/problem', () => {
  it('bare lists what is open, first what somebody new can begin with, and says how to open one', async () => {
    expect(flat(textOf(await listed('bo')))).toContain('Nothing is open. If something here should change')
    await open('Old one')
    await open('Full one')
    await open()
    const more = async (title: string, answers: Readonly<Record<string, string>>) =>
      fill(await press(await card('ada', title), 'Add more', as('ada')), answers, as('ada'))
    await more('full one', { places: '1' })
    await press(await card('cy', 'full one'), 'I’m in', as('cy'))
    await more('old one', { until: '2026-11-23' })
    const list = await discord.ask('/problem', as('bo', { now: NOW + DAY_MS }))
    const text = textOf(list)
    expect(flat(text)).toMatch(/Fix the drafty door First step: Measure the gap nobody is in yet/)
    expect(text).toContain('no place left')
    expect(text).toContain('was to be done by 23 November 2026')
    expect(text.indexOf('Fix the drafty door')).toBeLessThan(text.indexOf('Full one'))
    // What nobody can join any more offers no joining.
    expect(labels(list)).toEqual([
      ...['I’m in', 'Done', 'See it', 'Done', 'See it', 'Done', 'See it'],
      'Bring a problem',
    ])
    expect(list.isPrivate).toBe(true)
  })

  it('lists no more than five rows of buttons, and names the rest', async () => {
    for (let nth = 1; nth <= 7; nth += 1) await open(`Problem number ${nth}`)
    const list = await listed('bo')
    expect(list.blocks.filter((block) => block.kind === 'actions')).toHaveLength(5)
    expect(flat(textOf(list))).toContain(
      'Open too: “Problem number 5”, “Problem number 6” and “Problem number 7”. Write /problem and the title of one to see it.',
    )
  })

  it('with words asks four things, and shows what was opened to everybody', async () => {
    const form = await discord.ask('/problem fix the drafty door', as('ada'))
    expect(formOf(form)).toMatchObject({
      fields: ['title', 'whom', 'doneWhen', 'firstStep'],
      target: { input: { title: 'fix the drafty door' } },
    })
    const opened = await fill(form, DOOR, as('ada'))
    expect(opened.isPrivate).toBe(false)
    expect(textOf(opened)).toContain('A new problem. Who is in?')
    expect(factOf(opened, 'First step')).toBe('Measure the gap')
    expect(labels(opened)).toEqual(['I’m in', 'Done', 'See it'])
    const twice = await fill(form, DOOR, as('ada'))
    expect(textOf(twice)).toContain('There is an open problem called “fix the drafty door” already.')
    // Its title, in whatever capitals, shows it.
    expect((await card('bo', 'FIX the  drafty door')).title).toBe('fix the drafty door')
    const suggested = await discord.store.problems.all((await discord.community()).id)
    expect(suggested).toHaveLength(1)
  })

  it('suggests what there is already, so that nothing is opened twice', async () => {
    const club = await openPlayground({ isEmpty: true })
    const input = { ...DOOR, title: 'Fix the drafty door' }
    await club.ask({ command: 'problem', handler: 'begin', input })
    const asked = club.request({ command: 'problem', handler: 'problem', input: { title: 'DRAFTY' } })
    expect(await club.program.suggest(asked, 'title', club.surroundings)).toEqual(['Fix the drafty door'])
    await club.store.close()
  })

  it('begins with a message: where it stands, and its text only for who wrote it', async () => {
    const club = await openPlayground({ isEmpty: true })
    const [shortcut] = club.program.commands.find((one) => one.name === 'problem')?.shortcuts ?? []
    if (shortcut === undefined) throw new Error('there is a shortcut')
    const link = 'https://discord.com/channels/1/2/3'
    const chosen = (more: Partial<ChosenMessage>): ChosenMessage => ({
      link,
      isOwn: false,
      text: null,
      ...more,
    })
    expect([shortcut.label, shortcut.handler]).toEqual(['Make this a problem', 'begin'])
    expect(shortcut.inputFrom(chosen({ text: 'The door' }))).toEqual({ link })
    const own = shortcut.inputFrom(chosen({ isOwn: true, text: 'The door\nis drafty' }))
    expect(own).toEqual({ link, title: 'The door is drafty' })
    expect(shortcut.inputFrom(chosen({ isOwn: true, text: 'x '.repeat(999) }))['title']?.length).toBeLessThan(
      101,
    )
    const form = await club.ask({ command: 'problem', handler: 'begin', input: own })
    expect(formOf(form).fields).toEqual(['title', 'whom', 'doneWhen', 'firstStep'])
    const opened = await fill(form, DOOR, {}, { ...discord, ask: (what) => club.ask(what) })
    expect(factOf(opened, 'Comes from')).toContain('From this message')
    await club.store.close()
  })
})

describe('whoever is in', () => {
  it('says so with a tap, which everybody is told once', async () => {
    const opened = await open()
    const told = await press(opened, 'I’m in', as('bo'))
    expect([told.isPrivate, flat(textOf(told))]).toEqual([false, 'Bo: I’m in for “Fix the drafty door”.'])
    expect(flat(textOf(await press(opened, 'I’m in', as('bo'))))).toBe('You are in already.')
    const own = await card('bo')
    expect(factOf(own, 'Who is in')).toContain('Bo')
    expect(labels(own)).toEqual(['Leave it', 'Done'])
    expect(labels(await listed('bo'))).toEqual(['Done', 'See it', 'Bring a problem'])
    expect(textOf(await listed('bo'))).toContain('you are in')
    const left = await press(own, 'Leave it', as('bo'))
    expect([left.isPrivate, textOf(left)]).toEqual([
      true,
      expect.stringContaining('You are no longer in it.'),
    ])
    expect((await press(own, 'Leave it', as('bo'))).isRefusal).toBe(true)
    const again = await press(opened, 'I’m in', as('bo'))
    expect([again.isPrivate, flat(textOf(again))]).toEqual([true, 'You are in again.'])
  })

  it('takes a place while there is one, and until its day', async () => {
    const opened = await open()
    const form = await press(await card('ada'), 'Add more', as('ada'))
    expect(formOf(form).fields).toEqual(['kind', 'adult', 'places', 'until'])
    const card2 = await fill(form, { kind: 'project', places: '1', until: '2026-11-24' }, as('ada'))
    expect([factOf(card2, 'Kind'), factOf(card2, 'Places')]).toEqual(['Project', 'one place left, of 1'])
    expect(factOf(card2, 'Until')).toBe('24 November 2026')
    expect(flat(textOf(await press(opened, 'I’m in', as('bo'))))).toContain('All places are taken now.')
    const full = await press(opened, 'I’m in', as('cy'))
    expect([full.isRefusal, textOf(full)]).toEqual([true, expect.stringContaining('All places are taken.')])
    const again = await press(await card('ada'), 'Add more', as('ada'))
    expect(formOf(again).target.input).toMatchObject({ kind: 'project', places: '1', until: '2026-11-24' })
    const wrong = async (answers: Readonly<Record<string, string>>) =>
      flat(textOf(await fill(again, answers, as('ada'))))
    expect(await wrong({ until: '2026-11-01' })).toContain('That day is over.')
    await fill(again, { places: '2', until: '2026-11-24' }, as('ada'))
    await press(opened, 'I’m in', as('cy'))
    expect(await wrong({ places: '1' })).toContain('2 people are in already.')
    await fill(again, { places: '5', until: '2026-11-24' }, as('ada'))
    const late = await press(opened, 'I’m in', as('dee', { now: NOW + 2 * DAY_MS }))
    expect([late.isRefusal, textOf(late)]).toEqual([true, expect.stringContaining('Its day is over')])
  })

  it('has an adult beside them, who can say that they are not', async () => {
    await open()
    const { id } = await discord.community()
    const mia = await discord.store.people.member(id, 'discord', 'mia')
    await discord.store.people.setName(id, mia, 'discord', 'Mia')
    const form = await press(await card('ada'), 'Add more', as('ada'))
    const refused = await fill(form, { adult: String(mia), places: '3' }, as('ada'))
    expect([refused.isRefusal, textOf(refused)]).toEqual([
      true,
      expect.stringContaining('Only an adult whom the moderators have appointed'),
    ])
    const by = await discord.store.people.member(id, 'discord', 'boss')
    await discord.store.learning.appoint(id, { member: mia, role: 'mentor', by, at: NOW })
    expect((await fill(form, { adult: String(mia) }, as('ada'))).isRefusal, 'a mentor is no adult').toBe(true)
    await discord.store.learning.appoint(id, { member: mia, role: 'adult', by, at: NOW })
    await fill(form, { adult: String(mia), places: '3' }, as('ada'))
    // What is not given again stays.
    await fill(form, { places: '4' }, as('ada'))
    const seen = await card('mia')
    expect(factOf(seen, 'Beside it')).toContain('Mia')
    expect(labels(seen)).toContain('I am not beside it')
    const forged = { command: 'problem', handler: 'notBeside', input: { id: '1' } }
    expect((await discord.ask(forged, as('bo'))).isRefusal).toBe(true)
    const away = await press(seen, 'I am not beside it', as('mia'))
    expect(textOf(away)).not.toContain('Mia')
    expect(labels(await card('ada'))).not.toContain('Nobody beside it')
  })

  it('is asked of service how it belongs to what is taught, and who of the community takes part', async () => {
    await open()
    const form = await press(await card('ada'), 'Add more', as('ada'))
    const kept = await fill(form, { kind: 'service' }, as('ada'))
    expect(flat(textOf(kept))).toContain('Of service two things more are asked')
    const service = await press(kept, 'About the service', as('ada'))
    const answers = { curriculum: 'Statistics, year 9', partners: 'The home next door' }
    const card2 = await fill(service, answers, as('ada'))
    expect(factOf(card2, 'What is taught')).toBe('Statistics, year 9')
    expect(factOf(card2, 'From the community')).toBe('The home next door')
    await fill(form, { kind: 'school' }, as('ada'))
    const school = await card('ada')
    expect([factOf(school, 'Kind'), labels(school).includes('About the service')]).toEqual([
      'School-based learning',
      false,
    ])
    expect((await fill(service, answers, as('ada'))).isRefusal).toBe(true)
  })
})

describe('a problem that is done', () => {
  /** Bo and Cy are in, and Bo says that it is done. */
  async function closed() {
    const opened = await open()
    for (const who of ['bo', 'cy']) await press(opened, 'I’m in', as(who))
    const form = await press(opened, 'Done', as('bo'))
    expect(formOf(form).fields).toEqual(['changed', 'changedForYou'])
    const answers = { changed: 'The workshop is warm', changedForYou: 'I can fit a seal' }
    return { opened, form, told: await fill(form, answers, as('bo')) }
  }

  it('is closed by somebody who is in, and then somebody else says that it is so', async () => {
    const { opened, form, told } = await closed()
    expect([told.isPrivate, factOf(told, 'What changed here')]).toEqual([false, 'The workshop is warm'])
    expect(flat(textOf(told))).toContain('Bo: this is done.')
    expect(labels(told)).toEqual(['It is so', 'What changed for me', 'See it'])
    expect((await press(told, 'It is so', as('bo'))).isRefusal).toBe(true)
    expect(textOf(await fill(form, { changed: 'Again' }, as('cy')))).toContain('It is closed already.')
    expect((await press(opened, 'I’m in', as('dee'))).isRefusal).toBe(true)
    // It needs somebody's word, so it is in the list for everybody but whoever closed it.
    expect(labels(await listed('dee'))).toEqual(['It is so', 'See it', 'Bring a problem'])
    expect(labels(await listed('bo'))).toEqual(['See it', 'Bring a problem'])
    expect(flat(textOf(await card('dee')))).toContain('Somebody else still has to say that it is so.')
    const confirmed = await press(told, 'It is so', as('dee'))
    expect(confirmed.isPrivate).toBe(false)
    expect(flat(textOf(confirmed))).toContain(
      'Dee: it is so. What changed because of somebody here: The workshop is warm',
    )
    expect(textOf(await press(told, 'It is so', as('eve')))).toContain('Somebody has said so already.')
    const seen = await card('eve')
    // Nothing is left for her to press, so there is no row of nothing.
    expect(seen.blocks.filter((block) => block.kind === 'actions')).toEqual([])
    expect(factOf(seen, 'Confirmed by')).toContain('Dee')
    expect(flat(textOf(seen))).toContain('Bo: I can fit a seal')
    expect(flat(textOf(await listed('eve')))).toContain('Fix the drafty door: The workshop is warm')
  })

  it('is closed by whoever opened it or a moderator too, and by nobody else', async () => {
    const opened = await open()
    expect(textOf(await press(opened, 'Done', as('bo')))).toContain('Only somebody who is in it')
    const forged = { command: 'problem', handler: 'close', input: { id: '1', changed: 'x' } }
    expect((await discord.ask(forged, as('bo'))).isRefusal).toBe(true)
    expect(formOf(await press(opened, 'Done', as('mod', { isModerator: true }))).title).toBe('What changed?')
    const told = await fill(
      await press(opened, 'Done', as('ada')),
      { changed: 'Warm', changedForYou: 'Calm' },
      as('ada'),
    )
    expect(told.isPrivate).toBe(false)
    // She takes no part, and what she said stands all the same.
    expect(flat(textOf(await card('bo')))).toContain('Ada: Calm')
  })

  it('is told by each of those who are in what it changed for them', async () => {
    const { told } = await closed()
    expect(textOf(await press(told, 'What changed for me', as('dee')))).toContain('Only somebody who is in')
    const form = await press(told, 'What changed for me', as('cy'))
    const kept = await fill(form, { changedForYou: 'I know the caretaker' }, as('cy'))
    expect(flat(textOf(kept))).toContain('Cy: I know the caretaker')
    const again = formOf(await press(told, 'What changed for me', as('bo')))
    expect(again.target.input).toMatchObject({ changedForYou: 'I can fit a seal' })
    await fill(form, { changedForYou: '' }, as('cy'))
    expect(flat(textOf(await card('dee')))).not.toContain('caretaker')
  })

  it('is opened again by whoever opened it, and what was said then stays', async () => {
    const { opened, told } = await closed()
    await press(told, 'It is so', as('dee'))
    const forged = { command: 'problem', handler: 'reopen', input: { id: '1' } }
    expect((await discord.ask(forged, as('bo'))).isRefusal).toBe(true)
    const again = await press(await card('ada'), 'Open again', as('ada'))
    expect(flat(textOf(again))).toContain(
      'Closed on 23 November 2026 (“The workshop is warm”), and opened again on 23 November 2026.',
    )
    expect((await discord.ask(forged, as('ada'))).isRefusal).toBe(true)
    expect(textOf(await press(told, 'It is so', as('eve')))).toContain('there is nothing to confirm yet')
    const form = await press(opened, 'Done', as('cy'))
    expect(formOf(form).target.input).toMatchObject({ changed: 'The workshop is warm' })
    const anew = await fill(form, { changed: 'Warm at last' }, as('cy'))
    // The button under the first words says nothing of the second.
    expect(textOf(await press(told, 'It is so', as('eve')))).toContain('closed anew with other words')
    expect(flat(textOf(await press(anew, 'It is so', as('eve'))))).toContain('Warm at last')
    const seen = textOf(await card('dee'))
    for (const said of ['Warm at last', 'The workshop is warm', 'I can fit a seal'])
      expect(seen).toContain(said)
  })

  it('is changed by whoever opened it or a moderator alone', async () => {
    await open()
    expect(labels(await card('bo'))).toEqual(['I’m in', 'Done'])
    const forged = { command: 'problem', handler: 'edit', input: { id: '1' } }
    expect((await discord.ask(forged, as('bo'))).isRefusal).toBe(true)
    const form = await press(await card('ada'), 'Edit', as('ada'))
    expect(formOf(form).target.input).toMatchObject({ title: 'Fix the drafty door', ...DOOR })
    expect(textOf(await fill(form, {}, as('ada')))).toContain('Nothing was changed.')
    const link = 'https://example.org/door'
    const changed = await fill(form, { title: 'Seal the door', link }, as('mod', { isModerator: true }))
    expect([changed.title, factOf(changed, 'Comes from')]).toEqual([
      'Seal the door',
      expect.stringContaining('example.org'),
    ])
    expect((await fill(form, { link: 'javascript:alert(1)' }, as('ada'))).isRefusal).toBe(true)
    await open('Another')
    const taken = await fill(form, { title: 'another' }, as('ada'))
    expect(textOf(taken)).toContain('There is an open problem called “Another” already.')
  })

  it('crosses to the other platform, where names are told only with their owner’s word', async () => {
    const { told } = await closed()
    const shown = await press(await discord.ask('/community setup'), 'Bring to another platform', {})
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(textOf(shown))?.[0]
    const founding = await slack.ask(`/community setup code:${code}`, { community: null })
    await fill(founding, { channels: 'C1' }, { community: null }, slack)
    expect(buttonsOf(told)).toHaveLength(3)
    const list = await listed('U1', slack)
    expect(labels(list)).toEqual(['It is so', 'See it', 'Bring a problem'])
    const confirmed = await press(list, 'It is so', as('U1'), slack)
    expect(confirmed.isPrivate).toBe(false)
    const there = await slack.ask('/problem fix the drafty door', as('U2'))
    expect(factOf(there, 'Closed by')).toContain('somebody on Discord')
    expect(factOf(there, 'Who is in')).not.toMatch(/Bo|Cy/)
    expect(factOf(await card('eve'), 'Confirmed by')).toContain('somebody on Slack')
    expect(factOf(there, 'Confirmed by')).toContain('U1')
  })
})
