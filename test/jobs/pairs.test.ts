import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calendarOf, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../src/core/calendar.ts'
import type { MemberId, PairId } from '../../src/core/ids.ts'
import { dayToAsk, isTimeToAsk } from '../../src/core/repertoire/apprenticeship-question.ts'
import { english } from '../../src/core/words/english.ts'
import { askPairs } from '../../src/jobs/pairs.ts'
import { textOf } from '../commands/playground.ts'
import { type Club, type Fault, MONDAY, openClub, openPlatform, type Platform } from './club.ts'

/** Monday at five in the afternoon, in winter in Berlin. */
const FIVE = MONDAY + 7 * MS_PER_HOUR
const WEEK = 7 * MS_PER_DAY

let club: Club
let platform: Platform
let logged: object[]
beforeEach(async () => {
  club = await openClub({ timeZone: 'Europe/Berlin' })
  platform = openPlatform()
  logged = []
})
afterEach(() => club.store.close())

const ask = (now: number, speakers = [platform]) => {
  const log = { error: (details: object) => void logged.push(details) }
  return askPairs({ store: club.store, speakers, words: english, log }, now)
}
const member = (person: string): Promise<MemberId> =>
  club.store.people.member(club.community.id, 'discord', person)

/** Ada learns from Bo since Monday; who of them may be asked. */
async function pair(who: readonly ('ada' | 'bo')[] = ['ada'], at = MONDAY): Promise<PairId> {
  const { learning, people } = club.store
  const { id } = club.community
  const [ada, bo] = [await member('ada'), await member('bo')]
  for (const [one, as] of [
    [ada, 'learn'],
    [bo, 'show'],
  ] as const)
    await learning.say(id, { member: one, topic: 'soldering', as, limit: 9, platform: 'discord', at }, 1)
  await people.setName(id, bo, 'discord', 'Bo')
  const made = await learning.propose(id, {
    ...{ topic: 'soldering', learner: ada, shower: bo, by: 'learn', space: null, at },
  })
  if (made === null) throw new Error('it was proposed before')
  await learning.agree(id, made, bo, { at, space: null })
  for (const one of who) await learning.askLater(id, made, await member(one), 'discord')
  return made
}
const told = (): readonly string[] => platform.told.map((one) => one.to.person)

describe('asking how it goes', () => {
  it('asks each who agreed, once after two weeks and once after eight, in their words', async () => {
    await pair(['ada', 'bo'])
    for (let now = FIVE; now < FIVE + 12 * WEEK; now += 6 * MS_PER_HOUR) await ask(now)
    expect(told()).toEqual(['ada', 'bo', 'ada', 'bo'])
    const [toAda, toBo] = platform.told.map((one) => textOf(one.reply))
    expect(toAda).toContain('On 23 November 2026 you agreed that Bo shows you soldering. Does it go on?')
    expect(toBo).toContain('On 23 November 2026 you agreed that you show somebody soldering.')
    expect(logged).toEqual([])
  })

  it('asks nobody before their time, at night, or who did not agree', async () => {
    await pair()
    await ask(FIVE + 2 * WEEK - MS_PER_DAY)
    for (const hour of [0, 5, 9, 15, 20, 23])
      await ask(
        calendarOf('Europe/Berlin').startOf(calendarOf('UTC').dayOf(MONDAY) + 14) + hour * MS_PER_HOUR,
      )
    expect(told()).toEqual([])
    await ask(FIVE + 2 * WEEK)
    expect(told()).toEqual(['ada'])
  })

  it('asks after a break that it would fall into, and not at all what is four weeks late', async () => {
    await pair()
    const day = calendarOf('Europe/Berlin').dayOf(MONDAY)
    await club.store.communities.setBreaks(club.community.id, [{ from: day + 10, to: day + 20 }])
    for (let days = 14; days < 20; days += 1) await ask(FIVE + days * MS_PER_DAY)
    expect(told()).toEqual([])
    await ask(FIVE + 20 * MS_PER_DAY)
    expect(told()).toEqual(['ada'])
    await ask(FIVE + 8 * WEEK + 28 * MS_PER_DAY)
    expect(told()).toEqual(['ada'])
  })

  it.each([
    [
      'the pair has ended',
      async (id: PairId) => void (await club.store.learning.end(club.community.id, id, FIVE)),
    ],
    ['they pause', async () => club.store.people.pause(club.community.id, await member('ada'), FIVE)],
    [
      'they erased themselves',
      async () =>
        club.store.people.erase(club.community.id, await member('ada'), { practices: 'remove' }, FIVE),
    ],
    [
      'the other one erased themselves',
      async () =>
        club.store.people.erase(club.community.id, await member('bo'), { practices: 'remove' }, FIVE),
    ],
    [
      'they do not want it any more',
      async (id: PairId) => club.store.learning.askLater(club.community.id, id, await member('ada'), null),
    ],
  ])('asks nobody where %s', async (_, become) => {
    await become(await pair())
    await ask(FIVE + 2 * WEEK)
    expect(told()).toEqual([])
  })

  it('asks whoever paused once they are back, if that is not much too late', async () => {
    await pair()
    await club.store.people.pause(club.community.id, await member('ada'), FIVE)
    await ask(FIVE + 2 * WEEK)
    await club.store.people.resume(club.community.id, await member('ada'), FIVE + 3 * WEEK)
    await ask(FIVE + 3 * WEEK)
    expect(told()).toEqual(['ada'])
  })

  it('notes who takes no messages, and never tries again', async () => {
    const id = await pair()
    platform.closed.add('ada')
    for (let days = 14; days < 20; days += 1) await ask(FIVE + days * MS_PER_DAY)
    expect(platform.asked).toHaveLength(1)
    expect(await club.store.learning.questions(club.community.id)).toMatchObject([
      { pair: id, message: null, settledAt: FIVE + 2 * WEEK },
    ])
  })

  it('asks each on the platform where they said so', async () => {
    const { communities, learning } = club.store
    const { id } = club.community
    const workspace = await communities.workspace({ platform: 'slack', externalId: 'T1', name: 'T1' })
    await communities.bindSpace(id, workspace.id, { externalId: 'C1', name: 'build' })
    const maria = await club.store.people.member(id, 'slack', 'maria')
    const ada = await member('ada')
    const wish = { topic: 'welding', as: 'learn', limit: 1, platform: 'discord', at: MONDAY } as const
    await learning.say(id, { ...wish, member: ada }, 1)
    const made = await learning.propose(id, {
      ...{ topic: 'welding', learner: ada, shower: maria, by: 'learn', space: null, at: MONDAY },
    })
    if (made === null) throw new Error('it was proposed before')
    await learning.agree(id, made, maria, { at: MONDAY, space: null })
    await learning.askLater(id, made, ada, 'discord')
    await learning.askLater(id, made, maria, 'slack')
    const slack: Platform = { ...openPlatform(), platform: 'slack' }
    await ask(FIVE + 2 * WEEK, [platform, slack])
    expect(platform.told.map((one) => one.to)).toEqual([{ workspace: 'robots', person: 'ada' }])
    expect(slack.told.map((one) => one.to)).toEqual([{ workspace: 'T1', person: 'maria' }])
    expect(textOf(slack.told[0]?.reply ?? { title: '', blocks: [], isPrivate: true })).toContain(
      'you agreed that you show somebody on Discord welding.',
    )
  })

  it('waits for a platform that is not served, and for the bot to be in again', async () => {
    await pair()
    await ask(FIVE + 2 * WEEK, [])
    expect(await club.store.learning.questions(club.community.id)).toEqual([])
    platform.faults.push({ kind: 'refused', reason: 'away' })
    await ask(FIVE + 2 * WEEK)
    await ask(FIVE + 2 * WEEK + MS_PER_MINUTE)
    expect(told()).toEqual(['ada'])
  })

  it('makes one message of each question, whatever is lost and whenever the process dies', async () => {
    const trouble = fc.constantFrom<Fault>(
      { kind: 'unknown', hasArrived: true },
      { kind: 'unknown', hasArrived: false },
      { kind: 'crash', hasArrived: true },
      { kind: 'crash', hasArrived: false },
    )
    await pair(['ada', 'bo'])
    let at = FIVE + 2 * WEEK
    await fc.assert(
      fc.asyncProperty(fc.array(trouble, { maxLength: 6 }), async (faults) => {
        platform.faults.push(...faults)
        const due = at
        at += 5 * MS_PER_MINUTE
        await ask(due)
        const keys = platform.told.map((one) => one.key)
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 15 },
    )
    platform.faults.length = 0
    await ask(at + MS_PER_DAY)
    expect([...told()].sort()).toEqual(['ada', 'bo'])
    expect(
      (await club.store.learning.questions(club.community.id)).every((one) => one.settledAt !== null),
    ).toBe(true)
  })
})

describe('when it is time', () => {
  it('is so many weeks later, or the first day after the breaks that it lies in', () => {
    expect(dayToAsk(100, 2, [])).toBe(114)
    expect(dayToAsk(100, 8, [{ from: 150, to: 156 }])).toBe(156)
    expect(
      dayToAsk(100, 2, [
        { from: 110, to: 116 },
        { from: 116, to: 120 },
      ]),
    ).toBe(120)
  })

  it('is between four and eight in the afternoon of the community, also where clocks change', () => {
    for (const timeZone of ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe']) {
      const calendar = calendarOf(timeZone)
      const from = Date.parse('2026-10-20T00:00:00Z')
      for (let at = from; at < from + 20 * MS_PER_DAY; at += 30 * MS_PER_MINUTE) {
        const hour = Number(
          new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at),
        )
        expect(isTimeToAsk(calendar.dayOf(from), at, calendar, [])).toBe(hour >= 16 && hour < 20)
      }
    }
  })
})
