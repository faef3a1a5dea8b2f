/** What a person called, and what became of it. */
import { type Json, type JsonObject, objectOf } from '../discord/json.ts'
import type { Channel, Message, User, View } from './model.ts'

/** The ways of calling the app. */
export type InteractionKind =
  | 'slash_command'
  | 'block_actions'
  | 'view_submission'
  | 'view_closed'
  | 'message_action'
  | 'shortcut'
  | 'block_suggestion'

/** Where answers may be sent to: five times, thirty minutes. */
export interface ResponseUrl {
  readonly path: string
  uses: number
  /** By the world's clock. */
  readonly endsAtMs: number
}

/** One call. */
export interface Interaction {
  readonly kind: InteractionKind
  readonly user: User
  /** Where the person was; null in modals and home tabs. */
  readonly channel: Channel | null
  readonly triggerId: string
  /** In real time. */
  readonly triggerEndsMs: number
  isTriggerUsed: boolean
  readonly response: ResponseUrl | null
  state: 'waiting' | 'acknowledged' | 'failed'
  /** Why it failed, in the words that Slack's client has for it. */
  failure: string | null
  ack: JsonObject
  /** What answers it for certain: the acknowledgement's message, and those sent to the response URL. */
  readonly shown: Message[]
  /** What was pressed. */
  readonly source: Message | null
  readonly sourceRevision: number
  /** What was pressed in. */
  readonly sourceView: View | null
  readonly sourceHash: string | null
  /** The modal that was opened, pushed or put in place of another. */
  view: View | null
  /** What a submitted form was refused for, by block. */
  errors: Readonly<Record<string, string>> | null
  /** The home tab's hash when it was called. */
  readonly homeHash: string | null
  /** How much the bot had said before. */
  readonly saidBefore: number
  readonly ephemeralBefore: number
}

/** How long a response URL lives, and how often it may be used. */
export const RESPONSE = { lifeMs: 30 * 60_000, uses: 5 } as const

/** An acknowledgement's payload as an object. */
export const ackOf = (payload: Json): JsonObject => objectOf(payload)
