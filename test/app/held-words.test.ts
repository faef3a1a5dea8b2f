import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createHeldWords, type HeldWords } from '../../src/app/held-words.ts'
import { WORDS_HELD_MS } from '../../src/core/held-words.ts'
import { communityId } from '../../src/core/ids.ts'

const club = communityId(1)
const other = communityId(2)
const words = (person: string, text = 'as I do it') => ({
  author: { platform: 'slack' as const, externalId: person },
  ...{ name: person, link: null, text },
})

describe('words that are held', () => {
  let now = 0
  let held: HeldWords
  beforeEach(() => {
    vi.useFakeTimers()
    now = 1_000_000
    held = createHeldWords(() => now)
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('are told of without the words, and taken once, in their own community', () => {
    const key = held.hold(club, words('ada'))
    expect(held.about(club, key)).toEqual({
      ...{ author: { platform: 'slack', externalId: 'ada' }, name: 'ada', link: null },
      length: 10,
      leftMs: WORDS_HELD_MS,
    })
    expect(JSON.stringify(held.about(club, key))).not.toContain('as I do it')
    expect([held.about(other, key), held.take(other, key), held.ask(other, key)]).toEqual([null, null, false])
    held.forget(other, key)
    expect(held.take(club, key)).toBe('as I do it')
    expect([held.take(club, key), held.about(club, key)]).toEqual([null, null])
  })

  it('are asked for once', () => {
    const key = held.hold(club, words('ada'))
    expect([held.ask(club, key), held.ask(club, key)]).toEqual([true, false])
  })

  it('are gone after a quarter of an hour, though nobody looks', () => {
    const key = held.hold(club, words('ada'))
    now += WORDS_HELD_MS - 1
    expect(held.about(club, key)?.leftMs).toBe(1)
    now += 1
    expect([held.about(club, key), held.take(club, key), held.ask(club, key)]).toEqual([null, null, false])
    held.hold(club, words('bo'))
    expect(held.size()).toBe(1)
    vi.advanceTimersByTime(WORDS_HELD_MS)
    expect(held.size()).toBe(0)
  })

  it('go with a no, and with whoever wrote them', () => {
    const [first, second, third] = [words('ada'), words('ada'), words('bo')].map((one) =>
      held.hold(club, one),
    )
    const elsewhere = held.hold(other, words('ada'))
    held.forget(club, first ?? '')
    held.forgetOf(club, [
      { platform: 'discord', externalId: 'bo' },
      { platform: 'slack', externalId: 'ada' },
    ])
    expect(held.about(club, second ?? '')).toBeNull()
    expect(held.about(club, third ?? '')).not.toBeNull()
    expect(held.about(other, elsewhere)).not.toBeNull()
    expect(held.size()).toBe(2)
  })

  it('are few: the oldest give way', () => {
    const first = held.hold(club, words('ada'))
    for (let at = 0; at < 1_000; at += 1) held.hold(club, words(`person ${at}`))
    expect(held.size()).toBe(500)
    expect(held.about(club, first)).toBeNull()
  })
})
