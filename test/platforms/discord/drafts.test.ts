import { describe, expect, it } from 'vitest'
import { createDrafts } from '../../../src/platforms/discord/drafts.ts'

const draft = (how: string) => ({ values: { how }, personIds: new Map() })
const nothing = { values: {}, personIds: new Map() }

describe('drafts', () => {
  it('come back to whoever wrote them, for a quarter of an hour', () => {
    let now = 1_000_000
    const drafts = createDrafts(() => now)
    const key = drafts.hold('ada', draft('with heat'))
    expect(drafts.find('ada', key)).toEqual(draft('with heat'))
    expect(drafts.find('bob', key)).toEqual(nothing)
    expect(drafts.find('ada', 'another key')).toEqual(nothing)
    now += 15 * 60_000
    expect(drafts.find('ada', key)).toEqual(draft('with heat'))
    now += 1
    expect(drafts.find('ada', key)).toEqual(nothing)
  })

  it('are forgotten, the oldest first, where there are very many', () => {
    const drafts = createDrafts(() => 0)
    const keys = Array.from({ length: 1_001 }, (_, n) => drafts.hold('ada', draft(String(n))))
    expect(drafts.find('ada', keys[0] ?? '')).toEqual(nothing)
    expect(drafts.find('ada', keys[1] ?? '')).toEqual(draft('1'))
    expect(drafts.find('ada', keys[1_000] ?? '')).toEqual(draft('1000'))
  })
})
