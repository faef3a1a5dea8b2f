/** A server and a workspace whose time is moved, and the program that serves both, as `npm start` does. */
import { expect } from 'vitest'
import type { Store } from '../../../src/core/ports.ts'
import { startDiscord } from '../../simulators/discord/start.ts'
import { shownText as shownOnDiscord } from '../../simulators/discord/wire-messages.ts'
import { shownText as shownOnSlack } from '../../simulators/slack/looking.ts'
import { startSlack } from '../../simulators/slack/start.ts'
import { INTERACTION_MS } from '../bot-process.ts'
import { type Cast, CLUB_NAME, type Filled, type Options, type Room } from '../cast.ts'
import { openClub as openServer, type Club as Server } from '../club.ts'
import { heard } from '../play.ts'
import { serveBoth } from '../serve-both.ts'
import { openClub as openWorkspace, type Club as Workspace } from '../slack/club.ts'
import type { Side } from '../spanning-cast.ts'
import { type Actor, placeOf } from './people.ts'

/** On a busy machine. */
const PATIENCE_MS = 60_000

/** Midnight, UTC, of the first day: a Monday in September. */
export const FROM = Date.UTC(2026, 8, 7)

/** Something that somebody was shown. */
export interface Read {
  readonly side: Side
  readonly who: string
  readonly text: string
}

/** Where the term is played. */
export interface Stage {
  readonly casts: Readonly<Record<Side, Cast>>
  /** Everything that was answered, in order. */
  readonly read: readonly Read[]
  /** Most fields that a form had which somebody saw. */
  readonly mostFields: () => number
  /** All time moves to this moment. */
  moveTo(at: number): void
  heard(): Promise<void>
  until(isSo: () => boolean, what: string): Promise<void>
  /** How many direct messages somebody has had from the bot. */
  mail(actor: Actor): number
  ask(actor: Actor, command: string, options?: Options, where?: Room): Promise<string>
  press(actor: Actor, label: string): Promise<string>
  fill(actor: Actor, values: Filled): Promise<string>
  /** What the bot wrote anywhere, on one side. */
  written(side: Side): readonly string[]
}

/** Plays in a server and a workspace of its own, served over a store; neither broke a rule of its platform at the end. */
export async function onStage<Result>(
  store: Store,
  url: string,
  work: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const discord = await startDiscord({ startAt: FROM, interactionTimeoutMs: INTERACTION_MS })
  const slack = await startSlack({
    ...{ startAt: FROM, rateLimits: false, team: { name: CLUB_NAME } },
    timing: { quietMs: 30, acknowledgeMs: INTERACTION_MS, triggerMs: INTERACTION_MS },
  })
  try {
    const sides = { server: openServer(discord), workspace: openWorkspace(slack) }
    const result = await serveBoth({ discord, slack }, { store, url, now: discord.now }, () =>
      work(stageOf(sides)),
    )
    expect([...discord.violations, ...slack.violations]).toEqual([])
    return result
  } finally {
    await discord.close()
    await slack.close()
  }
}

interface Sides {
  readonly server: Server
  readonly workspace: Workspace
}

function stageOf({ server, workspace }: Sides): Stage {
  const { discord } = server
  const { slack } = workspace
  const casts = { discord: server.cast, slack: workspace.cast }
  const read: Read[] = []
  let most = 0
  const seen = async (
    actor: Actor,
    does: (cast: Cast, who: ReturnType<typeof placeOf>['who']) => Promise<string>,
  ) => {
    const { who, side } = placeOf(actor)
    const text = await does(casts[side], who)
    read.push({ side, who, text })
    return text
  }
  return {
    ...{ casts, read },
    mostFields: () => most,
    moveTo: (at) => {
      discord.setTime(Math.max(at, discord.now()))
      slack.setTime(Math.max(at, slack.now()))
    },
    heard: async () => {
      await heard(discord)
      await slack.settled()
    },
    until: (isSo, what) => discord.until(isSo, what, PATIENCE_MS),
    mail: (actor) => {
      const { who, side } = placeOf(actor)
      return side === 'discord'
        ? server.person(who).received.length
        : workspace.person(who).direct.messages.length
    },
    ask: (actor, command, options, where) =>
      seen(actor, (cast, who) => cast.ask(who, command, options, where)),
    press: (actor, label) => seen(actor, (cast, who) => cast.press(who, label)),
    fill: (actor, values) =>
      seen(actor, (cast, who) => {
        most = Math.max(most, cast.fields(who).length)
        return cast.fill(who, values)
      }),
    written: (side) =>
      side === 'discord'
        ? [...discord.world.channels.values()].flatMap(({ messages }) =>
            messages.filter(({ author }) => author === discord.world.bot).map(shownOnDiscord),
          )
        : [...slack.world.said, ...slack.world.ephemerals].map((one) => shownOnSlack(slack.world, one)),
  }
}
