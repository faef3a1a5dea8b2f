/** What people say and how: replies, forwards, files, stickers, polls. */
import { keepFile } from './message-body.ts'
import { ANYBODY, type Draft } from './messages.ts'
import { type Channel, MESSAGE_FLAGS, MESSAGE_TYPES, type Message } from './model.ts'
import type { GivenFile } from './slash.ts'
import { snapshotOf } from './wire-messages.ts'
import type { World } from './world.ts'

/** How something is said. */
export interface PostOptions {
  readonly replyTo?: Message
  /** Whether a reply notifies; it does unless told. */
  readonly mention?: boolean
  readonly files?: readonly (string | GivenFile)[]
  /** Passed on from elsewhere. */
  readonly forward?: Message
  readonly sticker?: string
  readonly poll?: string
  readonly silent?: boolean
}

/** A person's message as the world makes it. */
export function draftOf(world: World, channel: Channel, text: string, options: PostOptions): Draft {
  const { replyTo, forward } = options
  const attachments = (options.files ?? []).map((file) => {
    const given = typeof file === 'string' ? { name: file, bytes: new TextEncoder().encode(file) } : file
    return keepFile(
      world,
      { filename: given.name, contentType: null, bytes: given.bytes },
      { filename: null, description: null, isEphemeral: false },
    )
  })
  return {
    type: replyTo === undefined ? MESSAGE_TYPES.default : MESSAGE_TYPES.reply,
    content: text,
    attachments,
    flags:
      (forward === undefined ? 0 : MESSAGE_FLAGS.hasSnapshot) |
      (options.silent === true ? MESSAGE_FLAGS.suppressNotifications : 0),
    reference:
      replyTo !== undefined
        ? ({
            type: 0,
            channelId: replyTo.channelId,
            messageId: replyTo.id,
            guildId: channel.guildId,
          } as const)
        : forward !== undefined
          ? ({
              type: 1,
              channelId: forward.channelId,
              messageId: forward.id,
              guildId: forward.guildId,
            } as const)
          : null,
    snapshots: forward === undefined ? [] : [snapshotOf(world, forward)],
    stickers: options.sticker === undefined ? [] : [{ id: world.clock.nextId(), name: options.sticker }],
    poll:
      options.poll === undefined
        ? null
        : {
            question: { text: options.poll },
            answers: [
              { answer_id: 1, poll_media: { text: 'yes' } },
              { answer_id: 2, poll_media: { text: 'no' } },
            ],
            expiry: new Date(world.clock.now() + 86_400_000).toISOString(),
            allow_multiselect: false,
            layout_type: 1,
            results: { is_finalized: false, answer_counts: [] },
          },
    allowed: { ...ANYBODY, repliedUser: options.mention !== false },
    nonce: null,
  }
}
