/**
 * The composition root and the command line: reads the configuration, opens what is needed, hands it on, and turns
 * refusals into sentences. The only file that knows everything.
 */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command as CommandLine, InvalidArgumentError } from 'commander'
import { importHistory } from './app/import-history.ts'
import { programOf } from './app/program.ts'
import { progressBar } from './app/progress.ts'
import { makeSample, sampleCohorts } from './app/sample.ts'
import { createPainter } from './charts/painter.ts'
import { readCohortFile } from './cohort-file.ts'
import { commandsIn } from './commands.ts'
import { type Config, readConfig } from './config.ts'
import { calendarOf, type Day, dateOf, type Period } from './core/calendar.ts'
import { Refusal } from './core/errors.ts'
import type { FailedFile } from './core/import-report.ts'
import { nearest } from './core/nearest.ts'
import { type AskedPeriod, resolvePeriod } from './core/participation/periods.ts'
import type { Community, Store } from './core/ports.ts'
import { digestReply } from './core/reflection/digest-reply.ts'
import { figuresOfDigest, readToldDigest, readWholeToldDigest } from './core/reflection/tell-digest.ts'
import { english } from './core/words/english.ts'
import { digestPageAsked, writeDigestPage } from './digest-page.ts'
import { sealAged } from './jobs/retention.ts'
import { createLog } from './log.ts'
import { addMap } from './map-cli.ts'
import { inviteLink } from './platforms/discord/invite.ts'
import { slackManifest } from './platforms/slack/manifest.ts'
import { runTerminal } from './platforms/terminal/connect.ts'
import { inlineProtocol } from './platforms/terminal/inline-image.ts'
import { harmless } from './platforms/terminal/measure.ts'
import { drawFigures, type PictureTools, pictureName } from './platforms/terminal/pictures.ts'
import { render } from './platforms/terminal/render.ts'
import type { KnownCohort } from './platforms/terminal/surroundings.ts'
import { addRepertoire } from './repertoire-cli.ts'
import { runRestore } from './restore.ts'
import { checkedSecret, keyFile, newSecret, secretIn } from './store/keys.ts'
import { databaseFile, openStore, serverDecisions } from './store/open.ts'

const ENVIRONMENT_FILE = fileURLToPath(new URL('../.env', import.meta.url))
const APP_NAME = 'Commonplace'
const DEFAULT_COLUMNS = 80
/** While people are served nobody is kept waiting for another process that writes: what is to be recorded is tried again. */
const SERVING_BUSY_MS = 1_000
/** What is still under way when everything is closed is given so long. */
const LEFT_OVER_MS = 1_000
/** What can be run, for whoever mistypes it. */
const COMMANDS = [
  'start',
  'import',
  'digest',
  'map',
  'communities',
  'repertoire',
  'discord-invite',
  'slack-manifest',
  'backup',
  'restore',
  'doctor',
]
/** The operator's own command line is exact. */
const OPERATOR = { isExact: true, isOperator: true } as const

const words = english
/** Paths are meant from where the person stands; `npm run` moves the process elsewhere. */
const standing = (given: string): string => path.resolve(process.env['INIT_CWD'] ?? process.cwd(), given)
/** Names and file names come from outside: no control character of theirs reaches the terminal. */
const print = (text: string): void => void process.stdout.write(`${harmlessLines(text)}\n`)
const complain = (text: string): void => void process.stderr.write(`${harmlessLines(text)}\n`)
const harmlessLines = (text: string): string => text.split('\n').map(harmless).join('\n')
const width = (): number => process.stdout.columns ?? DEFAULT_COLUMNS
const hasColor = (): boolean => process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined

function config(): Config {
  if (existsSync(ENVIRONMENT_FILE)) process.loadEnvFile(ENVIRONMENT_FILE)
  return readConfig(process.env)
}

const secretOf = ({ key, dataFolder }: Config): string =>
  key === null ? secretIn(dataFolder) : checkedSecret(key)

/** Opens the store that the configuration names, for as long as `work` takes. */
async function withStore<Result>(
  work: (store: Store, secret: string) => Promise<Result>,
  options: { readonly busyTimeoutMs?: number } = {},
): Promise<Result> {
  const { databaseUrl, dataFolder } = config()
  const secret = secretOf(config())
  const onServer = databaseUrl.startsWith('postgres') ? { decisions: serverDecisions(dataFolder) } : {}
  const store = await openStore({ url: databaseUrl, secret, ...onServer, ...options })
  try {
    return await work(store, secret)
  } finally {
    await store.close()
  }
}

async function communityNamed(store: Store, name: string): Promise<Community> {
  const found = await store.communities.byName(name)
  if (found !== null) return found
  const names = (await store.communities.list()).map((one) => one.name)
  if (names.length === 0) throw new Refusal(words.operator.communities.none)
  throw new Refusal(words.operator.communities.unknown(name, names, nearest(name, names)))
}

interface ImportFlags {
  readonly community: string
  readonly timezone?: string
  readonly channels?: string
  readonly json?: boolean
}

async function runImport(given: string, flags: ImportFlags): Promise<void> {
  await withStore(async (store) => {
    const bar = progressBar(process.stderr, Date.now)
    const report = await importHistory({
      store,
      path: standing(given),
      community: flags.community,
      timeZone: flags.timezone ?? null,
      channels: flags.channels?.split(',').map((one) => one.trim()) ?? null,
      now: Date.now(),
      onProgress: ({ doneBytes, totalBytes, file }) => bar.show(doneBytes, totalBytes, path.basename(file)),
    }).finally(() => bar.end())
    if (report.failed.length > 0) process.exitCode = 1
    print(flags.json === true ? JSON.stringify(report) : words.operator.imported.report(report))
    for (const [reason, files] of byReason(report.failed))
      complain(words.operator.imported.failed(files, reason))
    if (report.failed.length === 0 && flags.json !== true)
      print(words.operator.imported.next(report.community))
  })
}

/** Many files can fail for one reason, which is then said once. */
function byReason(failed: readonly FailedFile[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>()
  for (const { file, reason } of failed) files.set(reason, [...(files.get(reason) ?? []), file])
  return files
}

interface DigestFlags {
  readonly community: string
  readonly from?: string
  readonly to?: string
  readonly weeks?: number
  readonly cohort?: string
  readonly json?: boolean
  readonly out?: string
  readonly format?: string
  readonly public?: boolean
}

const cohortAsked = async (store: Store, community: Community, { cohort }: DigestFlags) =>
  cohort === undefined ? null : readCohortFile(standing(cohort), community.id, store, words)

/** The JSON holds the network too, which takes long where there are many people. */
async function readForDigest(store: Store, community: Community, period: Period, flags: DigestFlags) {
  const cohort = await cohortAsked(store, community, flags)
  if (flags.json !== true) return readToldDigest(store, community, period, OPERATOR, cohort)
  const bar = progressBar(process.stderr, Date.now)
  const show = (share: number): void => bar.show(share, 1, words.map.working)
  return readWholeToldDigest(store, community, period, OPERATOR, show, cohort).finally(() => bar.end())
}

const todayIn = ({ timeZone }: Community): Day => calendarOf(timeZone).dayOf(Date.now())

/** The days that the flags ask for. Throws a `Refusal` where they make no period, or nothing has happened yet. */
async function periodAsked(store: Store, community: Community, flags: AskedPeriod): Promise<Period> {
  const span = await store.history.span(community.id)
  const { isLive } = community
  return resolvePeriod(flags, { lastActivityDay: span?.last ?? null, today: todayIn(community), isLive })
}

async function runDigest(flags: DigestFlags): Promise<void> {
  const page = digestPageAsked(flags, words)
  await withStore(async (store) => {
    const community = await communityNamed(store, flags.community)
    const period = await periodAsked(store, community, flags)
    if (page !== null) {
      const asked = { ...page, file: standing(page.file) }
      print(
        await writeDigestPage(
          store,
          {
            ...{ community, period, today: todayIn(community) },
            cohort: await cohortAsked(store, community, flags),
          },
          asked,
          words,
        ),
      )
      return
    }
    const told = await readForDigest(store, community, period, flags)
    const painter = createPainter()
    try {
      if (flags.out !== undefined) {
        const folder = standing(flags.out)
        await mkdir(folder, { recursive: true })
        for (const figure of figuresOfDigest(told, words))
          for (const theme of ['light', 'dark'] as const) {
            const name = pictureName(figure).replace('.png', theme === 'dark' ? '-dark.png' : '.png')
            await writeFile(path.join(folder, name), (await painter.draw(figure, theme)).png)
            if (flags.json !== true) print(path.join(folder, name))
          }
      }
      if (flags.json === true) {
        print(JSON.stringify(told.digest))
        return
      }
      const reply = digestReply(told, words)
      const pictures = await drawFigures(reply, width(), pictureTools(painter, null))
      const { timeZone } = community
      process.stdout.write(
        `${render(reply, { width: width(), color: hasColor(), timeZone, pictures, words })}\n`,
      )
    } finally {
      await painter.close()
    }
  })
}

function pictureTools(painter: ReturnType<typeof createPainter>, dir: string | null): PictureTools {
  return {
    painter,
    theme: 'dark',
    protocol: process.stdout.isTTY === true ? inlineProtocol(process.env) : null,
    dir,
    onFailure: (error) => createLog(config().logLevel).warn({ err: error }, 'a picture could not be drawn'),
  }
}

async function runCommunities(flags: { readonly json?: boolean }): Promise<void> {
  await withStore(async (store) => {
    const rows = []
    for (const community of await store.communities.list()) {
      const span = await store.history.span(community.id)
      rows.push({
        name: community.name,
        timezone: community.timeZone,
        live: community.isLive,
        spaces: (await store.communities.spaces(community.id)).length,
        from: span === null ? null : dateOf(span.first),
        to: span === null ? null : dateOf(span.last + 1),
      })
    }
    if (flags.json === true) print(JSON.stringify(rows))
    else if (rows.length === 0) print(words.operator.communities.none)
    else for (const row of rows) print(words.operator.communities.line(row))
  })
}

/** The community stored last in which something happened, else the last. */
async function latestLived(store: Store, stored: readonly Community[]): Promise<Community | undefined> {
  for (const community of [...stored].reverse())
    if ((await store.history.span(community.id)) !== null) return community
  return stored.at(-1)
}

/** The playground: on a stored community if there is one, else on a made-up one that stays in memory. */
async function runStart(typed: readonly string[], flags: { readonly community?: string }): Promise<void> {
  const [unknown] = typed
  if (unknown !== undefined)
    throw new Refusal(words.operator.commandLine.unknown(unknown, nearest(unknown, COMMANDS)))
  const { databaseUrl, discord, slack } = config()
  if (discord.token !== null || slack.botToken !== null) {
    if (flags.community !== undefined) throw new Refusal(words.operator.serving.noPlaying)
    return runServe()
  }
  const isThere = !databaseUrl.startsWith('file:') || existsSync(databaseFile(databaseUrl))
  const playStored = async (store: Store, secret: string): Promise<boolean> => {
    const stored = await store.communities.list()
    const community =
      flags.community === undefined
        ? await latestLived(store, stored)
        : await communityNamed(store, flags.community)
    if (community === undefined) return false
    await sealAged(store, Date.now())
    const others = stored.filter((one) => one.id !== community.id).map((one) => one.name)
    await play(store, secret, community, words.operator.start.stored(community.name, others))
    return true
  }
  if (isThere && (await withStore(playStored))) return
  if (flags.community !== undefined) throw new Refusal(words.operator.communities.none)
  const secret = newSecret()
  const store = await openStore({ url: ':memory:', secret })
  const now = Date.now()
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  await play(
    store,
    secret,
    await makeSample(store, { now, timeZone, words }),
    words.operator.start.sample,
    sampleCohorts,
  )
  await store.close()
}

/** Serves the platforms that are configured, until it is asked to leave. */
async function runServe(): Promise<void> {
  const leaving = new AbortController()
  const leave = (): void => leaving.abort()
  process.once('SIGTERM', leave).once('SIGINT', leave)
  const log = createLog(config().logLevel)
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'something failed that nobody waited for'),
  )
  const onTrouble = complain
  // The platforms' libraries take longer to load than most of what else can be asked of this program.
  const { serve } = await import('./serve.ts')
  await withStore(
    (store, secret) =>
      serve({
        ...{ store, secret, words, log, onTrouble },
        config: config(),
        leaving: leaving.signal,
        onServing: print,
      }),
    { busyTimeoutMs: SERVING_BUSY_MS },
  ).finally(() => {
    // The Discord library goes on trying to connect after it was told to end, and would keep the process.
    setTimeout(() => process.exit(), LEFT_OVER_MS).unref()
  })
}

function runSlackManifest(flags: { readonly alias?: string }): void {
  const manifest = slackManifest(commandsIn(words), words, {
    alias: flags.alias ?? null,
    name: APP_NAME,
  })
  print(JSON.stringify(manifest, null, 2))
}

function runDiscordInvite(): void {
  const { applicationId } = config().discord
  if (applicationId === null) throw new Refusal(words.operator.invite.noApplication)
  print(words.operator.invite.link(inviteLink(applicationId)))
}

async function runBackup(file: string): Promise<void> {
  const bar = progressBar(process.stderr, Date.now)
  const target = standing(file)
  await withStore((store) =>
    store.backup(target, (share) => bar.show(share, 1, path.basename(target))).finally(() => bar.end()),
  )
  print(words.operator.backup.done(target))
}

async function runDoctor({ json = false }: { readonly json?: boolean }): Promise<void> {
  let read: Config | string
  try {
    read = config()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    read = error.message
  }
  // The platforms' libraries are loaded only where they are used.
  const { doctor } = await import('./run-doctor.ts')
  const bar = progressBar(process.stderr, Date.now)
  const { text, isBroken } = await doctor({
    ...{ config: read, environment: process.env, words, json, color: hasColor(), now: Date.now },
    onProgress: (label, share) => bar.show(share, 1, label),
  }).finally(() => bar.end())
  process.stdout.write(`${text}\n`)
  if (isBroken) process.exitCode = 1
}

async function restoreBackup(
  file: string | undefined,
  flags: { readonly decisions?: string },
): Promise<void> {
  const { databaseUrl, dataFolder, key } = config()
  // A key made now would open no backup.
  if (key === null && !existsSync(keyFile(dataFolder)))
    throw new Refusal(words.restore.refused.noKey(keyFile(dataFolder)))
  const bar = progressBar(process.stderr, Date.now)
  const said = await runRestore({
    ...{ url: databaseUrl, secret: secretOf(config()), serverDecisions: serverDecisions(dataFolder), words },
    file: file === undefined ? null : standing(file),
    decisions: flags.decisions === undefined ? null : standing(flags.decisions),
    now: Date.now(),
    onProgress: (label, share) => bar.show(share, 1, label),
  }).finally(() => bar.end())
  for (const line of said) print(line)
}

async function play(
  store: Store,
  secret: string,
  community: Community,
  banner: readonly string[],
  cohorts: readonly KnownCohort[] = [],
): Promise<void> {
  const log = createLog(config().logLevel)
  const painter = createPainter()
  const isInteractive = process.stdin.isTTY === true && process.stdout.isTTY === true
  try {
    await runTerminal({
      input: process.stdin,
      output: process.stdout,
      isInteractive,
      color: hasColor(),
      width,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      // Whoever plays is alone: nobody else would wait for a heavy handler.
      program: programOf({
        ...{ store, words, log, secret },
        commands: commandsIn(words),
        room: null,
        now: Date.now,
      }),
      community,
      spaces: () => store.communities.spaces(community.id),
      cohorts,
      now: Date.now,
      pictures: pictureTools(painter, path.join(tmpdir(), `commonplace-${randomUUID()}`)),
      banner,
    })
  } finally {
    await painter.close()
  }
}

function wholeNumber(given: string): number {
  if (!/^\d{1,4}$/.test(given)) throw new InvalidArgumentError('Write a whole number, such as 4.')
  return Number(given)
}

function commandLine(): CommandLine {
  const line = new CommandLine('commonplace')
    .description(words.operator.commandLine.description)
    .showHelpAfterError('Run with --help to see what there is.')
  line
    .command('start', { isDefault: true })
    .description(words.operator.commandLine.start)
    .argument('[words...]')
    .option('--community <name>', words.operator.commandLine.whichCommunity)
    .action(runStart)
  line
    .command('import')
    .description(words.operator.commandLine.import)
    .argument('<path>', words.operator.commandLine.importPath)
    .requiredOption('--community <name>', words.operator.commandLine.importCommunity)
    .option('--timezone <zone>', words.operator.commandLine.importTimeZone)
    .option('--channels <names>', words.operator.commandLine.importChannels)
    .option('--json', words.operator.commandLine.json)
    .action(runImport)
  line
    .command('digest')
    .description(words.operator.commandLine.digest)
    .requiredOption('--community <name>', words.operator.commandLine.whichCommunity)
    .option('--from <date>', words.operator.commandLine.from)
    .option('--to <date>', words.operator.commandLine.to)
    .option('--weeks <number>', words.operator.commandLine.weeks, wholeNumber)
    .option('--cohort <file>', words.operator.commandLine.cohort)
    .option('--out <path>', words.page.commandLine.out)
    .option('--format <format>', words.page.commandLine.format)
    .option('--public', words.page.commandLine.public)
    .option('--json', words.operator.commandLine.json)
    .action(runDigest)
  line
    .command('communities')
    .description(words.operator.commandLine.communities)
    .option('--json', words.operator.commandLine.json)
    .action(runCommunities)
  const tools = { words, withStore, communityNamed, standing, print, wholeNumber, periodAsked }
  addMap(line, tools)
  addRepertoire(line, tools)
  line
    .command('discord-invite')
    .description(words.operator.commandLine.discordInvite)
    .action(runDiscordInvite)
  line
    .command('slack-manifest')
    .description(words.operator.commandLine.slackManifest)
    .option('--alias <word>', words.operator.commandLine.slackAlias)
    .action(runSlackManifest)
  line
    .command('backup')
    .description(words.operator.commandLine.backup)
    .argument('<file>', words.operator.commandLine.backupFile)
    .action(runBackup)
  line
    .command('restore')
    .description(words.operator.commandLine.restore)
    .argument('[file]', words.operator.commandLine.restoreFile)
    .option('--decisions <file>', words.operator.commandLine.restoreDecisions)
    .action(restoreBackup)
  line
    .command('doctor')
    .description(words.operator.commandLine.doctor)
    .option('--json', words.operator.commandLine.json)
    .action(runDoctor)
  return line
}

// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  throw error
})

try {
  await commandLine().parseAsync()
} catch (error) {
  if (error instanceof Refusal) {
    complain(error.message)
    process.exitCode = 1
  } else throw error
}
