/**
 * What is kept of the workspace itself: its name and those of its channels, brought up to date when Slack tells and whenever
 * everything is listed; that it has put the bot out; and that workspaces of earlier tokens are served no longer.
 */
import type { BoundSpace, Store, Workspace } from '../../core/ports.ts'
import type { Channels } from './channels.ts'

export interface OwnWorkspaceTools {
  readonly store: Pick<Store, 'communities'>
  /** The workspace that the token is of. */
  readonly team: { readonly id: string }
  readonly channels: Pick<Channels, 'get'>
  readonly now: () => number
  readonly log: { warn(details: object, message: string): void }
}

/** Nothing of it throws: what could not be kept is logged, and comes up again. */
export interface OwnWorkspace {
  /** It has another name. */
  renamed(name: string): Promise<void>
  /** One of its channels, or any of them, may have another name than is kept. */
  nameChannels(): Promise<void>
  /** A channel of it was deleted: nothing more is read there, and what was read stays. */
  deleted(channel: string): Promise<void>
  /** It has put the bot out. */
  removed(): Promise<void>
  /**
   * One token is of one workspace: those of earlier tokens are served no longer, and nobody in them could have anything taken
   * away. They are forgotten like one that put the bot out, unless their token comes back in time.
   */
  noteOthers(): Promise<void>
}

export function createOwnWorkspace({ store, team, channels, now, log }: OwnWorkspaceTools): OwnWorkspace {
  const { communities } = store
  const own = (): Promise<Workspace | null> => communities.workspaceBy('slack', team.id)
  const quietly =
    <Given extends unknown[]>(work: (...given: Given) => Promise<unknown>, what: string) =>
    async (...given: Given): Promise<void> => {
      await work(...given).catch((error: unknown) => log.warn({ err: error }, what))
    }
  const bound = async (): Promise<readonly BoundSpace[]> => {
    const workspace = await own()
    return workspace === null ? [] : communities.boundSpaces(workspace.id)
  }
  return {
    renamed: quietly(
      (name: string) => communities.workspace({ platform: 'slack', externalId: team.id, name }),
      'the workspace’s new name could not be kept',
    ),
    nameChannels: quietly(async () => {
      for (const space of await bound()) {
        const { community, externalId } = space
        const name = channels.get(externalId)?.name ?? space.name
        if (name !== space.name)
          await communities.bindSpace(community, space.workspace.id, { externalId, name })
      }
    }, 'the names of channels could not be kept'),
    deleted: quietly(async (channel: string) => {
      const space = (await bound()).find((one) => one.externalId === channel)
      if (space !== undefined) await communities.unbindSpace(space.community, space.id)
    }, 'a deleted channel could not be taken off'),
    removed: quietly(async () => {
      const workspace = await own()
      if (workspace !== null) await communities.setRemoved(workspace.id, now())
    }, 'that the app was taken out could not be noted'),
    noteOthers: quietly(async () => {
      for (const { id, externalId, name, removedAt } of await communities.workspaces('slack')) {
        if (externalId === team.id || removedAt !== null) continue
        await communities.setRemoved(id, now())
        log.warn(
          { workspace: name },
          'the token is of another workspace now; what was read in this one is kept for 30 days',
        )
      }
    }, 'workspaces of earlier tokens could not be noted'),
  }
}
