/** Finding a practice by what somebody remembers of it. */
import MiniSearch, { type Query } from 'minisearch'
import type { Call } from '../command.ts'
import { Refusal } from '../errors.ts'
import { isSameName, namesFor } from './names.ts'
import type { Practice } from './practice.ts'

/** One letter in five may be wrong, in words long enough that it matters little. */
const FUZZINESS = 0.2
const MIN_FUZZY_LENGTH = 5
/** Shorter words say little about what somebody looks for. */
const MIN_TELLING_LENGTH = 4
/** What of a long word is certainly its stem: "crimping" finds "crimp". */
const STEM_SHARE = 0.5
const MAX_TERMS = 12
/** No name is longer. To look for slips takes the square of a word's length, and anybody can type a long one. */
const MAX_TERM_LENGTH = 80

/** Practices that the words fit, the best first: the one of that name, then by name, by tags, by when it helps and what it solves, by how it is done. Retired ones last. */
export function findPractices(practices: readonly Practice[], words: string): readonly Practice[] {
  const index = new MiniSearch<Practice>({
    fields: ['name', 'whenItHelps', 'how', 'problem', 'tags'],
    extractField: (practice, field) =>
      field === 'tags' ? practice.tags.join(' ') : practice[field as 'name'],
  })
  index.addAll(practices)
  const byId = new Map(practices.map((practice) => [Number(practice.id), practice]))
  const terms = (words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, MAX_TERMS)
    .map((term) => term.slice(0, MAX_TERM_LENGTH))
  const telling = terms.filter((term) => term.length >= MIN_TELLING_LENGTH)
  const boost = { name: 3, tags: 2, whenItHelps: 1.5, problem: 1.5 }
  const all = index.search({ combineWith: 'AND', queries: terms.map(termQuery) }, { boost })
  const found =
    all.length > 0 ? all : index.search({ combineWith: 'OR', queries: telling.map(termQuery) }, { boost })
  const fitting = found.flatMap((hit) => byId.get(Number(hit.id)) ?? [])
  // Another way of a practice bears its name too, and is not what somebody means who writes that name alone.
  const rank = (one: Practice): number => {
    if (isSameName(one.name, words)) return 0
    return one.retired === null ? 1 : 2
  }
  return fitting.sort((one, other) => rank(one) - rank(other))
}

/** The word itself, a slip of it, its beginning, or another form of it. */
function termQuery(term: string): Query {
  const stem = term.slice(0, Math.max(MIN_TELLING_LENGTH, Math.ceil(term.length * STEM_SHARE)))
  return {
    combineWith: 'OR',
    queries: [
      {
        queries: [term],
        prefix: term.length >= 3,
        fuzzy: term.length >= MIN_FUZZY_LENGTH ? FUZZINESS : false,
      },
      ...(stem.length < term.length ? [{ queries: [stem], prefix: true }] : []),
    ],
  }
}

/** So many that fit, and nobody needs to be shown what may have been a slip: platforms show no more. */
const ENOUGH_SUGGESTED = 25

/** Names for what somebody has typed so far: names that begin so first, then others that fit; bare, what is done most. */
function suggestPractices(practices: readonly Practice[], typed: string): readonly string[] {
  const byUse = practices
    .filter((one) => one.retired === null)
    .sort((a, b) => b.doings - a.doings || b.sharedAt - a.sharedAt)
  const fitting = namesFor(
    byUse.map((practice) => practice.name),
    typed,
  )
  if (fitting.length >= ENOUGH_SUGGESTED) return fitting
  return [...new Set([...fitting, ...findPractices(namesOnly(byUse), typed).map((one) => one.name)])]
}

const namesOnly = (practices: readonly Practice[]): readonly Practice[] =>
  practices.map((practice) => ({ ...practice, how: '', whenItHelps: '', problem: '', tags: [] }))

/** What a name stands for: one practice, or those that it might be. */
export type NamedPractice =
  | { readonly kind: 'one'; readonly practice: Practice }
  | { readonly kind: 'several'; readonly practices: readonly Practice[] }

/** The practice of that name, capitals apart; else the only one whose name the words fit. */
export function practiceNamed(practices: readonly Practice[], name: string): NamedPractice {
  const exact = practices.find((practice) => isSameName(practice.name, name))
  if (exact !== undefined) return { kind: 'one', practice: exact }
  const found = findPractices(namesOnly(practices), name)
  const [only, ...others] = practices.filter((practice) => found.some((one) => one.id === practice.id))
  if (only !== undefined && others.length === 0) return { kind: 'one', practice: only }
  return { kind: 'several', practices: only === undefined ? [] : [only, ...others] }
}

/** Names of the community's practices, for what somebody has typed so far. */
export const practicesFor = async (
  { store, community }: Call<object>,
  typed: string,
): Promise<readonly string[]> => suggestPractices(await store.repertoire.practices(community.id), typed)

/** The practice that a call names; null where it names none. Throws a `Refusal` with what was probably meant. */
export async function practiceGiven(
  { store, community, words }: Call<object>,
  given: string | undefined,
): Promise<Practice | null> {
  if (given === undefined) return null
  const named = practiceNamed(await store.repertoire.practices(community.id), given)
  if (named.kind === 'one') return named.practice
  const names = named.practices.slice(0, 3).map((practice) => practice.name)
  throw new Refusal(words.did.unknownPractice(given, names))
}
