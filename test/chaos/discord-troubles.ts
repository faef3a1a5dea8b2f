/** What each trouble does to a connection with Discord. */
import type { GuildHandle } from '../simulators/discord/guild-handle.ts'
import type { Discord } from '../simulators/discord/start.ts'
import type { Trouble } from './troubles.ts'

/** What a dispatch may suffer: messages and all that happens to them. */
const SUFFERING = /^MESSAGE_/
const LOST = /^MESSAGE_(CREATE|DELETE|DELETE_BULK|REACTION_ADD|REACTION_REMOVE)$/
/** What is asked while catching up. */
const HISTORY = [
  /\/messages$/,
  /\/threads\//,
  /\/reactions\//,
  /\/(messages|threads|reactions|members)/,
] as const
const STATUSES = [500, 502, 503] as const
/** The bot begins a session five seconds after the last one at the earliest. */
const APART_MS = 6_000

/** Lets it happen; returns what ends it. */
export function strikeDiscord(
  { discord, guild }: { readonly discord: Discord; readonly guild: GuildHandle },
  { kind, many, ms, flavour }: Trouble,
): () => void {
  const { faults } = discord
  const later = (): void => discord.advance(APART_MS)
  const nothing = (): void => undefined
  switch (kind) {
    case 'drop':
      faults.drop(LOST, many)
      // What never came is found when a session begins anew: nobody can know of it before.
      return () => {
        faults.clear()
        later()
        faults.invalidate(false)
      }
    case 'repeat':
      faults.repeat('*', many * 4, flavour % 2 === 0 ? 2 : 3)
      return faults.clear
    case 'reorder':
      faults.reorder(2 + (many % 5), many)
      return faults.clear
    case 'delay':
      faults.delay(SUFFERING, ms, many)
      return faults.clear
    case 'cut':
      faults.cut()
      return nothing
    case 'closed':
      faults.cut(4000)
      return nothing
    case 'refused':
      later()
      faults.refuseConnections({ count: 1 + (many % 3) })
      faults.cut()
      return nothing
    case 'reconnect':
      faults.reconnect()
      return nothing
    case 'invalidResumable':
      faults.invalidate(true)
      return nothing
    case 'invalid':
      later()
      faults.invalidate(false)
      return nothing
    case 'refuseResume':
      later()
      faults.refuseResume()
      faults.cut()
      return nothing
    case 'expire':
      later()
      faults.expireSessions()
      return nothing
    case 'outage':
      guild.goDown()
      return () => guild.comeBack()
    case 'removed':
      guild.removeBot()
      return () => guild.addBot()
    case 'http': {
      const path = HISTORY[flavour % HISTORY.length] ?? HISTORY[0]
      const trouble =
        flavour < 4
          ? (STATUSES[many % 3] ?? 500)
          : flavour < 8
            ? { kind: 'rateLimit' as const, retryAfterMs: ms, scope: scopeOf(many) }
            : flavour < 10
              ? ('drop' as const)
              : { kind: 'delay' as const, ms }
      faults.failHttp(path, trouble, { times: many, after: many % 2 === 0 })
      later()
      faults.invalidate(false)
      return nothing
    }
    default:
      throw new Error(`${kind} does not befall a connection with Discord`)
  }
}

const scopeOf = (many: number): 'user' | 'shared' | 'global' =>
  many % 3 === 0 ? 'user' : many % 3 === 1 ? 'shared' : 'global'
