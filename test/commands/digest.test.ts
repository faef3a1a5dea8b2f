import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { figuresOf } from '../../src/core/reply.ts'
import { buttonsOf, flat, NOW, openPlayground, type Playground, textOf } from './playground.ts'
import { openServer } from './server.ts'

describe('/digest', () => {
  let club: Playground
  beforeAll(async () => {
    club = await openPlayground()
  })
  afterAll(() => club.store.close())

  it('tells on one screen, in its order: finding, waiting, made, done, who was here, a picture, a question', async () => {
    const text = await club.read('/digest')
    const order = [
      'first messages wait',
      'Waiting: ',
      'Made ',
      'Done ',
      'What came of it ',
      'Who was here ',
      'Who was here, week by week',
      'A question: ',
      'Why there are no names',
    ]
    const places = order.map((part) => text.indexOf(part))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(text.split('\n').length).toBeLessThan(80)
  })

  it('says of a first day that nothing is known of the days before it', async () => {
    const server = await openServer()
    try {
      for (const name of ['general', 'moderators']) server.add(name)
      const input = {
        channels: 'general',
        purpose: 'x',
        channel: 'moderators',
        when: 'mon 9',
        timeZone: 'UTC',
      }
      await server.ask({ command: 'community', handler: 'begin', input }, { community: null })
      expect(await server.read('/digest')).toContain('Nothing has happened here yet.')
      await server.ask('/did swept the pit')
      expect(await server.read('/digest')).toContain('what is known begins after them')
      expect(await server.read('/digest', { now: NOW + 86_400_000 })).toContain('1 person took part')
    } finally {
      await server.store.close()
    }
  })

  it('begins with one sentence', async () => {
    const [first] = (await club.ask('/digest')).blocks
    if (first?.kind !== 'paragraph') throw new Error('the finding comes first')
    expect(first.text).toEqual([
      {
        kind: 'strong',
        text: '10 things were done, after 2 before, and 3 first messages wait for an answer.',
      },
    ])
  })

  it('names practices and nobody', async () => {
    const text = await club.read('/digest')
    expect(flat(text)).toContain('Charge batteries in turn and Tap a hole straight')
    expect(text).not.toMatch(/\b(Ada|Bo|Emre|Diego|Dana)\b/)
  })

  it('takes weeks or a first day', async () => {
    expect(await club.read('/digest weeks:2')).toContain('9 to 22 November 2026')
    expect(await club.read('/digest since:2026-11-01')).toContain('1 to 22 November 2026')
    expect(await club.read('/digest since:2026-11-01 weeks:2')).toBe('Say weeks or since, not both.\n')
    expect(await club.read('/digest since:2027-01-01')).toContain('must come before the end')
  })

  it('says what is not known of the first weeks', async () => {
    expect(flat(await club.read('/digest weeks:12'))).toContain(
      'Not everything is known of these days: the history begins on',
    )
  })

  it('shows moderators people as they are counted, and others in fives without small groups', async () => {
    const exact = await club.read('/digest')
    expect(exact).toMatch(/Who was here +29 people \(23 before\): 21 stayed, 2 came back/)
    const shown = await club.read('/digest', { isModerator: false })
    expect(shown).toMatch(/Who was here +About 30 people \(about 25 before\)\.\n/)
    expect(shown).toContain('People are counted in fives here')
    expect(shown).not.toMatch(/\b(29|23) people|came back after|stayed/)
  })

  it('shows no picture to others that would show a small group, and offers none', async () => {
    const reply = await club.ask('/digest', { isModerator: false })
    expect(figuresOf(reply).map((figure) => figure.kind)).toEqual(['rhythm'])
    expect(
      buttonsOf(reply)
        .map((button) => button.label)
        .slice(-3),
    ).toEqual(['See all 7 who wait', 'More pictures', 'The map'])
    const more = await club.ask({ command: 'digest', handler: 'pictures', input: {} }, { isModerator: false })
    expect(buttonsOf(more).map((button) => button.label)).toEqual([
      'How newcomers fared',
      'How long people wait',
      'When people talk',
      'How words spread',
      'What came of practices',
      'Other days, or a cohort',
    ])
    for (const figure of ['membersByWeek', 'bandsOverTime', 'moves'])
      expect(await club.read(`/digest picture ${figure}`, { isModerator: false })).toContain('too few people')
  })

  it('leads to the other pictures of the same days', async () => {
    const toMore = buttonsOf(await club.ask('/digest weeks:6')).find(
      (one) => one.target.handler === 'pictures',
    )
    if (toMore === undefined) throw new Error('the digest leads to more pictures')
    const buttons = buttonsOf(await club.ask(toMore.target)).filter((one) => one.target.handler === 'picture')
    const replies = await Promise.all(buttons.map((button) => club.ask(button.target)))
    expect(replies.flatMap(figuresOf).map((figure) => figure.kind)).toEqual([
      'membersByWeek',
      'bandsOverTime',
      'moves',
      'newcomersPath',
      'waitsBySpace',
      'rhythm',
      'wordsSpread',
      'practicesDone',
    ])
    for (const reply of replies) expect(textOf(reply)).toContain('12 October to 22 November 2026')
  })

  it('says so where nothing has happened yet', async () => {
    const empty = await openPlayground({ isEmpty: true })
    expect(await empty.read('/digest')).toContain('Nothing has happened here yet.')
    expect(await empty.read('/digest picture rhythm')).toContain('Nothing has happened here yet.')
    await empty.store.close()
  })

  it('tells so few people nothing of who came and went', async () => {
    const few = await openPlayground({ isEmpty: true })
    await few.ask('/did a thing', { now: Date.parse('2026-11-20T12:00:00Z') })
    const text = flat(await few.read('/digest', { isModerator: false }))
    expect(text).toContain('One thing was done')
    expect(text).toContain('Fewer than 20 people were active')
    expect(text).not.toContain('Who was here')
    expect(await few.read('/digest')).toMatch(/Who was here +1 person \(none before\)/)
    await few.store.close()
  })
})
