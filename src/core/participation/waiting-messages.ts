/** Messages that nobody has taken up, with what it takes to find them and to mark them. */
import type { SpaceId } from '../ids.ts'
import type { Space } from '../ports.ts'
import { waitingAt } from './answers.ts'
import type { WaitingMark } from './facts.ts'
import { messageLink } from './links.ts'
import type { Starter } from './open-starters.ts'

/** A message that nobody has taken up. */
export interface WaitingMessage {
  readonly space: Space
  readonly key: string
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  /** Whether it is its author's first message ever. */
  readonly newcomer: boolean
  /** Where it can be opened; null where that is not known. */
  readonly link: string | null
}

/** Those of some starters that wait at a moment, as `waitingAt` has it; in spaces that are not among these, none. */
export const waitingMessages = (
  moment: number,
  starters: readonly Starter[],
  marks: readonly WaitingMark[],
  spaces: ReadonlyMap<SpaceId, Space>,
): readonly WaitingMessage[] =>
  waitingAt(moment, starters, marks).flatMap((starter) => {
    const space = spaces.get(starter.space)
    if (space === undefined) return []
    const { key, at, isFirst } = starter
    return [{ space, key, at, newcomer: isFirst, link: messageLink(space, starter) }]
  })
