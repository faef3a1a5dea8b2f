/** How a message is joined with another one of its space. */
import { and, type Column, eq, type SQL } from 'drizzle-orm'

interface MessageColumns {
  readonly community: Column
  readonly space: Column
  readonly key: Column
}

/** `other` is the message of the same space whose key stands in `key`: a reference, or a thread's id. */
export const isMessageAt = (
  other: MessageColumns,
  message: { readonly community: Column; readonly space: Column },
  key: Column,
): SQL | undefined =>
  and(eq(other.community, message.community), eq(other.space, message.space), eq(other.key, key))
