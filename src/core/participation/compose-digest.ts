/** Puts the figures of a digest together from its facts. */
import { dateOf } from '../calendar.ts'
import { countActive } from './active-days.ts'
import { answeredShare, medianMinutes, slowest } from './answers.ts'
import type { ActCounts } from './attendance.ts'
import { moves, renewal } from './bands.ts'
import { coincidence } from './coincidence.ts'
import { absenceFactor, gini } from './concentration.ts'
import { consequence } from './consequence.ts'
import type { Digest, WholeDigest } from './digest.ts'
import type { Bands } from './digest-membership.ts'
import type { NetworkFigures } from './digest-network.ts'
import type { ParticipationCounts, Waiting } from './digest-talk.ts'
import { growth } from './growth.ts'
import { language } from './language.ts'
import { newcomers } from './newcomers.ts'
import { partialFields, withNetwork } from './partial.ts'
import { practiceFigures } from './practice-figures.ts'
import type { DigestFacts } from './read-digest.ts'
import { survival } from './survival.ts'
import type { Tally } from './tally.ts'

/** The digest as `docs/metrics.md` describes it, field by field. */
export function composeDigest(facts: DigestFacts): Digest {
  const { community, period, previous, breaks, calendar, attendance, tally, repertoire } = facts
  const { firstDay, activeDays, firstMessageDays } = attendance
  const bands = facts.bands.now
  return {
    community: community.name,
    timezone: community.timeZone,
    from: dateOf(period.from),
    to: dateOf(period.to),
    participation: participation(facts),
    growth: growth(activeDays, period, breaks),
    ...closeness(facts),
    newcomers: newcomers(
      firstMessageDays,
      activeDays,
      period,
      tally.judged.filter((starter) => starter.isFirst),
    ),
    answers: answers(facts),
    concentration: concentration(facts),
    practice: practiceFigures({ ...repertoire, acts: facts.acts, bands, period, calendar }),
    consequence: consequence({ ...repertoire, to: period.to, calendar }),
    language: language(facts.words, facts.wordUsers),
    survival: survival(activeDays, period.to, breaks),
    coincidence: coincidence(activeDays, period, facts.cohort),
    partial: partialFields(period, previous, firstDay, facts.gaps, calendar, facts.words.length > 0),
  }
}

/** The same with the figures of the period's network, which whatever touches the messages touches too. */
export function composeWholeDigest(facts: DigestFacts, network: NetworkFigures): WholeDigest {
  const { partial, ...digest } = composeDigest(facts)
  return { ...digest, network, partial: withNetwork(partial) }
}

function participation(facts: DigestFacts): Digest['participation'] {
  const { attendance, period, previous, tally } = facts
  const { activeDays } = attendance
  return {
    ...counts(attendance.now, tally.now, countActive(activeDays, [period])),
    previous: counts(attendance.previous, tally.previous, countActive(activeDays, previous)),
  }
}

function counts(
  { messages, reactions }: ActCounts,
  { starters, replies, mentions }: Tally['now'],
  activeMembers: number,
): ParticipationCounts {
  return { messages, starters, replies, mentions, reactions, activeMembers }
}

function closeness({
  attendance: { activeDays },
  period,
  bands: { before, now },
}: DigestFacts): Pick<Digest, 'bands' | 'moves' | 'renewal'> {
  const bands: { -readonly [Band in keyof Bands]: number } = { core: 0, active: 0, peripheral: 0, away: 0 }
  for (const band of now.values()) bands[band] += 1
  return {
    bands,
    moves: moves(before, now),
    renewal: renewal(now, activeDays, period.to),
  }
}

function answers({ spaces, tally: { judged }, waiting }: DigestFacts): Digest['answers'] {
  return {
    starters: judged.length,
    answered: answeredShare(judged),
    medianMinutesToFirstAnswer: medianMinutes(judged),
    waiting: waiting.map(({ space, link, at, newcomer }): Waiting => {
      return { space: space.name, link, at: new Date(at).toISOString(), newcomer }
    }),
    slowest: slowest(judged, (space) => spaces.get(space)?.name ?? ''),
  }
}

/** Over everybody active in the period, those who wrote nothing included. */
function concentration({ attendance }: DigestFacts): Digest['concentration'] {
  const { messagesEach } = attendance
  return { gini: gini(messagesEach), absenceFactor: absenceFactor(messagesEach) }
}
