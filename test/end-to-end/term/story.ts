/** A term of twelve weeks, in order of time. */
import type { Fact } from './facts.ts'
import { PRACTICES } from './practices.ts'
import type { Scene } from './scene.ts'
import { TOGETHER } from './together.ts'

const momentOf = ({ day, time }: Scene): string => `${String(day).padStart(3, '0')} ${time}`

export const STORY: readonly Scene[] = [...PRACTICES, ...TOGETHER].sort((a, b) =>
  momentOf(a) < momentOf(b) ? -1 : momentOf(a) > momentOf(b) ? 1 : 0,
)

/** Everything that happens in it. */
export const factsOf = (story: readonly Scene[]): readonly Fact[] => story.flatMap((one) => one.facts)
