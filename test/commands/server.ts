/** A made-up Discord server and its moderators, who ask the program: for what only a live platform has. */
import { programOf } from '../../src/app/program.ts'
import { commandsIn } from '../../src/commands.ts'
import type { Platform } from '../../src/core/activity.ts'
import type { CohortRead } from '../../src/core/cohort.ts'
import { memberId } from '../../src/core/ids.ts'
import type { PlatformChannel, ReadingProgress, Surroundings } from '../../src/core/place.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import type { Form, Reply, Target } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import { openStore } from '../../src/store/open.ts'
import { NOW, textOf } from './playground.ts'

const SECRET = 'test '.repeat(13)

/** A server whose channels a test may change as it goes. */
export interface Server {
  readonly store: Store
  readonly channels: Map<string, PlatformChannel>
  /** Ids of channels that only moderators read. */
  readonly private: Set<string>
  /** Roles by what they are asked for by. */
  readonly cohorts: Map<string, CohortRead>
  grants: Surroundings['grants']
  progress: readonly ReadingProgress[]
  /** Communities that the platform was told to attend to, in order. */
  readonly attended: number[]
  /** What was logged. */
  readonly incidents: object[]
  /** Adds a channel; its id is its name. */
  add(name: string, more?: Partial<PlatformChannel>): void
  /** Asks as whoever calls from a channel; in the server's community, where it has one. */
  ask(what: string | Target, as?: ServerAsking): Promise<Reply>
  read(what: string | Target, as?: ServerAsking): Promise<string>
  /** What could stand in a field. */
  suggest(target: Target, field: string, as?: ServerAsking): Promise<readonly string[]>
  /** Holds what somebody wrote in a message, as a platform does, and gives the key to it. */
  hold(words: { readonly author: string; readonly name: string; readonly text: string }): Promise<string>
  /** Fills in the form that a handler opens, and sends it. */
  send(handler: string, answers: Readonly<Record<string, string>>, as?: ServerAsking): Promise<Reply>
  community(name?: string): Promise<Community>
}

export interface ServerAsking {
  readonly isModerator?: boolean
  readonly now?: number
  readonly channel?: string
  readonly person?: string
  readonly displayName?: string
  /** Which community is meant, by name; null where there is none. */
  readonly community?: string | null
}

/** A server called “Robots”, without a community. To be closed by its store. */
export async function openServer({
  store: given,
  id = 'robots',
  name = 'Robots',
  platform = 'discord',
}: ServerOptions = {}): Promise<Server> {
  const store = given ?? (await openStore({ url: ':memory:', secret: SECRET }))
  const incidents: object[] = []
  const program = programOf({
    ...{ store, words: english, commands: commandsIn(english), secret: SECRET, room: null, now: () => NOW },
    log: { error: (details: object) => void incidents.push(details) },
  })
  const channels = new Map<string, PlatformChannel>()
  const attended: number[] = []
  const community = async (called = name): Promise<Community> => {
    const found = await store.communities.byName(called)
    if (found === null) throw new Error(`there is no community ${called}`)
    return found
  }
  const asked = async (what: string | Target, as: ServerAsking = {}) => {
    const here = as.community === null ? null : await store.communities.byName(as.community ?? name)
    const person = as.person ?? 'ada'
    const member = (here === null ? null : await program.caller(here, platform, person)) ?? memberId(0)
    const surroundings: Surroundings = {
      isForModerators: async (one) => server.private.has(one),
      channels: async (ids) => ids.flatMap((one) => channels.get(one) ?? []),
      grants: server.grants,
      cohort: async (asked) => server.cohorts.get(asked) ?? { kind: 'gone' },
      attend: async (one) => void attended.push(one),
      progress: () => server.progress,
    }
    const target = typeof what === 'string' ? program.read(what) : what
    const request = {
      ...target,
      community: here,
      place: {
        platform,
        workspace: { externalId: id, name },
        channel: as.channel ?? 'general',
      },
      sees: here === null ? null : await ownSpaces(store, here, platform),
      now: as.now ?? NOW,
      actor: {
        member,
        displayName: as.displayName ?? 'Ada',
        isModerator: as.isModerator ?? true,
        account: 'member' as const,
        identity: { platform, externalId: person },
      },
    }
    return { request, surroundings }
  }
  const server: Server = {
    ...{ store, channels, attended, incidents, community },
    private: new Set(['moderators']),
    cohorts: new Map<string, CohortRead>(),
    grants: { texts: true, arrivals: true },
    progress: [],
    add: (channel, more = {}) =>
      void channels.set(channel, {
        ...{ externalId: channel, name: channel, isReadable: true, isPostable: true, missing: [] },
        ...more,
      }),
    ask: async (what, as) => {
      const { request, surroundings } = await asked(what, as)
      return program.dispatch(request, surroundings)
    },
    suggest: async (target, field, as) => {
      const { request, surroundings } = await asked(target, as)
      return program.suggest(request, field, surroundings)
    },
    hold: async ({ author, name: called, text }) => {
      const words = { author: { platform, externalId: author }, name: called, link: null, text }
      const key = await program.hold(await community(), words)
      if (key === null) throw new Error('nothing is held')
      return key
    },
    read: async (what, as) => textOf(await server.ask(what, as)),
    send: async (handler, answers, as) => {
      const form = formOf(await server.ask({ command: 'community', handler, input: {} }, as))
      const input = { ...form.target.input, ...answers }
      return server.ask({ ...form.target, input }, as)
    },
  }
  return server
}

/** The spaces of one platform, as people see them there; null where that is all of them. */
async function ownSpaces(store: Store, { id }: Community, platform: Platform) {
  const spaces = await store.communities.spaces(id)
  const own = spaces.filter(({ workspace }) => workspace.platform === platform)
  return own.length === spaces.length ? null : own.map((one) => one.id)
}

interface ServerOptions {
  readonly store?: Store
  readonly id?: string
  readonly name?: string
  readonly platform?: 'discord' | 'slack'
}

/** The form that a reply is. */
export function formOf(reply: Reply): Form {
  const [only, ...others] = reply.blocks
  if (only?.kind !== 'form' || others.length > 0) throw new Error(`no form: ${textOf(reply)}`)
  return only
}

/** What stands beside a label of a screen. */
export function factOf(reply: Reply, label: string): string {
  for (const block of reply.blocks)
    if (block.kind === 'facts')
      for (const fact of block.facts)
        if (fact.label === label)
          return fact.value.map((span) => (typeof span === 'string' ? span : JSON.stringify(span))).join('')
  throw new Error(`no ${label} in ${textOf(reply)}`)
}

/** Sets a community up as moderators do: these channels, and one for moderators where digests go. */
export async function setUp(server: Server, channels: readonly string[] = ['general']): Promise<void> {
  for (const name of [...channels, 'moderators']) server.add(name)
  const input = {
    ...{ channels: channels.join(' '), purpose: 'x', channel: 'moderators', when: 'mon 9' },
    timeZone: 'UTC',
  }
  await server.ask({ command: 'community', handler: 'begin', input }, { community: null })
}
