/** Which changes the app hears of, and how often Slack tries to tell it. */
import type { JsonObject } from '../discord/json.ts'
import { secondsOf } from './clock.ts'
import { isDirect } from './model.ts'
import type { SocketMode } from './socket-mode.ts'
import type { SpecCheck } from './spec-check.ts'
import { hasBot, later, type World, type WorldEvent } from './world.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** The Events API. */
export interface Delivery {
  /** Events that are neither acknowledged nor given up. */
  readonly open: number
  /** So many events an hour; those beyond are lost, and the app is told once a minute. */
  mostAnHour: number
  /** The next events of this kind are never sent at all. */
  lose(which: string, times: number): void
  /** Says that events of this minute are withheld, and withholds the next ones. */
  limitApp(events: number): void
}

/** Tells the app of what happens in the world. */
export function createDelivery(world: World, sockets: SocketMode, spec: SpecCheck): Delivery {
  const open = new Set<string>()
  let losses: { readonly which: string; left: number }[] = []
  let withheld = 0
  let hour = { startMs: 0, count: 0, toldMinute: -1 }
  const isLost = (event: WorldEvent) => {
    const found = losses.find((one) => one.which === '*' || one.which === event.data['type'])
    if (found === undefined) return false
    found.left -= 1
    losses = losses.filter((one) => one.left > 0)
    return true
  }
  const tellLimit = () =>
    sockets.sendBare({
      envelope_id: `limit-${world.newId('E')}`,
      type: 'events_api',
      payload: {
        token: 'verification',
        type: 'app_rate_limited',
        team_id: world.team.id,
        minute_rate_limited: Math.floor(secondsOf(world.clock.now()) / 60) * 60,
        api_app_id: world.app.id,
      },
      accepts_response_payload: false,
      retry_attempt: 0,
      retry_reason: '',
    })
  const isOverLimit = () => {
    if (withheld > 0) {
      withheld -= 1
      return true
    }
    const now = world.clock.now()
    if (now - hour.startMs >= HOUR_MS) hour = { startMs: now, count: 0, toldMinute: -1 }
    hour.count += 1
    if (hour.count <= delivery.mostAnHour) return false
    const minute = Math.floor(now / MINUTE_MS)
    if (minute !== hour.toldMinute) {
      hour.toldMinute = minute
      tellLimit()
    }
    return true
  }
  const attempt = (event: WorldEvent, payload: JsonObject, eventId: string, number: number) => {
    sockets.send(
      {
        type: 'events_api',
        name: String(event.data['type']),
        payload,
        eventId,
        attempt: number,
        ...(number === 0 ? {} : { reason: 'timeout' }),
      },
      {
        onAck: () => {
          open.delete(eventId)
        },
        onFailure: (reason) => {
          const waitMs = world.timing.retryMs[number]
          // What happens while nobody is connected is not kept.
          if (waitMs === undefined || (reason === 'noSocket' && number === 0)) open.delete(eventId)
          else later(world, waitMs, () => attempt(event, payload, eventId, number + 1))
        },
      },
    )
  }
  const delivery: Delivery = {
    get open() {
      return open.size
    },
    mostAnHour: 30_000,
    lose: (which, times) => {
      losses.push({ which, left: times })
    },
    limitApp(events) {
      withheld = events
      tellLimit()
    },
  }
  world.listeners.add((event) => {
    if (!isWanted(world, event) || isLost(event) || isOverLimit()) return
    const eventId = world.newId('Ev')
    const payload = wrap(world, event, eventId)
    spec.checkEvent(payload)
    open.add(eventId)
    attempt(event, payload, eventId, 0)
  })
  return delivery
}

/** Whether the app hears of an event at all. */
function isWanted(world: World, event: WorldEvent): boolean {
  const { app } = world
  const isLast = event.subscription === 'app_uninstalled' || event.subscription === 'tokens_revoked'
  if (app.state !== 'installed' && !isLast) return false
  if (app.events !== null && !app.events.has(event.subscription)) return false
  if (event.scopes.length > 0 && !event.scopes.some((scope) => app.scopes.has(scope))) return false
  return event.channel === null || hasBot(world, event.channel)
}

/** The event in its wrapper. From a shared channel it may bear the other workspace's id; `context_team_id` is ours. */
export function wrap(world: World, event: WorldEvent, eventId: string): JsonObject {
  const { channel } = event
  return {
    token: 'verification',
    team_id: event.teamId,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: world.app.id,
    event: event.data,
    type: 'event_callback',
    event_id: eventId,
    event_time: secondsOf(world.clock.now()),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.bot.id,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel !== null && !isDirect(channel) && channel.connectedTeams.size > 0,
    event_context: `4-${eventId}`,
  }
}
