/** A community in memory, and somebody who asks it: every command goes through the same door as on a platform. */

import { programOf } from '../../src/app/program.ts'
import { makeSample } from '../../src/app/sample.ts'
import { commandsIn } from '../../src/commands.ts'
import type { MemberId } from '../../src/core/ids.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import type { Reply, Target } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import type { Program } from '../../src/platforms/platform.ts'
import { render } from '../../src/platforms/terminal/render.ts'
import { openStore } from '../../src/store/open.ts'

/** The moment at which every test asks. */
export const NOW = Date.parse('2026-11-23T12:00:00Z')

/** A community and the means to ask it. */
export interface Playground {
  readonly store: Store
  readonly community: Community
  readonly program: Program
  readonly you: MemberId
  /** What was logged. */
  readonly incidents: { details: object; message: string }[]
  /** Asks by a typed line or by a button, as a moderator unless told otherwise. */
  ask(what: string | Target, as?: { isModerator?: boolean; now?: number }): Promise<Reply>
  /** The same, as text. */
  read(what: string | Target, as?: { isModerator?: boolean; now?: number }): Promise<string>
}

/** Opens the made-up club, or a community in which nothing has happened yet. To be closed by its store. */
export async function openPlayground({ isEmpty = false } = {}): Promise<Playground> {
  const store = await openStore({ url: ':memory:', secret: 'test '.repeat(13) })
  const community = isEmpty
    ? await store.communities.create({ name: 'Empty', timeZone: 'UTC', isLive: true, now: NOW })
    : await makeSample(store, { now: NOW, timeZone: 'Europe/Paris', words: english })
  const incidents: Playground['incidents'] = []
  const log = { error: (details: object, message: string) => void incidents.push({ details, message }) }
  const program = programOf({ store, words: english, commands: commandsIn(english), log })
  const you = await program.meet(community, 'terminal', 'you', 'you')
  const ask: Playground['ask'] = (what, { isModerator = true, now = NOW } = {}) => {
    const target = typeof what === 'string' ? program.read(what) : what
    return program.dispatch({
      ...target,
      community,
      now,
      actor: { member: you, displayName: 'you', isModerator },
    })
  }
  const read: Playground['read'] = async (what, as) => textOf(await ask(what, as))
  return { store, community, program, you, incidents, ask, read }
}

/** A reply as plain text, wide enough that little is broken over lines. */
export const textOf = (reply: Reply): string =>
  render(reply, { width: 120, color: false, timeZone: null, pictures: new Map(), words: english })

/** A text on one line, for what may be broken anywhere. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The targets of a reply's buttons by their labels, in order. */
export const buttonsOf = (reply: Reply): readonly { label: string; target: Target }[] =>
  reply.blocks.flatMap((block) => (block.kind === 'actions' ? block.buttons : []))
