/** One process, one community, two platforms: its figures are those of both, and a person on both is one person. */
import { expect, it, vi } from 'vitest'
import type { Store } from '../../src/core/ports.ts'
import { english } from '../../src/core/words/english.ts'
import { withStore } from '../store/engines.ts'
import { setUp } from './calls.ts'
import { READ_ROOMS } from './cast.ts'
import type { Club as Server } from './club.ts'
import { type Asked, type Counts, counted, type Tally } from './counting.ts'
import { countsIn, type Digests, digestsOf } from './digests.ts'
import { knownTo, until } from './kills.ts'
import * as ofServer from './oracle.ts'
import { heard, play } from './play.ts'
import { inClub as inServer } from './runs.ts'
import { serveBoth } from './serve-both.ts'
import type { Club as Workspace } from './slack/club.ts'
import * as ofWorkspace from './slack/oracle.ts'
import { inClub as inWorkspace } from './slack/runs.ts'
import { type Homes, spanning } from './spanning-cast.ts'
import { FROM, twoWeeks } from './two-weeks.ts'

/** On a busy machine: much is real waiting. */
vi.setConfig({ testTimeout: 240_000 })

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const LINKED_ON = 7
const HOMES: Homes = { olga: 'both', ada: 'discord', ben: 'slack', cleo: 'slack', dan: 'discord' }
const CODE = /[A-Z0-9]{4}-[A-Z0-9]{4}/

interface Sides {
  readonly server: Server
  readonly workspace: Workspace
}

/** What both platforms count together; olga is two people until she says that she is one. */
function countsOf({ server, workspace }: Sides, asked: Asked, isOneOlga: boolean): Counts {
  const here = ofServer.tallyOf(server, asked)
  const there = ofWorkspace.tallyOf(workspace, asked)
  const olga = workspace.person('olga').id
  const people = new Set(
    [...here.people, ...there.people].map((id) => (isOneOlga && id === olga ? server.person('olga').id : id)),
  )
  const sum = (name: keyof Omit<Tally, 'people'>): number => here[name] + there[name]
  return counted({
    ...{ messages: sum('messages'), replies: sum('replies') },
    ...{ mentions: sum('mentions'), reactions: sum('reactions') },
    people,
  })
}

const expected = (sides: Sides, digests: Digests, isOneOlga: boolean) =>
  [...digests.values()].map(({ from, to }) =>
    countsOf(sides, { from, to, reactionsCount: 'when put on' }, isOneOlga),
  )

/** Serves both platforms in this process until the work is done. */
const served = (
  { server, workspace }: Sides,
  store: Store,
  url: string,
  work: () => Promise<void>,
): Promise<void> => serveBoth({ discord: server.discord, slack: workspace.slack }, { store, url }, work)

/** Bots strike the hour where nothing is read: Discord tells no time with reactions, and clocks stand still between steps. */
function strike({ server, workspace }: Sides, at: number): void {
  server.discord.setTime(at)
  server.music.post(server.lounge, 'tick')
  workspace.slack.setTime(at)
  workspace.robots.music.post(workspace.rooms.lounge, 'tick')
}

async function settled({ server, workspace }: Sides): Promise<void> {
  await heard(server.discord)
  await workspace.slack.settled()
}

const codeIn = (text: string): string => CODE.exec(text)?.[0] ?? ''

/** Its owner sets it up on Discord, and brings it to Slack by a code. */
async function found({ server, workspace }: Sides): Promise<void> {
  await setUp(server.cast)
  await server.cast.ask('olga', 'community setup', {}, 'general')
  const code = codeIn(await server.cast.press('olga', english.setup.code.button))
  await workspace.cast.ask('olga', 'community setup', { code }, 'office')
  const channels = { rooms: READ_ROOMS }
  const screen = await workspace.cast.fill('olga', { [english.setup.form.channels.label]: channels })
  expect(screen).toContain('#workshop')
}

/** Olga says on both that she is one person. */
async function link({ server, workspace }: Sides): Promise<void> {
  const code = codeIn(await server.cast.ask('olga', 'my link', {}, 'general'))
  await workspace.cast.ask('olga', 'my link', { code }, 'general')
  expect(await workspace.cast.press('olga', english.my.link.confirm)).toContain('one person')
}

async function playBoth(sides: Sides, store: Store): Promise<Digests> {
  const { server, workspace } = sides
  const cast = spanning({ discord: server.cast, slack: workspace.cast }, HOMES)
  const playing = {
    from: FROM,
    before: async ({ afterMs }: { readonly afterMs: number }) => strike(sides, FROM + afterMs - 1),
    after: () => settled(sides),
  }
  const [community] = await store.communities.list()
  if (community === undefined) throw new Error('There is no community.')
  const digests = () => digestsOf(store, community, FROM)
  /** What was heard is recorded within moments. */
  const expectFigures = (isOneOlga: boolean): Promise<Digests> =>
    vi.waitFor(
      async () => {
        const told = await digests()
        expect([...told.values()].map(countsIn)).toEqual(expected(sides, told, isOneOlga))
        return told
      },
      { timeout: 5_000, interval: 200 },
    )

  const steps = twoWeeks({ setup: false, lateReactions: true })
  const half = steps.findIndex((one) => one.afterMs >= LINKED_ON * DAY_MS)
  await play(steps.slice(0, half), cast, playing)
  const before = await expectFigures(false)
  const [both] = before.values()
  await link(sides)
  const [joined] = (await expectFigures(true)).values()
  expect(joined?.participation.activeMembers).toBe((both?.participation.activeMembers ?? 0) - 1)
  await play(steps.slice(half), cast, playing)
  return expectFigures(true)
}

it('counts what is done on a server and in a workspace together, and who is on both once, back through history', () =>
  inServer((server) =>
    inWorkspace((workspace) =>
      withStore('sqlite', async (store, url) => {
        const sides = { server, workspace }
        await served(sides, store, url, async () => {
          strike(sides, FROM + 8 * HOUR_MS)
          await settled(sides)
          await found(sides)
          await until(async () => [...(await knownTo(store)).values()].every((at) => at > 0))
          const [both] = (await playBoth(sides, store)).values()
          expect(both?.participation.activeMembers).toBe(5)
          expect(both?.participation.messages).toBeGreaterThan(200)
        })
      }),
    ),
  ))
