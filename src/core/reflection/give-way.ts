/**
 * What gives way where a digest would be longer than a message. All of it is one message on every platform, with the buttons of who
 * waits; so details are told shorter, and who waits and the question stay.
 */
import { shortened } from '../clean-text.ts'
import type { Block } from '../reply.ts'
import { plain } from '../text.ts'

const MAX_NAME_LENGTH = 50
/**
 * Characters that are seen. Discord takes 4,000 in a message, of which five links and what makes text bold take some 700; Slack
 * takes more, for there it is the buttons that weigh.
 */
const MOST_SEEN = 3000

/** A name of a practice, a problem or a space, cut where it is longer than a line of a phone. */
export const shortName = (name: string): string => shortened(name, MAX_NAME_LENGTH)

/** Whether some blocks say more than a message holds. Tables and lists, which a digest has none of, are not counted. */
export const isTooLong = (blocks: readonly Block[]): boolean =>
  blocks.reduce((sum, block) => sum + lengthOf(block), 0) > MOST_SEEN

function lengthOf(block: Block): number {
  if (block.kind === 'paragraph' || block.kind === 'note') return plain(block.text).length
  if (block.kind !== 'facts') return 0
  return block.facts.reduce((sum, { label, value }) => sum + label.length + plain(value).length, 0)
}
