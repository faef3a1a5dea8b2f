/**
 * Who is suggested to somebody who wants to learn a topic, or can show it: pure, and written so that anybody can work it out
 * by hand. What is known from watching decides the order alone, and nobody is told it.
 *
 * A candidate weighs 4 × topic + room + bridge, the heaviest first:
 * - topic: 1 where they said this very topic; ½ where they said one with a word in common, or did a practice of its name and
 *   agreed to be asked about it;
 * - room: the part of their own limit that is free. Whoever has none is not suggested;
 * - bridge: 0 where the two answered or named each other in the last 12 weeks; else 1 ÷ (1 + n), n being the people with whom
 *   both did. It is 1 for two of different groups, and small where it only closes a ring.
 *
 * Room and bridge together never weigh as much as a topic and half of one differ, so the same topic comes before a related one.
 * Mentors come before everybody else for newcomers. Of the same weight, whoever said it first.
 */
import type { Platform } from '../activity.ts'
import type { MemberId } from '../ids.ts'
import {
  type KeptSaid,
  type Pair,
  type Role,
  runningWith,
  type Side,
  topicKey,
  topicWords,
} from './apprenticeship.ts'
import type { KeptDoing, Practice } from './practice.ts'

export const MAX_SUGGESTED = 3
const TOPIC_WEIGHT = 4
const RELATED = 0.5
/** A limit that nobody has said. */
export const USUAL_LIMIT = 1
/** Shorter words, such as «of», say nothing about a topic. */
const MIN_TELLING_LENGTH = 4

/** Who answered or named whom, both ways: everybody's partners. */
export type Ties = ReadonlyMap<MemberId, ReadonlySet<MemberId>>

/** Somebody who could be asked. */
export interface Candidate {
  readonly member: MemberId
  /** What they said, or the name of the practice that they did. */
  readonly topic: string
  readonly from: 'said' | 'did'
  readonly isSame: boolean
  readonly limit: number
  /** Where they said or did it; null where that is not known. */
  readonly platform: Platform | null
  readonly at: number
}

/** Somebody who is suggested. */
export interface Partner extends Candidate {
  readonly roles: readonly Role[]
}

/** What is known of who could be asked about a topic. `side` is that of whoever asks. */
export interface Known {
  readonly topic: string
  readonly side: Side
  readonly asker: MemberId
  readonly said: readonly KeptSaid[]
  readonly practices: readonly Practice[]
  readonly doings: readonly KeptDoing[]
}

/** Everybody who could be asked, each once, with the best that they said. */
export function candidatesFor({ topic, side, asker, said, practices, doings }: Known): readonly Candidate[] {
  const key = topicKey(topic)
  const telling = tellingWords(topic)
  const others = said
    .filter((one) => one.as !== side && one.member !== asker)
    .flatMap((one): Candidate[] => {
      const { member, limit, platform, at } = one
      const isSame = topicKey(one.topic) === key
      if (!isSame && !topicWords(one.topic).some((word) => telling.has(word))) return []
      return [{ member, topic: one.topic, from: 'said', isSame, limit, platform, at }]
    })
  const did = side === 'show' ? [] : doersOf({ topic, asker, practices, doings, said })
  const all = [...others.filter((one) => one.isSame), ...others.filter((one) => !one.isSame), ...did]
  // The last that a map is given of one member stays.
  const best = new Map([...all].reverse().map((one) => [one.member, one]))
  return all.filter((one) => best.get(one.member) === one)
}

/** Those for whom a practice of the topic's name worked, and who agreed to be asked; with the limit that they said elsewhere. */
function doersOf({ topic, asker, practices, doings, said }: Omit<Known, 'side'>): readonly Candidate[] {
  const key = topicKey(topic)
  const named = new Map(
    practices
      .filter((one) => one.retired === null && topicKey(one.name) === key)
      .map((one) => [one.id, one] as const),
  )
  return doings.flatMap(({ member, practice, isAskable, outcome, platform, at }): Candidate[] => {
    const of = practice === null ? undefined : named.get(practice)
    if (of === undefined || !isAskable || outcome === 'didNotWork' || member === asker) return []
    const limits = said.filter((one) => one.member === member && one.as === 'show').map((one) => one.limit)
    const limit = limits.length === 0 ? USUAL_LIMIT : Math.max(...limits)
    return [{ member, topic: of.name, from: 'did', isSame: false, limit, platform, at }]
  })
}

/** The words of a topic that make another one related which has them too. */
const tellingWords = (topic: string): ReadonlySet<string> =>
  new Set(topicWords(topic).filter((word) => word.length >= MIN_TELLING_LENGTH))

/** What the order depends on besides what people said. */
export interface Standing {
  readonly pairs: readonly Pair[]
  readonly ties: Ties
  /** Those who are not there to be asked. */
  readonly absent: ReadonlySet<MemberId>
  readonly roles: ReadonlyMap<MemberId, readonly Role[]>
  /** Whether whoever asks is new here. */
  readonly isNewcomer: boolean
}

/** Those to be suggested, the first first. */
export function suggestPartners(known: Known, standing: Standing): readonly Partner[] {
  const { asker, side } = known
  const { ties, absent, roles, isNewcomer } = standing
  const pairs = standing.pairs.filter((one) => one.endedAt === null)
  const isMentor = (member: MemberId): boolean => roles.get(member)?.includes('mentor') ?? false
  const weighed = candidatesFor(known).flatMap((candidate) => {
    const { member, limit } = candidate
    const isPaired = pairs.some((pair) =>
      [pair.learner, pair.shower].every((one) => one === member || one === asker),
    )
    const free = limit - runningWith(pairs, member, side === 'learn' ? 'show' : 'learn')
    if (absent.has(member) || isPaired || free <= 0) return []
    const topic = candidate.isSame ? 1 : RELATED
    const weight = TOPIC_WEIGHT * topic + free / limit + bridgeOf(ties, asker, member)
    return [{ candidate, weight, isFirst: isNewcomer && isMentor(member) }]
  })
  return weighed
    .sort(
      (a, b) =>
        Number(b.isFirst) - Number(a.isFirst) ||
        b.weight - a.weight ||
        a.candidate.at - b.candidate.at ||
        a.candidate.member - b.candidate.member,
    )
    .slice(0, MAX_SUGGESTED)
    .map(({ candidate }) => ({ ...candidate, roles: roles.get(candidate.member) ?? [] }))
}

/** How much two people would be joined by it who are not joined yet. */
export function bridgeOf(ties: Ties, one: MemberId, other: MemberId): number {
  const own = ties.get(one) ?? new Set()
  if (own.has(other)) return 0
  const theirs = ties.get(other) ?? new Set()
  return 1 / (1 + [...own].filter((member) => theirs.has(member)).length)
}
