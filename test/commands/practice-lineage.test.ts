/** Lineage is a tree of older practices, whatever people do in whatever order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/core/ports.ts'
import { lineageOf } from '../../src/core/repertoire/lineage.ts'
import type { Practice } from '../../src/core/repertoire/practice.ts'
import type { Reply } from '../../src/core/reply.ts'
import { ENGINE_NAMES, withStore } from '../store/engines.ts'
import { buttonsOf, NOW, textOf } from './playground.ts'
import { formOf, openServer, type Server } from './server.ts'

const PEOPLE = ['ada', 'bo', 'cy'] as const
type Person = (typeof PEOPLE)[number]

/** One command; `nth` is which of the practices that there are, if any. */
type Command =
  | { readonly does: 'share' }
  | { readonly does: 'my way' | 'edit' | 'retire' | 'bring back'; readonly nth: number }
  | { readonly does: 'erase'; readonly practices: 'keep' | 'remove' }
type Step = Command & { readonly who: Person }

const person = fc.constantFrom(...PEOPLE)
const nth = fc.nat(50)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ who: person, does: fc.constant('share' as const) }) },
  { weight: 8, arbitrary: fc.record({ who: person, nth, does: fc.constant('my way' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      who: person,
      nth,
      does: fc.constantFrom('edit', 'retire', 'bring back' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ who: person, does: fc.constant('erase' as const) },
      practices: fc.constantFrom('keep' as const, 'remove' as const),
    }),
  },
)

/** What hangs on what, by names; what there is alone hangs on nothing. */
type Tree = Map<string, { parent: string | null; sharer: Person | null; isRetired: boolean }>

/** A club that is told to, and what it should come to. */
function clubOf(server: Server) {
  const tree: Tree = new Map()
  let made = 0
  const as = (who: Person) => ({ person: who, displayName: who, isModerator: false, now: NOW + made * 1000 })
  const press = (reply: Reply, label: string, who: Person): Promise<Reply> | null => {
    const button = buttonsOf(reply).find((one) => one.label === label)
    return button === undefined ? null : server.ask(button.target, as(who))
  }
  const fill = (form: Reply, answers: Readonly<Record<string, string>>, who: Person) => {
    const { target } = formOf(form)
    return server.ask({ ...target, input: { ...target.input, ...answers } }, as(who))
  }
  const card = (name: string, who: Person) => server.ask(`/practice find "${name}"`, as(who))

  const erase = async (who: Person, practices: 'keep' | 'remove'): Promise<void> => {
    const input = { practices, confirm: 'erase' }
    await server.ask({ command: 'my', handler: 'erase', input }, as(who))
    await server.ask({ command: 'my', handler: 'comeBack', input: {} }, as(who))
    for (const [name, one] of [...tree].reverse()) {
      if (one.sharer !== who) continue
      one.sharer = null
      if (practices === 'keep') continue
      for (const other of tree.values()) if (other.parent === name) other.parent = one.parent
      tree.delete(name)
    }
  }
  const step = async (told: Step): Promise<void> => {
    const { who } = told
    made += 1
    const name = `Way ${made}`
    if (told.does === 'erase') return erase(who, told.practices)
    if (told.does === 'share') {
      await server.ask(`/practice share "${name}" how:Press`, as(who))
      tree.set(name, { parent: null, sharer: who, isRetired: false })
      return
    }
    const names = [...tree.keys()]
    const of = names[told.nth % Math.max(1, names.length)]
    const known = of === undefined ? undefined : tree.get(of)
    if (of === undefined || known === undefined) return
    const opened = await card(of, who)
    if (told.does === 'my way') {
      const form = await press(opened, 'My way', who)
      if (form === null) throw new Error(`no way of ${of} in ${textOf(opened)}`)
      await fill(form, { name, how: 'Otherwise' }, who)
      tree.set(name, { parent: of, sharer: who, isRetired: false })
      return
    }
    const label = { edit: 'Edit', retire: 'Retire', 'bring back': 'Bring back' }[told.does]
    const isShown =
      known.sharer === who && (told.does === 'edit' || known.isRetired === (told.does === 'bring back'))
    const answer = await press(opened, label, who)
    expect(answer !== null, `${label} of ${of} for ${who}`).toBe(isShown)
    if (answer === null) return
    if (told.does === 'edit') await fill(answer, { how: `Changed ${made} times` }, who)
    if (told.does === 'retire') await fill(answer, { why: 'We do not' }, who)
    if (told.does !== 'edit') known.isRetired = told.does === 'retire'
  }
  return { step, tree }
}

/** Every practice hangs where it should, on an older one, and each lineage tells each of its practices once. */
function expectLineage(practices: readonly Practice[], tree: Tree): void {
  const nameOf = new Map(practices.map((one) => [one.id, one.name]))
  const found = practices.map(({ name, parent, retired, sharer }) => ({
    ...{ name, isRetired: retired !== null, isSomebodys: sharer !== null },
    parent: parent === null ? null : nameOf.get(parent),
  }))
  expect(found).toEqual(
    [...tree].map(([name, { parent, isRetired, sharer }]) => ({
      ...{ name, isRetired, isSomebodys: sharer !== null, parent },
    })),
  )
  for (const one of practices) {
    expect(one.parent === null || one.parent < one.id).toBe(true)
    const lines = lineageOf(practices, one)
    const ids = lines.map(({ practice }) => practice.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain(one.id)
    // A parent stands before its children, one step to the left.
    for (const { practice, depth } of lines) {
      const parent = lines.find((other) => other.practice.id === practice.parent)
      expect(depth).toBe(parent === undefined ? 0 : parent.depth + 1)
    }
  }
}

async function newServer(store: Store, nth: number): Promise<Server> {
  const server = await openServer({ store, id: `server${nth}`, name: `Club ${nth}` })
  for (const name of ['general', 'moderators']) server.add(`${name}${nth}`)
  const channels = { channels: `general${nth}`, channel: `moderators${nth}` }
  const input = { ...channels, purpose: 'x', when: 'mon 9', timeZone: 'UTC' }
  await server.ask({ command: 'community', handler: 'begin', input }, { community: null })
  return server
}

describe.each(ENGINE_NAMES)('lineage on %s', (engine) => {
  it('never runs in a circle, and names nothing that is gone, whatever order commands come in', () =>
    withStore(engine, async (store) => {
      let nth = 0
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
          nth += 1
          const server = await newServer(store, nth)
          const { step: does, tree } = clubOf(server)
          for (const one of steps) await does(one)
          const { id } = await server.community()
          expectLineage(await store.repertoire.practices(id), tree)
        }),
        { numRuns: 15 },
      )
    }))
})
