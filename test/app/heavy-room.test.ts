import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dispatch } from '../../src/app/dispatch.ts'
import { createHeavyRoom, type HeavyRoom, type HeavyRoomOptions } from '../../src/app/heavy-room.ts'
import { makeSample, sampleCohorts } from '../../src/app/sample.ts'
import { seenBy } from '../../src/app/seen-by.ts'
import { commandsIn } from '../../src/commands.ts'
import type { Activity } from '../../src/core/activity.ts'
import { dayOfDate, MS_PER_DAY } from '../../src/core/calendar.ts'
import { type Command, handler } from '../../src/core/command.ts'
import { Refusal } from '../../src/core/errors.ts'
import { communityId, memberId } from '../../src/core/ids.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import { boardReply, readBoardFacts } from '../../src/core/reflection/board.ts'
import { digestPost } from '../../src/core/reflection/digest-post.ts'
import type { Target } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import type { Request } from '../../src/platforms/platform.ts'
import { surroundingsOf } from '../../src/platforms/terminal/surroundings.ts'
import { NOW, textOf } from '../commands/playground.ts'
import { ENGINE_NAMES, SECRET, withStore } from '../store/engines.ts'

const GRANTS = { texts: true, arrivals: true }
const ENTRY = new URL('../../src/heavy-worker.mjs', import.meta.url)
const nowhere = surroundingsOf(async () => [])

const rooms: HeavyRoom[] = []
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.close()
})

function roomFor(url: string, more: Partial<HeavyRoomOptions> = {}) {
  const logged: object[] = []
  const log = { error: (details: object) => void logged.push(details) }
  const room = createHeavyRoom({
    url,
    secret: SECRET,
    language: 'english',
    entry: ENTRY,
    words: english,
    log,
    ...more,
  })
  rooms.push(room)
  return { room, logged }
}

const request = (target: Target, community: Community, more: Partial<Request> = {}): Request => ({
  ...target,
  community,
  place: { platform: 'terminal', workspace: { externalId: 'sample', name: 'Sample' }, channel: null },
  sees: null,
  now: NOW,
  actor: {
    ...{ member: memberId(1), displayName: 'you', isModerator: true, account: 'member' },
    identity: { platform: 'terminal', externalId: 'you' },
  },
  ...more,
})
const digest: Target = { command: 'digest', handler: 'digest', input: {} }

describe.each(ENGINE_NAMES)('the room for heavy handlers, on %s', (engine) => {
  it('answers as the main thread does, about what the caller may see', () =>
    withStore(engine, async (store, url) => {
      const community = await makeSample(store, { now: NOW, timeZone: 'Europe/Paris', words: english })
      const [first] = await store.communities.spaces(community.id)
      if (first === undefined) throw new Error('the club has spaces')
      const { room } = roomFor(url)
      const tools = { store, words: english, commands: commandsIn(english), log: { error: fail }, room: null }
      for (const asked of [
        request(digest, community),
        request(digest, community, { sees: [first.id] }),
        request({ ...digest, input: { weeks: '0' } }, community),
        request({ ...digest, handler: 'picture', input: { figure: 'rhythm' } }, community),
      ])
        expect(await room.dispatch(asked, GRANTS)).toEqual(await dispatch(asked, nowhere, tools))
    }))

  it('compares a cohort that was read in the main thread, which alone can ask platforms', () =>
    withStore(engine, async (store, url) => {
      const community = await makeSample(store, { now: NOW, timeZone: 'Europe/Paris', words: english })
      const { room } = roomFor(url)
      const [group] = sampleCohorts
      if (group === undefined) throw new Error('the club has a group')
      const here = surroundingsOf(async () => [], sampleCohorts)
      const tools = { store, words: english, commands: commandsIn(english), log: { error: fail } }
      const asked = request({ ...digest, input: { cohort: group.name } }, community)
      const told = await dispatch(asked, here, { ...tools, room })
      expect(textOf(told)).toContain(`people in ${group.name}`)
      expect(told).toEqual(await dispatch(asked, here, { ...tools, room: null }))
    }))

  it('tells the week that is posted, and nothing of one in which nothing happened', () =>
    withStore(engine, async (store, url) => {
      const community = await makeSample(store, { now: NOW, timeZone: 'Europe/Paris', words: english })
      const { room } = roomFor(url)
      const day = dayOfDate('2026-11-23') ?? Number.NaN
      const week = { from: day - 7, to: day }
      const exact = { isExact: true, sees: null }
      const told = await room.tellWeek(community, week, exact)
      expect(told).not.toBeNull()
      expect(told).toEqual(await digestPost(store, community, week, exact, english))
      expect(await room.tellWeek(community, { from: day - 700, to: day - 693 }, exact)).toBeNull()
      const [first] = await store.communities.spaces(community.id)
      if (first === undefined) throw new Error('the club has spaces')
      const sees = [first.id]
      const seen = seenBy(store, { community: community.id, sees })
      const members = { isExact: false, sees }
      const toldThem = await room.tellWeek(community, week, members)
      expect(toldThem).toEqual(await digestPost(seen, community, week, members, english))
      expect(toldThem).not.toEqual(told)
      expect(await room.tellBoard(community, NOW, sees)).toEqual(
        boardReply(community, await readBoardFacts(seen, community, NOW), english),
      )
      const strange = { ...community, timeZone: 'Not/AZone' }
      await expect(room.tellWeek(strange, week, exact)).rejects.toThrow('Not/AZone')
      expect(await room.tellWeek(community, week, exact)).toEqual(told)
    }))

  it('sees what was written a moment ago', () =>
    withStore(engine, async (store, url) => {
      const community = await makeSample(store, { now: NOW, timeZone: 'Europe/Paris', words: english })
      const { room } = roomFor(url)
      // As it is served: the thread is there before anybody asks.
      room.open()
      room.open()
      const asked = request({ command: 'did', handler: 'did', input: {} }, community)
      await room.dispatch(asked, GRANTS)
      const done = {
        what: 'a wholly new thing',
        practice: null,
        outcome: null,
        companions: [],
        platform: 'slack' as const,
        at: NOW,
      }
      await store.repertoire.did(community.id, { ...done, member: memberId(1) }, Math.floor(NOW / MS_PER_DAY))
      expect(textOf(await room.dispatch(asked, GRANTS))).toContain('a wholly new thing')
    }))
})

describe('the room for heavy handlers', () => {
  it('logs in the main thread what went wrong in its own, under the code that is shown', () =>
    withStore('sqlite', async (store, url) => {
      const { room, logged } = roomFor(url)
      const community = await makeSample(store, { now: NOW, timeZone: 'UTC', words: english })
      const reply = await room.dispatch(request(digest, { ...community, timeZone: 'Not/AZone' }), GRANTS)
      const code = /the code ([0-9a-f]{6})\./.exec(textOf(reply).replaceAll('\n', ' '))?.[1]
      expect(logged).toMatchObject([{ incident: code, command: 'digest', community: community.id }])
      expect(logged).toMatchObject([{ err: expect.any(Error) }])
    }))

  it('refuses a database in memory, which its thread could not open', () => {
    expect(() => roomFor(':memory:')).toThrow(new Refusal(english.refusals.inMemory))
  })

  it('rejects where its database cannot be opened, and where it is closed', async () => {
    await withStore('sqlite', async (_, url) => {
      const { room } = roomFor(url, { secret: 'another secret altogether' })
      await expect(room.dispatch(request(digest, club), GRANTS)).rejects.toThrow('made with another key')
      await room.close()
      await expect(room.dispatch(request(digest, club), GRANTS)).rejects.toThrow('is closed')
    })
  })
})

/** A thread that does as it is told, and else answers which one it is. */
const OBEDIENT = `
import { parentPort, threadId } from 'node:worker_threads'
parentPort.on('message', ({ request: { handler } }) => {
  if (handler === 'throw') throw new Error('told to')
  if (handler === 'exit') process.exit(3)
  if (handler === 'spin') for (;;);
  if (handler === 'silence') return
  parentPort.postMessage({ kind: 'told', reply: { title: String(threadId), blocks: [], isPrivate: true }, logged: [] })
})`
const OBEDIENT_ENTRY = new URL(`data:text/javascript,${encodeURIComponent(OBEDIENT)}`)
const club: Community = { id: communityId(1), name: 'Club', timeZone: 'UTC', isLive: true, purpose: '' }
const told = (name: string): Request => request({ command: 'x', handler: name, input: {} }, club)

describe('a thread that breaks', () => {
  it.each([
    ['throw', 'told to'],
    ['exit', 'its thread ended'],
    ['spin', 'nothing came within 4 seconds'],
    ['silence', 'nothing came within 4 seconds'],
  ])('by %s is said to have, and the next request gets a new one', async (how, reason) => {
    const { room } = roomFor('none', { entry: OBEDIENT_ENTRY, patienceMs: 4_000 })
    const before = await room.dispatch(told('answer'), GRANTS)
    const [broken, after] = await Promise.allSettled([
      room.dispatch(told(how), GRANTS),
      room.dispatch(told('answer'), GRANTS),
    ])
    expect(broken).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining(reason) } })
    if (after.status === 'rejected') throw after.reason
    expect(Number(after.value.title)).toBeGreaterThan(Number(before.title))
  })

  it('answers one after the other by one thread, and refuses when too many wait', async () => {
    const { room } = roomFor('none', { entry: OBEDIENT_ENTRY })
    const all = await Promise.allSettled(
      Array.from({ length: 60 }, () => room.dispatch(told('answer'), GRANTS)),
    )
    const titles = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.title] : []))
    expect(titles).toHaveLength(50)
    expect(new Set(titles).size).toBe(1)
    for (const one of all)
      if (one.status === 'rejected') expect(one.reason).toEqual(new Refusal(english.refusals.busy))
  })
})

describe('dispatch', () => {
  const reading = (isHeavy: boolean) =>
    handler({
      summary: 'Reads much',
      may: 'moderate',
      isTyped: true,
      ...(isHeavy ? { isHeavy } : {}),
      input: z.object({}),
      run: async () => ({ title: 'here', blocks: [], isPrivate: true }),
    })
  const command: Command = {
    name: 'read',
    summary: 'Reads',
    bare: 'heavy',
    example: '/read',
    handlers: new Map([
      ['heavy', reading(true)],
      ['light', reading(false)],
      ['throw', reading(true)],
    ]),
  }

  it('has heavy handlers run in the room where there is one, and everything else here', () =>
    withStore('sqlite', async (store) => {
      const { room } = roomFor('none', { entry: OBEDIENT_ENTRY })
      const logged: object[] = []
      const log = { error: (details: object) => void logged.push(details) }
      const ask = (name: string, more: Partial<Request> = {}, where: HeavyRoom | null = room) =>
        dispatch(request({ command: 'read', handler: name, input: {} }, club, more), nowhere, {
          ...{ store, words: english, commands: [command], log, room: where },
        })
      expect((await ask('heavy')).title).toMatch(/^\d+$/)
      expect((await ask('light')).title).toBe('here')
      expect((await ask('heavy', {}, null)).title).toBe('here')
      const actor = { ...request(digest, club).actor, isModerator: false }
      expect(textOf(await ask('heavy', { actor }))).toContain('Only moderators')
      expect(logged).toEqual([])
      expect(textOf(await ask('throw'))).toContain('Something broke on our side')
      expect(logged).toMatchObject([{ command: 'read', handler: 'throw', community: club.id }])
    }))
})

describe('while a large digest is read', () => {
  const MESSAGES = 60_000
  const PEOPLE = 1500
  const WEEKS = 12

  async function large(store: Store): Promise<Community> {
    const from = NOW - WEEKS * 7 * MS_PER_DAY
    const { communities, recording } = store
    const community = await communities.create({
      name: 'Large',
      timeZone: 'Europe/Paris',
      isLive: true,
      now: from,
    })
    const workspace = await communities.workspace({ platform: 'discord', externalId: '1', name: 'Large' })
    await communities.bindSpace(community.id, workspace.id, { externalId: 'C1', name: 'general' })
    const message = (at: number): Activity => ({
      kind: 'message',
      space: 'C1',
      key: `m${at}`,
      thread: null,
      author: `p${(at * 7919) % PEOPLE}`,
      at: from + Math.floor((at / MESSAGES) * WEEKS * 7 * MS_PER_DAY),
      reference: at % 2 === 0 && at > 0 ? `m${at - 1}` : null,
      mentions: [],
      length: 40,
      asks: false,
    })
    for (let at = 0; at < MESSAGES; at += 1000)
      await recording.record(
        workspace.id,
        Array.from({ length: 1000 }, (_, one) => message(at + one)),
        from,
      )
    return community
  }

  it('leaves the main thread free', () =>
    withStore('sqlite', async (store, url) => {
      const community = await large(store)
      const { room } = roomFor(url)
      await room.dispatch(request({ ...digest, input: { weeks: '1' } }, community), GRANTS)
      const asked = request({ ...digest, input: { weeks: '12' } }, community)
      const busyMs: number[] = []
      // A computer that has other things to do stretches every time: the best of three tells.
      for (let round = 0; round < 3; round += 1) {
        const before = performance.eventLoopUtilization()
        const startedAt = performance.now()
        const reply = await room.dispatch(asked, GRANTS)
        busyMs.push(performance.eventLoopUtilization(before).active)
        expect(performance.now() - startedAt).toBeGreaterThan(100)
        expect(textOf(reply)).toContain('took part')
      }
      // All that the main thread did meanwhile: no single stretch of it can be longer.
      expect(Math.min(...busyMs)).toBeLessThan(50)
    }))
})

const fail = (details: object): never => {
  throw new Error(`something was logged: ${JSON.stringify(details)}`)
}
