/** A practice as somebody shares it, of which a test says only what matters to it. */
import type { MemberId } from '../../src/core/ids.ts'
import type { NewPractice } from '../../src/core/ports.ts'

export const newPractice = (
  more: Partial<NewPractice> & { readonly name: string; readonly sharer: MemberId; readonly at: number },
): NewPractice => ({
  ...{ how: 'so', whenItHelps: '', problem: '', follows: '', tags: [], link: null },
  ...{ platform: 'slack', parent: null },
  ...more,
})
