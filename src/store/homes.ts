/** Where activity belongs: the community of each space, its calendar and its sealed days. */
import { type Calendar, calendarOf, type Day } from '../core/calendar.ts'
import type { CommunityId, SpaceId, WorkspaceId } from '../core/ids.ts'
import type { RecordingDriver } from './recording-driver.ts'

export interface Home {
  readonly community: CommunityId
  readonly space: SpaceId
  /** Of the community's people; see `people-version.ts`. */
  readonly peopleVersion: number
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
  driver: RecordingDriver,
  workspace: WorkspaceId,
  externalIds: readonly string[],
): Promise<Map<string, Home>> {
  const homes = new Map<string, Home & { sealed: { fromDay: Day; toDay: Day }[] }>()
  for (const row of await driver.loadHomes(workspace, externalIds)) {
    const { community, space, peopleVersion } = row
    const home = homes.get(row.externalId) ?? {
      community,
      space,
      peopleVersion,
      calendar: sharedCalendar(row.timeZone),
      sealed: [],
    }
    if (row.sealedFromDay !== null && row.sealedToDay !== null)
      home.sealed.push({ fromDay: row.sealedFromDay, toDay: row.sealedToDay })
    homes.set(row.externalId, home)
  }
  return homes
}

/** Whether a moment lies in days of a space that are sealed. */
export function isSealed(home: Home, at: number): boolean {
  if (home.sealed.length === 0) return false
  const day = home.calendar.dayOf(at)
  return home.sealed.some((stretch) => stretch.fromDay <= day && day < stretch.toDay)
}
