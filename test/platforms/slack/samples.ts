/** What has been seen of blocks and views in Slack's real traffic: the keys of every kind of object. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../../../shared/specs/slack-samples/api/', import.meta.url))
const FILES = ['chat.postMessage.json', 'views.open.json', 'views.publish.json']

/** Whether the samples are there. */
export const areSampled = FILES.every((file) => existsSync(FOLDER + file))

/** Every kind of object with the keys it was seen with. */
export function seenKeys(): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>()
  for (const file of FILES)
    walk(JSON.parse(readFileSync(FOLDER + file, 'utf8')), (type, own) => {
      const known = keys.get(type) ?? new Set()
      for (const key of own) known.add(key)
      keys.set(type, known)
    })
  return keys
}

/** Keys in `sent` that their kind was never seen with, as `type.key`. Of kinds that were never seen nothing is known. */
export function neverSeen(sent: unknown, seen: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const strange = new Set<string>()
  walk(sent, (type, own) => {
    for (const key of own) if (seen.get(type)?.has(key) === false) strange.add(`${type}.${key}`)
  })
  return [...strange].sort()
}

function walk(value: unknown, visit: (type: string, keys: readonly string[]) => void): void {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value && typeof value.type === 'string' && value.type !== '')
    visit(value.type, Object.keys(value))
  for (const one of Object.values(value)) walk(one, visit)
}
