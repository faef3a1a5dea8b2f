/** Who may do what. The only place that decides it, for slash words, buttons and forms alike. */
import type { Actor, Permission } from '../core/command.ts'
import type { Community } from '../core/ports.ts'

/**
 * Whether somebody has a permission in a community. Platforms tell at every call whether the actor moderates, so
 * nothing is remembered that could be out of date. What this does not know is refused.
 */
export function authorize(actor: Actor, permission: Permission, community: Community): boolean {
  if (!Number.isSafeInteger(actor.member) || actor.member <= 0 || community.id <= 0) return false
  switch (permission) {
    case 'look':
    case 'act':
      return true
    case 'moderate':
      return actor.isModerator === true
    default:
      return refuse(permission)
  }
}

/** A permission that the types do not know can still arrive at run time: nobody has it. */
const refuse = (_unknown: never): false => false
