/** What is to be said of digests and boards: whether they are posted, and whether their channels are there. */
import type { ChannelFact, Finding, PlatformFacts, PostingLook } from '../core/examination.ts'
import type { Workspace } from '../core/ports.ts'
import type { Words } from '../core/words/words.ts'
import { broken, fine, look } from './finding.ts'

/** A slot is closed within a minute by a bot that runs. */
const OVERDUE_MS = 10 * 60_000
const STUCK_MS = 10 * 60_000

export interface PostingFacts {
  readonly posting: PostingLook
  readonly workspaces: readonly Workspace[]
  readonly platforms: readonly PlatformFacts[]
  readonly now: number
}

export function judgePosting(facts: PostingFacts, words: Words): Finding[] {
  const say = words.doctor.posting
  const { posting, now } = facts
  const { community, schedules, open, problem, board } = posting
  if (!community.isLive) return []
  const findings: Finding[] = []
  for (const { nextSlotAt, workspace, channel } of schedules) {
    const overdue = now - nextSlotAt > OVERDUE_MS
    findings.push(
      overdue
        ? look('digest', say.overdue(community.name, nextSlotAt), say.overdueDo)
        : fine('digest', say.fine(community.name, posting.lastPostedAt, nextSlotAt)),
      ...judgeChannel(
        facts,
        'digest',
        facts.workspaces.find((one) => one.id === workspace),
        channel,
        words,
      ),
    )
  }
  if (schedules.length === 0) findings.push(look('digest', say.none(community.name), say.noneDo))
  for (const { triedAt, attempts, slotAt } of open)
    if (triedAt === null) findings.push(look('digest', say.waiting(community.name, slotAt), say.waitingDo))
    else if (now - triedAt > STUCK_MS)
      findings.push(look('digest', say.stuck(community.name, attempts, slotAt), say.stuckDo))
  if (problem !== null)
    findings.push(look('digest', say.problem(community.name, problem.at, problem.sentence), say.problemDo))
  if (board !== null) {
    if (board.message === null) findings.push(look('board', say.board(community.name), say.boardDo))
    findings.push(...judgeChannel(facts, 'board', board.workspace, board.channel, words))
  }
  return findings
}

/** A channel that is posted into: there, and writable. */
function judgeChannel(
  { posting, platforms }: PostingFacts,
  what: 'digest' | 'board',
  workspace: Workspace | undefined,
  channel: string,
  words: Words,
): Finding[] {
  const say = words.doctor.posting
  const fact = channelFact(platforms, workspace, channel)
  if (fact === null) return []
  if (fact.state === 'gone' || fact.state === 'archived')
    return [broken(what, say.gone(posting.community.name, what), say.channelDo)]
  if (!fact.missing.includes('post') && !fact.missing.includes('see')) return []
  const name = words.space(fact.name ?? channel)
  return [broken(what, say.forbidden(posting.community.name, what, name), say.channelDo)]
}

function channelFact(
  platforms: readonly PlatformFacts[],
  workspace: Workspace | undefined,
  channel: string,
): ChannelFact | null {
  const there = platforms
    .find((one) => one.platform === workspace?.platform)
    ?.workspaces.find((one) => one.externalId === workspace?.externalId)
  return there?.channels.find((one) => one.externalId === channel) ?? null
}
