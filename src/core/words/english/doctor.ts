/** What `commonplace doctor` says: of each thing that was looked at, what is so and what to do about it. */
import type { Ability } from '../../place.ts'
import type { GapReason } from '../../ports.ts'
import { count, list, number } from './time.ts'

const counted = (n: number, one: string, other: string): string =>
  count(n, { one: `# ${one}`, other: `# ${other}` })

const PLATFORMS = { discord: 'Discord', slack: 'Slack', terminal: 'the terminal' } as const

const MB = 1_000_000
const GB = 1000 * MB
const size = (bytes: number): string =>
  bytes >= 10 * GB
    ? `${number(Math.round(bytes / GB))} GB`
    : bytes >= GB
      ? `${(bytes / GB).toFixed(1)} GB`
      : `${number(Math.ceil(bytes / MB))} MB`

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** A length of time, in the unit that a person would use. */
const lasting = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return counted(seconds, 'second', 'seconds')
  if (seconds < 7200) return counted(Math.round(seconds / 60), 'minute', 'minutes')
  if (seconds < 48 * 3600) return counted(Math.round(seconds / 3600), 'hour', 'hours')
  return counted(Math.round(seconds / 86_400), 'day', 'days')
}

/** As Discord’s own settings call them. */
const PERMISSIONS: Readonly<Record<Ability, string>> = {
  see: 'View Channel',
  readHistory: 'Read Message History',
  post: 'Send Messages',
  attach: 'Attach Files',
  pin: 'Pin Messages',
}

const ABILITIES: Readonly<Record<Ability, string>> = {
  see: 'see anything',
  readHistory: 'read its history',
  post: 'write there',
  attach: 'attach pictures there',
  pin: 'pin messages there',
}

const REASONS: Readonly<Record<GapReason | 'unknown', string>> = {
  unread: 'it has not been read yet',
  noAccess: 'the bot was not allowed to read there',
  away: 'it was read afterwards, so when reactions were put on, and what was taken back meanwhile, is not known',
  unknown: 'the bot was not there to hear it, and it has not been read since',
}

const DISCORD_PORTAL = 'the Discord Developer Portal'
const REPORT =
  'Report this as a fault, with this line; until it is mended, a backup from before may be put back with “commonplace restore”.'

/** The words of `commonplace doctor`. */
export const doctor = {
  severity: { fine: 'fine', look: 'look at this', broken: 'broken' },
  step: {
    machine: 'this machine',
    integrity: 'every page of the database',
    tables: 'what the tables say',
    discord: 'Discord',
    slack: 'Slack',
  },
  /** Stands before what there is to do. */
  todo: (sentence: string): string => `→ ${sentence}`,
  heading: { spaces: 'What is known of each channel:' },
  summary: (broken: number, look: number): string =>
    broken === 0 && look === 0
      ? 'Everything is fine.'
      : `${[
          ...(broken === 0 ? [] : [broken === 1 ? '1 thing is broken' : `${broken} things are broken`]),
          ...(look === 0
            ? []
            : [look === 1 ? '1 thing should be looked at' : `${look} things should be looked at`]),
        ].join(', and ')}.`,
  failed: (what: string, reason: string): string => `Looking at ${what} failed (${reason}).`,
  failedDo: 'Report this as a fault, with this line.',
  configurationDo: 'Then run this again: until then no platform is asked.',

  node: {
    fine: (version: string): string => `Node is ${version}.`,
    old: (version: string): string => `Node is ${version}, and Commonplace needs 20 or newer.`,
    oldDo: 'Install a newer Node, then run npm ci and start again.',
  },
  timeZone: {
    unset: 'TZ is not set: days are those of each community’s own time zone.',
    set: (zone: string): string =>
      `TZ is ${zone}; days are those of each community’s own time zone all the same.`,
    bad: (zone: string): string => `TZ is “${zone}”, which is no time zone that Node knows.`,
    badDo: 'Take TZ out of the environment: nothing here needs it.',
  },
  folder: {
    fine: (path: string): string => `The folder ${path} can be written, and is for its owner alone.`,
    notYet: (path: string): string => `The folder ${path} will be made at the first start.`,
    locked: (path: string): string => `The folder ${path} cannot be written by this account.`,
    lockedDo:
      'Run this as the account that runs the bot; if it says the same there, give that account the folder.',
    open: (path: string): string => `Other accounts of this machine may look into ${path}.`,
    openDo: (path: string): string => `Close it: chmod 700 ${path}`,
  },
  disk: {
    fine: (free: number): string => `${size(free)} is free on its disk.`,
    low: (free: number): string => `Only ${size(free)} is free on its disk.`,
    lowDo: 'Make room: a backup, or an update of the database, needs as much again as the database takes.',
    full: (free: number): string => `The disk is full: ${size(free)} is free.`,
    fullDo: 'Make room now: what is said cannot be recorded without it.',
    unknown: 'How much is free on its disk cannot be found out.',
    unknownDo: 'Look yourself: df -h',
  },
  encryption: {
    fine: (how: string): string => `The disk below it is encrypted (${how}).`,
    plain: (device: string): string =>
      `As far as this system tells, ${device} is not encrypted; a disk or a provider that encrypts by itself cannot be seen from here.`,
    unknown: (filesystem: string | null): string =>
      `Whether the disk is encrypted cannot be found out from here${filesystem === null ? '' : ` (the file system is ${filesystem}, as in a container)`}.`,
    todo: 'Make sure that it is: who wrote when stands readable in the database.',
  },
  key: {
    environment: 'The key comes from COMMONPLACE_KEY.',
    file: (path: string): string => `The key is in ${path}, readable by its owner alone.`,
    fits: ' It is the one that this database was made with.',
    notYet: (path: string): string => `There is no key yet; one will be made in ${path} at the first start.`,
    lost: (path: string): string =>
      `The key is missing: there is no ${path}, COMMONPLACE_KEY is not set, and the database was made with one.`,
    lostDo:
      'Put the commonplace.key that was kept with the backups back: without it nobody can be recognised.',
    unreadable: (path: string): string => `The key ${path} cannot be read by this account.`,
    unreadableDo:
      'Run this as the account that runs the bot; if it says the same there, give that account the file.',
    short: 'The key is too short to protect anybody, or damaged.',
    shortDo:
      'Put the commonplace.key that was kept with the backups back, or set COMMONPLACE_KEY to at least 16 characters.',
    open: (path: string): string => `Other accounts of this machine may read the key ${path}.`,
    openDo: (path: string): string => `Close it: chmod 600 ${path}`,
    other: 'The key is not the one that this database was made with, so nobody could be recognised.',
    otherDo: 'Put the right commonplace.key back into the data folder, or set COMMONPLACE_KEY to that key.',
  },
  decisions: {
    fine: (path: string): string =>
      `Who erased themselves or paused is kept in ${path} too, so that a restored backup does not bring them back.`,
    none: (path: string): string =>
      `Nobody has erased themselves or paused yet; it will be kept in ${path} too.`,
    unreadable: (path: string): string => `The file of decisions ${path} cannot be read by this account.`,
    unwritable: (path: string): string =>
      `Who erases themselves or pauses could not be written into ${path}, and a restored backup would bring them back.`,
    todo: 'Run this as the account that runs the bot; if it says the same there, give that account the file and its folder.',
  },
  database: {
    fine: (what: string, where: string, bytes: number | null): string =>
      `The database ${where} is up to date (${what}${bytes === null ? '' : `, ${size(bytes)}`}).`,
    missing: (where: string): string => `There is no database ${where} yet; the first start makes it.`,
    lost: (where: string): string => `There is no database ${where}, though something was decided in it.`,
    lostDo:
      'If it was moved, set DATABASE_URL; if it is lost, put the last backup back: npm run -s commonplace -- restore FILE',
    memory: 'The database lives in memory and ends with the program.',
    memoryDo: 'Set DATABASE_URL to a file, or leave it out, if anything is to be kept.',
    older: (where: string): string => `The database ${where} is of an older version of the program.`,
    olderDo: 'Take a backup, then start the bot: it brings the database up to date. Then run this again.',
    newer: (where: string): string => `The database ${where} was written by a newer version of the program.`,
    newerDo: 'Update the program (git pull && npm ci), or restore a backup made before the update.',
    notOurs: (where: string): string => `${where} is a database, but none of Commonplace’s.`,
    notOursDo: 'Look at DATABASE_URL: it names the database.',
    broken: (where: string, reason: string): string => `The database ${where} is broken (${reason}).`,
    brokenDo:
      'Stop the bot, keep a copy of the file, and put the last backup back: npm run -s commonplace -- restore FILE',
    locked: (where: string): string => `Another process has the database ${where} for itself at the moment.`,
    lockedDo: 'Wait until it has finished (it may be a restore or an import), and run this again.',
    unreachable: (where: string, reason: string): string => `${where} does not answer (${reason}).`,
    unreachableDo:
      'See whether the server is running, and whether the address, the name and the password in DATABASE_URL are right.',
    inUse: 'A process has the database open: the bot runs, or another command does.',
    notInUse: 'No process has the database open: the bot does not run.',
    notInUseDo: 'Start it: npm start, or sudo systemctl start commonplace',
  },
  integrity: {
    fine: 'Every page and every index of the file is whole.',
    fineQuick: 'Every page of the file is whole (it is too large for the indexes to be compared too).',
  },
  log: {
    large: (bytes: number): string => `The write-ahead log beside the database has grown to ${size(bytes)}.`,
    largeDo:
      'Something has been reading for a very long time, such as a backup that hangs: end it, or start the bot again.',
  },
  tables: {
    fine: 'What the tables say fits together: daily counts are what the messages of the day come to, and everybody counted is somebody.',
    identityWithoutMember: (n: number): string =>
      `${counted(n, 'identity belongs', 'identities belong')} to nobody.`,
    erasedStillHere: (n: number): string =>
      `${counted(n, 'person who erased themselves is', 'people who erased themselves are')} still in the database.`,
    actsOfNobody: (n: number): string =>
      `${counted(n, 'daily count is', 'daily counts are')} of somebody who is not there.`,
    coveredTwice: (n: number): string =>
      `${counted(n, 'stretch of what has been read lies', 'stretches of what has been read lie')} over ${n === 1 ? 'another' : 'others'}.`,
    dailyNotRaw: (n: number): string =>
      `On ${counted(n, 'day', 'days')} the daily counts are not what the messages and reactions come to.`,
    todo: REPORT,
  },
  platform: {
    none: 'No platform is served: neither DISCORD_TOKEN nor Slack’s tokens are set, so npm start opens the playground.',
    noneDo: 'Set them if people are to be served (docs/discord.md, docs/slack.md).',
    notServed: (platform: 'discord' | 'slack', n: number): string =>
      `${counted(n, 'channel', 'channels')} of ${PLATFORMS[platform]} belong${n === 1 ? 's' : ''} to a community, and ${PLATFORMS[platform]} is not served, because ${platform === 'discord' ? 'its token is' : 'its tokens are'} not set.`,
    notServedDo: (platform: 'discord' | 'slack'): string =>
      platform === 'discord'
        ? 'Set DISCORD_TOKEN, if what is said there is to be read.'
        : 'Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, if what is said there is to be read.',
    unreachable: (platform: 'discord' | 'slack', reason: string): string =>
      `${PLATFORMS[platform]} cannot be reached (${reason}).`,
    unreachableDo: (platform: 'discord' | 'slack'): string =>
      `Look at the connection, and at ${platform === 'discord' ? 'DISCORD_API_URL' : 'SLACK_API_URL'} if it is set; what is said meanwhile is read afterwards.`,
  },
  token: {
    fine: (platform: 'discord' | 'slack', account: string | null): string =>
      platform === 'discord'
        ? `Discord takes the token${account === null ? '' : `; it is of the application ${account}`}.`
        : `Slack takes both tokens${account === null ? '' : `; they are of the workspace ${account}`}.`,
    refused: (variable: string, reason: string | null): string =>
      `${variable === 'DISCORD_TOKEN' ? 'Discord' : 'Slack'} does not take ${variable}${reason === null ? '' : ` (${reason})`}.`,
    refusedDo: (variable: string): string =>
      variable === 'DISCORD_TOKEN'
        ? `Make a new one in ${DISCORD_PORTAL} (your application, Bot, Reset Token), put it into DISCORD_TOKEN, and start again.`
        : variable === 'SLACK_BOT_TOKEN'
          ? 'Copy the one that begins with xoxb- again (api.slack.com/apps: your app, OAuth & Permissions), put it into SLACK_BOT_TOKEN, and start again.'
          : 'Copy the one that begins with xapp- again, with the scope connections:write (api.slack.com/apps: your app, Basic Information, App-Level Tokens), put it into SLACK_APP_TOKEN, and start again.',
    wrong: (variable: string): string =>
      `${variable} belongs to a whole organisation, and the app works in one workspace.`,
    wrongDo: 'Install the app in the workspace itself, and use that token.',
  },
  scopes: {
    fine: 'The app has every scope that it needs.',
    missing: (scopes: readonly string[]): string =>
      `The app lacks the ${scopes.length === 1 ? 'scope' : 'scopes'} ${list(scopes)}.`,
    missingDo:
      'Paste the manifest again (npm run -s commonplace -- slack-manifest), install the app again, and start again.',
  },
  intents: {
    fine: 'Discord grants texts and arrivals.',
    noTexts:
      'Discord does not grant texts, so questions and words in use are not counted; everything else is.',
    noTextsDo: `If you want them, switch on Message Content Intent in ${DISCORD_PORTAL} (your application, Bot), and start again.`,
    noArrivals: 'Discord does not grant arrivals, so they are counted only where the server posts them.',
    noArrivalsDo: `If you want them, switch on Server Members Intent in ${DISCORD_PORTAL} (your application, Bot), and start again.`,
  },
  sessions: {
    fine: (left: number): string =>
      `Discord lets the bot begin ${counted(left, 'more session', 'more sessions')} today.`,
    few: (left: number): string =>
      `Discord lets the bot begin ${left === 0 ? 'no more sessions' : `only ${counted(left, 'more session', 'more sessions')}`} today, and takes the token away beyond that.`,
    fewDo: 'Find out why the bot starts again and again, before you start it once more (LOG_LEVEL=info).',
  },
  clock: {
    fine: (platform: 'discord' | 'slack', ms: number): string =>
      Math.abs(ms) < 1000
        ? `This machine’s clock is right to the second, by ${PLATFORMS[platform]}’s.`
        : `This machine’s clock is ${lasting(Math.abs(ms))} ${ms > 0 ? 'ahead of' : 'behind'} ${PLATFORMS[platform]}’s.`,
    todo: 'Let it be set by the network (on Linux: sudo timedatectl set-ntp true): digests are posted, and pauses begin, by this clock.',
  },
  workspace: {
    out: (platform: 'discord' | 'slack', name: string): string =>
      platform === 'discord'
        ? `The bot is not in the server ${name}.`
        : `The tokens do not belong to the workspace ${name}, so nothing is read there.`,
    outDo: (platform: 'discord' | 'slack'): string =>
      platform === 'discord'
        ? 'Invite it again (npm run -s commonplace -- discord-invite), or leave it: 30 days after it was put out, what was read there is forgotten.'
        : 'Set the tokens of that workspace, or leave it as it is.',
    unknown: (platform: 'discord' | 'slack', name: string): string =>
      `${PLATFORMS[platform]} said nothing about ${name}.`,
    unknownDo: 'Run this again in a while.',
  },
  channels: {
    fine: (n: number, workspace: string): string =>
      n === 1
        ? `The bot may do in its channel in ${workspace} what it needs.`
        : `The bot may do in its ${n} channels in ${workspace} what it needs.`,
    missing: (platform: 'discord' | 'slack', name: string, missing: readonly Ability[]): string =>
      missing.includes('see')
        ? platform === 'slack'
          ? `The bot is not in ${name}, and reads nothing there.`
          : `The bot may not see ${name}, and reads nothing there.`
        : `In ${name} the bot may not ${list(missing.map((one) => ABILITIES[one]))}.`,
    missingDo: (platform: 'discord' | 'slack', missing: readonly Ability[]): string =>
      platform === 'slack'
        ? 'Invite it: write /invite and its name in the channel.'
        : `Give it ${list(missing.map((one) => `“${PERMISSIONS[one]}”`))} there (Server Settings, Roles, or the channel’s own permissions).`,
    gone: (name: string): string => `${name} is gone.`,
    goneDo: 'Take it off with /community setup in another channel of the community.',
    archived: (name: string): string =>
      `${name} is archived: what is known of it stays, and nothing more is said there.`,
    archivedDo: 'Take it off with /community setup, unless it is to come back.',
    unknown: (n: number, workspace: string): string =>
      `The platform said nothing about ${counted(n, 'channel', 'channels')} in ${workspace}.`,
    unknownDo: 'Run this again in a while.',
  },
  posting: {
    none: (community: string): string => `${community} has no digest to be posted.`,
    noneDo: 'Choose a channel and a time with /community setup, if there is to be one.',
    fine: (community: string, lastAt: number | null, nextAt: number): string =>
      `${community}: ${lastAt === null ? 'no digest has been posted yet' : `the last digest was posted on ${moment(lastAt)}`}; the next is due on ${moment(nextAt)}.`,
    overdue: (community: string, dueAt: number): string =>
      `${community}: a digest has been due since ${moment(dueAt)}, and nobody has posted it.`,
    overdueDo: 'Start the bot: it posts what is less than half a week late.',
    stuck: (community: string, attempts: number, slotAt: number): string =>
      `${community}: the digest of ${moment(slotAt)} has been tried ${attempts === 1 ? 'once' : counted(attempts, 'time', 'times')}, and it is not known whether it arrived.`,
    stuckDo:
      'Look into the channel; the bot looks there itself before it tries again, and gives up after a day.',
    waiting: (community: string, slotAt: number): string =>
      `${community}: the digest of ${moment(slotAt)} waits to be posted.`,
    waitingDo: 'Start the bot, with the tokens of that platform.',
    problem: (community: string, at: number, sentence: string): string =>
      `${community}: on ${moment(at)} a digest could not be posted. ${sentence}`,
    problemDo: 'Mend that; the next digest shows whether it worked.',
    gone: (community: string, what: 'digest' | 'board'): string =>
      `${community}: the channel for ${what === 'digest' ? 'its digests' : 'its board'} is gone.`,
    forbidden: (community: string, what: 'digest' | 'board', channel: string): string =>
      `${community}: in ${channel} the bot may not write, and ${what === 'digest' ? 'digests go' : 'the board stands'} there.`,
    channelDo: 'Choose another channel with /community setup, or let the bot write there.',
    board: (community: string): string => `${community}: its board is not posted yet.`,
    boardDo: 'If the bot runs, wait a minute; if it stays so, look at what the bot may do in that channel.',
  },
  space: {
    title: (name: string, workspace: string, community: string): string =>
      `${name} (${workspace}), of ${community}`,
    complete: (since: number, to: number): string => `complete since ${moment(since)}, up to ${moment(to)}`,
    listening: (since: number, to: number): string =>
      `complete since ${moment(since)}, and listened to now (last heard ${moment(to)})`,
    nothing: 'nothing of it is known yet',
    imported: (from: number, to: number): string => `read from an export: ${moment(from)} to ${moment(to)}`,
    takenOff: 'no longer read; what is known of it stays',
    missing: (from: number, to: number | null, reason: GapReason | 'unknown'): string =>
      `${moment(from)} to ${to === null ? 'now' : moment(to)}${reason === 'away' ? '' : ' is missing'}: ${REASONS[reason]}`,
    all: (n: number): string =>
      n === 1 ? 'The one channel that is read is complete.' : `All ${n} channels that are read are complete.`,
    none: 'No live channel is read yet.',
    noneDo: 'Write /community setup in a channel.',
    incomplete: (n: number, of: number): string =>
      of === 1
        ? 'The one channel that is read is not complete (see below).'
        : `Of ${number(of)} channels that are read, ${counted(n, 'is', 'are')} not complete (see below).`,
    incompleteDo:
      'Let the bot run: it reads what the platform still has, and asks again where it was not allowed.',
  },
}
