/**
 * The rules of conversation told once more, straight from the words of `docs/metrics.md`: over the whole history,
 * each question answered by looking at every message. Slow, and meant to be seen to be right.
 */
import type { MemberId, SpaceId } from '../../../src/core/ids.ts'
import { DAY, HOUR, MINUTE, type Posted } from './conversations.ts'

export interface Told {
  readonly key: string
  readonly space: SpaceId
  readonly reply: MemberId | null
  readonly mentions: readonly MemberId[]
  readonly isFirst: boolean
  readonly starter: { readonly minutesToFirstAnswer: number | null; readonly isAnsweredByEnd: boolean } | null
}

/** Every message in the agreed order, with what the rules say of it. */
export function tell(posted: readonly Posted[], spaceKeys: ReadonlyMap<SpaceId, string>): Told[] {
  const order = (a: Posted, b: Posted): number => {
    if (a.at !== b.at) return a.at - b.at
    const [left, right] = [spaceKeys.get(a.space) ?? '', spaceKeys.get(b.space) ?? '']
    if (left !== right) return left < right ? -1 : 1
    if (a.key.length !== b.key.length) return a.key.length - b.key.length
    return a.key < b.key ? -1 : 1
  }
  const messages = [...posted].sort(order)
  const isBefore = (a: Posted, b: Posted) => messages.indexOf(a) < messages.indexOf(b)

  // "A thread's start and starter are those of the message that it hangs on, if known, else of the earliest known inside."
  const hangsOn = (space: SpaceId, thread: string) =>
    messages.find((m) => m.space === space && m.key === thread)
  const inside = (space: SpaceId, thread: string) =>
    messages.filter((m) => m.space === space && m.thread === thread)
  const startOf = (space: SpaceId, thread: string) => hangsOn(space, thread) ?? inside(space, thread)[0]

  const replyOf = (m: Posted): MemberId | null => {
    if (m.reference !== null) {
      const target = messages.find((other) => other.space === m.space && other.key === m.reference)
      return target !== undefined && target.author !== m.author ? target.author : null
    }
    if (m.thread === null) return null
    const start = startOf(m.space, m.thread)
    if (start === undefined || start === m || start.author === m.author) return null
    const isWithinAWeek = start.at <= m.at && m.at <= start.at + 7 * DAY
    return isWithinAWeek ? start.author : null
  }

  const mentionsOf = (m: Posted) => m.named.filter((who) => who !== m.author && who !== replyOf(m))

  const mainLine = (space: SpaceId) => messages.filter((m) => m.space === space && m.thread === null)

  const isFirst = (m: Posted) => messages.find((other) => other.author === m.author) === m

  const isStarter = (m: Posted): boolean => {
    if (isFirst(m)) return true
    if (m.thread !== null) {
      const isForumPostsFirst = m.key === m.thread
      const isEarliestOfOrphan =
        hangsOn(m.space, m.thread) === undefined && inside(m.space, m.thread)[0] === m
      return isForumPostsFirst || isEarliestOfOrphan
    }
    const previous = mainLine(m.space)
      .filter((other) => isBefore(other, m))
      .at(-1)
    return m.reference === null && (previous === undefined || m.at >= previous.at + 60 * MINUTE)
  }

  const answers = (starter: Posted, m: Posted): boolean => {
    if (!isBefore(starter, m) || m.author === starter.author || m.space !== starter.space) return false
    const postsInItsThread = m.thread !== null && (m.thread === starter.key || m.thread === starter.thread)
    const answersItsAuthor = replyOf(m) === starter.author
    const namesItsAuthor = m.named.includes(starter.author)
    const next = mainLine(starter.space).find((other) => isBefore(starter, other))
    const isNextSoon = starter.thread === null && next === m && m.at <= starter.at + 8 * HOUR
    return postsInItsThread || answersItsAuthor || namesItsAuthor || isNextSoon
  }

  const becameOf = (starter: Posted): Told['starter'] => {
    const first = messages.find((m) => answers(starter, m))
    const waited = first === undefined ? Number.POSITIVE_INFINITY : first.at - starter.at
    return {
      minutesToFirstAnswer: waited <= 48 * HOUR ? waited / MINUTE : null,
      isAnsweredByEnd: waited <= 14 * DAY,
    }
  }

  return messages.map((m) => ({
    key: m.key,
    space: m.space,
    reply: replyOf(m),
    mentions: mentionsOf(m),
    isFirst: isFirst(m),
    starter: isStarter(m) ? becameOf(m) : null,
  }))
}
