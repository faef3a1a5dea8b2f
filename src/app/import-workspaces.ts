/** Which workspace of the store an export's workspace is. */
import type { WorkspaceId } from '../core/ids.ts'
import type { Store, Workspace } from '../core/ports.ts'
import type { HistoryExport, HistorySpace } from '../importers/history.ts'

/** Begins the id of a workspace whose own id no export has told. */
const UNKNOWN = 'unknown:'

/** Finds the workspace of a space in the store, making it on first meeting. */
export function workspaceFinder(
  store: Store,
  history: HistoryExport,
): (space: HistorySpace) => Promise<WorkspaceId> {
  const found = new Map<string | null, WorkspaceId>()
  return async ({ workspace: { externalId: told, name } }) => {
    const known = found.get(told)
    if (known !== undefined) return known
    const externalId = told ?? `${UNKNOWN}${history.listedSpaces[0]?.externalId ?? ''}`
    const workspace =
      (history.kind === 'slack' ? await boundWorkspace(store, history, told) : null) ??
      (await store.communities.workspace({ platform: history.kind, externalId, name }))
    found.set(told, workspace.id)
    return workspace.id
  }
}

/**
 * A Slack export without users.json may not tell its workspace: then it is the one that its channels are bound from
 * already. And once channels are bound from an unknown workspace they stay there, also for a fuller export. Channels
 * bound from another workspace (shared between two) prove nothing.
 */
async function boundWorkspace(
  store: Store,
  history: HistoryExport,
  told: string | null,
): Promise<Workspace | null> {
  for (const space of history.listedSpaces) {
    const bound = await store.communities.workspaceOfSpace('slack', space.externalId)
    if (bound === null) continue
    if (told === null || bound.externalId === told || bound.externalId.startsWith(UNKNOWN)) return bound
  }
  return null
}
