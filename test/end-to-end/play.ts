/** Plays a script, step by step, at the moments of the server's own time that it says. */
import type { Club } from './club.ts'
import type { Step } from './step.ts'

export interface Playing {
  /** The beginning, milliseconds since 1970. */
  readonly from: number
  /** Before each step, when its moment has come. */
  before?(step: Step, nth: number): Promise<void>
  /** After each step: waits until the bot has heard it, or does something to it. */
  after?(step: Step, nth: number): Promise<void>
}

export async function play(steps: readonly Step[], club: Club, playing: Playing): Promise<void> {
  for (const [nth, step] of steps.entries()) {
    club.discord.setTime(playing.from + step.afterMs)
    await playing.before?.(step, nth)
    try {
      await step.play(club)
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

/** Lets a bot in this process hear what has been sent: a few turns of the event loop carry it over loopback. */
export async function heard(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1))
}
