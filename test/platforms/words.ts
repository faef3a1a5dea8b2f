/** What the tests of both platforms say with the community's own words, and what is then known of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { importHistory } from '../../src/app/import-history.ts'
import type { Platform } from '../../src/core/activity.ts'
import { readDigest } from '../../src/core/participation/read-digest.ts'
import type { Community, Store } from '../../src/core/ports.ts'
import { recordedTables } from '../store/tables.ts'

const DAY_MS = 86_400_000

/** What people say, and which of `WORDS` that uses; ids are in the order of the words. */
export const WORDS = ['chuck', 'pit stop', '京都'] as const
export const SAID = [
  ['Tighten the chucks before the pit stop.', '1 2'],
  ['`chuck` https://chuck.example/chuck :chuck:', null],
  ['京都で会おう', '3'],
  ['Nothing of the kind', null],
] as const

/** Gives the words, as somebody who is known on a platform. */
export async function giveWords(store: Store, community: Community, platform: Platform, person: string) {
  const giver = await store.people.member(community.id, platform, person)
  for (const word of WORDS) {
    const given = { word, meaning: 'x', example: '', giver, platform, at: 0 }
    await store.words.give(community.id, given, 0)
  }
}

/** Which words each message used, and how far the words have spread. */
export async function known(store: Store, url: string, community: Community, now: number) {
  const rows = (await recordedTables(url))['message'] ?? []
  const used = rows.map((row) => {
    const { key, words } = JSON.parse(row)
    return `${key}: ${words}`
  })
  const period = { from: Math.floor(now / DAY_MS) - 2, to: Math.floor(now / DAY_MS) + 2 }
  return { used: used.sort(), language: (await readDigest(store, community, period)).digest.language }
}

/** Writes an export and reads it into a community. */
export async function importInto(
  store: Store,
  community: string,
  now: number,
  write: (folder: string) => Promise<unknown>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'words-'))
  try {
    await write(folder)
    await importHistory({ store, path: folder, community, timeZone: null, channels: null, now })
  } finally {
    await rm(folder, { recursive: true })
  }
}
