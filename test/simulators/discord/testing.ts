/** What the simulator's own tests share: a club, a real client, and the raw dispatches that it receives. */
import { type Client, type ClientOptions, DiscordAPIError } from 'discord.js'
import { onTestFinished } from 'vitest'
import { type Club, createClient, foundClub } from './club.ts'
import { isObject, type JsonObject, objectOf, textOf } from './json.ts'
import { type Discord, type DiscordOptions, startDiscord } from './start.ts'

/** A dispatch as the client received it. */
export interface Received {
  readonly name: string
  readonly sequence: number
  readonly data: JsonObject
}

/** A test's world. */
export interface Stage extends Club {
  readonly discord: Discord
  readonly client: Client
  readonly received: Received[]
  /** Waits until a dispatch of this name has come that fits. */
  waitFor(name: string, fits?: (data: JsonObject) => boolean): Promise<JsonObject>
  /** Answers interactions of the bot. */
  onInteraction(
    answer: (interaction: JsonObject, callback: (body: object) => Promise<JsonObject>) => Promise<unknown>,
  ): void
}

/** Starts a world with a connected client; both are gone when the test is over. */
export async function setStage(
  options: {
    readonly discord?: DiscordOptions
    readonly client?: Partial<ClientOptions>
    readonly before?: (club: Club, discord: Discord) => void
    readonly isConnected?: boolean
  } = {},
): Promise<Stage> {
  const discord = await startDiscord({ rateLimits: false, ...options.discord })
  const club = foundClub(discord)
  options.before?.(club, discord)
  const client = createClient(discord, options.client)
  const received: Received[] = []
  client.on('raw', (packet: unknown) => {
    if (isObject(packet) && packet['op'] === 0)
      received.push({
        name: textOf(packet['t']) ?? '',
        sequence: Number(packet['s']),
        data: objectOf(packet['d']),
      })
  })
  client.on('error', () => {})
  onTestFinished(async () => {
    // Destroyed while it is connecting, this client never says that it is done.
    await Promise.race([client.destroy(), new Promise((resolve) => setTimeout(resolve, 500))])
    await discord.close()
  })
  const waitFor = async (
    name: string,
    fits: (data: JsonObject) => boolean = () => true,
  ): Promise<JsonObject> => {
    const find = () => received.find((one) => one.name === name && fits(one.data))
    await discord.until(() => find() !== undefined, name)
    return find()?.data ?? {}
  }
  if (options.isConnected !== false) {
    await client.login(discord.token)
    await waitFor('GUILD_CREATE')
  }
  return {
    ...club,
    discord,
    client,
    received,
    waitFor,
    onInteraction(answer) {
      client.on('raw', (packet: unknown) => {
        if (!isObject(packet) || packet['t'] !== 'INTERACTION_CREATE') return
        const interaction = objectOf(packet['d'])
        const callback = async (body: object) =>
          objectOf(
            await client.rest.post(
              `/interactions/${String(interaction['id'])}/${String(interaction['token'])}/callback`,
              {
                body,
                auth: false,
                query: new URLSearchParams({ with_response: 'true' }),
              },
            ),
          )
        void answer(interaction, callback)
      })
    },
  }
}

/** Names of what was received since a point. */
export const namesSince = (received: readonly Received[], start: number): readonly string[] =>
  received.slice(start).map((one) => one.name)

/** The refusal of a request: status, code and the form's tree. */
export async function refusal(
  request: Promise<unknown>,
): Promise<{ readonly status: number; readonly code: number | string; readonly errors: JsonObject }> {
  try {
    await request
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error
    return {
      status: error.status,
      code: error.code,
      errors: objectOf(isObject(error.rawError) ? error.rawError['errors'] : {}),
    }
  }
  throw new Error('It was not refused.')
}

/** The codes in a form’s tree. */
export const codesIn = (tree: unknown): readonly string[] =>
  [...JSON.stringify(tree).matchAll(/"code":"(\w+)"/g)].map((found) => found[1] ?? '')
