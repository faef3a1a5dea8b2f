/** Keeps every community's board: posts it, pins it, and writes it anew when what it says has changed. */
import { createHash } from 'node:crypto'
import { MS_PER_MINUTE } from '../core/calendar.ts'
import type { CommunityId, SpaceId } from '../core/ids.ts'
import type { Board, Community, Store } from '../core/ports.ts'
import type { Reply } from '../core/reply.ts'
import type { Destination, Speaker } from '../platforms/platform.ts'

/** A board is looked at so often; one that was just put somewhere, at once. */
const EVERY_MS = 10 * MS_PER_MINUTE
/** Stands in for the hash while a first post is under way, with the moment at which it began. */
const TRYING = 'trying/'

/** What keeping boards needs. */
export interface BoardTools {
  readonly store: Store
  readonly speakers: readonly Speaker[]
  /** What a board says to people who see these spaces; it can be much to read. */
  readonly tell: (community: Community, now: number, sees: readonly SpaceId[]) => Promise<Reply>
  readonly log: { error(details: object, message: string): void }
}

/** Keeps all boards that are due. Made once: it remembers when it looked at which. */
export function boardKeeper(tools: BoardTools): (now: number) => Promise<void> {
  const lookedAt = new Map<CommunityId, number>()
  return async (now) => {
    for (const community of await tools.store.communities.list()) {
      try {
        const board = await tools.store.boards.of(community.id)
        if (board === null || board.workspace.removedAt !== null) continue
        const since = now - (lookedAt.get(community.id) ?? Number.NEGATIVE_INFINITY)
        if (board.contentHash !== null && since >= 0 && since < EVERY_MS) continue
        lookedAt.set(community.id, now)
        await keep(community, board, tools, now)
      } catch (error) {
        tools.log.error({ err: error, community: community.id }, 'a board could not be kept')
      }
    }
  }
}

async function keep(community: Community, board: Board, tools: BoardTools, now: number): Promise<void> {
  const { store, speakers, tell } = tools
  const speaker = speakers.find((one) => one.platform === board.workspace.platform)
  if (speaker === undefined) return
  const spaces = await store.communities.spaces(community.id)
  const audience = await speaker.audience(destinationOf(board), spaces)
  if (audience === null) return
  const reply = await tell(community, now, audience.sees)
  if (board.message === null) return post(community, board, reply, speaker, tools, now)
  const contentHash = hashOf(reply)
  if (contentHash === board.contentHash) return
  const to = destinationOf(board)
  const edited = await speaker.edit(to, board.message, reply, community.id)
  if (edited.kind === 'refused' && edited.reason === 'gone')
    return post(community, { ...board, message: null, contentHash: null }, reply, speaker, tools, now)
  if (edited.kind !== 'posted') return
  await speaker.pin(to, board.message)
  await save(community, board, { message: board.message, contentHash }, tools)
}

/** A first post. When it began is written down before, so that after a crash the same post is looked for. */
async function post(
  community: Community,
  board: Board,
  reply: Reply,
  speaker: Speaker,
  tools: BoardTools,
  now: number,
): Promise<void> {
  const begun = board.contentHash?.startsWith(TRYING) ? Number(board.contentHash.slice(TRYING.length)) : null
  if (begun === null) await save(community, board, { message: null, contentHash: `${TRYING}${now}` }, tools)
  const to = destinationOf(board)
  const posted = await speaker.post(to, reply, {
    key: `board/${community.id}/${begun ?? now}`,
    triedAt: begun,
    community: community.id,
  })
  if (posted.kind !== 'posted') return
  await save(community, board, { message: posted.message, contentHash: hashOf(reply) }, tools)
  await speaker.pin(to, posted.message)
}

const destinationOf = ({ workspace, channel }: Board): Destination => ({
  workspace: workspace.externalId,
  channel,
})

const save = (
  community: Community,
  { workspace, channel }: Board,
  state: Pick<Board, 'message' | 'contentHash'>,
  { store }: BoardTools,
): Promise<void> => store.boards.set(community.id, { workspace: workspace.id, channel, ...state })

const hashOf = (reply: Reply): string => createHash('sha256').update(JSON.stringify(reply)).digest('hex')
