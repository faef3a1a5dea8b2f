/** What whoever runs the program reads: the command line, imports, and how the playground begins. */
import type { ImportReport } from '../../import-report.ts'
import { count, list, number } from './time.ts'

const counted = (n: number, one: string, other: string): string =>
  count(n, { one: `# ${one}`, other: `# ${other}` })

const PLATFORMS = { slack: 'Slack', discord: 'Discord' } as const

export const operator = {
  commandLine: {
    description:
      'Commonplace: a community of practice, visible to itself. Without a command it opens a playground.',
    start:
      'serve Discord where DISCORD_TOKEN is set; otherwise try the commands here in the terminal, on a stored community or on a made-up one',
    import: 'read the history in a Slack or Discord export; no word of it is kept',
    importPath: 'the export: a ZIP, its folder, or a JSON file of DiscordChatExporter',
    importCommunity: 'the community to read it into; it is made if there is none of that name',
    importTimeZone: 'time zone of a community that is made, such as Europe/Paris (otherwise UTC)',
    importChannels: 'only these channels, by name or id, with commas between them',
    digest: 'show a community’s participation digest',
    whichCommunity: 'name of the community',
    from: 'first day, as 2024-03-31',
    to: 'the day after the last one, as 2024-04-28',
    weeks: 'how many weeks, up to the end (otherwise 4)',
    cohort: 'a file with one person a line, such as discord:123, to compare with who took part',
    communities: 'list the communities that are stored',
    discordInvite: 'print the link that invites the bot into a Discord server, with the least permissions',
    slackManifest: 'print the manifest of the Slack app, to be pasted where apps are made',
    slackAlias: 'a short name for the command beside /commonplace (otherwise cp)',
    backup: 'write a copy of the database while it is in use',
    backupFile: 'the file to write; there must be none of that name',
    restore: 'put a backup in the place of the database; what is there now is kept aside',
    restoreFile: 'the backup',
    restoreDecisions: 'also take in this copy of a file of decisions: who erased themselves or paused',
    doctor: 'look whether everything is as it should be, also while the bot runs, and say what to do',
    json: 'print JSON instead of text',
    unknown: (typed: string, close: string | null): string =>
      `There is no command “${typed.slice(0, 40)}”. ${close === null ? 'Run with --help to see what there is.' : `Did you mean “${close}”?`}`,
  },
  imported: {
    report: (one: Omit<ImportReport, 'failed'>): string =>
      [
        `Read ${counted(one.files, 'file', 'files')} of ${PLATFORMS[one.kind]} history into “${one.community}”.`,
        one.from === null
          ? 'Nobody posts in it.'
          : `${counted(one.members, 'person', 'people')} posted ${counted(one.messages, 'message', 'messages')} in ${counted(one.spaces, 'space', 'spaces')}, from ${one.from} up to ${one.to ?? one.from}:`,
        one.from === null
          ? ''
          : `${counted(one.replies, 'reply', 'replies')}, ${counted(one.mentions, 'mention', 'mentions')}, ${counted(one.reactions, 'reaction', 'reactions')}, ${counted(one.joins, 'arrival', 'arrivals')}.`,
        one.new === 0
          ? one.files === 0
            ? 'Nothing was added.'
            : 'All of it was known already; nothing was added.'
          : `${counted(one.new, 'activity is', 'activities are')} new, ${number(one.known)} were known.`,
        Object.keys(one.skipped).length === 0
          ? ''
          : `Left out: ${Object.entries(one.skipped)
              .map(([reason, times]) => `${number(times)} × ${reason}`)
              .join(', ')}.`,
      ]
        .filter((line) => line !== '')
        .join('\n'),
    failed: (files: readonly string[], reason: string): string => {
      const named = files.slice(0, 3).join(', ')
      return files.length > 3
        ? `Not read: ${named} and ${number(files.length - 3)} more: ${reason}`
        : `Not read: ${named}: ${reason}`
    },
    next: (community: string): string =>
      `Now look at it: npm run -s commonplace -- digest --community '${community.replaceAll("'", `'\\''`)}'`,
  },
  communities: {
    none: 'No community is stored yet. Read one in: npm run -s commonplace -- import PATH --community NAME',
    line: (one: {
      name: string
      timezone: string
      spaces: number
      from: string | null
      to: string | null
    }): string =>
      `${one.name}: ${counted(one.spaces, 'space', 'spaces')}, ${one.from === null ? 'nothing recorded yet' : `from ${one.from} up to ${one.to}`}, ${one.timezone}`,
    unknown: (name: string, names: readonly string[], close: string | null): string =>
      `There is no community named “${name}”. ${close === null ? `There is: ${list(names)}.` : `Did you mean “${close}”?`}`,
  },
  serving: {
    noPlatform:
      'There is no platform to serve. Set DISCORD_TOKEN (docs/discord.md) or Slack’s tokens, or leave them out and try the playground.',
    noPlaying:
      'A platform’s token is set, so this serves it with all its communities. Leave --community out, or the token to play.',
    started: (servers: readonly string[], grants: { texts: boolean; arrivals: boolean }): string =>
      [
        servers.length === 0
          ? 'Discord is connected. The bot is in no server yet: npm run -s commonplace -- discord-invite prints the link that invites it.'
          : `Discord is connected, in ${counted(servers.length, 'server', 'servers')}: ${list(servers)}.`,
        ...(grants.texts
          ? []
          : [
              'Texts are not granted, so questions and words in use are not counted; everything else is. (Developer Portal: Bot, Message Content Intent.)',
            ]),
        ...(grants.arrivals
          ? []
          : [
              'Arrivals are not granted, so they are counted only where the server posts them. (Developer Portal: Bot, Server Members Intent.)',
            ]),
      ].join('\n'),
    startedSlack: (workspace: string): string => `Slack is connected, in ${workspace}.`,
    tryingAgain: (reason: string, seconds: number): string =>
      `${reason} Trying again in ${counted(seconds, 'second', 'seconds')}.`,
    standingBy: (platform: string): string =>
      `Another process serves ${platform} from this database. This one stands by, and takes over as soon as that one ends.`,
    takenOver: (platform: string): string =>
      `Another process has taken over ${platform}, because this one lost the database for a while. This one stands by.`,
    stopped: 'Everything in hand is finished. Goodbye.',
  },
  invite: {
    noApplication:
      'DISCORD_APPLICATION_ID is not set. Copy it from the Discord Developer Portal (your application, General Information) into the environment or .env.',
    link: (url: string): string =>
      `Open this link as somebody who may manage the server, and choose the server:\n${url}`,
  },
  backup: {
    done: (file: string): string =>
      `The copy is whole, in ${file}. Keep the key with it: the database opens only with its own key.`,
  },
  start: {
    stored: (name: string, others: readonly string[]): readonly string[] => [
      `This is ${name}, as it is stored. What you do here is kept.`,
      ...(others.length === 0
        ? []
        : [`Also stored: ${list(others)}. Open one with: npm start -- --community NAME`]),
    ],
    sample: [
      'No community is stored yet, so here is a made-up robotics club to try things on. It is kept in memory: nothing is saved.',
    ],
  },
}
