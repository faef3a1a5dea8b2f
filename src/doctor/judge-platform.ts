/** What is to be said of a platform: tokens, scopes, intents, sessions, the clock, and every channel that matters. */
import { unreachable } from '../core/errors.ts'
import type {
  ChannelFact,
  DatabaseContents,
  Finding,
  PlatformFacts,
  TokenFact,
  WorkspaceFact,
} from '../core/examination.ts'
import type { Words } from '../core/words/words.ts'
import { broken, fine, look } from './finding.ts'

/** A clock this far off is told of; and this far, digests and pauses are wrong to be relied on. */
const CLOCK_LOOK_MS = 30_000
const CLOCK_BROKEN_MS = 10 * 60_000
const FEW_SESSIONS = 100

export function judgePlatform(
  facts: PlatformFacts,
  contents: Pick<DatabaseContents, 'spaces' | 'workspaces'> | null,
  words: Words,
): Finding[] {
  const say = words.doctor
  const silent = facts.tokens.find((one) => one.answer === 'unreachable')
  if (silent !== undefined && facts.clockAheadMs === null)
    return [
      broken(
        facts.platform,
        say.platform.unreachable(facts.platform, silent.reason ?? ''),
        say.platform.unreachableDo(facts.platform),
      ),
    ]
  return [
    ...judgeTokens(facts, say),
    ...judgeScopes(facts, say),
    ...judgeIntents(facts, say),
    ...judgeSessions(facts, say),
    ...judgeClock(facts, say),
    // Where a token is not taken, nothing can be asked with it.
    ...(facts.tokens.every((one) => one.answer === 'taken')
      ? facts.workspaces.flatMap((one) => judgeWorkspace(one, facts, contents, words))
      : []),
  ]
}

function judgeTokens({ platform, tokens, account }: PlatformFacts, say: Words['doctor']): Finding[] {
  const check = `${platform} token`
  const problems = tokens.flatMap(({ variable, answer, reason }: TokenFact): Finding[] => {
    switch (answer) {
      case 'taken':
        return []
      case 'refused':
        return [broken(check, say.token.refused(variable, reason), say.token.refusedDo(variable))]
      case 'wrong':
        return [broken(check, say.token.wrong(variable), say.token.wrongDo)]
      case 'unreachable':
        return [
          broken(
            check,
            say.platform.unreachable(platform, reason ?? ''),
            say.platform.unreachableDo(platform),
          ),
        ]
      default:
        return unreachable(answer)
    }
  })
  return problems.length === 0 ? [fine(check, say.token.fine(platform, account))] : problems
}

function judgeScopes({ platform, tokens, missingScopes }: PlatformFacts, say: Words['doctor']): Finding[] {
  if (platform !== 'slack' || tokens[0]?.answer !== 'taken') return []
  return missingScopes.length === 0
    ? [fine('slack scopes', say.scopes.fine)]
    : [broken('slack scopes', say.scopes.missing(missingScopes), say.scopes.missingDo)]
}

function judgeIntents({ grants }: PlatformFacts, { intents: say }: Words['doctor']): Finding[] {
  if (grants === null) return []
  const missing = [
    ...(grants.texts ? [] : [look('discord intents', say.noTexts, say.noTextsDo)]),
    ...(grants.arrivals ? [] : [look('discord intents', say.noArrivals, say.noArrivalsDo)]),
  ]
  return missing.length === 0 ? [fine('discord intents', say.fine)] : missing
}

function judgeSessions({ sessionsLeft: left }: PlatformFacts, { sessions: say }: Words['doctor']): Finding[] {
  if (left === null) return []
  return [
    left < FEW_SESSIONS
      ? look('discord sessions', say.few(left), say.fewDo)
      : fine('discord sessions', say.fine(left)),
  ]
}

function judgeClock(
  { platform, clockAheadMs: ms }: PlatformFacts,
  { clock: say }: Words['doctor'],
): Finding[] {
  if (ms === null) return []
  const says = say.fine(platform, ms)
  if (Math.abs(ms) < CLOCK_LOOK_MS) return [fine('clock', says)]
  return [Math.abs(ms) < CLOCK_BROKEN_MS ? look('clock', says, say.todo) : broken('clock', says, say.todo)]
}

function judgeWorkspace(
  fact: WorkspaceFact,
  { platform }: PlatformFacts,
  contents: Pick<DatabaseContents, 'spaces' | 'workspaces'> | null,
  words: Words,
): Finding[] {
  const say = words.doctor
  const known = contents?.workspaces.find(
    (one) => one.platform === platform && one.externalId === fact.externalId,
  )
  const name = known?.name ?? fact.externalId
  if (fact.state === 'out')
    return [look(`${platform} workspace`, say.workspace.out(platform, name), say.workspace.outDo(platform))]
  if (fact.state === 'unknown')
    return [look(`${platform} workspace`, say.workspace.unknown(platform, name), say.workspace.unknownDo)]
  const bound = (contents?.spaces ?? [])
    .map((one) => one.space)
    .filter((space) => space.isBound && space.workspace.externalId === fact.externalId)
  const nameOf = (channel: ChannelFact): string =>
    words.space(
      channel.name ?? bound.find((one) => one.externalId === channel.externalId)?.name ?? channel.externalId,
    )
  const read = fact.channels.filter((one) => bound.some((space) => space.externalId === one.externalId))
  const problems = read.flatMap((one) => judgeChannel(one, nameOf(one), platform, say))
  const unknown = read.filter((one) => one.state === 'unknown').length
  if (unknown > 0)
    problems.push(look('channels', say.channels.unknown(unknown, name), say.channels.unknownDo))
  return problems.length === 0 && read.length > 0
    ? [fine('channels', say.channels.fine(read.length, name))]
    : problems
}

function judgeChannel(
  { state, missing }: ChannelFact,
  name: string,
  platform: PlatformFacts['platform'],
  { channels: say }: Words['doctor'],
): Finding[] {
  switch (state) {
    case 'gone':
      return [look('channels', say.gone(name), say.goneDo)]
    case 'archived':
      return [look('channels', say.archived(name), say.archivedDo)]
    case 'unknown':
      return []
    case 'there': {
      if (missing.length === 0) return []
      const todo = say.missingDo(platform, missing)
      const isUnread = missing.includes('see') || missing.includes('readHistory')
      return isUnread
        ? [broken('channels', say.missing(platform, name, missing), todo)]
        : [look('channels', say.missing(platform, name, missing), todo)]
    }
    default:
      return unreachable(state)
  }
}
