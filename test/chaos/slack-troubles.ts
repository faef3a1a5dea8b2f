/** What each trouble does to the connections with Slack. */
import type { Slack } from '../simulators/slack/start.ts'
import type { Trouble } from './troubles.ts'

const SUFFERING = /^(message|reaction_added|reaction_removed)$/
const HISTORY = [
  /conversations\.history/,
  /conversations\.replies/,
  /conversations\.list|users\.info/,
  /conversations|reactions/,
] as const
const STATUSES = [500, 502, 503] as const

/** Lets it happen; returns what ends it. */
export function strikeSlack(slack: Slack, { kind, many, ms, flavour }: Trouble): () => void {
  const { faults } = slack
  const nothing = (): void => undefined
  const one = slack.sockets[flavour % Math.max(1, slack.sockets.length)]
  switch (kind) {
    case 'drop':
      faults.drop(SUFFERING, many)
      return faults.clear
    case 'repeat':
      faults.repeat(SUFFERING, many * 4, flavour % 2 === 0 ? 2 : 3)
      return faults.clear
    case 'reorder':
      faults.reorder(2 + (many % 5), many)
      return faults.clear
    case 'delay':
      faults.delay(SUFFERING, ms, many)
      return faults.clear
    case 'loseAcknowledgements':
      faults.loseAcknowledgements(many)
      return faults.clear
    case 'cut':
      faults.cut()
      return nothing
    case 'cutOne':
      if (one !== undefined) faults.cut(undefined, one)
      return nothing
    case 'deafen':
      if (one !== undefined) faults.deafen(flavour % 3 === 0 ? undefined : one)
      return nothing
    case 'refresh':
      faults.disconnect('refresh_requested', flavour % 3 === 0 ? undefined : one)
      return nothing
    case 'warning':
      faults.disconnect('warning', flavour % 3 === 0 ? undefined : one)
      return nothing
    case 'crowded':
      faults.disconnect('too_many_websockets', one)
      return nothing
    case 'refused':
      faults.refuseConnections({ count: 1 + (many % 3) })
      faults.cut()
      return nothing
    case 'limitApp':
      faults.limitApp(many)
      return nothing
    case 'http': {
      const method = HISTORY[flavour % HISTORY.length] ?? HISTORY[0]
      const trouble =
        flavour < 4
          ? (STATUSES[many % 3] ?? 500)
          : flavour < 8
            ? { kind: 'rateLimit' as const, retryAfterMs: 1_000 }
            : flavour < 10
              ? ('drop' as const)
              : { kind: 'delay' as const, ms }
      faults.failHttp(method, trouble, { times: many, after: many % 2 === 0 })
      faults.cut()
      return nothing
    }
    default:
      throw new Error(`${kind} does not befall connections with Slack`)
  }
}
