/** A club with a serving bot, and people who send what Discord's own client never would. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Community, Store } from '../../../src/core/ports.ts'
import { openStore } from '../../../src/store/open.ts'
import { type Answer, awaitAnswer } from '../../simulators/discord/answer.ts'
import { type Club, foundClub } from '../../simulators/discord/club.ts'
import { INTERACTION_TYPES } from '../../simulators/discord/interaction-state.ts'
import { callBot } from '../../simulators/discord/interactions.ts'
import type { JsonObject } from '../../simulators/discord/json.ts'
import type { Channel, Message } from '../../simulators/discord/model.ts'
import type { Person } from '../../simulators/discord/person.ts'
import { type Discord, type DiscordOptions, startDiscord } from '../../simulators/discord/start.ts'
import { ENGINES, SECRET } from '../../store/engines.ts'
import { bindCommunity, type ServingBot, serveBot } from './serving.ts'

/** A test's world. */
export interface HostileStage extends Club {
  readonly discord: Discord
  readonly store: Store
  readonly community: Community
  readonly bot: ServingBot
  /** Sends an interaction of any shape in somebody's name; Discord fills in who they are and where. */
  forge(who: Person, where: Channel, type: Kind, data: JsonObject, source?: Message): Promise<Answer>
  /** Sends a form with this id and these fields. */
  forgeForm(who: Person, where: Channel, customId: string, fields: readonly JsonObject[]): Promise<Answer>
  /** Shares a practice as people do. */
  share(who: Person, where: Channel, practice: Readonly<Record<string, string>>): Promise<Answer>
  /** Every byte that the database has on disk. */
  bytes(): string
}

type Kind = keyof typeof INTERACTION_TYPES

/** Opens it: `bound` are the channels of the club that are read, all of its text channels unless told. */
export async function openHostileStage(
  options: {
    readonly discord?: DiscordOptions
    readonly bound?: (club: Club) => readonly Channel[]
    /** What stands between the bot and its store. */
    readonly around?: (store: Store) => Store
    readonly before?: (club: Club, discord: Discord) => void
  } = {},
): Promise<HostileStage> {
  const discord = await startDiscord({ rateLimits: false, ...options.discord })
  const club = foundClub(discord)
  options.before?.(club, discord)
  const database = await ENGINES.sqlite()
  const store = await openStore({ url: database.url, secret: SECRET })
  const bound = options.bound?.(club) ?? [club.general, club.build, club.help, club.mods]
  const community = await bindCommunity(store, club.guild, bound, { now: discord.now() - 1000 })
  const bot = await serveBot(discord, options.around?.(store) ?? store)
  onTestFinished(async () => {
    await bot.stop()
    await discord.close()
    await store.close()
    await database.drop()
  })
  await bot.caughtUp()
  await discord.until(() => discord.commands.length > 0, 'the commands to be registered')
  const forge: HostileStage['forge'] = (who, channel, type, data, source) =>
    awaitAnswer(
      callBot(discord.world, {
        ...{ user: who.user, channel, data, commandName: null, locale: 'en-GB' },
        type: INTERACTION_TYPES[type],
        source: source ?? null,
        opener: null,
      }),
    )
  return {
    ...club,
    ...{ discord, store, community, bot, forge },
    forgeForm: (who, where, customId, fields) =>
      forge(who, where, 'modalSubmit', {
        custom_id: customId,
        components: fields.map((component) => ({ type: 18, id: 1, component })),
      }),
    share: async (who, where, practice) => {
      const { name = '', ...others } = practice
      return who.submit(await who.slash('practice share', { name }, { in: where }), others)
    },
    bytes: () => {
      const folder = path.dirname(database.url.replace(/^file:/, ''))
      return readdirSync(folder)
        .map((file) => readFileSync(path.join(folder, file), 'latin1'))
        .join('\n')
    },
  }
}

/** The custom id of a button by its label. */
export function buttonId({ buttons }: Answer, label: string): string {
  const id = buttons.find((one) => one.label === label)?.customId
  if (id == null) throw new Error(`There is no button “${label}”, only ${buttons.map((one) => one.label)}.`)
  return id
}

/** Fields of a form as a client would send them. */
export const textField = (name: string, value: string): JsonObject => ({
  type: 4,
  id: 2,
  custom_id: name,
  value,
})
export const peopleField = (name: string, ...values: readonly string[]): JsonObject => ({
  type: 5,
  id: 2,
  custom_id: name,
  values: [...values],
})
