/** When reactions are heard: Discord tells no time with them, but tells them in order. */
import type { ChannelDispatch } from './ingest.ts'

/** Messages that are remembered; of older ones nobody takes a reaction off and puts it on again in one moment. */
const MAX_REMEMBERED = 10_000

/**
 * The moment of each event, never before or at that of an earlier one on reactions of the same message: the later word on
 * a reaction counts, so two that are heard in one millisecond, or across a step of the clock, must stay in their order.
 * Milliseconds since 1970, UTC.
 */
export function reactionMoments(now: () => number): (dispatch: ChannelDispatch) => number {
  const last = new Map<string, number>()
  return (dispatch) => {
    const heardAt = now()
    if (!('message_id' in dispatch.data)) return heardAt
    const { message_id: message } = dispatch.data
    const at = Math.max(heardAt, (last.get(message) ?? 0) + 1)
    last.delete(message)
    last.set(message, at)
    if (last.size > MAX_REMEMBERED)
      for (const [oldest] of last) {
        last.delete(oldest)
        break
      }
    return at
  }
}
