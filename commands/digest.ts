/** `/digest`: how the community is doing, on one screen, and its other pictures. */
import { z } from 'zod'
import { calendarOf, type Period } from '../src/core/calendar.ts'
import { type Call, type Command, choice, cohort, date, handler, whole } from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import { readMap } from '../src/core/network/read-map.ts'
import { resolvePeriod } from '../src/core/participation/periods.ts'
import { FIGURE_KINDS, type FigureKind, figureOf } from '../src/core/reflection/figures.ts'
import { mapFigure } from '../src/core/reflection/map-figure.ts'
import { morePictures } from '../src/core/reflection/more-pictures.ts'
import { readToldDigest, tellDigest } from '../src/core/reflection/tell-digest.ts'
import { formsOf, paragraph, type Reply } from '../src/core/reply.ts'
import type { Words } from '../src/core/words/words.ts'

const MAX_WEEKS = 104

/** `/digest`, and `/digest picture` for one picture by itself. */
export const digest = (words: Words): Command => {
  const say = words.digest
  const days = {
    weeks: whole({ ...say.weeks, min: 1, max: MAX_WEEKS }).optional(),
    since: date(say.since).optional(),
  }
  const figure = choice({
    ...say.figure,
    choices: FIGURE_KINDS.map((kind) => ({ value: kind, label: say.buttons[kind] })),
  })
  return {
    name: 'digest',
    summary: say.summary,
    bare: 'digest',
    example: '/digest weeks:8',
    handlers: new Map([
      [
        'digest',
        handler({
          summary: say.summary,
          may: 'look',
          isTyped: true,
          isHeavy: true,
          input: z.object({ ...days, cohort: cohort(words.cohort.field).optional() }),
          run: tell,
        }),
      ],
      [
        'pictures',
        handler({
          summary: say.morePicturesSummary,
          may: 'look',
          isTyped: false,
          isHeavy: true,
          input: z.object(days),
          run: pictures,
        }),
      ],
      [
        'ask',
        handler({
          summary: say.askSummary,
          may: 'look',
          isTyped: false,
          input: z.object({}),
          run: () => Promise.resolve(ask(words)),
        }),
      ],
      [
        'map',
        handler({
          summary: words.map.summary,
          may: 'look',
          isTyped: false,
          isHeavy: true,
          input: z.object(days),
          run: map,
        }),
      ],
      [
        'picture',
        handler({
          summary: say.pictureSummary,
          may: 'look',
          isTyped: true,
          isHeavy: true,
          form: { title: say.pictureForm, submit: say.pictureSubmit },
          input: z.object({ figure, ...days }),
          run: picture,
        }),
      ],
    ]),
  }
}

interface Days {
  readonly weeks?: number | undefined
  readonly since?: string | undefined
}

/** Moderators see figures as they are; everybody else without small groups. */
async function tell(call: Call<Days>): Promise<Reply> {
  const { actor, community, store, words } = call
  const period = await periodOf(call)
  if (typeof period === 'string') return nothingYet(call, period)
  return tellDigest(store, community, period, { isExact: actor.isModerator }, words, call.cohort)
}

/** A form for other days, or a cohort to compare with. */
const ask = ({ digest: say }: Words): Reply =>
  formsOf('digest')(
    'digest',
    ['weeks', 'since', 'cohort'],
    {},
    { form: say.askForm, submit: say.pictureSubmit },
  )

async function pictures(call: Call<Days>): Promise<Reply> {
  const { actor, community, store, words } = call
  const period = await periodOf(call)
  if (typeof period === 'string') return nothingYet(call, period)
  const told = await readToldDigest(store, community, period, { isExact: actor.isModerator })
  return morePictures(told, words)
}

async function picture(call: Call<Days & { figure: FigureKind }>): Promise<Reply> {
  const { input, actor, community, store, words } = call
  const period = await periodOf(call)
  if (typeof period === 'string') return nothingYet(call, period)
  const told = await readToldDigest(store, community, period, { isExact: actor.isModerator })
  const figure = figureOf(input.figure, told, words)
  return {
    title: words.digest.title(community.name, period),
    isPrivate: true,
    blocks: figure === null ? [paragraph(words.digest.pictureNotShown)] : [{ kind: 'chart', figure }],
  }
}

/** Who answers whom: it takes long where there are many people, so it is asked for by itself. */
async function map(call: Call<Days>): Promise<Reply> {
  const { actor, community, store, words } = call
  const period = await periodOf(call)
  if (typeof period === 'string') return nothingYet(call, period)
  const facts = await readMap(store, community, period)
  const figure = mapFigure(facts, period, { isExact: actor.isModerator }, words)
  return {
    title: words.digest.title(community.name, period),
    isPrivate: true,
    blocks: typeof figure === 'string' ? [paragraph(figure)] : [{ kind: 'chart', figure }],
  }
}

/** Why there is nothing to tell: nothing has ever happened, or not before the day that the period ends with. */
type Nothing = 'nothingEver' | 'nothingBefore'

/** The days that are asked for, or why there is nothing to tell of them. */
async function periodOf({ input, community, now, store, words }: Call<Days>): Promise<Period | Nothing> {
  if (input.weeks !== undefined && input.since !== undefined) throw new Refusal(words.digest.notBoth)
  const span = await store.history.span(community.id)
  if (span === null) return 'nothingEver'
  const period = resolvePeriod(
    { weeks: input.weeks, from: input.since },
    {
      lastActivityDay: span.last,
      today: calendarOf(community.timeZone).dayOf(now),
      isLive: community.isLive,
    },
  )
  return span.first >= period.to ? 'nothingBefore' : period
}

const nothingYet = ({ community, words }: Call<Days>, why: Nothing): Reply => ({
  title: community.name,
  isPrivate: true,
  blocks: [paragraph(words.digest[why])],
})
