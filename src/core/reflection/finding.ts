/**
 * The one sentence that a digest begins with, and that a phone shows. What changed because of somebody here comes before
 * everything; then what is really different from the period before; where nothing is, whoever waits comes first, because
 * that is what can be done about today, with how many of them no digest has told of yet.
 */
import type { Period } from '../calendar.ts'
import type { Before } from '../participation/before.ts'
import type { Digest } from '../participation/digest.ts'
import type { Share } from '../participation/share.ts'
import type { WaitingMessage } from '../participation/waiting-messages.ts'
import type { Words } from '../words/words.ts'
import { shortName } from './give-way.ts'
import type { MadeAndDone } from './made-and-done.ts'
import type { ShownPeople } from './small-groups.ts'
import { waitedBefore } from './waiting-list.ts'

/** What the finding is chosen from. */
export interface FindingSource {
  readonly digest: Digest
  readonly before: Before
  readonly period: Period
  readonly repertoire: MadeAndDone
  readonly waiting: readonly WaitingMessage[]
  readonly timeZone: string
}

/**
 * Two counts of what comes by chance differ by less than this many standard errors 19 times of 20. Who takes part is less a matter
 * of chance than that, so nothing is called news that is none.
 */
const STANDARD_ERRORS = 2
const FEWEST_BEGUN = 10
/**
 * Messages come in bursts, so two counts of them differ by much more than those of people do: only half or twice as many are news,
 * and not of very few.
 */
const TALK_TIMES = 2
const FEWEST_MESSAGES = 100

/** Whether two counts differ by more than chance would make them. */
const areDifferent = (now: number, before: number): boolean =>
  (now - before) ** 2 > STANDARD_ERRORS ** 2 * (now + before)

const isBurst = (now: number, before: number): boolean => {
  const [less, more] = now < before ? [now, before] : [before, now]
  return more >= FEWEST_MESSAGES && more >= TALK_TIMES * less
}

/** Whether two shares do: their intervals do not reach into each other. */
const areApart = (now: Share, before: Share): boolean =>
  now.n >= FEWEST_BEGUN &&
  before.n >= FEWEST_BEGUN &&
  ((now.low ?? 0) > (before.high ?? 1) || (now.high ?? 1) < (before.low ?? 0))

/** The sentence. */
export function findingOf(source: FindingSource, people: ShownPeople, words: Words): string {
  const say = words.digest.finding
  const { digest, waiting } = source
  const first = waiting.filter((one) => one.newcomer)
  const told = first.length > 0 ? first : waiting
  const old = waitedBefore(told, source).length
  const waits =
    told.length === 0
      ? null
      : first.length > 0
        ? say.firstWaiting(told.length, told.length - old)
        : say.waiting(told.length, told.length - old)
  const news = newsOf(source, people, words)
  const usual = usualOf(source, people, words)
  if (waits === null)
    return say.sentence(
      digest.participation.messages > 0 ? [news ?? usual, say.nobodyWaits] : [news ?? usual],
    )
  return news === null ? say.waitingFirst(waits, usual) : say.sentence([news, waits])
}

/** What is different from before; null where nothing is. */
function newsOf(source: FindingSource, people: ShownPeople, words: Words): string | null {
  const say = words.digest.finding
  const { digest, before, period, repertoire } = source
  const { active, newcomers, isRounded } = people
  if (repertoire.changed.length > 0) return say.changed(repertoire.changed.map((one) => shortName(one.title)))
  if (active !== null && active.now > 0 && before.isKnown && areDifferent(active.now, active.before))
    return say.people(active.now, active.before, period, isRounded)
  if (before.isKnown && areApart(digest.answers.answered, before.answered))
    return say.answered(digest.answers.answered, before.answered)
  const wrote = { now: newcomers.posted, before: people.newcomersBefore }
  if (wrote.now !== null && wrote.before !== null && before.isKnown && areDifferent(wrote.now, wrote.before))
    return say.newcomers(wrote.now, wrote.before, period, isRounded)
  if (repertoire.done > 0 && areDifferent(repertoire.done, repertoire.doneBefore))
    return say.done(repertoire.done, repertoire.doneBefore)
  const { messages, previous } = digest.participation
  if (before.isKnown && isBurst(messages, previous.messages))
    return say.talk(messages, previous.messages, period)
  return null
}

/** How many took part, else what was done or written. */
function usualOf(
  { digest: { participation }, period, repertoire }: FindingSource,
  { active, isRounded }: ShownPeople,
  words: Words,
): string {
  const say = words.digest.finding
  const { messages, previous } = participation
  if (active !== null && active.now > 0) return say.people(active.now, active.before, period, isRounded)
  if (repertoire.done > 0) return say.done(repertoire.done, repertoire.doneBefore)
  return messages > 0 ? say.messages(messages, previous.messages, period) : say.nothing(period)
}
