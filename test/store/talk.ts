/** A long talk in two spaces, for what only shows over weeks. */
import type { Activity } from '../../src/core/activity.ts'
import { wordId } from '../../src/core/ids.ts'
import type { Community, Store, Workspace } from '../../src/core/ports.ts'

const MS_PER_MINUTE = 60_000
export const START = Date.UTC(2024, 0, 1)

/** Sixty days of talk: threads that outlive their start, late answers, mentions, reactions, a quiet night. */
export function talk(): Activity[] {
  const activities: Activity[] = []
  for (let index = 0; index < 600; index += 1) {
    const at = START + index * 144 * MS_PER_MINUTE
    const thread =
      index % 5 === 2 ? String(10_000 + index - 2) : index % 5 === 3 ? `t${Math.floor(index / 100)}` : null
    activities.push({
      kind: 'message',
      space: index % 7 === 0 ? 'C2' : 'C1',
      key: String(10_000 + index),
      thread,
      author: `p${(index * index) % 23}`,
      at,
      reference: index % 4 === 1 ? String(10_000 + index - 1) : null,
      mentions: index % 6 === 0 ? [`p${index % 23}`] : [],
      length: 10,
      asks: false,
      // Words 1 and 2, in a rhythm of their own.
      ...(index % 11 === 3 ? { words: [wordId(1)] } : index % 13 === 5 ? { words: [1, 2].map(wordId) } : {}),
    })
    if (index % 3 === 0)
      activities.push({
        kind: 'reaction',
        space: index % 7 === 0 ? 'C2' : 'C1',
        message: String(10_000 + index),
        emoji: '+1',
        person: `p${(index + 5) % 23}`,
        present: true,
        at,
        exact: false,
        author: null,
      })
  }
  return activities
}

/** Where it is talked. */
export async function talkPlace(store: Store): Promise<{ community: Community; workspace: Workspace }> {
  const community = await store.communities.create({
    name: 'Robotics',
    timeZone: 'Europe/Paris',
    isLive: false,
    now: START,
  })
  const workspace = await store.communities.workspace({ platform: 'slack', externalId: 'T1', name: 'T1' })
  const giver = await store.people.member(community.id, 'slack', 'p1')
  for (const word of ['chuck', 'pit stop']) {
    const given = { word, meaning: 'x', example: '', giver, platform: 'slack' as const, at: START }
    await store.words.give(community.id, given, Math.floor(START / 86_400_000))
  }
  for (const externalId of ['C1', 'C2'])
    await store.communities.bindSpace(community.id, workspace.id, { externalId, name: externalId })
  return { community, workspace }
}
