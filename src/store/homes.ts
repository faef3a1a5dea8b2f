/** Where activity belongs: the community of each space, its calendar and its sealed days. */
import { and, eq, inArray } from 'drizzle-orm'
import { type Calendar, calendarOf, type Day } from '../core/calendar.ts'
import { type CommunityId, communityId, type SpaceId, spaceId, type WorkspaceId } from '../core/ids.ts'
import type { Database } from './engine.ts'
import type { Schema } from './schema.ts'

export interface Home {
  readonly community: CommunityId
  readonly space: SpaceId
  readonly calendar: Calendar
  /** Sealed days; nothing arrives in them any more. */
  readonly sealed: readonly { readonly fromDay: Day; readonly toDay: Day }[]
}

const calendars = new Map<string, Calendar>()

/** The calendar of a time zone, made once: its look-ups are remembered. */
export function sharedCalendar(timeZone: string): Calendar {
  const known = calendars.get(timeZone) ?? calendarOf(timeZone)
  calendars.set(timeZone, known)
  return known
}

/** The homes of a workspace's spaces, by external id; unbound ones are left out. */
export async function findHomes(
  db: Database,
  { space, community, sealedStretch }: Schema,
  workspace: WorkspaceId,
  externalIds: readonly string[],
): Promise<Map<string, Home>> {
  const homes = new Map<string, Home>()
  if (externalIds.length === 0) return homes
  const bound = await db
    .select({
      id: space.id,
      externalId: space.externalId,
      community: community.id,
      timeZone: community.timeZone,
    })
    .from(space)
    .innerJoin(community, eq(community.id, space.community))
    .where(and(eq(space.workspace, workspace), inArray(space.externalId, [...externalIds])))
  const stretches = await db
    .select({ space: sealedStretch.space, fromDay: sealedStretch.fromDay, toDay: sealedStretch.toDay })
    .from(sealedStretch)
    .where(
      and(
        inArray(sealedStretch.community, [0, ...new Set(bound.map((one) => one.community))]),
        inArray(sealedStretch.space, [0, ...bound.map((one) => one.id)]),
      ),
    )
  for (const one of bound)
    homes.set(one.externalId, {
      community: communityId(one.community),
      space: spaceId(one.id),
      calendar: sharedCalendar(one.timeZone),
      sealed: stretches.filter((stretch) => stretch.space === one.id),
    })
  return homes
}

/** Every community that a workspace has a space in: who joins the workspace joins them all. */
export async function communitiesOf(
  db: Database,
  { space }: Schema,
  workspace: WorkspaceId,
): Promise<readonly CommunityId[]> {
  const rows = await db
    .selectDistinct({ community: space.community })
    .from(space)
    .where(eq(space.workspace, workspace))
  return rows.map((row) => communityId(row.community))
}

/** Whether a moment lies in days of a space that are sealed. */
export function isSealed(home: Home, at: number): boolean {
  if (home.sealed.length === 0) return false
  const day = home.calendar.dayOf(at)
  return home.sealed.some((stretch) => stretch.fromDay <= day && day < stretch.toDay)
}
