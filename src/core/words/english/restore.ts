/** What whoever runs the program reads while a backup is put back. */
import { count, number } from './time.ts'

const counted = (n: number, one: string, other: string): string =>
  count(n, { one: `# ${one}`, other: `# ${other}` })

/** The words of `commonplace restore`. */
export const restore = {
  step: { copying: 'copying', checking: 'checking', preparing: 'bringing it up to date' },
  refused: {
    noFile: (file: string): string => `There is no file ${file}. Name the backup that is to be put back.`,
    itself: (file: string): string =>
      `${file} is the database in use, not a backup of it. Name the backup that is to be put back.`,
    noDatabase: (file: string): string =>
      `${file} is no database. Name a file that “commonplace backup” has written.`,
    notOurs: (file: string): string =>
      `${file} is a database, but none of Commonplace’s. Name a file that “commonplace backup” has written.`,
    damaged: (file: string, reason: string): string =>
      `${file} is damaged (${reason}), so nothing was changed. Try an older backup.`,
    newer: (file: string): string =>
      `${file} was written by a newer Commonplace. Update the program first (git pull && npm ci), then restore it.`,
    otherKey: (file: string): string =>
      `${file} was made with another key, and nobody could be recognised in it. Put the commonplace.key of that time into the data folder, or set COMMONPLACE_KEY to it.`,
    noKey: (file: string): string =>
      `There is no key, and a backup opens only with its own. Put the commonplace.key that was kept with it back as ${file}, or set COMMONPLACE_KEY to it.`,
    inUse: (database: string): string =>
      `The database ${database} is in use: the bot is running, or another command is. Stop it first, then restore.`,
    noRoom: (folder: string, needed: number, free: number): string =>
      `There is too little room in ${folder}: ${megabytes(needed)} is needed, and ${megabytes(free)} is free. Make room, then restore.`,
    inMemory:
      'This database lives in memory and ends with the program, so there is nothing to restore. Set DATABASE_URL to a file.',
    nothingNamed:
      'Name the backup that is to be put back: npm run -s commonplace -- restore FILE. With --decisions alone, only what people decided is applied.',
    failed: (file: string, reason: string): string =>
      `${file} could not be put back (${reason}), and the database is what it was. Check that its folder can be written and that the disk has room.`,
    noDecisions: (file: string): string =>
      `${file} holds no decisions. Name a copy of the file commonplace.decisions.`,
  },
  done: (one: {
    readonly database: string
    readonly keptAside: string | null
    readonly isOldUnread: boolean
    readonly knownTo: string | null
  }): readonly string[] => [
    `${one.database} is now the backup, whole and up to date with this program.`,
    one.keptAside === null
      ? 'There was no database in its place before.'
      : `What was there before is kept in ${one.keptAside}. Delete it once you do not need it: it holds what was recorded of people until now.`,
    ...(one.isOldUnread
      ? [
          'The database from before could not be read, so who erased themselves or paused was taken from the file of decisions alone.',
        ]
      : []),
    one.knownTo === null
      ? 'No live channel has been read in it yet.'
      : `Channels have been read up to ${one.knownTo}. Start the bot: it reads by itself what the platforms still have of the time since.`,
  ],
  decided: ({ erased, paused }: { readonly erased: number; readonly paused: number }): string =>
    erased + paused === 0
      ? 'Nobody erased themselves or paused since the backup was made.'
      : `Since the backup was made, ${[
          ...(erased === 0 ? [] : [`${counted(erased, 'person', 'people')} had erased themselves`]),
          ...(paused === 0 ? [] : [`${counted(paused, 'person', 'people')} had paused or ended a pause`]),
        ].join(' and ')}: that is so here too.`,
  /** How it is done where the database is on a server. The password is left out: the tools ask for it. */
  postgres: {
    backup: (line: string): string =>
      [
        'A copy of a Postgres database is made by its own tool, while it is in use. It asks for the password:',
        '',
        `  ${line}`,
        '',
        'It must be no older than the server. Keep the key with the copy, elsewhere: the database opens only with its own key.',
      ].join('\n'),
    restore: (lines: readonly string[]): string =>
      [
        'A Postgres database is put back by its own tools, into a new database, so that the present one stays as it is. Stop every process of the bot, then (each asks for the password):',
        '',
        ...lines.map((line) => `  ${line}`),
        '',
        'Put the new name into DATABASE_URL, and start. Who erased themselves or paused since the backup is erased or paused in it at the start, from data/commonplace.decisions; for copies of that file from other machines: npm run -s commonplace -- restore --decisions FILE',
      ].join('\n'),
  },
}

const megabytes = (bytes: number): string => `${number(Math.ceil(bytes / 1_000_000))} MB`
