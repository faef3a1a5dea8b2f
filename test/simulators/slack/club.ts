/** A made-up robotics club, for tests and for playing. */
import { App, type AppOptions, LogLevel } from '@slack/bolt'
import type { Channel } from './model.ts'
import type { Person } from './person.ts'
import type { Slack } from './start.ts'

/** The club. */
export interface Club {
  readonly general: Channel
  readonly build: Channel
  /** Private; the bot is in it. */
  readonly mods: Channel
  /** Public; the bot is not in it. */
  readonly random: Channel
  readonly ada: Person
  readonly bob: Person
  readonly cleo: Person
  readonly dan: Person
  /** An admin, in the private channel too. */
  readonly eve: Person
  /** The owner of the workspace, in the private channel too. */
  readonly frida: Person
}

/** Founds it. */
export function foundClub(slack: Slack): Club {
  const frida = slack.join({ name: 'frida', role: 'primaryOwner' })
  const eve = slack.join({ name: 'eve', role: 'admin' })
  const general = slack.createChannel({ name: 'general', isGeneral: true })
  const members = [frida, eve]
  const build = slack.createChannel({ name: 'build', members })
  const random = slack.createChannel({ name: 'random', members, bot: false })
  const mods = slack.createChannel({ name: 'mods-only', isPrivate: true, members })
  const join = (name: string) => slack.join({ name, in: [build, random] })
  return {
    general,
    build,
    mods,
    random,
    ada: join('ada'),
    bob: join('bob'),
    cleo: join('cleo'),
    dan: join('dan'),
    eve,
    frida,
  }
}

/** Bolt as it comes, pointed here and quiet. */
export function createApp(slack: Slack, options: Partial<AppOptions> = {}): App {
  return new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
    ...options,
  })
}
