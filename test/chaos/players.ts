/** Processes that play, and the handing out of tasks to them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { bundle } from './bundle.ts'
import type { Outcome } from './play-script.ts'
import type { FromPlayer, Task, ToPlayer } from './task.ts'

export interface Players {
  /** Plays a task as soon as there is room for it. */
  play(task: Task, isTraced?: boolean): Promise<Outcome>
  /** What went wrong in the players themselves, and cannot be said to be any task's. */
  complaints(): readonly string[]
  close(): Promise<void>
}

export interface PlayersOptions {
  readonly processes: number
  /** In each process. */
  readonly sideBySide: number
  /** Where databases of Postgres are made; null where none is wanted. */
  readonly serverUrl: string | null
  readonly onTrace: (what: string) => void
}

/** Starts them. */
export async function startPlayers(options: PlayersOptions): Promise<Players> {
  const [player = '', bot = ''] = await bundle(['player', 'bot-process'])
  const complaints: string[] = []
  const waiting: { readonly task: Task; readonly isTraced: boolean; done(outcome: Outcome): void }[] = []
  let number = 0
  let isClosing = false

  const start = () => {
    const child = spawn(process.execPath, ['--no-warnings', player, options.serverUrl ?? '', bot], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    return { child, inHand: new Map<number, (outcome: Outcome) => void>() }
  }
  const all = Array.from({ length: options.processes }, start)
  const handOut = (): void => {
    for (const { child, inHand } of [...all].sort((a, b) => a.inHand.size - b.inHand.size))
      while (inHand.size < options.sideBySide) {
        const next = waiting.shift()
        if (next === undefined) return
        number += 1
        inHand.set(number, next.done)
        const told: ToPlayer = { kind: 'play', number, task: next.task, isTraced: next.isTraced }
        child.send(told)
      }
  }
  for (const { child, inHand } of all) {
    child.on('message', (told: FromPlayer) => {
      if (told.kind === 'trace') options.onTrace(told.what)
      if (told.kind === 'complaint') complaints.push(told.what)
      if (told.kind !== 'played') return
      inHand.get(told.number)?.(told.outcome)
      inHand.delete(told.number)
      handOut()
    })
    child.once('close', (status) => {
      if (isClosing) return
      complaints.push(`a process that plays ended with ${status}`)
      for (const done of inHand.values())
        done({ missing: [], double: [], wrong: ['its process ended'], events: 0, kills: 0, ms: 0 })
    })
  }
  return {
    play: (task, isTraced = false) =>
      new Promise((done) => {
        waiting.push({ task, isTraced, done })
        handOut()
      }),
    complaints: () => complaints,
    close: async () => {
      isClosing = true
      await Promise.all(all.map(({ child }) => ended(child)))
    },
  }
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('close', () => resolve())
    if (!child.kill('SIGTERM')) resolve()
  })
