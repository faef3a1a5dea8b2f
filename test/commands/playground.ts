/** A community in memory, and somebody who asks it: every command goes through the same door as on a platform. */

import { programOf } from '../../src/app/program.ts'
import { makeSample } from '../../src/app/sample.ts'
import { commandsIn } from '../../src/commands.ts'
import type { Account } from '../../src/core/command.ts'
import type { MemberId, SpaceId } from '../../src/core/ids.ts'
import type { Place, Surroundings } from '../../src/core/place.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import type { Reply, Target } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import type { Program, Request } from '../../src/platforms/platform.ts'
import { render } from '../../src/platforms/terminal/render.ts'
import { placeOf, surroundingsOf } from '../../src/platforms/terminal/surroundings.ts'
import { openStore } from '../../src/store/open.ts'

/** The moment at which every test asks. */
export const NOW = Date.parse('2026-11-23T12:00:00Z')

const SECRET = 'test '.repeat(13)

/** A community and the means to ask it. */
export interface Playground {
  readonly store: Store
  readonly community: Community
  readonly program: Program
  readonly you: MemberId
  /** What was logged. */
  readonly incidents: { details: object; message: string }[]
  /** What can be asked of the place: the spaces as channels in which nothing is missing. */
  readonly surroundings: Surroundings
  /** The request that a typed line or a button makes. */
  request(what: string | Target, as?: Asking): Request
  /** Asks by a typed line or by a button, as a moderator unless told otherwise. */
  ask(what: string | Target, as?: Asking): Promise<Reply>
  /** The same, as text. */
  read(what: string | Target, as?: Asking): Promise<string>
}

/** Who asks, and where. What is left out is a moderator in the community, who sees all of it, at `NOW`. */
export interface Asking {
  readonly isModerator?: boolean
  readonly account?: Account
  readonly now?: number
  /** Null asks where there is no community yet. */
  readonly community?: Community | null
  readonly sees?: readonly SpaceId[] | null
  readonly member?: MemberId
  readonly place?: Place
  readonly surroundings?: Surroundings
}

/** Opens the made-up club, or a community in which nothing has happened yet. To be closed by its store. */
export async function openPlayground({ isEmpty = false } = {}): Promise<Playground> {
  const store = await openStore({ url: ':memory:', secret: SECRET })
  const community = isEmpty
    ? await store.communities.create({ name: 'Empty', timeZone: 'UTC', isLive: true, now: NOW })
    : await makeSample(store, { now: NOW, timeZone: 'Europe/Paris', words: english })
  const incidents: Playground['incidents'] = []
  const log = { error: (details: object, message: string) => void incidents.push({ details, message }) }
  const program = programOf({
    ...{ store, words: english, commands: commandsIn(english), log },
    ...{ secret: SECRET, room: null, now: () => NOW },
  })
  const you = await program.named(community, 'terminal', 'you', 'you')
  const spaces = () => store.communities.spaces(community.id)
  const here = placeOf(community, await spaces())
  const surroundings = surroundingsOf(spaces)
  const request: Playground['request'] = (what, as = {}) => ({
    ...(typeof what === 'string' ? program.read(what) : what),
    community: as.community === undefined ? community : as.community,
    place: as.place ?? here,
    sees: as.sees ?? null,
    now: as.now ?? NOW,
    actor: {
      member: as.member ?? you,
      displayName: 'you',
      isModerator: as.isModerator ?? true,
      account: as.account ?? 'member',
      identity: { platform: 'terminal', externalId: 'you' },
    },
  })
  const ask: Playground['ask'] = async (what, as) =>
    program.dispatch(request(what, as), as?.surroundings ?? surroundings)
  const read: Playground['read'] = async (what, as) => textOf(await ask(what, as))
  return { store, community, program, you, incidents, surroundings, request, ask, read }
}

/** A reply as plain text, wide enough that little is broken over lines. */
export const textOf = (reply: Reply): string =>
  render(reply, { width: 120, color: false, timeZone: null, pictures: new Map(), words: english })

/** A text on one line, for what may be broken anywhere. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The targets of a reply's buttons by their labels, in order. */
export const buttonsOf = (reply: Reply): readonly { label: string; target: Target }[] =>
  reply.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
