/** The worker of `painter.ts`: draws the figures it is sent, one after the other, and answers each. */
import { parentPort } from 'node:worker_threads'
import type { PaintAnswer, PaintRequest } from './painter-messages.ts'
import { pictureOf } from './picture.ts'

parentPort?.on('message', (request: PaintRequest) => {
  const answer = answerTo(request)
  // Handed over rather than copied. (The engine's own buffer cannot be, hence the copy made in `answerTo`.)
  parentPort?.postMessage(answer, answer.kind === 'drawn' ? [answer.picture.png.buffer as ArrayBuffer] : [])
})

function answerTo({ figure, theme }: PaintRequest): PaintAnswer {
  try {
    const picture = pictureOf(figure, theme)
    return { kind: 'drawn', picture: { ...picture, png: Uint8Array.from(picture.png) } }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}
