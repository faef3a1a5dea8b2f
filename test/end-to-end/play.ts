/** Plays a script, step by step, at the moments of the platform's own time that it says. */
import type { Discord } from '../simulators/discord/start.ts'
import type { Cast } from './cast.ts'
import type { Step } from './step.ts'

export interface Playing {
  /** The beginning, milliseconds since 1970. */
  readonly from: number
  /** Before each step, when its moment has not come yet. */
  before?(step: Step, nth: number): Promise<void>
  /** After each step: waits until the bot has heard it, or does something to it. */
  after?(step: Step, nth: number): Promise<void>
}

export async function play(steps: readonly Step[], cast: Cast, playing: Playing): Promise<void> {
  for (const [nth, step] of steps.entries()) {
    await playing.before?.(step, nth)
    cast.setTime(playing.from + step.afterMs)
    try {
      await step.play(cast)
    } catch (error) {
      throw new Error(
        `step ${nth}, ${step.what}: ${error instanceof Error ? error.message : String(error)}`,
        {
          cause: error,
        },
      )
    }
    await playing.after?.(step, nth)
  }
}

/**
 * Lets every bot that is connected hear what has been sent: a ping is answered only after everything before it was read.
 */
export async function heard({ gateway }: Discord): Promise<void> {
  await Promise.all(
    [...gateway.connections].map(
      ({ socket }) =>
        new Promise<void>((resolve) => {
          if (socket.readyState !== socket.OPEN) return resolve()
          socket.once('pong', () => resolve()).once('close', () => resolve())
          socket.ping()
        }),
    ),
  )
  // What was read is handed on in turns of its own.
  await new Promise((resolve) => setImmediate(resolve))
}
