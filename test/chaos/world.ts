/** A platform's world as a script plays in it, and what stands in it when all is over. The same for every platform. */
import type { Community, Store } from '../../src/core/ports.ts'
import type { PlatformName, Step } from './script.ts'
import type { Trouble } from './troubles.ts'

/** A message of a person that stands in a bound channel, as the platform itself has it. */
export interface StandingMessage {
  readonly key: string
  /** The bound channel; the parent's where it is in a thread. */
  readonly space: string
  readonly thread: string | null
  readonly author: string
  readonly at: number
  /** Key of the message that it answers by reference. */
  readonly reference: string | null
  readonly names: ReadonlySet<string>
  /** What people put on it that still stands. */
  readonly reactions: readonly { readonly emoji: string; readonly person: string }[]
}

/** A message's name everywhere: its key is its own only in its channel. */
export const nameOf = (space: string, key: string): string => `${space} ${key}`

/** Something that happened to one reaction: it was put on, or taken off. `message` is the name of one. */
export interface ReactionAct {
  readonly message: string
  readonly emoji: string
  readonly person: string
  readonly isPutOn: boolean
  readonly at: number
  /** Whether nothing stood between the platform and a bot that listened. */
  readonly isSure: boolean
}

/** Everything that the oracle may know: nothing of it comes from the program. */
export interface Facts {
  readonly spaces: readonly string[]
  readonly messages: readonly StandingMessage[]
  readonly reactionActs: readonly ReactionAct[]
  /** Messages of people that nothing stood in the way of, with when each was posted, by name; those deleted since too. */
  readonly sure: ReadonlyMap<string, { readonly space: string; readonly at: number }>
  /** Names of messages that the platform was told are safe with the bot. */
  readonly acknowledged: ReadonlySet<string>
  /** When people came and went, as often as they did. */
  readonly passages: readonly {
    readonly person: string
    readonly kind: 'join' | 'leave'
    readonly at: number
  }[]
}

/** How a bot reaches a world, in a form that can be handed to another process. */
export interface Address {
  readonly platform: PlatformName
  /** The platform's id of the server or workspace. */
  readonly workspace: string
  /** Those of the channels that are bound. */
  readonly spaces: readonly string[]
  readonly apiUrl: string
  readonly token: string
  /** Slack's second token. */
  readonly appToken: string | null
}

export interface ChaosWorld {
  readonly address: Address
  now(): number
  /** Moves time on to a moment; never back. */
  moveTo(at: number): void
  /** Makes a community that is bound to what people talk in, read from now on. */
  bind(store: Store): Promise<Community>
  /** Does what a person does. What has no place in the world, such as an answer to what is gone, is passed over. */
  play(step: Step, isSure: boolean): void
  /** Waits until what was sent has been read by whoever is connected. */
  heard(): Promise<void>
  /** Whether a bot is connected and hears. */
  isConnected(): boolean
  /** Lets something befall the connection; returns what ends it. */
  strike(trouble: Trouble): () => void
  /** Takes back all trouble with the connection. */
  calm(): void
  /** How often history has been asked for. */
  asked(): number
  /** Resolves when the platform waits for nothing more. */
  settled(): Promise<void>
  facts(): Facts
  close(): Promise<void>
}
