/**
 * What people wrote into forms that were refused, so that nobody has to write it twice. It may be the text of a message:
 * it is held in memory alone, for a quarter of an hour, for whoever wrote it.
 */
import { randomUUID } from 'node:crypto'
import type { MemberId } from '../../core/ids.ts'

const HELD_MS = 15 * 60_000
const MAX_HELD = 1_000

/** What was written, by name of the field. */
export type Written = Readonly<Record<string, string>>

/** What was filled into a form: people as members, with what Discord calls them. */
export interface Draft {
  readonly values: Written
  readonly personIds: ReadonlyMap<MemberId, string>
}

const NOTHING: Draft = { values: {}, personIds: new Map() }

/** The drafts of one process. */
export interface Drafts {
  /** Holds what a person wrote, and gives the key to it. */
  hold(person: string, draft: Draft): string
  /** What that person wrote; nothing where it is gone, or where somebody else wrote it. */
  find(person: string, key: string): Draft
}

export function createDrafts(now: () => number): Drafts {
  const held = new Map<string, { readonly person: string; readonly draft: Draft; readonly at: number }>()
  const forgetOld = (): void => {
    for (const [key, { at }] of held)
      if (held.size > MAX_HELD || Math.abs(now() - at) > HELD_MS) held.delete(key)
  }
  return {
    hold: (person, draft) => {
      const key = randomUUID()
      held.set(key, { person, draft, at: now() })
      forgetOld()
      return key
    },
    find: (person, key) => {
      forgetOld()
      const found = held.get(key)
      return found?.person === person ? found.draft : NOTHING
    },
  }
}
