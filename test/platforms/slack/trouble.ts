/** An evening of talk in a Slack of our own, and everything that goes wrong between it and the bot meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises'
import { objectOf } from '../../simulators/discord/json.ts'
import { seeded } from '../../simulators/slack/chance.ts'
import type { Message } from '../../simulators/slack/model.ts'
import type { Slack } from '../../simulators/slack/start.ts'
import { MINUTE_MS, type Stage } from './stage.ts'

const STEPS = 60

/** A bot that may be stopped and started again. */
export interface TroubledBot {
  /** Whether its database takes nothing at the moment. */
  isDown: boolean
  restart(meanwhile: () => void): Promise<void>
}

/** Lets people talk, and trouble strike, as the seed says; which real moment each falls on is left to the machine. */
export async function playTrouble(stage: Stage, bot: TroubledBot, seed: number): Promise<readonly string[]> {
  const { slack, ada, bob, cleo, eve, build, general } = stage
  const { faults } = slack
  const random = seeded(seed)
  const oneOf = <Thing>(things: readonly Thing[]): Thing => {
    const thing = things[Math.floor(random() * things.length)]
    if (thing === undefined) throw new Error('nothing to choose from')
    return thing
  }
  const happened: string[] = []
  // No channel of Slack's is ever empty: at least it tells who came. What cannot be seen at all proves nothing.
  for (const channel of [build, general]) eve.post(channel, 'Welcome!')
  const said: Message[] = []
  const say = (): void => {
    const who = oneOf([ada, bob, cleo])
    const standing = said.filter((one) => !one.isDeleted)
    const [chance, older] = [random(), standing.length === 0 ? null : oneOf(standing)]
    if (older === null || chance < 0.35) said.push(who.post(oneOf([build, general]), 'something?'))
    else if (chance < 0.55) said.push(who.reply(older, 'yes'))
    else if (chance < 0.65) said.push(who.broadcast(older, 'all of you'))
    else if (chance < 0.8) {
      const reaction = older.reactions.find((one) => one.name === '+1')
      // That one was taken off again while nobody listened is told to nobody.
      if (reaction?.users.includes(who.id) !== true) who.react(older, '👍')
    } else for (const person of [ada, bob, cleo]) if (person.user === older.user) person.remove(older)
    slack.advance(Math.floor(random() * 4 * MINUTE_MS))
  }
  const trouble = async (): Promise<string> => {
    const chance = random()
    const [first] = slack.sockets
    if (chance < 0.12) return named('cut', () => faults.cut())
    if (chance < 0.24) return named('cut one', () => faults.cut(undefined, first))
    if (chance < 0.36) return named('refresh', () => faults.disconnect('refresh_requested', first))
    if (chance < 0.44) return named('deafen', () => faults.deafen(first))
    if (chance < 0.54) return named('drop', () => faults.drop('*', 2))
    if (chance < 0.64) return named('repeat', () => faults.repeat('*', 3))
    if (chance < 0.74) return named('lose acknowledgements', () => faults.loseAcknowledgements(3))
    if (chance < 0.82) {
      bot.isDown = !bot.isDown
      return bot.isDown ? 'database down' : 'database up'
    }
    if (chance < 0.9) {
      const how = oneOf([502, 'drop'] as const)
      return named(`fail ${how}`, () => faults.failHttp(/conversations|users/, how, { times: 2 }))
    }
    bot.isDown = false
    await bot.restart(() => {
      for (let times = 0; times < 4; times += 1) say()
    })
    return 'restart'
  }
  for (let step = 0; step < STEPS; step += 1) {
    say()
    if (random() < 0.25) happened.push(`${step} ${slack.now()} ${await trouble()}`)
    if (random() < 0.3) await sleep(Math.floor(random() * 60))
  }
  bot.isDown = false
  return happened
}

const named = (name: string, act: () => void): string => {
  act()
  return name
}

/** What was sent to the bot of the messages that a line names, in order: attempts, sockets, acknowledgements. */
export function toldOf({ envelopes, lost }: Slack, line: string): readonly string[] {
  const keys = line.match(/\d{10}\.\d{6}/g) ?? []
  return [...envelopes, ...lost]
    .filter(({ payload }) => keys.some((key) => JSON.stringify(payload).includes(key)))
    .sort((a, b) => a.sentMs - b.sentMs)
    .map(({ name, payload, attempt, socket, sentMs, acknowledgedMs }) => {
      const { subtype, ts, deleted_ts: deleted } = objectOf(payload['event'])
      const told = [name, subtype, ts, deleted].filter((one) => one != null).join(' ')
      const end =
        acknowledgedMs === null
          ? 'not acknowledged'
          : `acknowledged after ${Math.round(acknowledgedMs - sentMs)} ms`
      return `  ${Math.round(sentMs)} ${told}, attempt ${attempt} by socket ${socket ?? 'none'}, ${end}`
    })
}
