import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MS_PER_DAY } from '../../src/core/calendar.ts'
import { buttonsOf, flat, NOW, textOf } from './playground.ts'
import { factOf, formOf, openServer, type Server } from './server.ts'

const ANSWERS = {
  channels: 'build code',
  purpose: 'Building robots together',
  channel: 'moderators',
  when: 'mon 9',
  timeZone: 'paris',
}

let server: Server
beforeEach(async () => {
  server = await openServer()
  for (const name of ['general', 'build', 'code', 'moderators']) server.add(name)
})
afterEach(() => server.store.close())

const setUp = (answers: Partial<typeof ANSWERS> = {}) =>
  server.ask(
    { command: 'community', handler: 'begin', input: { ...ANSWERS, ...answers } },
    { community: null },
  )
const spaces = async () => server.store.communities.spaces((await server.community()).id)
const bound = async () => (await spaces()).filter((one) => one.isBound).map((one) => one.externalId)
const schedule = async () => (await server.store.schedules.of((await server.community()).id))[0]

describe('/community setup where there is no community', () => {
  it('opens a form of five fields at once', async () => {
    const form = formOf(await server.ask('/community setup', { community: null }))
    expect(form.fields).toEqual(['channels', 'purpose', 'channel', 'when', 'timeZone'])
    expect(form.target).toEqual({ command: 'community', handler: 'begin', input: { when: 'Monday 9:00' } })
  })

  it('is for moderators', async () => {
    const text = await server.read('/community setup', { community: null, isModerator: false })
    expect(text).toContain('Ask a moderator to run /community setup.')
  })

  it('makes a live community of what is sent, and shows how it is set up', async () => {
    const reply = await setUp()
    expect(reply).toMatchObject({ title: 'Robots: setup', isPrivate: true, replaces: true })
    expect(textOf(reply)).toContain('Robots is set up. Its history of the last 90 days is being read.')
    const community = await server.community()
    expect(community).toMatchObject({ timeZone: 'Europe/Paris', isLive: true, purpose: ANSWERS.purpose })
    expect(await bound()).toEqual(['build', 'code'])
    expect((await spaces()).map((one) => one.readFromAt)).toEqual(Array(2).fill(NOW - 90 * MS_PER_DAY))
    expect(await schedule()).toMatchObject({
      ...{ channel: 'moderators', weekday: 0, hour: 9, minute: 0 },
      nextSlotAt: Date.parse('2026-11-30T08:00Z'),
    })
    expect(server.attended).toEqual([community.id])
  })

  it('puts a number behind a name that is taken', async () => {
    await server.store.communities.create({ name: 'ROBOTS', timeZone: 'UTC', isLive: false, now: NOW })
    await server.store.communities.create({ name: 'Robots 2', timeZone: 'UTC', isLive: false, now: NOW })
    expect((await setUp()).title).toBe('Robots 3: setup')
  })

  it.each([
    [{ when: 'soon' }, 'I cannot read a weekday and a time in “soon”. Write it like Monday 9:00'],
    [{ timeZone: 'Pariss' }, 'There is no time zone “Pariss”. Did you mean Europe/Paris?'],
    [{ timeZone: 'the moon' }, 'Write the name of a big city in it, such as Paris or New York.'],
    [{ channels: 'build nowhere' }, 'One of these channels is not there, or the bot cannot see it.'],
    [{ channel: 'nowhere' }, 'One of these channels is not there, or the bot cannot see it.'],
    [{ channels: 'build category' }, 'Nobody can write in #category. Leave it out'],
    [{ channel: 'forum' }, 'Nothing can be written straight into #forum. Choose a text channel'],
  ])('refuses %j, and changes nothing', async (answers, sentence) => {
    server.add('category', { isReadable: false, isPostable: false })
    server.add('forum', { isPostable: false })
    expect(flat(textOf(await setUp(answers)))).toContain(sentence)
    expect(await server.store.communities.list()).toEqual([])
    expect(server.attended).toEqual([])
  })

  it('reads a forum as any other channel', async () => {
    server.add('forum', { isPostable: false })
    await setUp({ channels: 'forum' })
    expect(await bound()).toEqual(['forum'])
  })
})

describe('the form of a community that there is', () => {
  beforeEach(() => setUp())

  it('opens filled in, without the time zone', async () => {
    const form = formOf(await server.ask({ command: 'community', handler: 'edit', input: {} }))
    expect(form.fields).toEqual(['name', 'channels', 'purpose', 'channel', 'when'])
    expect(form.target.input).toEqual({
      ...{ name: 'Robots', channels: 'build code', purpose: ANSWERS.purpose },
      ...{ channel: 'moderators', when: 'Monday 9:00' },
    })
  })

  it('binds what is new and takes off what is left out, and says so', async () => {
    const text = flat(textOf(await server.send('edit', { channels: 'build general' })))
    expect(text).toContain('That is changed. #general is read from now on.')
    expect(text).toContain('#code is no longer read. What is known of it stays.')
    expect(await bound()).toEqual(['build', 'general'])
    expect((await spaces()).map((one) => one.externalId)).toEqual(['build', 'code', 'general'])
    expect(server.attended).toHaveLength(2)
  })

  it('reads on from where a channel was when it comes back', async () => {
    const before = (await spaces()).find((one) => one.externalId === 'code')
    await server.send('edit', { channels: 'build' })
    await server.send('edit', { channels: 'build code' }, { now: NOW + 30 * MS_PER_DAY })
    const after = (await spaces()).find((one) => one.externalId === 'code')
    expect(after).toMatchObject({ id: before?.id, isBound: true, readFromAt: before?.readFromAt })
  })

  it('keeps the next moment of a slot that stays the same, and computes that of another', async () => {
    const muchLater = NOW + 20 * MS_PER_DAY
    await server.send('edit', { purpose: 'Other' }, { now: muchLater })
    expect(await schedule()).toMatchObject({ nextSlotAt: Date.parse('2026-11-30T08:00Z') })
    await server.send('edit', { when: 'tuesday 18:30' }, { now: muchLater })
    expect(await schedule()).toMatchObject({ weekday: 1, nextSlotAt: Date.parse('2026-12-15T17:30Z') })
  })

  it('leaves digests where they go when no channel is named', async () => {
    server.channels.delete('moderators')
    expect(
      formOf(await server.ask({ command: 'community', handler: 'edit', input: {} })).target.input,
    ).toEqual({
      ...{ name: 'Robots', channels: 'build code', purpose: ANSWERS.purpose, when: 'Monday 9:00' },
    })
    await server.send('edit', { purpose: 'Other' })
    expect(await schedule()).toMatchObject({ channel: 'moderators' })
  })

  it('does nothing to a community where a channel is refused', async () => {
    const text = textOf(await server.send('edit', { channels: 'general nowhere', purpose: 'Other' }))
    expect(text).toContain('is not there')
    expect(await bound()).toEqual(['build', 'code'])
    expect((await server.community()).purpose).toBe(ANSWERS.purpose)
  })

  it('is called what its moderators call it, unless another is called so', async () => {
    const { id } = await server.community()
    const called = async () => (await server.store.communities.byId(id))?.name
    const text = textOf(await server.send('edit', { name: 'The night shift' }))
    expect(text).toContain('The night shift: setup')
    expect(await called()).toBe('The night shift')
    const there = { community: 'The night shift' }
    await server.store.communities.create({ name: 'Choir', timeZone: 'UTC', isLive: true, now: NOW })
    expect(textOf(await server.send('edit', { name: 'choir', purpose: 'Other' }, there))).toContain(
      'There is already a community called Choir.',
    )
    await server.send('edit', { name: 'the Night Shift' }, there)
    expect(await called()).toBe('the Night Shift')
    expect((await server.store.communities.byId(id))?.purpose).toBe(ANSWERS.purpose)
  })

  it('is for moderators, button and form alike', async () => {
    for (const handler of [
      'edit',
      'change',
      'add',
      'takeOff',
      'history',
      'board',
      'another',
      'begin',
      'again',
    ])
      expect(
        await server.read({ command: 'community', handler, input: {} }, { isModerator: false }),
      ).toContain('Only moderators can do that.')
  })
})

describe('several communities and several servers', () => {
  beforeEach(() => setUp())

  it('makes another community in the same server', async () => {
    const form = formOf(await server.ask({ command: 'community', handler: 'another', input: {} }))
    const input = { ...ANSWERS, channels: 'general' }
    expect(textOf(await server.ask({ ...form.target, input }))).toContain('Robots 2 is set up.')
    const other = await server.community('Robots 2')
    expect((await server.store.communities.spaces(other.id)).map((one) => one.externalId)).toEqual([
      'general',
    ])
  })

  it('refuses a channel of another community by name, and leaves no half of one behind', async () => {
    const input = { ...ANSWERS, channels: 'general build' }
    const refused = await server.read({ command: 'community', handler: 'begin', input })
    expect(flat(refused)).toContain('#build is part of Robots, and a channel is of one community.')
    expect((await server.store.communities.list()).map((one) => one.name)).toEqual(['Robots'])
  })

  it('refuses one that another community has had', async () => {
    await server.send('edit', { channels: 'code' })
    const input = { ...ANSWERS, channels: 'general build' }
    const refused = await server.read({ command: 'community', handler: 'begin', input })
    expect(flat(refused)).toContain('#build was part of Robots, and what was read there stays there.')
    expect(await server.store.communities.list()).toHaveLength(1)
  })

  it('does not touch the channels of another server of the community', async () => {
    const annex = await openServer({ store: server.store, id: 'annex', name: 'Annex' })
    annex.add('workshop')
    annex.add('annex-moderators')
    const there = { community: 'Robots', channel: 'workshop' }
    const form = formOf(await annex.ask({ command: 'community', handler: 'edit', input: {} }, there))
    expect(form.target.input).toEqual({ name: 'Robots', purpose: ANSWERS.purpose, when: 'Monday 9:00' })
    const reply = await annex.send('edit', { channels: 'workshop' }, there)
    expect(await bound()).toEqual(['build', 'code', 'workshop'])
    expect(await schedule()).toMatchObject({ channel: 'moderators' })
    expect(factOf(reply, 'Channels')).toBe('#workshop.\nIn Robots: #build and #code.')
    expect(factOf(reply, 'Digests go to')).toBe('A channel in Robots.')
    await server.send('edit', { channels: 'build' })
    expect(await bound()).toEqual(['build', 'workshop'])
  })
})

describe('more channels than a form can show', () => {
  const names = Array.from({ length: 30 }, (_, nth) => `room-${String(nth).padStart(2, '0')}`)
  beforeEach(async () => {
    for (const name of names) server.add(name)
    await setUp({ channels: names.slice(0, 25).join(' ') })
  })

  it('adds those that are named, and takes off by a form of its own', async () => {
    const { id } = await server.community()
    const [first] = await spaces()
    if (first === undefined) throw new Error('there are channels')
    for (const name of ['room-25', 'room-26'])
      await server.store.communities.bindSpace(id, first.workspace.id, { externalId: name, name })
    const form = formOf(await server.ask({ command: 'community', handler: 'edit', input: {} }))
    expect(form.target.handler).toBe('add')
    expect(form.target.input).not.toHaveProperty('channels')
    await server.send('edit', { channels: 'room-28 room-29' })
    expect(await bound()).toHaveLength(29)
    const reply = await server.send('edit', {})
    expect(await bound()).toHaveLength(29)
    expect(buttonsOf(reply).map((one) => one.label)).toContain('Take channels off')
    const takeOff = { command: 'community', handler: 'takeOff', input: { channels: 'room-28 general' } }
    const text = flat(textOf(await server.ask(takeOff)))
    expect(text).toContain('#room-28 is no longer read.')
    expect(text).toContain('#general is not read here anyway.')
    expect(await bound()).toHaveLength(28)
  })
})

describe('the setup screen', () => {
  beforeEach(() => setUp())
  const look = () => server.ask({ command: 'community', handler: 'again', input: {} })

  it('says exactly which permission is missing where, and where to give it', async () => {
    server.add('build', { missing: ['readHistory', 'post'] })
    server.add('moderators', { missing: ['post', 'attach'] })
    const reply = await look()
    expect(factOf(reply, 'Channels')).toBe(
      '#build and #code.\n#build: the bot may not read its history. In Discord, open the channel’s settings → Permissions and allow Read Message History.',
    )
    expect(factOf(reply, 'Digests go to')).toBe(
      '#moderators. Only moderators read it, so figures are exact.\n#moderators: the bot may not write there or attach pictures there. In Discord, open the channel’s settings → Permissions and allow Send Messages and Attach Files.',
    )
  })

  it('says whether digests are exact where they go, which is where only moderators read', async () => {
    expect(factOf(await look(), 'Digests go to')).toContain('so figures are exact.')
    await server.send('edit', { channel: 'general' })
    expect(factOf(await look(), 'Digests go to')).toMatch(
      /^#general\. Others may read it, so it says what members see: .* only people who may manage this server see\.$/,
    )
  })

  it('names a channel that is gone, and one by the name that it has now', async () => {
    server.channels.delete('code')
    server.add('build', { name: 'workshop' })
    server.channels.delete('moderators')
    const reply = await look()
    expect(factOf(reply, 'Channels')).toBe(
      '#code and #workshop.\n#code: not there any more. Press Change and leave it out.',
    )
    expect(factOf(reply, 'Digests go to')).toContain('not there any more')
  })

  it('says when the next digest comes', async () => {
    expect(factOf(await look(), 'Next digest')).toBe(
      `Monday 9:00, every week. The next one comes ${JSON.stringify({ kind: 'time', at: Date.parse('2026-11-30T08:00Z'), timeZone: 'Europe/Paris' })}.`,
    )
  })

  it('says what is not counted because the platform does not grant it', async () => {
    expect(factOf(await look(), 'What is read')).not.toContain('not counted')
    server.grants = { texts: false, arrivals: false }
    const read = factOf(await look(), 'What is read')
    expect(read).toContain('which of the words under /word it uses, because Discord')
    expect(read).toContain(
      'Who joins is counted only where Discord posts that they came, and who leaves is not',
    )
  })

  it('says how far reading has come', async () => {
    expect(textOf(await look())).not.toContain('Reading history')
    server.progress = [
      { channel: 'build', state: 'reading', messages: 1200, readTo: Date.parse('2026-10-01T12:00Z') },
      { channel: 'code', state: 'waiting', messages: 0, readTo: null },
    ]
    expect(factOf(await look(), 'Reading history')).toBe(
      '#build: 1,200 messages so far, up to 1 October 2026. One channel is next. 0 of 2 channels done.',
    )
    server.progress = [
      { channel: 'build', state: 'done', messages: 1200, readTo: NOW },
      { channel: 'code', state: 'noAccess', messages: 0, readTo: null },
    ]
    expect(factOf(await look(), 'Reading history')).toBe(
      '#code cannot be read. Everything else that was asked for has been read.',
    )
  })

  it('shows the last problem of the outbox', async () => {
    const due = await schedule()
    if (due === undefined) throw new Error('there is a schedule')
    await server.store.schedules.claim(due, due.nextSlotAt + 7 * MS_PER_DAY, true)
    const [entry] = await server.store.outbox.open()
    if (entry === undefined) throw new Error('the slot is in the outbox')
    await server.store.outbox.failed(entry.id, 'It could not be posted.', NOW)
    expect(factOf(await look(), 'Last digest')).toBe('It could not be posted.')
  })
})

describe('reading history back', () => {
  beforeEach(() => setUp())
  const back = (value: string) =>
    server.read({ command: 'community', handler: 'history', input: { back: value } })
  const from = async () => (await spaces()).map((one) => one.readFromAt)

  it('asks how far', async () => {
    const form = formOf(await server.ask({ command: 'community', handler: 'history', input: {} }))
    expect(form.fields).toEqual(['back'])
  })

  it('goes back further, and never less far', async () => {
    expect(await back('365')).toContain('Everything since 23 November 2025 is being read.')
    expect(await from()).toEqual(Array(2).fill(NOW - 365 * MS_PER_DAY))
    await back('30')
    expect(await from()).toEqual(Array(2).fill(NOW - 365 * MS_PER_DAY))
    expect(await back('everything')).toContain('All that was ever said in these channels is being read.')
    expect(await from()).toEqual(Array(2).fill(Date.parse('2015-01-01T00:00Z')))
    expect(server.attended).toHaveLength(4)
  })
})

describe('the board', () => {
  beforeEach(() => setUp())
  const put = (channel: string) =>
    server.ask({ command: 'community', handler: 'board', input: {} }, { channel })
  const board = async () => server.store.boards.of((await server.community()).id)

  it('is put into the channel where the button is pressed', async () => {
    const reply = await put('general')
    expect(textOf(reply)).toContain('The board will stand in #general in a moment, pinned.')
    expect(factOf(reply, 'Board')).toBe('On its way into #general.')
    expect(await board()).toMatchObject({ channel: 'general', message: null, contentHash: null })
  })

  it('is written once more in the same channel, and moves to another', async () => {
    await put('general')
    const { id } = await server.community()
    const placed = await board()
    if (placed === null) throw new Error('there is a board')
    const posted = { workspace: placed.workspace.id, channel: 'general', message: '77', contentHash: 'x' }
    await server.store.boards.set(id, posted)
    await put('general')
    expect(await board()).toMatchObject({ message: '77', contentHash: null })
    expect(textOf(await put('build'))).toContain('The old one stays where it is')
    expect(await board()).toMatchObject({ channel: 'build', message: null, contentHash: null })
  })

  it('says what is missing, and refuses where nothing can be written', async () => {
    server.add('general', { missing: ['pin'] })
    expect(factOf(await put('general'), 'Board')).toContain('allow Pin Messages.')
    server.add('forum', { isPostable: false })
    expect(textOf(await put('forum'))).toContain('Nothing can be written straight into #forum.')
    expect(textOf(await put('nowhere'))).toContain('There is no channel here for a board.')
    expect(await board()).toMatchObject({ channel: 'general' })
  })
})
