/** Who may do what. The only place that decides it, for slash words, buttons, forms, shortcuts and suggestions alike. */
import type { Actor, Handler } from '../core/command.ts'
import { memberId } from '../core/ids.ts'
import type { Place } from '../core/place.ts'
import type { Community } from '../core/ports.ts'

/** Where somebody wants to do something. */
export interface Scope {
  readonly place: Place
  /** Null in a place that has none yet. */
  readonly community: Community | null
}

/** What of somebody decides what is open to them, wherever they are. */
export type Rank = Pick<Actor, 'isModerator' | 'account'>

/** What of a handler decides who may run it. */
export type Action = Pick<Handler, 'may' | 'found' | 'isForErased' | 'isForGuests'>

/**
 * Whether somebody may do something in a place. Platforms tell at every call whether the actor moderates, and whether they
 * are a member or a guest, so nothing is remembered that could be out of date. Where there is no community yet, moderators
 * may found one, and nobody may do anything else; somebody who erased themselves is no member, and may only see that and
 * come back. What this does not know is refused.
 */
export function authorize(actor: Actor, action: Action, { place, community }: Scope): boolean {
  const { may, found, isForErased } = action
  if (actor.identity.platform !== place.platform || actor.identity.externalId === '') return false
  if (!isOpenTo(actor, action)) return false
  if (community === null) return found !== undefined && may === 'moderate'
  if (!isId(community.id)) return false
  if (actor.member === NOBODY) return isForErased === true && may === 'look'
  return isId(actor.member)
}

/**
 * Whether something is for people of such a rank at all: for menus, which offer nothing that would be refused. Members look
 * and act, moderators moderate; guests may look at what is declared to be for them, and nothing else.
 */
export function isOpenTo({ isModerator, account }: Rank, { may, isForGuests }: Action): boolean {
  switch (account) {
    case 'member':
      break
    case 'guest':
      return isForGuests === true && may === 'look'
    default:
      return refuse(account)
  }
  switch (may) {
    case 'look':
    case 'act':
      return true
    case 'moderate':
      return isModerator === true
    default:
      return refuse(may)
  }
}

/** Whoever erased themselves is no member. */
export const NOBODY = memberId(0)

const isId = (id: number): boolean => Number.isSafeInteger(id) && id > 0

/** What the types do not know can still arrive at run time: nobody has it. */
const refuse = (_unknown: never): false => false
