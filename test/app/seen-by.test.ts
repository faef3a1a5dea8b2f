import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { programOf } from '../../src/app/program.ts'
import { seenBy } from '../../src/app/seen-by.ts'
import { commandsIn } from '../../src/commands.ts'
import type { Activity } from '../../src/core/activity.ts'
import { MS_PER_DAY, MS_PER_HOUR } from '../../src/core/calendar.ts'
import { memberId, type SpaceId } from '../../src/core/ids.ts'
import type { Store } from '../../src/core/ports.ts'
import type { Reply, Target } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import { surroundingsOf } from '../../src/platforms/terminal/surroundings.ts'
import { buttonsOf, textOf } from '../commands/playground.ts'
import { ENGINE_NAMES, SECRET, withStore } from '../store/engines.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
/** Short enough that much of what was done is sealed. */
const SEALED_AFTER_DAYS = 60
const FIRST_AT = NOW - 120 * MS_PER_DAY
const PEOPLE = ['ada', 'bo', 'cem', 'dana', 'emre', 'fen']
/** Every word that only the closed space would bring into a reply. */
const CLOSED = 'staffroom'

/** What somebody did in one of the two spaces. */
interface Did {
  readonly isClosed: boolean
  readonly who: number
  readonly at: number
  readonly answers: number | null
  readonly reactsTo: number | null
  readonly inThread: boolean
}

const deed: fc.Arbitrary<Did> = fc.record({
  isClosed: fc.boolean(),
  who: fc.nat({ max: PEOPLE.length - 1 }),
  // Some is old enough to be sealed, some young enough to wait for an answer.
  at: fc.oneof(
    fc.integer({ min: FIRST_AT, max: NOW - 1 }),
    fc.integer({ min: NOW - 20 * MS_PER_DAY, max: NOW - 24 * MS_PER_HOUR }),
  ),
  answers: fc.option(fc.nat({ max: 40 })),
  reactsTo: fc.option(fc.nat({ max: 40 })),
  inThread: fc.boolean(),
})

const spaceOf = (did: Did): string => (did.isClosed ? CLOSED : 'open')

/** What happened, and whether old days of it are sealed by now. */
interface Story {
  readonly deeds: readonly Did[]
  readonly isSealed: boolean
}

/**
 * Sealing freezes what began something, and somebody's first message ever does, wherever it was: of sealed days nobody
 * is in both spaces.
 */
const story: fc.Arbitrary<Story> = fc
  .record({ deeds: fc.array(deed, { minLength: 10, maxLength: 60 }), isSealed: fc.boolean() })
  .map(({ deeds, isSealed }) => ({
    isSealed,
    deeds: isSealed ? deeds.map((did) => ({ ...did, who: (did.who % 3) + (did.isClosed ? 3 : 0) })) : deeds,
  }))
const NOTHING: Story = { deeds: [], isSealed: false }

/** The deeds as activity, each with its own key; what it answers is in its own space. */
function activityOf(deeds: readonly Did[]): readonly Activity[] {
  const keyed = deeds.map((did, at) => ({ ...did, key: `m${at}` }))
  return keyed.flatMap((did): readonly Activity[] => {
    const there = keyed.filter((one) => one.isClosed === did.isClosed && one.key !== did.key)
    const answered = did.answers === null ? undefined : there[did.answers % Math.max(1, there.length)]
    const liked = did.reactsTo === null ? undefined : there[did.reactsTo % Math.max(1, there.length)]
    const person = PEOPLE[did.who] ?? ''
    return [
      {
        kind: 'message',
        space: spaceOf(did),
        key: did.key,
        thread: did.inThread ? (answered?.key ?? null) : null,
        author: person,
        at: did.at,
        reference: did.inThread ? null : (answered?.key ?? null),
        mentions: liked === undefined ? [] : [PEOPLE[liked.who] ?? ''],
        length: 10,
        asks: true,
      },
      ...(liked === undefined
        ? []
        : [
            {
              kind: 'reaction' as const,
              space: spaceOf(did),
              message: liked.key,
              emoji: '👍',
              person,
              present: true,
              at: did.at,
              exact: true,
              author: null,
            },
          ]),
    ]
  })
}

/** A community with both spaces, or with the open one alone, in which the same was done. */
async function house(store: Store, { deeds, isSealed }: Story, hasClosed: boolean) {
  const { communities, recording } = store
  const community = await communities.create({ name: 'Makers', timeZone: 'UTC', isLive: true, now: FIRST_AT })
  const workspace = await communities.workspace({ platform: 'discord', externalId: 'G1', name: 'Workshop' })
  const bind = (externalId: string) =>
    communities.bindSpace(community.id, workspace.id, { externalId, name: externalId })
  const open = await bind('open')
  const closed = hasClosed ? await bind(CLOSED) : null
  // Everybody is met in the same order, so that the same person is the same member in both.
  for (const person of PEOPLE) await store.people.member(community.id, 'discord', person)
  const known = activityOf(deeds).filter((one) => hasClosed || !('space' in one) || one.space !== CLOSED)
  await recording.record(workspace.id, known, FIRST_AT)
  for (const space of [open, ...(closed === null ? [] : [closed])]) {
    await recording.cover(community.id, space.id, FIRST_AT, NOW)
    await store.coverage.addGap({
      community: community.id,
      space: space.id,
      fromAt: space === closed ? NOW - 9 * MS_PER_DAY : NOW - 80 * MS_PER_DAY,
      toAt: space === closed ? NOW - 2 * MS_PER_DAY : NOW - 79 * MS_PER_DAY,
      reason: 'away',
    })
  }
  if (closed !== null) {
    const [first] = deeds.flatMap((did, at) => (did.isClosed ? [`m${at}`] : []))
    const mark = { space: closed.id, key: first ?? 'none', mark: 'taken' as const }
    await store.waiting.mark(community.id, mark, memberId(1), NOW)
  }
  if (isSealed) await store.retention.seal(community.id, NOW, SEALED_AFTER_DAYS)
  return { community, workspace, open, closed }
}

/** One-time codes are never the same twice. */
const withoutCodes = (reply: Reply): Reply =>
  JSON.parse(JSON.stringify(reply).replace(/[2-9A-Z]{4}-[2-9A-Z]{4}/g, 'a code')) as Reply

/** Asks as somebody who sees the open space only; everything that was answered, in order, buttons followed. */
async function everythingSaid(store: Store, told: Story, hasClosed: boolean): Promise<readonly Reply[]> {
  const { community, workspace, open } = await house(store, told, hasClosed)
  const incidents: object[] = []
  const program = programOf({
    ...{ store, words: english, commands: commandsIn(english), secret: SECRET, room: null, now: () => NOW },
    log: { error: (details) => void incidents.push(details) },
  })
  const member = await program.named(community, 'discord', 'you', 'You')
  const sees: readonly SpaceId[] = [open.id]
  const surroundings = surroundingsOf(async () => [open])
  const replies: Reply[] = []
  for (const isModerator of [false, true]) {
    const asked = new Set<string>()
    const ask = async (target: Target): Promise<void> => {
      const name = JSON.stringify(target)
      if (asked.has(name)) return
      asked.add(name)
      const request = {
        ...{ ...target, community, sees, now: NOW },
        place: { platform: 'discord' as const, workspace, channel: 'open' },
        actor: {
          ...{ member, displayName: 'You', isModerator, account: 'member' as const },
          identity: { platform: 'discord' as const, externalId: 'you' },
        },
      }
      const reply = await program.dispatch(request, surroundings)
      replies.push(withoutCodes(reply))
      for (const { target: next } of buttonsOf(reply)) await ask(next)
    }
    for (const command of program.commands)
      for (const handler of command.handlers.keys()) await ask({ command: command.name, handler, input: {} })
    for (const line of [
      '/digest weeks:2',
      '/digest weeks:15',
      '/digest picture rhythm',
      '/digest picture waitsBySpace',
    ])
      await ask(program.read(line))
  }
  expect(incidents).toEqual([])
  return replies
}

describe.each(ENGINE_NAMES)('what somebody may not see, on %s', (engine) => {
  it('is in no reply of any command, and changes none', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const seen = await withStore(engine, (store) => everythingSaid(store, told, true))
        const alone = await withStore(engine, (store) => everythingSaid(store, told, false))
        expect(seen.map(textOf).join('\n')).not.toContain(CLOSED)
        expect(seen).toEqual(alone)
        expect(seen.length).toBeGreaterThan(20)
      }),
      { numRuns: engine === 'sqlite' ? 8 : 2 },
    )
  })

  it('is not reached through the store that a handler is given', () =>
    withStore(engine, async (store) => {
      const { community, workspace, open, closed } = await house(store, NOTHING, true)
      if (closed === null) throw new Error('there is a closed space')
      const seen = seenBy(store, { community: community.id, sees: [open.id] })
      expect(await seen.communities.spaces(community.id)).toEqual([open])
      expect((await seen.communities.boundSpaces(workspace.id)).map(({ id }) => id)).toEqual([open.id])
      expect(await seen.coverage.covered(community.id, closed.id)).toEqual([])
      expect(await seen.coverage.covered(community.id, open.id)).toHaveLength(1)
      const gaps = await seen.history.gaps(community.id)
      expect(new Set(gaps.map(({ space }) => space))).toEqual(new Set([open.id]))
      expect(await seen.waiting.marks(community.id)).toEqual([])
      const mark = { space: closed.id, key: 'x', mark: 'answered' as const }
      await expect(seen.waiting.mark(community.id, mark, memberId(1), NOW)).rejects.toThrow('may not see')
    }))

  it('is nothing to somebody who may see everything: theirs is the very same store', () =>
    withStore(engine, async (store) => {
      const { community } = await house(store, NOTHING, true)
      expect(seenBy(store, { community: community.id, sees: null })).toBe(store)
    }))
})
