/** What people decided about themselves outlives the database: it is put back to what it was, they are not. */
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Activity } from '../../src/core/activity.ts'
import type { Store } from '../../src/core/ports.ts'
import { decidedIn } from '../../src/store/decisions.ts'
import { decisionsFile } from '../../src/store/decisions-file.ts'
import { openStore } from '../../src/store/open.ts'
import { message, type Place, place, reaction, START } from './club.ts'
import { ENGINE_NAMES, ENGINES, type EngineName, SECRET } from './engines.ts'
import { recordedTables } from './tables.ts'

const PEOPLE = ['ada', 'bo', 'cy', 'dan', 'eve'] as const
/** What had happened when the backup was made, and what did afterwards, a moment each. */
const BEFORE = 10
const AFTER = 100

const talk = (from: number): Activity[] =>
  PEOPLE.flatMap((person, index) => [
    message(`${from}-${person}`, person, START + from + index),
    reaction(`${from}-${person}`, PEOPLE[(index + 1) % PEOPLE.length] ?? 'ada', START + from + index + 10),
  ])

const memberOf = (store: Store, { community }: Place, person: string) =>
  store.people.member(community.id, 'slack', person)

/** A folder for a file of decisions, and databases that come and go beside it. */
async function withDatabases(
  engine: EngineName,
  work: (tools: {
    decisions: string
    /** A database as it was when the backup was made. */
    backup(): Promise<{ url: string; here: Place }>
    open(url: string): Promise<Store>
  }) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-decisions-'))
  const decisions = path.join(folder, 'people.decisions')
  const drops: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true })]
  const open = async (url: string, file: string | null = decisions): Promise<Store> => {
    const store = await openStore({ url, secret: SECRET, decisions: file })
    drops.push(() => store.close())
    return store
  }
  try {
    await work({
      decisions,
      open,
      backup: async () => {
        const database = await ENGINES[engine]()
        drops.push(database.drop)
        const store = await open(database.url, null)
        const here = await place(store)
        await store.recording.record(here.workspace.id, talk(BEFORE), START)
        await store.close()
        return { url: database.url, here }
      },
    })
  } finally {
    for (const drop of drops.reverse()) await drop()
  }
}

describe.each(ENGINE_NAMES)('a database that is put back, on %s', (engine) => {
  it('is brought up to what people decided since, and ends in the same tables', () =>
    withDatabases(engine, async ({ open, backup }) => {
      const [old, copy] = [await backup(), await backup()]
      const { here } = old
      const first = await open(old.url)
      const of = (person: string) => memberOf(first, here, person)
      const { id } = here.community
      await first.people.erase(id, await of('ada'), { practices: 'remove' }, START + AFTER - 1)
      await first.people.pause(id, await of('bo'), START + AFTER - 1)
      await first.people.pause(id, await of('cy'), START + BEFORE + 50)
      await first.people.resume(id, await of('cy'), START + AFTER - 1)
      await first.people.erase(id, await of('dan'), { practices: 'remove' }, START + AFTER - 2)
      await first.people.comeBack(id, 'slack', 'dan')
      // Somebody whom the backup never met.
      await first.recording.record(here.workspace.id, [message('new', 'fay', START + AFTER - 5)], START)
      await first.people.pause(id, await of('fay'), START + AFTER - 1)
      const since = [...talk(BEFORE), message('new', 'fay', START + AFTER - 5), ...talk(AFTER)]
      since.push(message('late', 'fay', START + AFTER + 5))
      await first.recording.record(here.workspace.id, since, START)
      await first.close()

      const restored = await open(copy.url)
      expect(await restored.people.find(id, 'slack', 'ada')).toBeNull()
      expect(await restored.people.hasErased(id, 'slack', 'ada')).toBe(true)
      expect(await restored.people.hasErased(id, 'slack', 'dan')).toBe(false)
      await restored.recording.record(here.workspace.id, since, START)
      await restored.close()
      const [was, is] = [await recordedTables(old.url), await recordedTables(copy.url)]
      expect(is).toEqual(was)
      expect(is['people']).toEqual(['bo', 'cy', 'dan', 'eve', 'fay'])
      expect(is['message']?.some((row) => row.includes('late'))).toBe(false)
    }))
})

describe('the file beside a database', () => {
  it('takes an erasure that a crash left undone, and none that failed', () =>
    withDatabases('sqlite', async ({ open, backup, decisions }) => {
      const { url, here } = await backup()
      const { id } = here.community
      const store = await open(url)
      const ada = await memberOf(store, here, 'ada')
      const bo = await memberOf(store, here, 'bo')
      await store.close()
      // A database that takes nothing any more.
      await expect(store.people.erase(id, bo, { practices: 'remove' }, START)).rejects.toThrow()
      expect(decisionsFile(decisions).read()).toEqual([])
      const again = await open(url)
      await again.people.erase(id, ada, { practices: 'keep' }, START)
      const [line] = decisionsFile(decisions).read()
      if (line?.kind !== 'erased') throw new Error('no erasure was written')
      const { hash: _hash, ...rest } = line
      expect(rest).toEqual({ community: id, madeAt: START, kind: 'erased', at: START, practices: 'keep' })
      await again.close()

      const { url: crashed } = await backup()
      const next = await open(crashed)
      expect(await next.people.find(id, 'slack', 'ada')).toBeNull()
      expect(await next.people.find(id, 'slack', 'bo')).toBe(bo)
    }))

  it('writes the file anew from the database where it is lost, and asks nothing of another community', () =>
    withDatabases('sqlite', async ({ open, backup, decisions }) => {
      const { url, here } = await backup()
      const store = await open(url)
      const { id } = here.community
      await store.people.erase(id, await memberOf(store, here, 'ada'), { practices: 'remove' }, START)
      await store.people.pause(id, await memberOf(store, here, 'bo'), START)
      const whole = decidedIn(decisionsFile(decisions).read())
      await store.close()
      rmSync(decisions)
      await (await open(url)).close()
      expect(decidedIn(decisionsFile(decisions).read())).toEqual(whole)
      const lines = decisionsFile(decisions).read()
      rmSync(decisions)
      decisionsFile(decisions).append(lines.map((line) => ({ ...line, madeAt: START + 1 })))
      const copy = await backup()
      const other = await open(copy.url)
      expect(await other.people.find(id, 'slack', 'ada')).not.toBeNull()
    }))
})

describe('deciding again', () => {
  it('counts the latest word, whatever the clock does, and forgets the pauses of who erased themselves', () =>
    withDatabases('sqlite', async ({ open, backup, decisions }) => {
      const { url, here } = await backup()
      const { id } = here.community
      const store = await open(url)
      const file = decisionsFile(decisions)
      const kinds = () => file.read().map((one) => one.kind)
      const ada = () => memberOf(store, here, 'ada')
      await store.people.pause(id, await ada(), START + 60)
      await store.people.pause(id, await ada(), START + 70)
      expect(kinds()).toEqual(['paused'])
      await store.people.resume(id, await ada(), START)
      expect(kinds()).toEqual(['paused', 'resumed'])
      await store.people.erase(id, await ada(), { practices: 'remove' }, START + 90)
      expect(kinds()).toEqual(['erased'])
      await store.people.comeBack(id, 'slack', 'ada')
      expect(kinds()).toEqual(['erased', 'back'])
      // The clock was set back meanwhile.
      await store.people.erase(id, await ada(), { practices: 'remove' }, START + 5)
      expect(kinds()).toEqual(['erased'])
      await store.close()
      const copy = await backup()
      const restored = await open(copy.url)
      expect(await restored.people.hasErased(id, 'slack', 'ada')).toBe(true)
      expect(statSync(decisions).mode & 0o777).toBe(0o600)
      expect(readFileSync(decisions, 'utf8')).not.toContain('cipher')
    }))

  it('keeps of a community that is dropped who erased themselves, and of joined people one pause for both', () =>
    withDatabases('sqlite', async ({ open, backup, decisions }) => {
      const { url, here } = await backup()
      const { id } = here.community
      const store = await open(url)
      const lines = () => decisionsFile(decisions).read()
      await store.people.pause(id, await memberOf(store, here, 'ada'), START)
      const other = await store.people.member(id, 'discord', '77')
      const code = await store.people.makeCode(
        { community: id, purpose: 'person', member: other, platform: 'discord' },
        START,
      )
      expect(await store.people.join(id, await memberOf(store, here, 'ada'), code, START)).toBe('joined')
      expect(lines().map((one) => one.kind)).toEqual(['paused', 'paused'])
      await store.people.erase(id, await memberOf(store, here, 'bo'), { practices: 'remove' }, START)
      await store.communities.dropWorkspace(here.workspace.id)
      expect(lines().map((one) => one.kind)).toEqual(['erased'])
    }))

  it('makes no file where nobody decided anything, and refuses to start without what it cannot read', () =>
    withDatabases('sqlite', async ({ open, backup, decisions }) => {
      const { url } = await backup()
      await (await open(url)).close()
      expect(existsSync(decisions)).toBe(false)
      await expect(openStore({ url, secret: SECRET, decisions: path.dirname(decisions) })).rejects.toThrow(
        'cannot be read',
      )
    }))
})

describe('the file', () => {
  const decision = fc.record({
    kind: fc.constant('erased' as const),
    community: fc.integer({ min: 1, max: 9 }),
    madeAt: fc.nat(),
    hash: fc.string(),
    at: fc.nat(),
    practices: fc.constantFrom('remove' as const, 'keep' as const),
  })

  it('gives every whole line again, however the last one was torn, and blanks in place', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'commonplace-decisions-'))
    const file = path.join(folder, 'people.decisions')
    try {
      fc.assert(
        fc.property(fc.array(decision, { minLength: 2, maxLength: 6 }), fc.nat(200), (all, cut) => {
          rmSync(file, { force: true })
          const kept = decisionsFile(file)
          kept.append(all.slice(0, -1))
          const whole = readFileSync(file).length
          kept.append(all.slice(-1))
          // A crash while the last line is written, and somebody else's nonsense after it.
          truncateSync(file, Math.max(whole, readFileSync(file).length - 1 - cut))
          if (cut % 2 === 0) appendFileSync(file, 'nonsense')
          kept.append(all.slice(0, 1))
          const lines = [...all.slice(0, -1), ...all.slice(0, 1)]
          const found = kept.read()
          for (const line of lines) expect(found).toContainEqual(line)
          const size = readFileSync(file).length
          kept.strike(() => true)
          expect(kept.read()).toEqual([])
          expect(readFileSync(file).length).toBe(size)
        }),
        { numRuns: 60 },
      )
      writeFileSync(file, Buffer.from([0xff, 0xfe, 0x0a, 0x7b]))
      expect(decisionsFile(file).read()).toEqual([])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
