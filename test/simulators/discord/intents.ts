/** Gateway intents: what a session asks for, and what the portal must have granted. */
import type { Application } from './world.ts'

/** Bits of `intents`. */
export const INTENTS = {
  guilds: 1 << 0,
  members: 1 << 1,
  moderation: 1 << 2,
  expressions: 1 << 3,
  integrations: 1 << 4,
  webhooks: 1 << 5,
  invites: 1 << 6,
  voiceStates: 1 << 7,
  presences: 1 << 8,
  messages: 1 << 9,
  reactions: 1 << 10,
  typing: 1 << 11,
  directMessages: 1 << 12,
  directReactions: 1 << 13,
  directTyping: 1 << 14,
  content: 1 << 15,
  scheduledEvents: 1 << 16,
  automodConfiguration: 1 << 20,
  automodExecution: 1 << 21,
  polls: 1 << 24,
  directPolls: 1 << 25,
} as const

const ALL_INTENTS = Object.values(INTENTS).reduce((bits, bit) => bits | bit, 0)

/** Whether the bits are intents at all; others close with 4013. */
export const areIntents = (bits: unknown): bits is number =>
  typeof bits === 'number' && Number.isInteger(bits) && bits >= 0 && (bits & ~ALL_INTENTS) === 0

/** Whether the portal grants them; privileged ones that it does not close with 4014. */
export function areGranted(bits: number, { granted }: Application): boolean {
  return (
    ((bits & INTENTS.members) === 0 || granted.members) &&
    ((bits & INTENTS.content) === 0 || granted.content) &&
    ((bits & INTENTS.presences) === 0 || granted.presences)
  )
}

/** `flags` of the application: the limited bit of each privileged intent that is granted. */
export const applicationFlags = ({ granted }: Application): number =>
  (granted.presences ? 1 << 13 : 0) |
  (granted.members ? 1 << 15 : 0) |
  (granted.content ? 1 << 19 : 0) |
  (1 << 23)
