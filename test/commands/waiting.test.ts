import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonsOf, NOW, openPlayground, type Playground, textOf } from './playground.ts'

describe('/waiting', () => {
  let club: Playground
  beforeAll(async () => {
    club = await openPlayground()
  })
  afterAll(() => club.store.close())

  it('shows five and how many more, first messages first, then the oldest; no names and no words', async () => {
    const text = await club.read('/waiting', { isModerator: false })
    expect(text).toContain('7 messages have gone without an answer for more than a day. 3 are the first')
    expect(text.match(/^#.*$/gm)).toEqual([
      '#help, 2026-11-15 22:00, 8 days ago, somebody’s first',
      '#introductions, 2026-11-18 21:45, 5 days ago, somebody’s first',
      '#help, 2026-11-20 22:15, 3 days ago, somebody’s first',
      '#help, 2026-11-13 22:00, 10 days ago',
      '#build, 2026-11-17 22:30, 6 days ago',
    ])
    expect(text).toContain('And 2 more.')
    expect(text).not.toMatch(/Elif|Finn|Gita/)
  })

  it('takes anybody’s word that a message is answered, is none, or is theirs to answer', async () => {
    const expected = [
      'Good. It no longer waits.',
      'Noted. It no longer waits.',
      'It is yours to answer, and no longer waits here. Thank you.',
    ]
    for (const [nth, sentence] of expected.entries()) {
      const reply = await club.ask('/waiting', { isModerator: false })
      const button = buttonsOf(reply)[nth]
      if (button === undefined) throw new Error('every message has three buttons')
      const confirmed = await club.ask(button.target, { isModerator: false })
      expect(textOf(confirmed)).toBe(`${sentence}\n`)
      expect(confirmed.isPrivate).toBe(true)
    }
    expect(await club.read('/waiting')).toContain('4 messages have gone')
  })

  it('refuses a space that is not this community’s', async () => {
    const input = { space: '999', key: 'w-elif' }
    expect(await club.read({ command: 'waiting', handler: 'taken', input })).toContain('no longer there')
    expect(await club.store.waiting.marks(club.community.id)).toHaveLength(3)
  })

  it('says so where nobody waits', async () => {
    const muchLater = NOW + 30 * 86_400_000
    expect(await club.read('/waiting', { now: muchLater })).toContain('Nobody is waiting.')
  })
})
