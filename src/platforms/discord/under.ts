/**
 * Public answers that are said in answer to a message. What answers an interaction cannot be a reply to another message, so
 * the bot says it in the channel by itself; where it may not, it stays a usual answer.
 */
import { type REST, Routes } from 'discord.js'
import type { Reply } from '../../core/reply.ts'
import type { Composed } from './compose.ts'

const ADDRESS = /\/channels\/\d+\/(\d+)\/(\d+)$/

/** The message that a reply is said in answer to, where that stands in this channel; null for any other reply. */
export function messageUnder({ answers, isPrivate }: Reply, channel: string | undefined): string | null {
  const [, where, message] = (isPrivate ? null : answers?.match(ADDRESS)) ?? []
  return where !== undefined && where === channel ? (message ?? null) : null
}

/** Says it there, calling nobody; false where Discord does not take it. */
export async function sayUnder(
  message: string,
  { body, files }: Composed,
  channel: string,
  {
    rest,
    log,
  }: { readonly rest: Pick<REST, 'post'>; readonly log: { warn(details: object, message: string): void } },
): Promise<boolean> {
  try {
    const reference = { message_id: message, fail_if_not_exists: true }
    const said = { ...body, message_reference: reference }
    await rest.post(Routes.channelMessages(channel), { body: said, files: [...files] })
    return true
  } catch (error) {
    log.warn({ err: error }, 'a message could not be replied to')
    return false
  }
}
