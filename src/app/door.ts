/** The one door to every handler: what a request names, and whether whoever asks may have it. */
import type { Command, Handler } from '../core/command.ts'
import { Refusal } from '../core/errors.ts'
import type { Words } from '../core/words/words.ts'
import type { Request } from '../platforms/platform.ts'
import { authorize, NOBODY } from './authorize.ts'

/** A handler that may be run, and the command that it is of. */
export interface Entered {
  readonly command: Command
  readonly handler: Handler
}

/** Finds the handler of a request. Throws a `Refusal` where there is none, or where the actor may not run it. */
export function enter(request: Request, commands: readonly Command[], words: Words): Entered {
  const command = commands.find((one) => one.name === request.command)
  const handler = command?.handlers.get(request.handler)
  if (command === undefined || handler === undefined) throw new Refusal(words.refusals.buttonGone)
  if (!authorize(request.actor, handler, request)) throw new Refusal(whyNot(request, handler, words))
  return { command, handler }
}

function whyNot({ community, actor }: Request, { may }: Handler, { refusals }: Words): string {
  if (community === null)
    return actor.isModerator === true ? refusals.noCommunity.moderator : refusals.noCommunity.others
  if (actor.account !== 'member') return refusals.guest
  if (actor.member === NOBODY) return refusals.erased
  return may === 'moderate' ? refusals.notAllowed : refusals.lookOnly
}
