/** Sees to it that Discord has the commands as they are now; what fails on the way is tried again for as long as it takes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type REST, Routes } from 'discord.js'
import type { Program } from '../platform.ts'
import { registrationOf } from './register.ts'
import { isSameRegistration } from './same-registration.ts'

/** Between tries: first and longest. */
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 300_000

export interface RegisterTools {
  readonly rest: Pick<REST, 'get' | 'put'>
  readonly program: Pick<Program, 'commands'>
  /** Aborted when the bot leaves: nothing is tried then. */
  readonly signal: AbortSignal
  readonly log: {
    info(details: object, message: string): void
    warn(details: object, message: string): void
    error(details: object, message: string): void
  }
  readonly firstPauseMs?: number
}

/** Registers the commands where Discord does not have them as they are now. Never an empty list, never throws. */
export async function registerCommands(applicationId: string, tools: RegisterTools): Promise<void> {
  const { log, signal, firstPauseMs = FIRST_PAUSE_MS } = tools
  for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2))
    try {
      return await registerOnce(applicationId, tools)
    } catch (error) {
      if (signal.aborted) return
      // What Discord does not take now it will not take later either.
      if (isRefused(error))
        return log.error(
          { err: error },
          'the commands could not be registered; people still see the old ones',
        )
      log.warn({ err: error }, 'the commands could not be registered yet; trying again')
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
}

async function registerOnce(
  applicationId: string,
  { rest, program, log, signal }: RegisterTools,
): Promise<void> {
  const wanted = registrationOf(program.commands)
  const registered = await rest.get(Routes.applicationCommands(applicationId), {
    query: new URLSearchParams({ with_localizations: 'true' }),
    signal,
  })
  if (wanted.length === 0 || isSameRegistration(wanted, registered)) return
  await rest.put(Routes.applicationCommands(applicationId), { body: wanted, signal })
  log.info({ commands: wanted.length }, 'the commands are registered')
}

const TOO_MANY = 429
/** Discord answered, and it was neither its own fault nor a matter of waiting. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500 &&
  error.status !== TOO_MANY
