import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memberId } from '../../../src/core/ids.ts'
import { readWaiting } from '../../../src/core/participation/read-waiting.ts'
import { at, type Club, clubHistory, openClub } from './club.ts'
import { DAY } from './conversations.ts'

let club: Club
beforeEach(async () => {
  club = await openClub()
})
afterEach(() => club.store.close())

describe('who waits', () => {
  it('is told as of a moment, until somebody settles it', async () => {
    await club.record(clubHistory())
    const moment = at('2024-03-30', '9:00')
    const [eve, ...others] = await readWaiting(club.store, club.community, moment)
    expect(others).toEqual([])
    expect(eve).toMatchObject({ space: { name: 'help' }, at: at('2024-03-29', '8:00'), newcomer: true })
    expect(eve?.link).toBe(`https://discord.com/channels/g1/help/${eve?.key}`)
    if (eve === undefined) return
    const mark = { space: eve.space.id, key: eve.key, mark: 'taken' } as const
    await club.store.waiting.mark(club.community.id, mark, memberId(1), moment)
    expect(await readWaiting(club.store, club.community, moment)).toEqual([])
  })

  it('reads nothing after the moment', async () => {
    await club.record(clubHistory())
    const waits = async (moment: number) =>
      (await readWaiting(club.store, club.community, moment)).map((one) => one.at)
    expect(await waits(at('2024-03-06', '8:00'))).toEqual([])
    expect(await waits(at('2024-02-15', '9:00'))).toEqual([])
    expect(await waits(at('2024-04-01', '0:00') + 20 * DAY)).toEqual([])
    expect(await waits(at('2024-04-02', '1:00'))).toEqual([
      at('2024-03-29', '8:00'),
      at('2024-03-31', '22:30'),
    ])
  })
})
