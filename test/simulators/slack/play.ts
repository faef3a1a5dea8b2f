/**
 * A small world to play in: `node --import tsx test/simulators/slack/play.ts [--port N]` prints what to set for the
 * app, then reads lines in which members of a robotics club speak, call the app and press its buttons.
 */
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { foundClub } from './club.ts'
import { createGame } from './play-lines.ts'
import { startSlack } from './start.ts'

/** Runs until the input ends. */
async function play(port: number): Promise<void> {
  const slack = await startSlack({ port, validate: false })
  const club = foundClub(slack)
  const say = (line: string) => console.log(line)
  const game = createGame(slack, club, say)
  say(`SLACK_BOT_TOKEN=${slack.botToken} SLACK_APP_TOKEN=${slack.appToken} SLACK_API_URL=${slack.apiUrl}`)
  say(game.help)
  const input = createInterface({ input: process.stdin })
  process.once('SIGINT', () => input.close())
  for await (const line of input) await game.play(line)
  await slack.close()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })
  await play(Number(values.port))
}
