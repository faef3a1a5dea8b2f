/**
 * The thread of `app/heavy-room.ts`: a second composition root, with a store, words and commands of its own, that
 * does the tasks it is sent. It reads; what it could write is left to the main thread's handlers.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { type DispatchTools, dispatch } from './app/dispatch.ts'
import type {
  HeavyAnswer,
  HeavyRoomData,
  HeavyTask,
  Language,
  Logged,
  PlainError,
} from './app/heavy-messages.ts'
import { seenBy } from './app/seen-by.ts'
import { commandsIn } from './commands.ts'
import { unreachable } from './core/errors.ts'
import type { Surroundings } from './core/place.ts'
import { boardReply, readBoardFacts } from './core/reflection/board.ts'
import { digestPost } from './core/reflection/digest-post.ts'
import type { Reply } from './core/reply.ts'
import { english } from './core/words/english.ts'
import type { Words } from './core/words/words.ts'
import { openStore } from './store/open.ts'

const WORDS: Readonly<Record<Language, Words>> = { english }

const { url, secret, language }: HeavyRoomData = workerData
const words = WORDS[language]
const commands = commandsIn(words)
// Tasks that come while it opens wait in the port.
const store = await openStore({ url, secret })

parentPort?.on('message', async (task: HeavyTask) => parentPort?.postMessage(await answerTo(task)))

async function answerTo(task: HeavyTask): Promise<HeavyAnswer> {
  const logged: Logged[] = []
  const log = { error: (details: object, message: string) => void logged.push(loggedOf(details, message)) }
  try {
    return { kind: 'told', reply: await replyTo(task, log), logged }
  } catch (error) {
    return { kind: 'failed', error: plainError(error) }
  }
}

async function replyTo(task: HeavyTask, log: DispatchTools['log']): Promise<Reply | null> {
  switch (task.kind) {
    case 'dispatch': {
      const tools = { store, words, commands, log, room: null, cohort: task.cohort }
      return dispatch(task.request, outOfReach(task.grants), tools)
    }
    case 'tellBoard': {
      const { community, now, sees } = task
      const seen = seenBy(store, { community: community.id, sees })
      return boardReply(community, await readBoardFacts(seen, community, now), words)
    }
    case 'tellWeek': {
      const { community, period, to } = task
      const seen = seenBy(store, { community: community.id, sees: to.sees })
      return digestPost(seen, community, period, to, words)
    }
    default:
      return unreachable(task)
  }
}

/** The platform cannot be asked from here: a handler that would is no heavy one. */
function outOfReach(grants: Surroundings['grants']): Surroundings {
  const refuse = (): never => {
    throw new Error('a heavy handler asked the platform')
  }
  return {
    grants,
    channels: refuse,
    isForModerators: refuse,
    cohort: refuse,
    attend: refuse,
    progress: refuse,
  }
}

function loggedOf(details: object, message: string): Logged {
  const { err, ...rest }: { err?: unknown } = details
  return { message, details: rest, error: plainError(err) }
}

function plainError(thrown: unknown): PlainError {
  const { name, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown))
  return { name, message, stack: stack ?? '' }
}
