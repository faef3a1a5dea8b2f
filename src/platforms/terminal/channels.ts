/** Channels as they are typed in the terminal, by name with or without a hash, and as the program wants them, by id. */
import { Refusal } from '../../core/errors.ts'
import type { Field } from '../../core/input.ts'
import { nearest } from '../../core/nearest.ts'
import type { Space } from '../../core/ports.ts'
import type { Words } from '../../core/words/words.ts'
import { harmless } from './measure.ts'

/** Most names that a refusal lists where none is near. */
const MAX_LISTED = 5

/** Whether a field wants channels. */
export const wantsChannels = (field: Field): boolean => field.kind === 'channel' || field.kind === 'channels'

/**
 * The ids of the channels that were typed into a field, with spaces between. Names are taken in capitals or not, and
 * ids as they are. Throws a `Refusal` that names the first that is none, with what was probably meant.
 */
export function channelIds(field: Field, typed: string, spaces: readonly Space[], words: Words): string {
  const ids = (field.kind === 'channel' ? [typed] : namesIn(typed, spaces)).map((name) =>
    channelId(field, name, spaces, words),
  )
  return [...new Set(ids)].join(' ')
}

/** Commas separate names for certain; spaces do where the whole is no name with spaces in it. */
const namesIn = (typed: string, spaces: readonly Space[]): readonly string[] =>
  typed
    .split(',')
    .flatMap((part) => (called(part, spaces).length > 0 ? [part] : part.split(/\s+/)))
    .filter((part) => part.trim() !== '')

function channelId(field: Field, typed: string, spaces: readonly Space[], words: Words): string {
  const [only, ...others] = called(typed, spaces)
  if (only !== undefined && others.length === 0) return only.externalId
  const say = words.refusals
  const given = harmless(typed)
  const ids = [only, ...others].flatMap((one) => one?.externalId ?? [])
  if (ids.length > 0) throw new Refusal(say.channelTwice(field.label, given, ids))
  const names = [...new Set(spaces.map((space) => words.space(space.name)))]
  const near = nearest(bare(typed), names.map(bare))
  const offered = near === null ? names.slice(0, MAX_LISTED) : [words.space(near)]
  throw new Refusal(
    (field.kind === 'channel' ? say.wantsChannel : say.wantsChannels)(field.label, given, offered),
  )
}

/** An id means one channel, a name all that are called so. */
function called(typed: string, spaces: readonly Space[]): readonly Space[] {
  const byId = spaces.filter((space) => space.externalId === typed.trim())
  return byId.length > 0 ? byId : spaces.filter((space) => bare(space.name) === bare(typed))
}

const bare = (name: string): string => name.trim().replace(/^#/, '').trim().toLowerCase()

/** What a field holds, for somebody who reads it: names where it holds ids. */
export function channelNames(typed: string, spaces: readonly Space[], words: Words): string {
  const names = typed.split(/[\s,]+/).map((one) => {
    const space = spaces.find(({ externalId }) => externalId === one)
    return space === undefined ? one : words.space(space.name)
  })
  return names.join(' ')
}
