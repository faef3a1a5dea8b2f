/** A community of one space on Slack, and the shortest way to say what people do there. */
import type { Activity, MessagePosted } from '../../src/core/activity.ts'
import type { Community, Space, Store, Workspace } from '../../src/core/ports.ts'

export const HOUR_MS = 3_600_000
export const START = Date.UTC(2024, 2, 1)
export const SPACE = 'C1'
/** Longer than any test lasts. */
export const EVER = { from: 0, to: 30_000 }

export function message(
  key: string,
  author: string,
  at: number,
  rest: Partial<MessagePosted> = {},
): MessagePosted {
  return {
    kind: 'message',
    space: SPACE,
    key,
    thread: null,
    author,
    at,
    reference: null,
    mentions: [],
    length: 5,
    asks: false,
    ...rest,
  }
}

export function reaction(
  on: string,
  person: string,
  at: number,
  rest: Partial<Extract<Activity, { kind: 'reaction' }>> = {},
): Activity {
  return {
    kind: 'reaction',
    space: SPACE,
    message: on,
    emoji: '+1',
    person,
    present: true,
    at,
    exact: true,
    author: null,
    ...rest,
  }
}

export interface Place {
  readonly community: Community
  readonly workspace: Workspace
  readonly space: Space
}

export async function place(store: Store, name = 'Robotics'): Promise<Place> {
  const community = await store.communities.create({
    name,
    timeZone: 'Europe/Paris',
    isLive: false,
    now: START,
  })
  const workspace = await store.communities.workspace({ platform: 'slack', externalId: 'T1', name: 'T1' })
  const space = await store.communities.bindSpace(community.id, workspace.id, {
    externalId: SPACE,
    name: 'general',
  })
  return { community, workspace, space }
}
