import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programOf } from '../../src/app/program.ts'
import { sealsOf } from '../../src/app/sealed.ts'
import { communityId } from '../../src/core/ids.ts'
import type { Store } from '../../src/core/ports.ts'
import type { Target } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import { openStore } from '../../src/store/open.ts'
import { ENGINE_NAMES, ENGINES, SECRET } from '../store/engines.ts'

const NOW = Date.UTC(2026, 10, 23)
const HOUSE = communityId(7)

let store: Store
beforeAll(async () => {
  store = await openStore({ url: ':memory:', secret: SECRET })
})
afterAll(() => store.close())

const seals = (secret = SECRET) => sealsOf(secret, store.kept)
const seal = (target: Target, community: typeof HOUSE | null = HOUSE) => seals().seal(community, target, NOW)
const marked: Target = {
  command: 'waiting',
  handler: 'notAQuestion',
  input: { space: '12', key: '1311022133445566778' },
}

/** Names and texts of every kind: ours, anybody's, lone surrogates, and what objects already have. */
const text = fc.oneof(
  fc.constantFrom(
    'waiting',
    'taken',
    '',
    '__proto__',
    'constructor',
    '\ud800',
    'a+b %20',
    'a/b?c=d&e;f',
    '*',
    '-',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ maxLength: 120 }),
)
const community = fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map(communityId))
const target: fc.Arbitrary<Target> = fc.record({
  command: text,
  handler: text,
  // Entries make `__proto__` a field like any other.
  input: fc.array(fc.tuple(text, text), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
})

describe.each(ENGINE_NAMES)('the id of a button, on %s', (engine) => {
  it('is good after a restart, short or long', async () => {
    const database = await ENGINES[engine]()
    const long = { ...marked, input: { ...marked.input, ['__proto__']: 'x', note: '\ud800\0ü'.repeat(99) } }
    const openProgram = async () => {
      const opened = await openStore({ url: database.url, secret: SECRET })
      const log = { error: () => undefined }
      const tools = { store: opened, words: english, commands: [], log, room: null, now: () => NOW }
      return { opened, program: programOf({ ...tools, secret: SECRET }) }
    }
    const before = await openProgram()
    const ids = [await before.program.seal(HOUSE, marked), await before.program.seal(null, long)]
    await before.opened.close()
    const after = await openProgram()
    expect(await after.program.unseal(ids[0] ?? '')).toEqual({ community: HOUSE, target: marked })
    expect(await after.program.unseal(ids[1] ?? '')).toEqual({ community: null, target: long })
    expect(await after.program.seal(null, long)).toBe(ids[1])
    await after.opened.close()
    await database.drop()
  })
})

describe('the id of a button', () => {
  it('holds what it stands for, if that is short', async () => {
    const id = await seal(marked)
    expect(id).toMatch(/^1\.7\/waiting\/notAQuestion\?key=1311022133445566778&space=12;[\w-]{16}$/)
    expect(await seals().unseal(id)).toEqual({ community: HOUSE, target: marked })
    expect(await store.kept.find(id)).toBeNull()
  })

  it('leads to what is kept for 90 days, if that is long', async () => {
    const long = { ...marked, input: { ...marked.input, note: 'ü'.repeat(500) } }
    const id = await seal(long)
    expect(id).toMatch(/^1\.\*[\w-]{48}$/)
    expect(await seals().unseal(id)).toEqual({ community: HOUSE, target: long })
    await store.kept.forgetBefore(NOW)
    expect(await seals().unseal(id)).not.toBeNull()
    await store.kept.forgetBefore(NOW + 1)
    expect(await seals().unseal(id)).toBeNull()
  })

  it('tells one community from another, and from none', async () => {
    const ids = [await seal(marked), await seal(marked, communityId(8)), await seal(marked, null)]
    expect(new Set(ids).size).toBe(3)
    expect(await seals().unseal(ids[2] ?? '')).toEqual({ community: null, target: marked })
  })

  it('means nothing under another secret, in another version, cut short or made longer', async () => {
    const id = await seal(marked)
    expect(await seals('another secret').unseal(id)).toBeNull()
    const strange = [
      `2.${id.slice(2)}`,
      `1${id.slice(2)}`,
      ` ${id}`,
      `${id} `,
      id.slice(0, -1),
      id.slice(2),
      `${id}${id}`,
    ]
    for (const one of [...strange, '', '1.', '1.;', 'board', 'x'.repeat(5000)])
      expect(await seals().unseal(one)).toBeNull()
  })

  it('holds any target, in 100 printable characters, the same for the same', async () => {
    await fc.assert(
      fc.asyncProperty(community, target, async (house, one) => {
        const id = await seals().seal(house, one, NOW)
        expect(id).toMatch(/^[!-~]{1,100}$/)
        const back = await seals().unseal(id)
        expect(back).toEqual({ community: house, target: one })
        expect(Object.entries(back?.target.input ?? {}).sort()).toEqual(Object.entries(one.input).sort())
        const reversed = Object.fromEntries(Object.entries(one.input).reverse())
        expect(await seals().seal(house, { ...one, input: reversed }, NOW)).toBe(id)
        expect(Object.prototype).not.toHaveProperty('waiting')
      }),
      { numRuns: 300 },
    )
  })

  it('is no id once any of its characters has changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        community,
        target,
        fc.nat(),
        fc.oneof(
          fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
          fc.constantFrom(...'1.-*;=&?+/%aA0_'),
        ),
        async (house, one, where, character) => {
          const id = await seals().seal(house, one, NOW)
          const at = where % id.length
          fc.pre(id[at] !== character)
          expect(await seals().unseal(id.slice(0, at) + character + id.slice(at + 1))).toBeNull()
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is no other target’s: different ones get different ids', async () => {
    await fc.assert(
      fc.asyncProperty(target, target, async (one, other) => {
        const same =
          JSON.stringify(await seals().unseal(await seal(one))) ===
          JSON.stringify(await seals().unseal(await seal(other)))
        expect((await seal(one)) === (await seal(other))).toBe(same)
      }),
      { numRuns: 200 },
    )
  })
})
