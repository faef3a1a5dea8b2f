/** `commonplace digest --format html --out FILE`: reads the digest and the one before, and writes the educator's page. */
import { existsSync, statSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { progressBar } from './app/progress.ts'
import type { Day, Period } from './core/calendar.ts'
import type { Cohort } from './core/cohort.ts'
import { codeOf, Refusal } from './core/errors.ts'
import { previousPeriods } from './core/participation/breaks.ts'
import type { Community, Store } from './core/ports.ts'
import type { Viewer } from './core/reflection/small-groups.ts'
import { readWholeToldDigest } from './core/reflection/tell-digest.ts'
import type { Words } from './core/words/words.ts'
import { mapOf } from './page/map.ts'
import { pageOf } from './page/page.ts'
import type { PageSource, WholeTold } from './page/source.ts'

/** With exact counts it is for whoever runs the community, until they hand it on. */
const EXACT_MODE = 0o600
const PUBLIC_MODE = 0o644

/** A page that was asked for. */
export interface AskedPage {
  readonly file: string
  readonly isPublic: boolean
}

interface Flags {
  readonly format?: string
  readonly out?: string
  readonly public?: boolean
  readonly json?: boolean
}

/** The page that the flags ask for; null where they ask for none. Throws a `Refusal` where they contradict each other. */
export function digestPageAsked(flags: Flags, words: Words): AskedPage | null {
  const say = words.page.refused
  const isPublic = flags.public === true
  if (flags.format === undefined) {
    if (isPublic) throw new Refusal(say.notPublic)
    return null
  }
  if (flags.format.toLowerCase() !== 'html') throw new Refusal(say.format(flags.format))
  if (flags.json === true) throw new Refusal(say.notJson)
  if (flags.out === undefined || flags.out === '') throw new Refusal(say.noOut)
  return { file: flags.out, isPublic }
}

/** Writes the page whole or not at all, under a name that nothing has yet; gives the sentence that says so. Throws a `Refusal` where it cannot. */
export async function writeDigestPage(
  store: Store,
  about: {
    readonly community: Community
    readonly period: Period
    readonly today: Day
    readonly cohort: Cohort | null
  },
  { file, isPublic }: AskedPage,
  words: Words,
): Promise<string> {
  const say = words.page.refused
  if (existsSync(file)) throw new Refusal(say.exists(file))
  const folder = path.dirname(file)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Refusal(say.noFolder(folder))
  const { community, period, today, cohort } = about
  const viewer: Viewer = isPublic ? { isExact: false } : { isExact: true, isOperator: true }
  const bar = progressBar(process.stderr, Date.now)
  const read = async (): Promise<Omit<PageSource, 'today'>> => {
    const half = (done: number) => (share: number) => bar.show((done + share) / 2, 1, words.map.working)
    const told = await readWholeToldDigest(store, community, period, viewer, half(0), cohort)
    return {
      told,
      before: await toldBefore(store, community, told, half(1)),
      map: mapOf(told, await store.communities.spaces(community.id), words),
    }
  }
  const source = await read().finally(() => bar.end())
  const unfinished = `${file}.unfinished`
  try {
    await rm(unfinished, { force: true })
    const mode = isPublic ? PUBLIC_MODE : EXACT_MODE
    await writeFile(unfinished, pageOf({ ...source, today }, words), { flag: 'wx', mode })
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw new Refusal(say.notWritten(file, codeOf(error)))
  }
  return words.page.written(file, isPublic)
}

/** The digest of the period before; null where a break cuts it in pieces, or where it is not wholly known. */
async function toldBefore(
  store: Store,
  community: Community,
  { period, breaks, before, viewer, cohort }: WholeTold,
  onProgress: (share: number) => void,
): Promise<WholeTold | null> {
  const [previous, ...others] = previousPeriods(period, breaks)
  if (previous === undefined || others.length > 0 || !before.isKnown) return null
  return readWholeToldDigest(store, community, previous, viewer, onProgress, cohort)
}
