/**
 * What a seed stands for: things that people do, in order of time, and the trouble among them. Plain data, in which things
 * are named by the step that made them, so that any subset of the steps is a script too: what has no place in it is passed over.
 */
import { seeded } from '../simulators/slack/chance.ts'
import { TROUBLES, type Trouble, type TroubleKind } from './troubles.ts'

/** The platforms that scripts are played on. */
export const PLATFORMS = ['discord', 'slack'] as const
export type PlatformName = (typeof PLATFORMS)[number]

/** People are numbered; nobody leaves who owns the place, and the last two come and go. */
export const PEOPLE = 8
/** Bound channels: two with a main line, and one that is a forum where there are such. */
export const CHANNELS = 3
export const FORUM = 2

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** What is named by a later step is mostly one of the last ones. */
const RECENT = 40
const EMOJI = ['👍', '🎉', '👀']

/** One thing that somebody does. `of` and `to` name the step that made the message or thread. */
export type Happening =
  | {
      readonly kind: 'post'
      readonly who: number
      readonly channel: number
      readonly names: readonly number[]
    }
  | {
      readonly kind: 'reply' | 'broadcast'
      readonly who: number
      readonly to: number
      readonly names: readonly number[]
    }
  /** In the thread that a step opened, or, where that was a message, in the thread below it. */
  | { readonly kind: 'say'; readonly who: number; readonly to: number; readonly names: readonly number[] }
  | { readonly kind: 'thread'; readonly who: number; readonly on: number | null; readonly channel: number }
  | { readonly kind: 'forum'; readonly who: number; readonly names: readonly number[] }
  | { readonly kind: 'react'; readonly who: number; readonly to: number; readonly emoji: string }
  /** `unreact` takes back what a step put on. */
  | { readonly kind: 'unreact' | 'edit' | 'remove' | 'archive'; readonly of: number }
  | { readonly kind: 'join' | 'leave'; readonly who: number }
  /** What nobody counts: a bot, a webhook, something in a channel that is not bound, a pin. */
  | {
      readonly kind: 'noise'
      readonly what: 'bot' | 'webhook' | 'elsewhere' | 'pin'
      readonly channel: number
      readonly who: number
    }

export interface Step {
  /** What others name it by; its place in the whole script. */
  readonly id: number
  /** Milliseconds after the step before it in the whole script, added up. */
  readonly atMs: number
  readonly what: Happening | Trouble
}

export interface Script {
  readonly seed: number
  readonly platform: PlatformName
  readonly steps: readonly Step[]
}

export interface ScriptOptions {
  readonly seed: number
  readonly platform: PlatformName
  readonly events: number
  /** So many kills besides the other trouble. */
  readonly kills?: number
}

type Dice = ReturnType<typeof seeded>
const below = (dice: Dice, most: number): number => Math.floor(dice() * most)
const oneOf = <Thing>(dice: Dice, things: readonly Thing[]): Thing => {
  const found = things[below(dice, things.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** The script of a seed. */
export function scriptOf({ seed, platform, events, kills = 0 }: ScriptOptions): Script {
  const dice = seeded(seed * 7_919 + (platform === 'slack' ? 17 : 0))
  const steps: Step[] = []
  const troubles = planTroubles(dice, platform, events, kills)
  const said: number[] = []
  const threads: number[] = []
  const reacted: number[] = []
  let atMs = 0
  for (let event = 0; event < events; event += 1) {
    for (const trouble of troubles.get(event) ?? []) steps.push({ id: steps.length, atMs, what: trouble })
    atMs += pauseMs(dice)
    const what = happening(dice, { said, threads, reacted })
    const id = steps.length
    if (what.kind === 'thread' || what.kind === 'forum') threads.push(id)
    if (what.kind === 'react') reacted.push(id)
    if (isSaying(what)) said.push(id)
    steps.push({ id, atMs, what })
  }
  return { seed, platform, steps }
}

const isSaying = ({ kind }: Happening): boolean =>
  kind === 'post' || kind === 'reply' || kind === 'broadcast' || kind === 'say' || kind === 'forum'

/** Most things happen in the same moment or seconds later; now and then some hours pass. */
function pauseMs(dice: Dice): number {
  const kind = dice()
  if (kind < 0.55) return 0
  if (kind < 0.83) return SECOND_MS + below(dice, MINUTE_MS)
  if (kind < 0.98) return MINUTE_MS + below(dice, 29 * MINUTE_MS)
  return HOUR_MS + below(dice, 3 * HOUR_MS)
}

/** Steps that made something that later ones may name. */
interface Made {
  readonly said: readonly number[]
  readonly threads: readonly number[]
  readonly reacted: readonly number[]
}

function happening(dice: Dice, { said, threads, reacted }: Made): Happening {
  const who = below(dice, PEOPLE)
  const names = dice() < 0.2 ? [below(dice, PEOPLE), below(dice, PEOPLE)].slice(below(dice, 2)) : []
  const channel = below(dice, CHANNELS - 1)
  const recent = said.slice(-RECENT)
  const kind = below(dice, 100)
  if (recent.length === 0 || kind < 34) return { kind: 'post', who, channel, names }
  const to = oneOf(dice, recent)
  if (kind < 46) return { kind: 'reply', who, to, names }
  if (kind < 49) return { kind: 'broadcast', who, to, names }
  if (kind < 60)
    return { kind: 'say', who, to: threads.length === 0 ? to : oneOf(dice, threads.slice(-6)), names }
  if (kind < 63) return { kind: 'thread', who, on: dice() < 0.6 ? to : null, channel }
  if (kind < 66) return { kind: 'forum', who, names }
  if (kind < 78) return { kind: 'react', who, to, emoji: oneOf(dice, EMOJI) }
  if (kind < 82) return { kind: 'unreact', of: reacted.length === 0 ? to : oneOf(dice, reacted.slice(-12)) }
  if (kind < 85) return { kind: 'edit', of: to }
  if (kind < 91) return { kind: 'remove', of: dice() < 0.8 ? to : oneOf(dice, said) }
  if (kind < 93) return { kind: 'archive', of: threads.length === 0 ? to : oneOf(dice, threads.slice(-6)) }
  if (kind < 95) return { kind: dice() < 0.5 ? 'join' : 'leave', who: PEOPLE - 1 - below(dice, 2) }
  return { kind: 'noise', what: oneOf(dice, ['bot', 'webhook', 'elsewhere', 'pin']), channel, who }
}

/** Trouble by the event before which it begins. */
function planTroubles(
  dice: Dice,
  platform: PlatformName,
  events: number,
  kills: number,
): ReadonlyMap<number, readonly Trouble[]> {
  const planned = new Map<number, Trouble[]>()
  const add = (kind: TroubleKind): void => {
    const before = below(dice, events)
    planned.set(before, [...(planned.get(before) ?? []), drawn(dice, kind)])
  }
  const kinds = TROUBLES[platform]
  const many = 1 + below(dice, 3 + Math.ceil(Math.sqrt(events) / 3))
  for (let nth = 0; nth < many; nth += 1) add(oneOf(dice, kinds))
  for (let nth = 0; nth < kills; nth += 1) add('crash')
  return planned
}

/** One trouble with its dice thrown: how much of it there is, and for how many steps it lasts. */
const drawn = (dice: Dice, kind: TroubleKind): Trouble => ({
  kind,
  lasts: 1 + below(dice, 12),
  many: 1 + below(dice, 8),
  ms: below(dice, 400),
  isHurried: dice() < 0.4,
  flavour: below(dice, 12),
})
