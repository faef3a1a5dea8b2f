/**
 * `commonplace doctor`: puts together what is looked at, from whatever of the configuration can be read. The composition
 * root of looking.
 */
import path from 'node:path'
import { type Config, readConfig } from './config.ts'
import type { Examiner } from './core/examination.ts'
import type { Words } from './core/words/words.ts'
import { type Examination, examine } from './doctor/examine.ts'
import { examinationJson, showExamination } from './doctor/show.ts'
import { discordExaminer } from './platforms/discord/examine.ts'
import { slackExaminer } from './platforms/slack/examine.ts'
import { harmless } from './platforms/terminal/measure.ts'
import { databaseFile, decisionsBeside, serverDecisions } from './store/open.ts'

export interface DoctorCommand {
  /** The sentence with which it was refused, where it was. */
  readonly config: Config | string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly words: Words
  readonly json: boolean
  readonly color: boolean
  readonly now: () => number
  onProgress(label: string, share: number): void
}

/** What to print, and whether something is broken. Never throws. */
export async function doctor(command: DoctorCommand): Promise<{ text: string; isBroken: boolean }> {
  const { environment, words, json, color, now, onProgress } = command
  const refusedConfiguration = typeof command.config === 'string' ? command.config : null
  const { DATABASE_URL, COMMONPLACE_KEY } = environment
  const config =
    typeof command.config === 'string' ? readConfig({ DATABASE_URL, COMMONPLACE_KEY }) : command.config
  const { databaseUrl: url, dataFolder, key } = config
  const file = url.startsWith('file:') ? databaseFile(url) : null
  const onServer = url.startsWith('postgres') ? serverDecisions(dataFolder) : null
  const examination = await examine({
    ...{ url, words, now, onProgress, refusedConfiguration },
    examiners: examinersOf(config, now),
    machine: {
      folder: file === null ? dataFolder : path.dirname(file),
      ...{ dataFolder, key, environment },
      decisions: file === null ? onServer : decisionsBeside(file),
    },
    secrets: secretsIn(config),
  })
  return {
    text: json
      ? examinationJson(examination)
      : showExamination(harmlessOf(examination), words, { color }).join('\n'),
    isBroken: examination.findings.some((one) => one.severity === 'broken'),
  }
}

/** One for each platform that is served. */
function examinersOf({ discord, slack }: Config, now: () => number): readonly Examiner[] {
  const { token } = discord
  const { botToken, appToken } = slack
  return [
    ...(token === null ? [] : [discordExaminer({ token, apiUrl: discord.apiUrl, now })]),
    ...(botToken === null || appToken === null
      ? []
      : [slackExaminer({ botToken, appToken, apiUrl: slack.apiUrl, now })]),
  ]
}

/** What is printed nowhere, whoever repeats it. */
function secretsIn({ databaseUrl, key, discord, slack }: Config): readonly string[] {
  const password = /^postgres(?:ql)?:\/\/[^:@/]*:([^@]*)@/.exec(databaseUrl)?.[1] ?? ''
  const all = [key, discord.token, slack.botToken, slack.appToken, password]
  return all.flatMap((one) => (one === null || one === '' ? [] : [one]))
}

/** Names and what engines say come from outside: nothing of it steers the terminal. The colours are ours. */
const harmlessOf = ({ findings, spaces }: Examination): Examination => ({
  findings: findings.map((one) => ({ ...one, says: harmless(one.says) })),
  spaces: spaces.map((one) => ({
    ...one,
    name: harmless(one.name),
    workspace: harmless(one.workspace),
    community: harmless(one.community),
  })),
})
