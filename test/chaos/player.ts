/** A process that plays tasks, several side by side: most of each is waiting. */

import type { StartBot } from './bot.ts'
import { startInside } from './bot-inside.ts'
import { type BotPool, botPool, botsFrom } from './bot-outside.ts'
import { pairsFrom } from './bot-pair.ts'
import { type Databases, type EngineName, postgresDatabases, sqliteDatabases } from './databases.ts'
import { playScript } from './play-script.ts'
import { rememberConnections } from './sqlite-connections.ts'
import { type FromPlayer, scriptOfTask, type Task, type ToPlayer } from './task.ts'

/** Bots that wait to be used. */
const WARM = 2

const [serverUrl = '', botBundle = ''] = process.argv.slice(2)
const tell = (what: FromPlayer): void => void process.send?.(what)
rememberConnections()

const databases = new Map<EngineName, Promise<Databases>>()
let pool: BotPool | null = null

const databasesOf = (name: EngineName): Promise<Databases> => {
  const known = databases.get(name)
  if (known !== undefined) return known
  const opened = name === 'sqlite' ? sqliteDatabases() : postgresDatabases(serverUrl)
  databases.set(name, opened)
  return opened
}

function botsOf({ isProcess, isPair }: Task): StartBot {
  if (!isProcess && !isPair) return startInside
  pool ??= botPool(botBundle, WARM)
  return isPair ? pairsFrom(pool) : botsFrom(pool)
}

async function play(task: Task, isTraced: boolean) {
  const startBot = botsOf(task)
  return playScript(scriptOfTask(task), {
    ...{ databases: await databasesOf(task.database), startBot, isPair: task.isPair },
    ...(isTraced ? { trace: (what: string) => tell({ kind: 'trace', what }) } : {}),
  })
}

async function end(): Promise<void> {
  await pool?.close()
  for (const opened of databases.values()) await (await opened).close()
  process.exit(0)
}

process.on('unhandledRejection', (error) =>
  tell({ kind: 'complaint', what: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
)
process.on('disconnect', () => process.exit(1))
process.on('SIGTERM', () => void end())
process.on('message', ({ number, task, isTraced }: ToPlayer) => {
  void play(task, isTraced).then(
    (outcome) => tell({ kind: 'played', number, outcome }),
    (error: unknown) => {
      const wrong = [error instanceof Error ? (error.stack ?? error.message) : String(error)]
      tell({
        kind: 'played',
        number,
        outcome: { missing: [], double: [], wrong, events: 0, kills: 0, ms: 0 },
      })
    },
  )
})
tell({ kind: 'ready' })
