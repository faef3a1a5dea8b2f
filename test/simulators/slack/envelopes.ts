/** What goes over a socket: envelopes, and what becomes of them. */
import { WebSocket } from 'ws'
import { isObject, type Json, type JsonObject } from '../discord/json.ts'

/** The kinds of envelope. */
export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive'

/** An envelope as it was sent, or would have been. */
export interface Enveloped {
  readonly id: string
  readonly type: EnvelopeType
  /** The event's type, the command, or the interaction's type. */
  readonly name: string
  readonly payload: JsonObject
  /** Null for what is no event. */
  readonly eventId: string | null
  /** 0 for the first time. */
  readonly attempt: number
  /** The number of its socket; null where none was open, and it was lost. */
  readonly socket: number | null
  /** The world's time. */
  readonly at: number
  /** Real time, in milliseconds of `performance.now()`. */
  readonly sentMs: number
  acknowledgedMs: number | null
  /** What came with the acknowledgement. */
  ack: JsonObject | null
}

/** What becomes of an envelope. */
export interface Outcome {
  readonly onAck: (payload: JsonObject) => void
  readonly onFailure: (reason: 'timeout' | 'noSocket') => void
}

/** What goes into an envelope. */
export type Sending = Pick<Enveloped, 'type' | 'name' | 'payload' | 'eventId' | 'attempt'> & {
  readonly reason?: string
}

/** Sends something to a socket that is open. */
export function say(socket: WebSocket, message: JsonObject): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

/** What a socket sent; an empty object where it is no JSON. */
export function parse(written: string): JsonObject {
  try {
    const value: Json = JSON.parse(written)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
