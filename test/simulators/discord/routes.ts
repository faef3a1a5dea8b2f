/** What a route is, and finding the one that a request means. */

import type { Gateway } from './gateway.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import type { Upload } from './message-body.ts'
import type { Channel, Guild, Member, Message } from './model.ts'
import { Refusal, refuse } from './refusal.ts'
import { botMember, findMessage, type World } from './world.ts'

/** A request as handlers see it. */
export interface Call {
  readonly world: World
  readonly gateway: Gateway
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Json
  readonly uploads: readonly Upload[]
}

/** What a handler answers. */
export interface Result {
  readonly status: number
  readonly body?: Json
}

/** A route; its path is the one in Discord's published description. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** Interactions and their webhooks are opened by their token instead of the bot's. */
  readonly isOpen?: boolean
  readonly run: (call: Call) => Result | Promise<Result>
}

/** A route that fits, with what its path held. */
export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** Finds routes; of two that fit, the one that names more of the path. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const ordered = [...routes].sort((a, b) => parametersIn(a.path) - parametersIn(b.path))
  const patterns = ordered.map((route) => ({
    route,
    names: [...route.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ''),
    pattern: new RegExp(`^${route.path.replaceAll(/[.@]/g, '\\$&').replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
  }))
  return (method, written) => {
    // discord.js writes `@original` encoded.
    const path = written.replaceAll('%40', '@')
    for (const { route, names, pattern } of patterns) {
      const found = route.method === method ? pattern.exec(path) : null
      if (found === null) continue
      return {
        route,
        params: Object.fromEntries(
          names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]),
        ),
      }
    }
    return null
  }
}

const parametersIn = (path: string): number => path.split('{').length

/** A 200 with this body. */
export const ok = (body: Json): Result => ({ status: 200, body })

/** A 204. */
export const nothing: Result = { status: 204 }

/** The body as a form; empty where there is none. */
export const formOf = (call: Call): JsonObject => (isObject(call.body) ? call.body : {})

/** A part of the path. */
export const param = (call: Call, name: string): string => call.params[name] ?? ''

/** A guild that the bot is in; others are unknown to it. */
export function guildFor(call: Call): { readonly guild: Guild; readonly own: Member } {
  const guild = call.world.guilds.get(param(call, 'guild_id'))
  const own = guild === undefined ? undefined : botMember(call.world, guild)
  if (guild === undefined || own === undefined || !guild.isAvailable) throw refuse('unknownGuild')
  return { guild, own }
}

/** A message of a channel. */
export function messageFor(call: Call, channel: Channel): Message {
  const message = findMessage(channel, param(call, 'message_id'))
  if (message === undefined) throw refuse('unknownMessage')
  return message
}

/** A whole number in the query within bounds; Discord refuses others. */
export function limitFor(call: Call, most: number, usual: number): number {
  const written = call.query.get('limit')
  if (written === null) return usual
  const limit = Number(written)
  if (!Number.isInteger(limit)) throw invalidQuery('NUMBER_TYPE_COERCE', `Value "${written}" is not int.`)
  if (limit < 1) throw invalidQuery('NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.')
  if (limit > most)
    throw invalidQuery('NUMBER_TYPE_MAX', `int value should be less than or equal to ${most}.`)
  return limit
}

function invalidQuery(code: string, message: string): Refusal {
  return new Refusal(400, 50035, 'Invalid Form Body', { limit: { _errors: [{ code, message }] } })
}
