/**
 * A small world to play in: `node --import tsx test/simulators/discord/play.ts [--port N]` prints what to set for the
 * bot, then reads lines in which members of a robotics club speak, call the bot and press its buttons.
 */
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { foundClub } from './club.ts'
import { createGame } from './play-lines.ts'
import { startDiscord } from './start.ts'

/** Runs until the input ends. */
async function play(port: number): Promise<void> {
  const discord = await startDiscord({ port, validate: false })
  const club = foundClub(discord)
  const say = (line: string) => console.log(line)
  const game = createGame(discord, club, say)
  say(
    `DISCORD_TOKEN=${discord.token} DISCORD_APPLICATION_ID=${discord.applicationId} DISCORD_API_URL=${discord.apiUrl}`,
  )
  say(game.help)
  const input = createInterface({ input: process.stdin })
  process.once('SIGINT', () => input.close())
  for await (const line of input) await game.play(line)
  await discord.close()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
  await play(Number(values.port))
}
