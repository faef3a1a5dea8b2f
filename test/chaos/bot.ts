/** A bot as scripts handle it, whatever it runs in. */
import type { Address } from './world.ts'

export interface ChaosBot {
  /** Whether it hears everything at the moment, as far as can be told from outside. */
  isLive(): boolean
  /** Something befalls its connection: where it is looked at from outside, nobody can tell from then on what it hears. */
  disturb(): void
  /** Waits until it has read all that there was and committed all that it heard. */
  caughtUp(): Promise<void>
  /** The clock of its machine jumps. */
  shiftClock(ms: number): void
  /** The disk under its database, where that is a file, has no room. */
  setFull(isFull: boolean): void
  /** Asks it to leave, and waits until it has. */
  stop(): Promise<void>
  /** It is gone at once, with whatever it had in hand. */
  crash(): Promise<void>
  /** What went wrong in it that should not, so far. */
  complaints(): readonly string[]
}

export interface BotOptions {
  readonly address: Address
  readonly databaseUrl: string
  /** The platform's time: what a right clock would show. */
  readonly now: () => number
}

/** Starts a bot; resolves when it serves people, however often it takes. */
export type StartBot = (options: BotOptions) => Promise<ChaosBot>

/** how long anything is waited for that must come. */
export const PATIENCE_MS = 240_000

/** What a minute of Slack's limits is here: they bound how fast is read, not what. */
export const SLACK_MINUTE_MS = 600
