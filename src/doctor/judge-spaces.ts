/** Of each space: since when it is complete, what is missing, and why. The gap ledger, read for a person. */
import { type Span, uncovered } from '../core/coverage.ts'
import type { Finding, SpaceLook } from '../core/examination.ts'
import type { GapReason } from '../core/ports.ts'
import type { Words } from '../core/words/words.ts'
import { fine, look } from './finding.ts'

/** What is heard live is written down every quarter of a minute, as far as something was heard. */
const BEHIND_MS = 60_000

/** A stretch of which something is not known; `to` null where it lasts. Milliseconds since 1970, UTC. */
export interface Missing {
  readonly from: number
  readonly to: number | null
  /** `unknown`: nothing is written down of it. `away` is known, but not as it happened. */
  readonly reason: GapReason | 'unknown'
}

export interface SpaceReport {
  readonly community: string
  readonly workspace: string
  readonly platform: string
  readonly name: string
  readonly channel: string
  /** `nothing`: wanted, and not read at all. `imported`: only an export told of it. */
  readonly state: 'complete' | 'incomplete' | 'nothing' | 'imported' | 'takenOff'
  readonly wantedFrom: number | null
  /** Everything since then is known, up to `knownTo`. */
  readonly completeSince: number | null
  readonly knownTo: number | null
  /** Whether it is listened to at this moment: what is known ends with the last thing that was heard. */
  readonly isLive: boolean
  readonly covered: readonly Span[]
  readonly missing: readonly Missing[]
}

/** What else decides whether a space is listened to. */
export interface Present {
  /** The platform's time. */
  readonly now: number
  /** Whether the bot runs; null where that, or whether its platform answers, is not known. */
  readonly isInUse: boolean | null
  /** When the newest message was posted, as the platform tells; null where it does not. */
  readonly newestAt: number | null
}

export function reportSpace(
  { community, space, covered, gaps }: SpaceLook,
  { now, isInUse, newestAt }: Present,
): SpaceReport {
  const last = covered.at(-1)
  const { readFromAt } = space
  // Where nobody speaks, nothing is heard: what is known then ends long ago, and nothing is missing.
  const isQuiet = last !== undefined && newestAt !== null && newestAt <= last.toAt + BEHIND_MS
  const isFresh = last !== undefined && isInUse !== false && now - last.toAt <= BEHIND_MS
  const isLive = last !== undefined && (isFresh || (isInUse === true && (isQuiet || newestAt === null)))
  const about = {
    ...{ community, workspace: space.workspace.name, platform: space.workspace.platform },
    ...{ name: space.name, channel: space.externalId, wantedFrom: readFromAt, covered },
    ...{ completeSince: last?.fromAt ?? null, knownTo: last?.toAt ?? null },
  }
  if (!space.isBound) return { ...about, state: 'takenOff', isLive: false, missing: [] }
  if (readFromAt === null) return { ...about, state: 'imported', isLive: false, missing: [] }
  const wanted = { fromAt: readFromAt, toAt: now }
  const holes = [...uncovered(wanted, covered)]
    .reverse()
    .filter((hole) => !(hole.toAt === now && (isLive || (last !== undefined && isInUse === null))))
    .map((hole) => ({
      ...{ from: hole.fromAt, to: hole.toAt === now ? null : hole.toAt },
      reason: reasonOf(hole, gaps),
    }))
  const away = gaps
    .filter((gap) => gap.reason === 'away' && gap.toAt > readFromAt)
    .map(({ fromAt, toAt }) => ({ from: fromAt, to: toAt, reason: 'away' as const }))
  const missing = [...holes, ...away].sort((a, b) => a.from - b.from)
  const state = last === undefined ? 'nothing' : holes.length === 0 ? 'complete' : 'incomplete'
  return { ...about, state, isLive, missing }
}

/** Why most of a hole is one; `unknown` where the ledger says nothing of it. */
function reasonOf(hole: Span, gaps: SpaceLook['gaps']): Missing['reason'] {
  let most: { reason: Missing['reason']; ms: number } = { reason: 'unknown', ms: 0 }
  for (const { fromAt, toAt, reason } of gaps) {
    const ms = Math.min(toAt, hole.toAt) - Math.max(fromAt, hole.fromAt)
    if (reason !== 'away' && ms > most.ms) most = { reason, ms }
  }
  return most.reason
}

/** All spaces that are read, in one finding; each is told of below it. */
export function judgeSpaces(reports: readonly SpaceReport[], { space: say }: Words['doctor']): Finding[] {
  const read = reports.filter((one) => one.state !== 'imported' && one.state !== 'takenOff')
  if (read.length === 0) return []
  const incomplete = read.filter((one) => one.state !== 'complete').length
  return [
    incomplete === 0
      ? fine('spaces', say.all(read.length))
      : look('spaces', say.incomplete(incomplete, read.length), say.incompleteDo),
  ]
}

/** What is said of one space: a title, and lines below it. */
export function spaceLines(report: SpaceReport, words: Words): { title: string; lines: readonly string[] } {
  const say = words.doctor.space
  const { state, completeSince, knownTo, isLive, missing, covered } = report
  const title = say.title(words.space(report.name), report.workspace, report.community)
  const known =
    completeSince === null || knownTo === null
      ? say.nothing
      : isLive
        ? say.listening(completeSince, knownTo)
        : say.complete(completeSince, knownTo)
  switch (state) {
    case 'takenOff':
      return { title, lines: [say.takenOff] }
    case 'imported':
      return {
        title,
        lines:
          covered.length === 0 ? [say.nothing] : covered.map((one) => say.imported(one.fromAt, one.toAt)),
      }
    default:
      return { title, lines: [known, ...missing.map((one) => say.missing(one.from, one.to, one.reason))] }
  }
}
