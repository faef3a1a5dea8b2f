import { describe, expect, it } from 'vitest'
import { createDrafts } from '../../../src/platforms/discord/drafts.ts'

describe('drafts', () => {
  it('come back to whoever wrote them, for a quarter of an hour', () => {
    let now = 1_000_000
    const drafts = createDrafts(() => now)
    const key = drafts.hold('ada', { how: 'with heat' })
    expect(drafts.find('ada', key)).toEqual({ how: 'with heat' })
    expect(drafts.find('bob', key)).toEqual({})
    expect(drafts.find('ada', 'another key')).toEqual({})
    now += 15 * 60_000
    expect(drafts.find('ada', key)).toEqual({ how: 'with heat' })
    now += 1
    expect(drafts.find('ada', key)).toEqual({})
  })

  it('are forgotten, the oldest first, where there are very many', () => {
    const drafts = createDrafts(() => 0)
    const keys = Array.from({ length: 1_001 }, (_, n) => drafts.hold('ada', { n: String(n) }))
    expect(drafts.find('ada', keys[0] ?? '')).toEqual({})
    expect(drafts.find('ada', keys[1] ?? '')).toEqual({ n: '1' })
    expect(drafts.find('ada', keys[1_000] ?? '')).toEqual({ n: '1000' })
  })
})
