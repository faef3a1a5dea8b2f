/** Shows what comes of some work: a form opens at once, anything else is shown, and what takes long is announced. */
import { type Reply, soleForm, withoutAsked } from '../../core/reply.ts'
import type { Outcome } from './requests.ts'
import type { Surface } from './surfaces.ts'

export interface Showing {
  /** Work that takes longer is announced. */
  readonly afterMs: number
  /** What is told of something of ours that broke. */
  readonly broken: (error: unknown) => Outcome
  readonly log: { warn(details: object, message: string): void }
}

/** Resolves when it is shown. */
export async function showWhenDone(
  surface: Surface,
  work: Promise<Outcome>,
  { afterMs, broken, log }: Showing,
): Promise<void> {
  let announcing: Promise<void> = Promise.resolve()
  const timer = setTimeout(() => {
    announcing = surface
      .announce()
      .catch((error: unknown) => log.warn({ err: error }, 'a wait was not announced'))
  }, afterMs)
  const show = async (outcome: Outcome): Promise<void> => {
    await announcing
    const form = soleForm(outcome.reply)
    if (form === null) return surface.show(outcome)
    if (await surface.open(form, outcome)) return
    // What was written into it is in no button: those are kept.
    const button: Reply = { ...outcome.reply, blocks: [{ ...form, target: withoutAsked(form) }] }
    return surface.show({ ...outcome, reply: button })
  }
  try {
    const outcome = await work
    // What breaks before anything is shown, such as a database that takes no button, is told like anything else.
    await show(outcome).catch((error: unknown) => surface.show(broken(error)))
  } finally {
    clearTimeout(timer)
    await announcing
  }
}
