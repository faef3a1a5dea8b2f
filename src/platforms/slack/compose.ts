/**
 * From a reply to what rendering it takes: its buttons get their ids, its figures are drawn and uploaded, its files are
 * shared. What cannot be had is told in words.
 */
import type { Figure, Painter } from '../../core/figure.ts'
import type { CommunityId, MemberId } from '../../core/ids.ts'
import { type FileBlock, figuresOf, type Reply, type Target, targetsOf } from '../../core/reply.ts'
import type { Program } from '../platform.ts'
import { outgoing, type UploadedPicture } from './parts.ts'
import type { RenderOptions } from './render.ts'
import type { Slash } from './slash.ts'
import type { Uploads } from './uploads.ts'

export interface ComposeTools {
  readonly program: Pick<Program, 'seal' | 'words' | 'commands'>
  readonly painter: Painter
  readonly uploads: Uploads
  readonly log: { warn(details: object, message: string): void }
}

/** Whose reply it is, and where it goes. */
export interface ComposeOptions {
  /** Null for a reply from a place without a community. */
  readonly community: CommunityId | null
  /** Slack's ids of people who may be called. */
  readonly personIds: ReadonlyMap<MemberId, string>
  readonly slash: Slash
  /** The conversation in which files are shared; null where there is none. Asked for only where there is a file. */
  readonly conversation: (fileName: string) => Promise<string | null>
}

/** Everything that `render` and `renderHome` are to be told with the reply. */
export async function composed(
  reply: Reply,
  { program, painter, uploads, log }: ComposeTools,
  { community, personIds, slash, conversation }: ComposeOptions,
): Promise<RenderOptions> {
  const ids = new Map<Target, string>()
  for (const target of targetsOf(reply)) ids.set(target, await program.seal(community, target))
  const pictures = new Map<Figure, UploadedPicture>()
  const draw = async (figure: Figure, at: number): Promise<void> => {
    try {
      const { png, alt } = await painter.draw(figure, 'light')
      const file = { name: `${figure.kind}-${at + 1}.png`, mime: 'image/png', bytes: png }
      const uploaded = await uploads.upload(file, null)
      if (uploaded !== null) pictures.set(figure, { id: uploaded.id, alt })
    } catch (error) {
      log.warn({ err: error, figure: figure.kind }, 'a picture could not be drawn')
    }
  }
  await Promise.all(figuresOf(reply).map(draw))
  const files = new Map<FileBlock, string | null>()
  for (const block of reply.blocks) {
    if (block.kind !== 'file') continue
    const file = outgoing(block)
    const where = await conversation(file.name)
    const shared = where === null ? null : await uploads.upload(file, where)
    files.set(block, shared === null || shared.address === '' ? null : shared.address)
  }
  return { ids, personIds, pictures, files, words: program.words, slash }
}

/** The same with the figures told in words: for where Slack does not take the pictures after all. */
export const withoutPictures = (options: RenderOptions): RenderOptions => ({
  ...options,
  pictures: new Map(),
})
