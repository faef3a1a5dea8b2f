/**
 * Looks at everything, one thing after the other, and judges what it found. Whatever cannot be looked at is a finding too:
 * this must work when nothing else does.
 */
import type {
  AskedWorkspace,
  DatabaseContents,
  DatabaseLook,
  Examiner,
  Finding,
  PlatformFacts,
} from '../core/examination.ts'
import type { Words } from '../core/words/words.ts'
import { lookAtDatabase } from '../store/look.ts'
import { broken, look } from './finding.ts'
import { judgeDatabase } from './judge-database.ts'
import { judgeMachine } from './judge-machine.ts'
import { judgePlatform } from './judge-platform.ts'
import { judgePosting } from './judge-posting.ts'
import { judgeSpaces, reportSpace, type SpaceReport } from './judge-spaces.ts'
import { gatherMachine, type MachineOptions } from './machine.ts'

const PLATFORMS = ['discord', 'slack'] as const

export interface DoctorOptions {
  readonly url: string
  readonly machine: MachineOptions
  /** One for each platform that is served. */
  readonly examiners: readonly Examiner[]
  /** The sentence with which the configuration was refused; null where it was not. */
  readonly refusedConfiguration: string | null
  /** What must not be printed, wherever it comes from. */
  readonly secrets: readonly string[]
  readonly now: () => number
  readonly words: Words
  onProgress(label: string, share: number): void
}

export interface Examination {
  readonly findings: readonly Finding[]
  readonly spaces: readonly SpaceReport[]
}

/** Never throws. */
export async function examine(options: DoctorOptions): Promise<Examination> {
  const { words, refusedConfiguration, secrets, now } = options
  const say = words.doctor
  const findings: Finding[] = []
  if (refusedConfiguration !== null)
    findings.push(broken('configuration', refusedConfiguration, say.configurationDo))
  const guarded = async (what: string, work: () => void | Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      findings.push(broken(what, say.failed(what, hidden(reason)), say.failedDo))
    }
  }
  /** What an engine or a platform says of what went wrong may repeat what it was given. */
  const hidden = (text: string): string => secrets.reduce((left, one) => left.replaceAll(one, '…'), text)
  let spaces: readonly SpaceReport[] = []
  await guarded(say.step.machine, async () => {
    const looked = await lookAtDatabase({
      ...{ url: options.url, now: now() },
      onProgress: (step, share) => options.onProgress(say.step[step], share),
    })
    const database = { ...looked, reason: looked.reason === null ? null : hidden(looked.reason) }
    const machine = gatherMachine(options.machine)
    // Where no platform is served, nothing runs that could be missed.
    const use = options.examiners.length === 0 ? null : database.isInUse
    findings.push(
      ...judgeMachine(machine, database, say),
      ...judgeDatabase({ ...database, isInUse: use }, machine, say),
    )
    const platforms: PlatformFacts[] = []
    for (const examiner of options.examiners)
      await guarded(say.step[examiner.platform], async () => {
        options.onProgress(say.step[examiner.platform], 0)
        const asked = await examiner.examine(askedOf(examiner.platform, database.contents))
        const tokens = asked.tokens.map((one) => ({
          ...one,
          reason: one.reason === null ? null : hidden(one.reason),
        }))
        const facts = { ...asked, tokens }
        platforms.push(facts)
        findings.push(...judgePlatform(facts, database.contents, words))
      })
    findings.push(...judgeServed(options, database.contents))
    for (const posting of database.contents?.postings ?? []) {
      const { workspaces } = database.contents ?? { workspaces: [] }
      findings.push(...judgePosting({ posting, workspaces, platforms, now: now() }, words))
    }
    spaces = reportAll(database, platforms, now())
    findings.push(...judgeSpaces(spaces, say))
  })
  return { findings, spaces }
}

/** The workspaces of a platform that are there, and the channels in them that are read or posted into. */
function askedOf(
  platform: Examiner['platform'],
  contents: DatabaseContents | null,
): readonly AskedWorkspace[] {
  const { spaces = [], postings = [], workspaces = [] } = contents ?? {}
  return workspaces
    .filter((one) => one.platform === platform && one.removedAt === null)
    .map(({ id, externalId }) => {
      const bound = spaces.filter(
        ({ space }) => space.isBound && space.workspace.id === id && space.readFromAt !== null,
      )
      const posted = postings.flatMap(({ schedules, board }) => [
        ...schedules.filter((one) => one.workspace === id).map((one) => one.channel),
        ...(board?.workspace.id === id ? [board.channel] : []),
      ])
      return {
        externalId,
        channels: [...new Set([...bound.map(({ space }) => space.externalId), ...posted])],
      }
    })
    .filter((one) => one.channels.length > 0)
}

/** Channels that nobody reads because their platform's token is not set. */
function judgeServed(
  { examiners, words, refusedConfiguration }: DoctorOptions,
  contents: DatabaseContents | null,
): Finding[] {
  if (refusedConfiguration !== null) return []
  const say = words.doctor.platform
  const waiting = PLATFORMS.flatMap((platform) => {
    const n = (contents?.spaces ?? []).filter(
      ({ space }) => space.isBound && space.readFromAt !== null && space.workspace.platform === platform,
    ).length
    const isServed = examiners.some((one) => one.platform === platform)
    return n === 0 || isServed ? [] : [look(platform, say.notServed(platform, n), say.notServedDo(platform))]
  })
  return waiting.length === 0 && examiners.length === 0 ? [look('platform', say.none, say.noneDo)] : waiting
}

/** By the platform's clock, where it told the time. */
const reportAll = (
  { contents, isInUse }: DatabaseLook,
  platforms: readonly PlatformFacts[],
  now: number,
): readonly SpaceReport[] =>
  (contents?.spaces ?? []).map((one) => {
    const platform = platforms.find((other) => other.platform === one.space.workspace.platform)
    const channel = platform?.workspaces
      .flatMap((workspace) => workspace.channels)
      .find((other) => other.externalId === one.space.externalId)
    const doesAnswer = platform?.tokens.every((token) => token.answer === 'taken') ?? true
    return reportSpace(one, {
      ...{ now: now - (platform?.clockAheadMs ?? 0), isInUse: doesAnswer ? isInUse : null },
      newestAt: channel?.newestAt ?? null,
    })
  })
