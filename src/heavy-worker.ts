/**
 * The thread of `app/heavy-room.ts`: a second composition root, with a store, words and commands of its own, that
 * answers the requests it is sent. It reads; what it could write is left to the main thread's handlers.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { dispatch } from './app/dispatch.ts'
import type { HeavyAnswer, HeavyRequest, HeavyRoomData, Language, Logged } from './app/heavy-messages.ts'
import { commandsIn } from './commands.ts'
import type { Surroundings } from './core/place.ts'
import { english } from './core/words/english.ts'
import type { Words } from './core/words/words.ts'
import { openStore } from './store/open.ts'

const WORDS: Readonly<Record<Language, Words>> = { english }

const { url, secret, language }: HeavyRoomData = workerData
const words = WORDS[language]
const commands = commandsIn(words)
// Requests that come while it opens wait in the port.
const store = await openStore({ url, secret })

parentPort?.on('message', async (asked: HeavyRequest) => parentPort?.postMessage(await answerTo(asked)))

async function answerTo({ request, grants }: HeavyRequest): Promise<HeavyAnswer> {
  const logged: Logged[] = []
  const log = { error: (details: object, message: string) => void logged.push(loggedOf(details, message)) }
  const reply = await dispatch(request, outOfReach(grants), { store, words, commands, log, room: null })
  return { reply, logged }
}

/** The platform cannot be asked from here: a handler that would is no heavy one. */
function outOfReach(grants: Surroundings['grants']): Surroundings {
  const refuse = (): never => {
    throw new Error('a heavy handler asked the platform')
  }
  return { grants, channels: refuse, attend: refuse, progress: refuse }
}

function loggedOf(details: object, message: string): Logged {
  const { err, ...rest }: { err?: unknown } = details
  const error = err instanceof Error ? err : new Error(String(err))
  return {
    message,
    details: rest,
    error: { name: error.name, message: error.message, stack: error.stack ?? '' },
  }
}
