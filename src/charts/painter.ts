/** Draws figures in a worker thread, so that drawing keeps nobody waiting for anything else. */
import type { Painter, Picture } from '../core/figure.ts'
import { createDrawingThread } from './drawing-thread.ts'

/** Most figures that wait to be drawn; a picture takes some tens of milliseconds. */
const MAX_WAITING = 200

/**
 * A painter with one thread, which its first figure starts; figures are drawn one at a time, in the order asked for.
 * `draw` rejects with a reason for a figure that cannot be drawn (see `svgOf`), and the next one is drawn
 * nevertheless. An idle painter does not keep the process alive; `close` ends it at once and rejects what is not
 * drawn yet.
 */
export function createPainter(): Painter & { close(): Promise<void> } {
  const thread = createDrawingThread()
  let waiting = 0
  let previous: Promise<unknown> = Promise.resolve()
  return {
    draw: async (figure, theme): Promise<Picture> => {
      if (waiting >= MAX_WAITING) throw new Error(`${MAX_WAITING} figures wait to be drawn already`)
      waiting++
      const picture = previous.then(() => thread.draw({ figure, theme }))
      // The next figure waits for this one to end, well or not.
      previous = picture.catch(() => undefined)
      try {
        return await picture
      } finally {
        waiting--
      }
    },
    close: () => thread.end(),
  }
}
