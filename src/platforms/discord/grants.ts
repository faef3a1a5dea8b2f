/** What an application is granted beyond the least, as its flags tell. */
import type { Surroundings } from '../../core/place.ts'

/** Bits of an application's flags; the second of each is for bots in few servers. Source: «Application Flags». */
const FLAG = { members: (1 << 14) | (1 << 15), content: (1 << 18) | (1 << 19) } as const

/** Texts and arrivals are intents of their own, which somebody grants in the Developer Portal. */
export const grantsIn = (flags: number | null | undefined): Surroundings['grants'] => ({
  texts: ((flags ?? 0) & FLAG.content) !== 0,
  arrivals: ((flags ?? 0) & FLAG.members) !== 0,
})
