/** From what somebody asks for to the program's answer: who they are to the community, what they see, whom they name. */
import type { Actor, Handler } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import { type CommunityId, type MemberId, memberId } from '../../core/ids.ts'
import type { Place, Surroundings } from '../../core/place.ts'
import type { Community } from '../../core/ports.ts'
import { type Reply, sentence, type Target } from '../../core/reply.ts'
import type { Program, Request } from '../platform.ts'
import { type Asked, FieldRefusal } from './asked.ts'
import { accountOf, type Caller, type People, type Sight, type Team } from './caller.ts'
import { menuOf } from './menu.ts'

/** In a place without a community there are no members, and who erased themselves is none. */
const NO_MEMBER = memberId(0)

/** What is to be shown. */
export interface Outcome {
  readonly reply: Reply
  readonly community: CommunityId | null
  /** Slack's ids of the people who were named. */
  readonly personIds: ReadonlyMap<MemberId, string>
  /** What is wrong in the fields of a form, by their names; said at the fields where they are still to be seen. */
  readonly faults?: Readonly<Record<string, string>>
}

export interface RequestTools {
  readonly program: Program
  readonly people: People
  readonly sight: Sight
  readonly surroundings: Surroundings
  readonly team: Team
  readonly now: () => number
}

export interface Requests {
  /** Runs what is asked for. Throws a `Refusal`, a `FieldRefusal` where somebody who cannot be named was. */
  run(asked: Asked, caller: Caller): Promise<Outcome>
  /** What somebody can begin. */
  menuFor(caller: Caller): Reply
  /** The same, where they are. */
  menu(caller: Caller, channel: string | null): Promise<Outcome>
  /** What could stand in a field. */
  suggest(asked: Asked, field: string, caller: Caller): Promise<readonly string[]>
  /** The communities that somebody who calls from no channel may mean. */
  communities(): Promise<readonly Community[]>
}

export function createRequests(tools: RequestTools): Requests {
  const { program, people, sight, surroundings, team, now } = tools
  const say = program.words.slackCalls

  const placeOf = (channel: string | null): Place => ({
    platform: 'slack',
    workspace: { externalId: team.id, name: team.name },
    channel,
  })

  const meant = async (channel: string | null): Promise<Community | null> => {
    const found = await program.communityAt(placeOf(channel))
    switch (found.kind) {
      case 'one':
        return found.community
      case 'none':
        return null
      case 'several':
        throw new Refusal(say.several(found.communities.map((one) => one.name)))
    }
  }

  /** The member behind somebody who was chosen by name. */
  const named = async (community: Community | null, field: string, id: string): Promise<MemberId> => {
    const person = await people.find(id)
    if (person?.kind === 'bot') throw new FieldRefusal(field, say.botsAreNoPeople)
    if (person === null || person.kind === 'foreign' || person.kind === 'gone')
      throw new FieldRefusal(field, say.nobodyChosen)
    if (community === null) return NO_MEMBER
    try {
      return await program.named(community, 'slack', id, person.displayName)
    } catch (error) {
      throw error instanceof Refusal ? new FieldRefusal(field, error.message) : error
    }
  }

  const isOpenTo = (caller: Caller, handler: Handler): boolean =>
    program.isOpenTo({ isModerator: caller.isModerator, account: accountOf(caller) }, handler)

  /**
   * Who calls, as a member. A guest is made none by what is not for them, and somebody of another workspace by nothing,
   * because nothing of them is recorded here: only of those who are known all the same, as from an export, is there something
   * to show.
   */
  const memberOf = async (community: Community, caller: Caller, target: Target): Promise<MemberId> => {
    const { kind, id } = caller
    const handler = program.commands.find((one) => one.name === target.command)?.handlers.get(target.handler)
    const isMet =
      kind === 'member' || (kind === 'guest' && handler !== undefined && isOpenTo(caller, handler))
    if (isMet) return (await program.caller(community, 'slack', id)) ?? NO_MEMBER
    const known = await program.known(community, 'slack', id)
    if (known === null && kind === 'foreign') throw new Refusal(say.stranger)
    return known === null || known === 'erased' ? NO_MEMBER : known
  }

  const requestOf = async (
    { target, people: chosen, community: told, channel, others }: Asked,
    caller: Caller,
  ): Promise<Pick<Outcome, 'personIds'> & { readonly request: Request }> => {
    const community = told ?? (await meant(channel))
    const input = { ...target.input }
    const personIds = new Map<MemberId, string>()
    const account = accountOf(caller)
    // Nobody is met because a guest names them: nothing that guests may do takes a name.
    for (const [field, id] of Object.entries(account === 'member' ? chosen : {})) {
      const member = await named(community, field, id)
      if (member !== NO_MEMBER) personIds.set(member, id)
      input[field] = String(member)
    }
    const actor: Actor = {
      member: community === null ? NO_MEMBER : await memberOf(community, caller, target),
      displayName: caller.displayName,
      ...{ isModerator: caller.isModerator, account },
      identity: { platform: 'slack', externalId: caller.id },
    }
    const mayAsk = community !== null && account === 'member' && actor.member !== NO_MEMBER
    const held = mayAsk && others !== undefined ? await program.hold(community, others.words) : null
    if (others !== undefined && held !== null) input[others.field] = held
    const sees = community === null ? null : await sight.of(caller, community)
    return {
      personIds,
      request: { ...target, input, actor, community, place: placeOf(channel), sees, now: now() },
    }
  }

  const menuFor = (caller: Caller): Reply =>
    menuOf(program.commands, (handler) => isOpenTo(caller, handler), program.words)

  return {
    run: async (asked, caller) => {
      const { request, personIds } = await requestOf(asked, caller)
      const reply = await program.dispatch(request, surroundings)
      return { reply, community: request.community?.id ?? null, personIds }
    },
    menuFor,
    menu: async (caller, channel) => ({
      reply: menuFor(caller),
      community: (await meant(channel))?.id ?? null,
      personIds: new Map(),
    }),
    suggest: async (asked, field, caller) => {
      // Nobody has said yet that they name anybody: the people in other fields are not met.
      const { request } = await requestOf({ ...asked, people: {} }, caller)
      return program.suggest(request, field, surroundings)
    },
    communities: async () => {
      const found = await program.communityAt(placeOf(null))
      return found.kind === 'one' ? [found.community] : found.kind === 'none' ? [] : found.communities
    },
  }
}

/** A sentence for whoever asked. */
export const told = (text: string): Outcome => ({
  reply: sentence(text),
  community: null,
  personIds: new Map(),
})

/** Sentences at the fields of a form. */
export const faulty = (faults: Readonly<Record<string, string>>): Outcome => ({
  ...told(Object.values(faults).join('\n')),
  faults,
})
