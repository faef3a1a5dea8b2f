/** Which spaces of an export are meant by the names that somebody typed. */
import { Refusal } from '../core/errors.ts'
import { nearest } from '../core/nearest.ts'
import type { HistorySpace } from '../importers/history.ts'

/** How many names a refusal lists. */
const LISTED_NAMES = 10

/** The ids of the spaces that are asked for by name or id. Refuses one that there is not. */
export function pickSpaces(spaces: readonly HistorySpace[], asked: readonly string[]): ReadonlySet<string> {
  const picked = new Set<string>()
  const wanted = asked.map(plainName).filter((name) => name !== '')
  if (wanted.length === 0)
    throw new Refusal('No channel is named. Write --channels general,random, or leave it out.')
  for (const name of wanted) {
    const found = spaces.filter(
      (space) => plainName(space.externalId) === name || plainName(space.name) === name,
    )
    if (found.length === 0) throw new Refusal(noChannel(name, spaces))
    for (const space of found) picked.add(space.externalId)
  }
  return picked
}

function plainName(name: string): string {
  return name.trim().replace(/^#/, '').normalize('NFC').toLowerCase()
}

function noChannel(name: string, spaces: readonly HistorySpace[]): string {
  const names = [...new Set(spaces.map((space) => space.name))].sort()
  const close = nearest(name, names)
  const others = names.length > LISTED_NAMES ? ' and others' : ''
  const hint =
    close === null ? `It has ${names.slice(0, LISTED_NAMES).join(', ')}${others}.` : `Did you mean ${close}?`
  return `There is no channel “${name}” in this export. ${hint}`
}
