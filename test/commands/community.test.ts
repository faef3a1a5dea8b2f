import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { dayOfDate } from '../../src/core/calendar.ts'
import { buttonsOf, flat, openPlayground, type Playground } from './playground.ts'

describe('/community in the terminal', () => {
  let club: Playground
  const opened: Playground[] = []
  beforeEach(async () => {
    club = await openPlayground()
    opened.push(club)
  })
  afterAll(async () => {
    for (const one of opened) await one.store.close()
  })

  const breaks = () => club.store.communities.breaks(club.community.id)
  const day = (date: string) => dayOfDate(date) ?? Number.NaN

  it('shows name, time zone, channels and breaks', async () => {
    const text = await club.read('/community setup')
    expect(text).toContain('Europe/Paris. It stays as it is')
    expect(text).toContain('#build, #code, #drive-team, #help and #introductions.')
    expect(text).toContain('None. Holidays then look like silence.')
    expect(buttonsOf(await club.ask('/community')).map((one) => one.label)).toEqual([
      'Change',
      'Add a break',
      'Read history back',
      'Look again',
      'Mentors and adults',
    ])
  })

  it('changes what it is for, which channels are read, and when digests come', async () => {
    const opened = await club.ask({ command: 'community', handler: 'edit', input: {} })
    const [form] = opened.blocks
    if (form?.kind !== 'form') throw new Error('the form opens alone')
    const spaces = await club.store.communities.spaces(club.community.id)
    const [first, second] = spaces.map((space) => space.externalId)
    if (first === undefined || second === undefined) throw new Error('the club has channels')
    const input = {
      ...form.target.input,
      channels: first,
      channel: second,
      purpose: 'Robots',
      when: 'tue 18',
    }
    const text = await club.read({ ...form.target, input })
    expect(flat(text)).toContain('are no longer read. What is known of them stays.')
    expect(text).toMatch(/What for +Robots/)
    expect(text).toContain('Tuesday 18:00, every week.')
    const bound = (await club.store.communities.spaces(club.community.id)).filter((space) => space.isBound)
    expect(bound.map((space) => space.externalId)).toEqual([first])
    expect(bound[0]?.workspace.id).toBe(spaces[0]?.workspace.id)
  })

  it('adds a break, the last day included, and shows it', async () => {
    const text = await club.read('/community break from:2026-12-21 to:2027-01-04')
    expect(text).toContain('21 December 2026 to 4 January 2027 is now a break.')
    expect(await breaks()).toEqual([{ from: day('2026-12-21'), to: day('2027-01-05') }])
  })

  it('joins breaks that touch or overlap', async () => {
    await club.ask('/community break from:2026-12-21 to:2026-12-24')
    await club.ask('/community break from:2027-02-01 to:2027-02-01')
    await club.ask('/community break from:2026-12-25 to:2027-01-04')
    expect(await breaks()).toEqual([
      { from: day('2026-12-21'), to: day('2027-01-05') },
      { from: day('2027-02-01'), to: day('2027-02-02') },
    ])
  })

  it('joins breaks that begin on one day, whichever way they are sent', async () => {
    const form = { command: 'community', handler: 'break' }
    await club.ask({ ...form, input: { from: '2026-12-21', to: '2026-12-24' } })
    await club.ask({ ...form, input: { from: '2026-12-21', to: '2026-12-22' } })
    await club.ask('/community break from:2026-12-21 to:2026-12-21')
    expect(await breaks()).toEqual([{ from: day('2026-12-21'), to: day('2026-12-25') }])
    await club.ask({ ...form, input: { from: '2026-12-21', to: '2027-01-04' } })
    expect(await breaks()).toEqual([{ from: day('2026-12-21'), to: day('2027-01-05') }])
  })

  it('asks for the dates where its button is pressed', async () => {
    const add = buttonsOf(await club.ask('/community')).find((one) => one.label === 'Add a break')
    if (add === undefined) throw new Error('there is a button to add a break')
    expect((await club.ask(add.target)).blocks).toMatchObject([{ kind: 'form', fields: ['from', 'to'] }])
  })

  it('refuses dates the wrong way round, days that do not exist and years of silence', async () => {
    expect(await club.read('/community break from:2026-12-21 to:2026-12-20')).toContain('before the first')
    expect(await club.read('/community break from:2026-02-30 to:2026-03-01')).toContain('wants a date')
    expect(await club.read('/community break from:2026-01-01 to:2027-01-02')).toContain('more than a year')
    expect(await breaks()).toEqual([])
  })

  it('clears them all', async () => {
    await club.ask('/community break from:2026-12-21 to:2026-12-24')
    const clear = buttonsOf(await club.ask('/community')).find((one) => one.label === 'Clear all breaks')
    if (clear === undefined) throw new Error('there is a button to clear breaks')
    expect(await club.read(clear.target)).toContain('There are no breaks any more.')
    expect(await breaks()).toEqual([])
  })

  it('puts no board where there is no channel', async () => {
    const board = { command: 'community', handler: 'board', input: {} }
    expect(await club.read(board)).toContain('There is no channel here for a board.')
  })
})
