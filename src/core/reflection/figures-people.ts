/** The pictures of who moved closer and of what became of newcomers, with their words. */
import type { Moves, NewcomersPath } from '../figure.ts'
import { peopleByDirection } from '../flow-direction.ts'
import { RETURN_DAYS, RETURN_LOOKS_BACK_DAYS } from '../participation/newcomers.ts'
import type { Words } from '../words/words.ts'
import type { FigureSource } from './figures.ts'
import { type ShownPath, shownFlows, shownPath } from './small-groups-pictures.ts'

/** Null where it would show the viewer a group too small to be shown. */
export function movesFigure(source: FigureSource, words: Words): Moves | null {
  const { pictures, activeMembers, viewer, period, timeZone } = source
  const shown = shownFlows(pictures.moves, activeMembers, viewer)
  if (shown === null) return null
  const say = words.figures.moves
  const { flows, silent, isJoined } = shown
  const { inward, outward, arrived } = peopleByDirection(flows)
  const isRounded = !viewer.isExact
  return {
    kind: 'moves',
    title: say.title,
    finding:
      flows.length === 0
        ? say.none
        : isJoined && inward + outward + arrived === 0
          ? say.tooFew
          : say.finding(period.from, { inward, outward, arrived }, isRounded),
    note: say.note(silent, { isRounded, isJoined, timeZone }),
    labels: say.labels,
    before: period.from,
    now: period.to,
    flows,
  }
}

/** Null where nothing of newcomers may be told the viewer. */
export function newcomersFigure(source: FigureSource, words: Words): NewcomersPath | null {
  const { pictures, digest, activeMembers, viewer, timeZone } = source
  const { tooEarlyToReturn } = pictures
  const shown = shownPath(digest.newcomers, { activeMembers, tooEarlyToReturn }, viewer)
  if (shown.posted === null && shown.answered === null && shown.returned === null) return null
  const say = words.figures.newcomersPath
  const steps = stepsOf(shown, source, words)
  return {
    kind: 'newcomersPath',
    title: say.title,
    finding: steps.length === 0 ? say.none : pathFinding(shown, !viewer.isExact, words),
    note: say.note(timeZone, !viewer.isExact),
    labels: say.labels,
    steps,
  }
}

function stepsOf(shown: ShownPath, { period, viewer }: FigureSource, words: Words): NewcomersPath['steps'] {
  const say = words.figures.newcomersPath
  const { posted, answered, returned, tooEarlyToAnswer, tooEarlyToReturn } = shown
  const isRounded = !viewer.isExact
  const looked = { from: period.to - RETURN_LOOKS_BACK_DAYS, to: period.to - RETURN_DAYS }
  const share = (of: { readonly count: number; readonly n: number }) => ({
    told: say.share(of.count, of.n, isRounded),
    count: of.count,
    of: of.n,
  })
  return [
    ...(posted === null || posted === 0
      ? []
      : [
          {
            ...{ label: say.posted.label, who: say.posted.who(period), told: say.told(posted, isRounded) },
            ...{ count: posted, of: posted, tooEarly: 0 },
          },
        ]),
    ...(answered === null || answered.n + tooEarlyToAnswer === 0
      ? []
      : [
          {
            ...{ label: say.answered.label, who: say.answered.who(tooEarlyToAnswer) },
            ...share(answered),
            tooEarly: tooEarlyToAnswer,
          },
        ]),
    ...(returned === null || returned.n + tooEarlyToReturn === 0
      ? []
      : [
          {
            ...{ label: say.returned.label, who: say.returned.who(looked, tooEarlyToReturn) },
            ...share(returned),
            tooEarly: tooEarlyToReturn,
          },
        ]),
  ]
}

function pathFinding({ posted, answered, returned }: ShownPath, isRounded: boolean, words: Words): string {
  const say = words.figures.newcomersPath
  const parts = [
    ...(answered === null || answered.n === 0
      ? []
      : [say.finding.answered(say.share(answered.count, answered.n, isRounded))]),
    ...(returned === null || returned.n === 0
      ? []
      : [say.finding.returned(say.share(returned.count, returned.n, isRounded))]),
  ]
  if (parts.length > 0) return say.finding.sentence(parts)
  return isRounded ? say.finding.notTold(posted ?? 0) : say.finding.tooEarly(posted ?? 0)
}
