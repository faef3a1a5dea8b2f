/** Runs the doctor as the command line does, in this process. */
import { type Config, readConfig } from '../../src/config.ts'
import { Refusal } from '../../src/core/errors.ts'
import type { Finding } from '../../src/core/examination.ts'
import { english } from '../../src/core/words/english.ts'
import { doctor } from '../../src/run-doctor.ts'
import { SECRET } from '../store/engines.ts'

interface Examined {
  readonly findings: readonly Finding[]
  /** As `--json` prints them. */
  readonly spaces: readonly Record<string, unknown>[]
  readonly isBroken: boolean
  /** What was printed. */
  readonly text: string
}

/** With this environment; the key is that of the tests unless told. */
export async function examineAs(
  given: Readonly<Record<string, string>>,
  now: () => number = Date.now,
): Promise<Examined> {
  const environment = { COMMONPLACE_KEY: SECRET, ...given }
  const { text, isBroken } = await doctor({
    ...{ config: configOf(environment), environment, words: english, color: false, json: true, now },
    onProgress: () => undefined,
  })
  const read: Pick<Examined, 'findings' | 'spaces'> = JSON.parse(text)
  return { ...read, isBroken, text }
}

function configOf(environment: Readonly<Record<string, string>>): Config | string {
  try {
    return readConfig(environment)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

/** What was said of one thing. */
export const spoken = (findings: readonly Finding[], check: string): readonly string[] =>
  findings.filter((one) => one.check === check).map((one) => one.says)

/** The same as whoever runs it reads it. */
export async function shownAs(given: Readonly<Record<string, string>>): Promise<string> {
  const environment = { COMMONPLACE_KEY: SECRET, ...given }
  const { text } = await doctor({
    ...{ config: configOf(environment), environment, words: english, color: false, json: false },
    ...{ now: Date.now, onProgress: () => undefined },
  })
  return text
}
