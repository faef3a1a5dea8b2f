/** Kinds of channels in which, or in whose threads, people talk: those that can be bound to a community. */
import { CHANNEL } from './wire.ts'

/** In Discord's numbers. */
export const READABLE_CHANNELS = [
  CHANNEL.text,
  CHANNEL.announcement,
  CHANNEL.forum,
  CHANNEL.voice,
  CHANNEL.media,
  CHANNEL.stage,
] as const
