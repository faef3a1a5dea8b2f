/** The figures of a digest as named facts, each beside its previous one where there is one, shares with their counts. */
import { MS_PER_MINUTE } from '../calendar.ts'
import { shortened } from '../clean-text.ts'
import type { Digest } from '../participation/digest.ts'
import type { Share } from '../participation/share.ts'
import type { Facts } from '../reply.ts'
import type { Words } from '../words/words.ts'
import { cohortFact } from './cohort-fact.ts'
import type { ToldDigest } from './digest-reply.ts'
import { shortName } from './give-way.ts'
import type { MadeAndDone } from './made-and-done.ts'
import type { ShownPeople } from './small-groups.ts'
import { SMALL_NUMBER } from './small-groups.ts'
import { MAX_WAITING_SHOWN, placesOf } from './waiting-list.ts'

/** Names of practices, also where a digest is told in short. */
const NAMED_PRACTICES = { whole: 3, short: 1 } as const
/** Of fewer no share is told, nor how long half of them waited. */
export const FEWEST_TO_SHARE = 5
const MAX_NAMED_CHANGES = 3
const MAX_CHANGE_LENGTH = 200
/** Of the places where people wait so many are named; who waits longest stands below with theirs. */
const MAX_PLACES = 3

/** What was made and done, and who was here; a fact that the viewer may not see, or in which there is nothing, is left out. */
export function digestFacts(
  told: ToldDigest,
  people: ShownPeople,
  words: Words,
  how: 'whole' | 'short' = 'whole',
): Facts {
  const { labels } = words.digest
  const facts: readonly (readonly [string, string | null])[] = [
    // Whoever asks for a cohort wants to hear of it first.
    [words.cohort.label, cohortFact(told, words)],
    [labels.answers, answersFact(told, words)],
    ...repertoireFacts(told, words, how),
    [labels.here, hereFact(people, words)],
    [labels.newcomers, newcomersFact(told, people, words)],
    [labels.talk, talkFact(told.digest, words)],
  ]
  return {
    kind: 'facts',
    facts: facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value: [value] }])),
  }
}

/** What was made and done, in one line where nothing was, and in none where nobody could have. */
function repertoireFacts(
  told: ToldDigest,
  words: Words,
  how: keyof typeof NAMED_PRACTICES,
): readonly (readonly [string, string | null])[] {
  const { labels, nothingMade } = words.digest
  const { repertoire, isLive } = told
  const isQuiet =
    repertoire.made.length + repertoire.done + repertoire.madeBefore + repertoire.doneBefore === 0
  return [
    ...(isQuiet
      ? [[labels.made, isLive ? nothingMade : null] as const]
      : [
          [labels.made, madeFact(repertoire, words, how)] as const,
          [labels.done, doneFact(repertoire, words)] as const,
        ]),
    [labels.cameOf, cameOfFact(told, words)],
    [labels.changed, changedFact(repertoire, words, how)],
    [labels.leaving, leavingFact(told, words, how)],
  ]
}

/** How many wait, where, and for how long. */
export function waitingFact({ waiting, asOf }: ToldDigest, words: Words): string {
  const say = words.digest.waiting
  if (waiting.length === 0) return say.none
  const first = waiting.filter((one) => one.newcomer).length
  if (waiting.length <= MAX_WAITING_SHOWN) return say.all(waiting.length, first)
  const all = placesOf(waiting)
  const places = all.slice(0, MAX_PLACES).map(([name, n]) => ({ name: words.space(shortName(name)), n }))
  const elsewhere = all.slice(MAX_PLACES).reduce((sum, [, n]) => sum + n, 0)
  const oldestAt = Math.min(...waiting.map((one) => one.at))
  return say.some(waiting.length, first, places, elsewhere) + say.oldest((asOf - oldestAt) / MS_PER_MINUTE)
}

/** What came of what people gave, as somebody else said of it; nothing where nobody gave anything. */
function cameOfFact({ digest, before }: ToldDigest, words: Words): string | null {
  const say = words.digest.cameOf
  const { rate, members } = digest.consequence
  const { reuseRate } = digest.practice
  const then = before.consequence.rate
  const sentences = [
    ...(rate.n === 0 ? [] : [say.rate(rate, members, then.n === 0 ? null : then)]),
    ...(reuseRate.n === 0 ? [] : [say.reuse(reuseRate, before.reuseRate.n === 0 ? null : before.reuseRate)]),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}

/**
 * Practices that only people who are away have done. Who did them stands on their cards by name, so whoever reads this learns who
 * is away: it is told to moderators alone, who are to see to it that somebody learns them.
 */
function leavingFact(
  { leaving, viewer }: ToldDigest,
  words: Words,
  how: keyof typeof NAMED_PRACTICES,
): string | null {
  if (!viewer.isExact || leaving.length === 0) return null
  const names = leaving.slice(0, NAMED_PRACTICES[how]).map((practice) => shortName(practice.name))
  return words.digest.onlyAway(names, leaving.length - names.length)
}

/** Nothing where nobody began anything that is old enough to judge; of very few the counts alone. */
function answersFact({ digest: { answers }, before }: ToldDigest, words: Words): string | null {
  const say = words.digest.answers
  if (answers.answered.n === 0) return null
  if (answers.answered.n < FEWEST_TO_SHARE) return say.few(answers.answered)
  const median = answers.medianMinutesToFirstAnswer
  const then =
    before.isKnown && before.answered.n >= FEWEST_TO_SHARE
      ? say.before(shareText(before.answered, words))
      : ''
  return `${say.share(shareText(answers.answered, words))}${median === null ? '' : say.median(median)}${then}.`
}

function madeFact(
  { made, madeBefore }: MadeAndDone,
  words: Words,
  how: keyof typeof NAMED_PRACTICES,
): string {
  const say = words.digest.made
  if (made.length === 0) return say.none(madeBefore)
  const names = made.slice(0, NAMED_PRACTICES[how]).map((practice) => shortName(practice.name))
  return say.some(made.length, madeBefore, names, made.length - names.length)
}

function doneFact({ done, doneBefore, ofPractices, builtOnOthers }: MadeAndDone, words: Words): string {
  const say = words.digest.done
  if (done === 0) return say.none(doneBefore)
  const practices = ofPractices.all === 0 ? '' : say.practices(ofPractices)
  return say.some(done, doneBefore) + practices + (builtOnOthers === 0 ? '' : say.ofOthers(builtOnOthers))
}

/** What changed because of somebody here; nothing where nothing did, so that the screen stays one. */
function changedFact(
  { changed, changedBefore }: MadeAndDone,
  words: Words,
  how: keyof typeof NAMED_PRACTICES,
): string | null {
  const say = words.digest.changed
  if (changed.length === 0) return null
  const named = changed
    .slice(0, MAX_NAMED_CHANGES)
    .map((one) =>
      how === 'short'
        ? shortName(one.title)
        : say.one(shortName(one.title), shortened(one.changed, MAX_CHANGE_LENGTH)),
    )
  const others = changed.length - named.length
  return [say.some(changed.length, changedBefore), ...named, ...(others > 0 ? [say.more(others)] : [])].join(
    '\n',
  )
}

function hereFact({ active, growth, growthBefore, isRounded }: ShownPeople, words: Words): string | null {
  const say = words.digest.here
  if (active === null) return null
  const all = say.all(active.now, active.before, isRounded)
  if (growth === null || active.now === 0) return `${all}.`
  // Where nobody was here before, nobody can be missing.
  const left =
    active.before === 0 && growth.left === 0
      ? ''
      : say.left(growth.left, growthBefore?.left ?? null, isRounded)
  return all + say.parts(growth, growthBefore?.new ?? null) + left
}

/** What became of them; how many there are only where `Who was here` does not say so already. */
function newcomersFact({ before }: ToldDigest, people: ShownPeople, words: Words): string | null {
  const say = words.digest.newcomers
  const { newcomers, newcomersBefore, growth, isTooFew, isRounded } = people
  if (isTooFew || newcomers.posted === null) return null
  const then = before.isKnown ? newcomersBefore : null
  const { answered, returned } = newcomers
  const earlier = before.newcomers.returned14d
  const sentences = [
    ...(newcomers.posted === growth?.new
      ? []
      : [newcomers.posted === 0 ? say.none(then) : say.posted(newcomers.posted, then, isRounded)]),
    // Of very few it tells of somebody, and nothing of the community.
    ...(answered === null || answered.n < FEWEST_TO_SHARE
      ? []
      : [say.answered(shareText(answered, words, isRounded))]),
    ...(returned === null || returned.n < FEWEST_TO_SHARE
      ? []
      : [
          say.returned(
            shareText(returned, words, isRounded),
            isRounded || !before.isKnown || earlier.n < FEWEST_TO_SHARE ? null : shareText(earlier, words),
          ),
        ]),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}

function talkFact({ participation }: Digest, words: Words): string {
  const { previous, messages, replies, reactions } = participation
  return words.digest.talk({
    messages: [messages, previous.messages],
    replies: [replies, previous.replies],
    reactions: [reactions, previous.reactions],
  })
}

const shareText = ({ count, n, share }: Share, words: Words, isRounded = false): string =>
  count === 0
    ? words.digest.noneOf(n, isRounded)
    : words.digest.share(count, n, isRounded) + (n < SMALL_NUMBER ? '' : words.digest.percent(share))
