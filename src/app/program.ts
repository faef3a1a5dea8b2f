/** The program as platforms see it: reading, dispatching and meeting people, over one store. */
import type { Program } from '../platforms/platform.ts'
import { type DispatchTools, dispatch } from './dispatch.ts'
import { readInvocation } from './invoke.ts'

/** Everything behind the port of `platforms/platform.ts`. */
export function programOf(tools: DispatchTools): Program {
  const { store, words, commands } = tools
  return {
    words,
    commands,
    read: (line) => readInvocation(line, commands, words),
    dispatch: (request) => dispatch(request, tools),
    meet: async (community, platform, person, displayName) => {
      const member = await store.people.member(community.id, platform, person)
      // Only people who were named openly are met here, so they have a name to go by; their own later one wins.
      if ((await store.people.name(community.id, member)) === null)
        await store.people.setName(community.id, member, displayName)
      return member
    },
  }
}
