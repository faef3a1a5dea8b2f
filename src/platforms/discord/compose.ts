/** From a reply to messages ready to be sent: its buttons get their ids, its figures are drawn, then it is rendered. */
import type { RawFile } from 'discord.js'
import type { Figure, Painter, Picture } from '../../core/figure.ts'
import type { CommunityId, MemberId } from '../../core/ids.ts'
import { figuresOf, type Reply, type Target, targetsOf } from '../../core/reply.ts'
import type { Program } from '../platform.ts'
import type { Outgoing } from './answers.ts'
import { type MessageBody, render } from './render.ts'

export interface ComposeTools {
  readonly program: Pick<Program, 'seal' | 'words'>
  readonly painter: Painter
  readonly log: { warn(details: object, message: string): void }
}

export interface ComposeOptions {
  /** Null for a reply from a place without a community. */
  readonly community: CommunityId | null
  readonly personIds: ReadonlyMap<MemberId, string>
  readonly marker?: number
  readonly maxFileBytes?: number
}

/** A message with the body that Discord is sent. */
export interface Composed extends Outgoing {
  readonly body: MessageBody
}

/** The messages of a reply, at least one. A figure that cannot be drawn is told in words. */
export async function compose(
  reply: Reply,
  { program, painter, log }: ComposeTools,
  { community, ...options }: ComposeOptions,
): Promise<readonly [Composed, ...Composed[]]> {
  const ids = new Map<Target, string>()
  for (const target of targetsOf(reply)) ids.set(target, await program.seal(community, target))
  const pictures = new Map<Figure, Picture>()
  for (const figure of figuresOf(reply))
    try {
      // Most people read Discord dark.
      pictures.set(figure, await painter.draw(figure, 'dark'))
    } catch (error) {
      log.warn({ err: error, figure: figure.kind }, 'a picture could not be drawn')
    }
  const [first, ...others] = render(reply, { ...options, ids, pictures, words: program.words })
  return [composed(first), ...others.map(composed)]
}

const composed = ({ body, files }: ReturnType<typeof render>[0]): Composed => ({
  body,
  files: files.map(
    (file): RawFile => ({
      name: file.name,
      data: Buffer.from(file.bytes),
      contentType: file.mime,
    }),
  ),
})
