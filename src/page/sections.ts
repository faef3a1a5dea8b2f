/** The sections of the report in their order: figures beside each other, pictures, lists, and what has to be said of them. */
import type { Figure } from '../core/figure.ts'
import type { Words } from '../core/words/words.ts'
import { figureHtml } from './figure.ts'
import { type Html, html } from './html.ts'
import { cohortSaid, madeList, slowestList, spreadList, waitingList } from './lists.ts'
import { type Measure, measuresHtml, measureTable } from './measure.ts'
import { measuresBySection, type SectionId } from './section-measures.ts'
import type { Seen } from './source.ts'
import { survivalHtml } from './survival-curve.ts'
import { tableDetails } from './table.ts'

/** A part of the report with a heading of its own. */
export interface Section {
  readonly id: SectionId
  readonly title: string
  readonly lead: string | null
  readonly body: Html
}

interface SectionSource {
  readonly now: Seen
  readonly before: Seen | null
  readonly figures: readonly Figure[]
}

const ORDER: readonly SectionId[] = [
  'waiting',
  'made',
  'membership',
  'newcomers',
  'answers',
  'closeness',
  'practices',
  'words',
  'network',
  'concentration',
  'coincidence',
  'survival',
  'rhythm',
  'pictures',
]

/** Where a kind of picture stands; a kind that is not named here stands at the end, so that none is missing. */
const PLACES: ReadonlyMap<string, SectionId> = new Map([
  ['membersByWeek', 'membership'],
  ['bandsOverTime', 'closeness'],
  ['rhythm', 'rhythm'],
  ['moves', 'closeness'],
  ['newcomersPath', 'newcomers'],
  ['waitsBySpace', 'answers'],
  ['wordsSpread', 'words'],
  ['practicesDone', 'practices'],
  ['map', 'network'],
])

/** All sections that have something to say. */
export function sectionsOf(source: SectionSource, words: Words): readonly Section[] {
  const { now, before } = source
  const bySection = measuresBySection(now, before)
  const all = ORDER.flatMap((id) => bySection.get(id)?.shown ?? [])
  const leftOut = ORDER.flatMap((id) => bySection.get(id)?.leftOut ?? [])
  const telling = ORDER.flatMap((id): readonly Section[] => {
    const body = bodyOf(id, bySection.get(id)?.shown ?? [], source, words)
    return body === null ? [] : [{ ...headOf(id, words), body }]
  })
  const labels = leftOut.map((id) => words.page.measures[id].label)
  return [
    ...telling,
    { ...headOf('unknown', words), body: unknown(now, labels, words) },
    { ...headOf('reading', words), body: prose(words.page.reading) },
    { ...headOf('names', words), body: prose(words.page.noNames) },
    { ...headOf('all', words), body: allFigures(all, now, words) },
  ]
}

const headOf = (id: SectionId, words: Words): Pick<Section, 'id' | 'title' | 'lead'> => ({
  id,
  title: words.page.sections[id].title,
  lead: words.page.sections[id].lead,
})

/** Figures at the left, pictures at the right, lists below; null where there is none of it. */
function bodyOf(
  id: SectionId,
  measures: readonly Measure[],
  { now, figures }: SectionSource,
  words: Words,
): Html | null {
  const { community } = now.told.digest
  const say = words.page.sections[id]
  if ('empty' in say && measures.every(isNothing)) return html`<p class="list">${say.empty}</p>`
  const own = figures.filter(({ kind }) => (PLACES.get(kind) ?? 'pictures') === id)
  const pictures = [...own.map((one) => figureHtml(one, community, words)), ...ownDrawings(id, now, words)]
  const list = listOf(id, now, words)
  if (measures.length === 0 && pictures.length === 0 && list === null) return null
  const drawn = pictures.length === 0 ? null : html`<div class="figures">${pictures}</div>`
  if (measures.length === 0) return html`<div class="columns alone">${drawn}</div>${list}`
  const kind = drawn === null ? 'columns alone' : 'columns paired'
  return html`<div class="${kind}"><div>${measuresHtml(measures, words)}${list}</div>${drawn}</div>`
}

/** Neither now nor before. */
const isNothing = ({ value, before }: Measure): boolean =>
  [value, before].every((one) => one === null || (one.kind === 'share' ? one.share.n === 0 : !one.amount))

/** Drawings that only this page has. */
function ownDrawings(id: SectionId, { told, structure }: Seen, words: Words): readonly Html[] {
  const { survival } = structure
  if (id !== 'survival' || survival === null) return []
  return [survivalHtml(survival, told.digest.community, words)]
}

function listOf(id: SectionId, now: Seen, words: Words): Html | null {
  switch (id) {
    case 'waiting':
      return waitingList(now, words)
    case 'made':
      return madeList(now, words)
    case 'answers':
      return slowestList(now, words)
    case 'coincidence':
      return cohortSaid(now, words)
    case 'words':
      return spreadList(now, words)
    default:
      return null
  }
}

function unknown({ told, people }: Seen, leftOut: readonly string[], words: Words): Html {
  const say = words.page.unknown
  const { fields } = words.digest.notes
  const byReason = new Map<string, { from: string; to: string; fields: Set<string> }>()
  for (const { field, from, to, reason } of told.digest.partial) {
    const known = byReason.get(reason) ?? { from, to, fields: new Set<string>() }
    byReason.set(reason, {
      from: known.from < from ? known.from : from,
      to: known.to > to ? known.to : to,
      fields: known.fields.add(fields.get(field.split('.')[0] ?? '') ?? field),
    })
  }
  const partial = [...byReason].map(
    ([reason, one]) => html`<li>${say.partial([...one.fields], one.from, one.to, reason)}</li>`,
  )
  return html`<div class="prose"><ul>${partial.length === 0 ? html`<li>${say.nothing}</li>` : partial}${
    people.isTooFew ? html`<li>${say.fewPublic}</li>` : null
  }${leftOut.length === 0 ? null : html`<li>${say.leftOut(leftOut)}</li>`}${say.always.map((one) => html`<li>${one}</li>`)}</ul></div>`
}

const prose = (paragraphs: readonly string[]): Html =>
  html`<div class="prose">${paragraphs.map((one) => html`<p>${one}</p>`)}</div>`

function allFigures(measures: readonly Measure[], { told }: Seen, words: Words): Html {
  const table = measureTable(measures, words)
  const fileName = `${told.digest.community} figures ${told.digest.from}`
  return html`<div class="list">${tableDetails(table, fileName, words)}</div>`
}
