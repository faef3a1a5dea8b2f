/** Registering the commands with a Discord that is away for a while, and with one that takes no such commands. */
import { REST } from 'discord.js'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { commandsIn } from '../../../src/commands.ts'
import { english } from '../../../src/core/words/english.ts'
import { registerCommands } from '../../../src/platforms/discord/register-commands.ts'
import { startDiscord } from '../../simulators/discord/start.ts'

const discord = await startDiscord({})
afterAll(() => discord.close())
beforeEach(() => discord.faults.clear())

/** Registers, and tells at which levels it spoke of it. */
async function register(leaving = new AbortController(), leavesAt?: string) {
  const levels: string[] = []
  const commands = commandsIn(english)
  const note = (level: string) => () => {
    levels.push(level)
    if (level === leavesAt) leaving.abort()
  }
  const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token)
  await registerCommands(discord.applicationId, {
    ...{ rest, program: { commands }, signal: leaving.signal, firstPauseMs: 5 },
    log: { info: note('info'), warn: note('warn'), error: note('error') },
  })
  return levels
}

describe('commands', () => {
  it('are registered once Discord is there again, and once', async () => {
    discord.faults.failHttp(/\/commands/, 'drop', { times: 2 })
    discord.faults.failHttp(/\/commands/, 503, { method: 'PUT', times: 1 })
    expect(await register()).toEqual(['warn', 'warn', 'warn', 'info'])
    const names = commandsIn(english).map((one) => one.name)
    expect(discord.commands.map((one) => one.name)).toEqual(expect.arrayContaining(names))
    expect(await register()).toEqual([])
  })

  it('that Discord refuses are told of, and not sent again', async () => {
    discord.faults.failHttp(/\/commands/, 403, { times: 9 })
    expect(await register()).toEqual(['error'])
  })

  it('are not waited for by a bot that leaves', async () => {
    discord.faults.failHttp(/\/commands/, 502, { times: 99 })
    expect(await register(new AbortController(), 'warn')).toEqual(['warn'])
  })
})
