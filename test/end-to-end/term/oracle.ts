/** Counts figures by hand: plain loops over what the story says that people did. */
import type { Digest } from '../../../src/core/participation/digest.ts'
import type { Name } from '../cast.ts'
import type { Side } from '../spanning-cast.ts'
import type { Deed, Fact } from './facts.ts'

/** Days of the term; `to` is not included. */
export interface Days {
  readonly from: number
  readonly to: number
}

/** Whose messages are seen: of one side, or of both. */
export type Sees = readonly Side[]

type Counted = {
  readonly practice: Omit<Digest['practice'], 'reuseRate'> & { readonly reuseRate: Part }
  readonly consequence: { readonly rate: Part; readonly members: number }
  readonly language: Digest['language']
}
type Part = readonly [count: number, n: number]

const COUNTED: readonly Deed['kind'][] = [
  'share',
  'did',
  'word',
  'thanks',
  'open',
  'join',
  'close',
  'learning',
]
const WINDOW = 90
const TWELVE_WEEKS = 84
const WEEK = 7

/** A fact as far as it is still known who it was. */
type Left = Deed & { readonly who: Name | null; readonly day: number }

/** What is left of the facts once those who erased themselves are gone: what they shared stays, as of nobody. */
function remaining(facts: readonly Fact[]): readonly Left[] {
  const gone = facts.filter((one) => one.kind === 'erase').map((one) => one.who)
  const left: Left[] = []
  for (const one of facts) {
    const isTheirs = gone.includes(one.who)
    if (one.kind === 'thanks' && gone.includes(one.whom)) continue
    if (!isTheirs) left.push(one)
    else if (one.kind === 'share' || one.kind === 'word') left.push({ ...one, who: null })
  }
  return left
}

/** All figures of practice, consequence and language of some days, counted after everything in `facts` has happened. */
export function count(facts: readonly Fact[], { from, to }: Days, sees: Sees): Counted {
  const left = remaining(facts)
  const before = left.filter((one) => one.day < to)
  const within = before.filter((one) => one.day >= from)
  const doers = (practice: string, worked: boolean): Set<Name> => {
    const found = new Set<Name>()
    for (const one of before)
      if (one.kind === 'did' && one.practice === practice && one.who !== null)
        if (!worked || one.outcome !== 'didNotWork') found.add(one.who)
    return found
  }
  const others = (practice: string, sharer: Name | null, worked: boolean): number => {
    const all = doers(practice, worked)
    if (sharer !== null) all.delete(sharer)
    return all.size
  }

  let proven = 0
  let old = 0
  let reused = 0
  let leaving = 0
  for (const one of before) {
    if (one.kind !== 'share') continue
    const { practice, who, day } = one
    if (others(practice, who, true) >= 3) proven += 1
    if (day <= to - 28) {
      old += 1
      if (others(practice, who, false) > 0) reused += 1
    }
    const isRetired = before.some((other) => other.kind === 'retire' && other.practice === practice)
    const all = [...doers(practice, false)]
    if (!isRetired && all.length > 0 && all.every((doer) => isAway(doer, left, to, sees))) leaving += 1
  }

  let [acts, first, versions, done, onProblems] = [0, 0, 0, 0, 0]
  for (const one of within) {
    if (COUNTED.includes(one.kind)) acts += 1
    if (one.kind === 'share' && one.of === null) first += 1
    if (one.kind === 'share' && one.of !== null) versions += 1
    if (one.kind === 'did' && one.practice !== null) done += 1
    if (one.kind === 'open' || one.kind === 'join' || one.kind === 'close') onProblems += 1
  }
  return {
    practice: {
      ...{ shared: first, versions, done, proven },
      reuseRate: [reused, old],
      doingRatio: acts === 0 ? null : (done + onProblems) / acts,
      leaving,
    },
    consequence: consequence(before, to),
    language: language(before, sees),
  }
}

/** Whether somebody did nothing in the twelve weeks before `to`, nor in those before the week before. */
function isAway(who: Name, left: readonly Left[], to: number, sees: Sees): boolean {
  for (const one of left) {
    if (one.who !== who || one.day >= to || one.day < to - WEEK - TWELVE_WEEKS) continue
    if (COUNTED.includes(one.kind)) return false
    if (one.kind === 'message' && sees.includes(one.side)) return false
  }
  return true
}

function consequence(before: readonly Left[], to: number): Counted['consequence'] {
  let n = 0
  let withOutcome = 0
  const members = new Set<Name>()
  for (const gave of before) {
    if (gave.who === null || gave.day < to - WINDOW) continue
    let hasOutcome = false
    if (gave.kind === 'share') {
      for (const one of before) {
        if (one.who === gave.who) continue
        if (one.kind === 'did' && one.practice === gave.practice && one.outcome !== 'didNotWork')
          hasOutcome = true
        if (one.kind === 'share' && one.of === gave.practice) hasOutcome = true
        if (one.kind === 'thanks' && one.practice === gave.practice && !one.isRefused) hasOutcome = true
      }
    } else if (gave.kind === 'join') {
      for (const one of before) if (one.kind === 'confirm' && one.problem === gave.problem) hasOutcome = true
    } else continue
    n += 1
    if (!hasOutcome) continue
    withOutcome += 1
    members.add(gave.who)
  }
  return { rate: [withOutcome, n], members: members.size }
}

function language(before: readonly Left[], sees: Sees): Digest['language'] {
  const spread: { word: string; people: number; nth: number }[] = []
  for (const given of before) {
    if (given.kind !== 'word') continue
    const people = new Set<Name>()
    for (const one of before)
      if (one.kind === 'message' && one.who !== null && one.who !== given.who)
        if (sees.includes(one.side) && one.words.includes(given.word)) people.add(one.who)
    spread.push({ word: given.word, people: people.size, nth: given.day })
  }
  spread.sort((a, b) => b.people - a.people || a.nth - b.nth)
  return { words: spread.length, spread: spread.map(({ word, people }) => ({ word, people })) }
}
