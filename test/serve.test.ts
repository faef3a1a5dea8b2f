/** Serving as whoever runs it meets it: a process of its own, asked to leave by the signal that services get. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { foundClub } from './simulators/discord/club.ts'
import { type Discord, startDiscord } from './simulators/discord/start.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STARTING = { timeout: 90_000, interval: 100 }

describe('being asked to leave', () => {
  let folder: string
  let discord: Discord
  let child: ChildProcess | null = null

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'commonplace-serve-'))
    discord = await startDiscord({ validate: false })
    foundClub(discord)
  })
  afterEach(async () => {
    child?.kill('SIGKILL')
    await discord.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = () => {
    const started = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
      cwd: ROOT,
      env: {
        ...process.env,
        DATABASE_URL: `file:${path.join(folder, 'commonplace.db')}`,
        COMMONPLACE_KEY: 'a secret that only the tests use',
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
      },
    })
    child = started
    let told = ''
    started.stdout.on('data', (part) => {
      told += part
    })
    const left = new Promise<number | NodeJS.Signals | null>((resolve) =>
      started.once('close', (status, signal) => resolve(status ?? signal)),
    )
    return { child: started, left, told: () => told }
  }

  it('finishes, says so and ends without a fault', { timeout: 120_000 }, async () => {
    const bot = start()
    await vi.waitFor(() => expect(bot.told()).toContain('Robotics club'), STARTING)
    bot.child.kill('SIGTERM')
    expect(await bot.left).toBe(0)
    expect(bot.told()).toContain('Everything in hand is finished.')
  })

  it('ends just so while it still tries to connect', { timeout: 120_000 }, async () => {
    discord.faults.refuseConnections({ forMs: 600_000 })
    const bot = start()
    const isConnecting = () => discord.requests.some(({ path: asked }) => asked.endsWith('/gateway/bot'))
    await vi.waitFor(() => expect(isConnecting()).toBe(true), STARTING)
    bot.child.kill('SIGTERM')
    expect(await bot.left).toBe(0)
    expect(bot.told()).toBe('')
  })
})
