/** One call of the bot by a person, from the press to the last follow-up. */
import type { JsonObject } from './json.ts'
import type { Channel, Guild, Message, User } from './model.ts'

/** Kinds of interactions. */
export const INTERACTION_TYPES = { command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const

/** A choice that autocompletion offers. */
export interface Choice {
  readonly name: string
  readonly value: string | number
}

/** What the bot did first. */
export type FirstAnswer =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'deferred'; readonly message: Message }
  /** A component was pressed; its message changed or will. */
  | { readonly kind: 'update'; readonly message: Message }
  | { readonly kind: 'deferredUpdate'; readonly message: Message }
  | { readonly kind: 'modal'; readonly modal: JsonObject }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** Nothing came within three seconds. */
  | { readonly kind: 'failed' }

/** An interaction and its state. */
export interface Interaction {
  readonly id: string
  readonly token: string
  readonly type: number
  readonly guild: Guild | null
  readonly channel: Channel
  readonly user: User
  readonly createdMs: number
  /** What the bot is sent. */
  readonly json: JsonObject
  /** The message whose component was pressed. */
  readonly source: Message | null
  /** What messages say of where they come from. */
  readonly metadata: JsonObject
  answer: FirstAnswer | null
  /** `@original`. */
  original: Message | null
  readonly followUps: Message[]
  /** Called whenever something changes for the person. */
  readonly watchers: Set<() => void>
}

/** Tells whoever waits for the answer. */
export function touch(interaction: Interaction): void {
  for (const watcher of [...interaction.watchers]) watcher()
}
