/** Makes a community of a server or workspace. */
import { Refusal } from '../errors.ts'
import type { Community } from '../ports.ts'
import { type Changed, type CheckedChannels, change, type SetupTools, type Wanted } from './change.ts'

const MAX_NAME_LENGTH = 80
/** Names tried before giving up: a server with more communities of one name is none. */
const MAX_TRIES = 100

/** Makes the community that is wanted, named after the workspace; where that name is taken, with a number. */
export async function found(
  wanted: Wanted,
  timeZone: string,
  checked: CheckedChannels,
  tools: SetupTools,
): Promise<Changed> {
  const community = await create(nameOf(tools), timeZone, tools)
  try {
    return await change(community, wanted, checked, tools)
  } catch (error) {
    await tools.store.communities.removeIfEmpty(community.id)
    throw error
  }
}

/** One line of the workspace's name, without what cannot be seen. */
function nameOf({ place, words }: SetupTools): string {
  const clean = place.workspace.name.replace(/[\p{C}\s]+/gu, ' ').trim()
  const short = [...clean].slice(0, MAX_NAME_LENGTH).join('').trim()
  return short === '' ? words.setup.aCommunity : short
}

async function create(name: string, timeZone: string, { store, now, words }: SetupTools): Promise<Community> {
  for (let nth = 1; nth <= MAX_TRIES; nth += 1) {
    const wanted = nth === 1 ? name : `${name} ${nth}`
    if ((await store.communities.byName(wanted)) !== null) continue
    try {
      return await store.communities.create({ name: wanted, timeZone, isLive: true, now })
    } catch (error) {
      // Somebody else may have taken the name a moment ago; any other refusal is the caller's.
      if (!(error instanceof Refusal) || (await store.communities.byName(wanted)) === null) throw error
    }
  }
  throw new Refusal(words.setup.refused.noName)
}
