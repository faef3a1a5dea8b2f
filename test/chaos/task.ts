/** One script on one platform and one engine: what is asked of a process that plays, and what it answers. */
import type { EngineName } from './databases.ts'
import type { Outcome } from './play-script.ts'
import { type PlatformName, type Script, scriptOf } from './script.ts'

export interface Task {
  readonly seed: number
  readonly platform: PlatformName
  readonly database: EngineName
  readonly events: number
  /** Kills besides the other trouble. */
  readonly kills: number
  /** Whether the bot is a process of its own, so that a crash is a kill. */
  readonly isProcess: boolean
  /** Whether two processes share the work. */
  readonly isPair: boolean
  /** The steps that are left; null for all. */
  readonly only: readonly number[] | null
}

/** Plays of so many have a process of their own for the bot: it costs a second of a processor each time it is killed. */
const PROCESS_EVERY = 10

/** Whether a seed is one of those whose bot is a process. */
export const isOfProcess = (seed: number): boolean => seed % PROCESS_EVERY === 0

/** What is to be played. */
export function scriptOfTask({ only, ...task }: Task): Script {
  const script = scriptOf(task)
  if (only === null) return script
  const left = new Set(only)
  return { ...script, steps: script.steps.filter(({ id }) => left.has(id)) }
}

export type ToPlayer = {
  readonly kind: 'play'
  readonly number: number
  readonly task: Task
  readonly isTraced: boolean
}
export type FromPlayer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'played'; readonly number: number; readonly outcome: Outcome }
  | { readonly kind: 'trace' | 'complaint'; readonly what: string }

/** Whether something is not as it should be. */
export const isBad = ({ missing, double, wrong }: Outcome): boolean =>
  missing.length + double.length + wrong.length > 0

/** `3,5-9,12` for a list of numbers, and back. */
export function written(numbers: readonly number[]): string {
  const spans: [number, number][] = []
  for (const one of numbers) {
    const last = spans.at(-1)
    if (last !== undefined && last[1] === one - 1) last[1] = one
    else spans.push([one, one])
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join()
}

export const readNumbers = (list: string): readonly number[] =>
  list.split(',').flatMap((span) => {
    const [from = Number.NaN, to = from] = span.split('-').map(Number)
    if (!(Number.isInteger(from) && Number.isInteger(to) && from <= to))
      throw new Error(`${span} is no number of a step, nor two with a dash between.`)
    return Array.from({ length: to - from + 1 }, (_, nth) => from + nth)
  })
