/** A cohort as the operator lists it: one platform's id of somebody a line, `discord:123` or bare. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Platform } from './core/activity.ts'
import { type Cohort, cohortOf } from './core/cohort.ts'
import { Refusal } from './core/errors.ts'
import type { CommunityId } from './core/ids.ts'
import { externalId } from './core/platform-fields.ts'
import type { Identity, Store } from './core/ports.ts'
import type { Words } from './core/words/words.ts'

const PLATFORMS: readonly Platform[] = ['discord', 'slack', 'terminal']

/** Reads the list. Throws a `Refusal` that names the line. */
export async function readCohortFile(
  file: string,
  community: CommunityId,
  store: Pick<Store, 'communities' | 'cohorts'>,
  words: Words,
): Promise<Cohort> {
  const say = words.cohort.file
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refusal(say.notRead(file))
  })
  const platforms = await store.communities.platforms(community)
  const people = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, at) => {
      const typed = line.trim()
      return typed === '' || typed.startsWith('#') ? [] : [identityOf(typed, at + 1)]
    })
  const isNew = new Set<string>()
  const once = people.filter(({ platform, externalId: id }) => {
    const key = `${platform}:${id}`
    return !isNew.has(key) && isNew.add(key)
  })
  return cohortOf(path.parse(file).name, await store.cohorts.membersBehind(community, once))

  function identityOf(typed: string, line: number): Identity {
    const colon = typed.indexOf(':')
    const named = PLATFORMS.find((one) => one === typed.slice(0, Math.max(colon, 0)).toLowerCase())
    const [only, ...others] = platforms
    const platform = named ?? (others.length === 0 ? only : undefined)
    if (platform === undefined) throw new Refusal(say.whichPlatform(line, typed))
    const id = externalId.safeParse((named === undefined ? typed : typed.slice(colon + 1)).trim())
    if (!id.success) throw new Refusal(say.noId(line))
    return { platform, externalId: id.data }
  }
}
