/** The worker of `painter.ts`: draws the figures it is sent, one after the other, and answers each. */
import { parentPort } from 'node:worker_threads'
import type { PaintAnswer, PaintRequest } from './painter-messages.ts'
import { pictureOf } from './picture.ts'

parentPort?.on('message', (request: PaintRequest) => parentPort?.postMessage(answerTo(request)))

function answerTo({ figure, theme }: PaintRequest): PaintAnswer {
  try {
    return { kind: 'drawn', picture: pictureOf(figure, theme) }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}
