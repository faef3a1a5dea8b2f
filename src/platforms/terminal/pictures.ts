/** Draws the figures of a reply for the terminal: in place where it can show them, else into files. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Figure, Painter, Theme } from '../../core/figure.ts'
import { figuresOf, type Reply } from '../../core/reply.ts'
import { type InlineProtocol, inlineImage } from './inline-image.ts'
import type { Drawn } from './render.ts'

const MAX_COLUMNS = 80

/** What pictures are drawn with, and where they go. */
export interface PictureTools {
  /** Null where nothing can draw: the terminal then has the sketches alone. */
  readonly painter: Painter | null
  readonly theme: Theme
  /** Null where the terminal shows no pictures. */
  readonly protocol: InlineProtocol | null
  /** Where files go; null to write none. Made when first needed. */
  readonly dir: string | null
  /** Told of pictures that failed; the reply is shown without them. */
  readonly onFailure: (error: unknown) => void
}

/** Every figure of a reply that could be drawn, by figure. */
export async function drawFigures(
  reply: Reply,
  width: number,
  tools: PictureTools,
): Promise<ReadonlyMap<Figure, Drawn>> {
  const drawn = new Map<Figure, Drawn>()
  const { painter, protocol, dir } = tools
  if (painter === null || (protocol === null && dir === null)) return drawn
  for (const figure of figuresOf(reply)) {
    try {
      const { png } = await painter.draw(figure, tools.theme)
      if (protocol !== null) {
        const sequence = inlineImage(png, protocol, Math.min(width, MAX_COLUMNS))
        drawn.set(figure, { kind: 'inline', escape: sequence })
      } else if (dir !== null) drawn.set(figure, { kind: 'file', path: await saved(png, figure, dir) })
    } catch (error) {
      tools.onFailure(error)
    }
  }
  return drawn
}

/** Writes a figure under a name of its own kind, over the last one. */
async function saved(png: Uint8Array, figure: Figure, dir: string): Promise<string> {
  await mkdir(dir, { recursive: true })
  const path = join(dir, pictureName(figure))
  await writeFile(path, png)
  return path
}

/** `members-by-week.png` */
export const pictureName = (figure: Figure): string =>
  `${figure.kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.png`
