/** One figure of the report: its value, what it was before, how sure it is, what it means and what it cannot tell. */
import type { Share } from '../core/participation/share.ts'
import { SMALL_NUMBER } from '../core/reflection/small-groups.ts'
import type { Words } from '../core/words/words.ts'
import { type Html, html, trusted } from './html.ts'
import { type Interval, intervalDrawing } from './interval.ts'
import type { Cell, Table } from './table.ts'

/** Which figure; its words stand in the catalogue. */
export type MeasureId = keyof Words['page']['measures']

/** A value, by what it counts; `amount` is null where there is nothing to work it out from. */
export type Value =
  | { readonly kind: 'count'; readonly amount: number | null }
  | { readonly kind: 'ratio'; readonly amount: number | null }
  | { readonly kind: 'minutes'; readonly amount: number | null }
  | { readonly kind: 'days'; readonly amount: number | null }
  | { readonly kind: 'share'; readonly share: Share }
  /** A share that was estimated, without counts of its own. */
  | {
      readonly kind: 'estimate'
      readonly amount: number | null
      readonly low: number | null
      readonly high: number | null
    }

export interface Measure {
  readonly id: MeasureId
  readonly value: Value
  /** The same of the period before; null where it is not known or may not be shown. */
  readonly before: Value | null
}

/** Values as what they are. */
export const count = (amount: number | null): Value => ({ kind: 'count', amount })
export const ratio = (amount: number | null): Value => ({ kind: 'ratio', amount })
export const minutes = (amount: number | null): Value => ({ kind: 'minutes', amount })
export const days = (amount: number | null): Value => ({ kind: 'days', amount })
export const estimate = (amount: number | null, low: number | null, high: number | null): Value => ({
  ...{ kind: 'estimate', amount, low, high },
})
export const ofAll = (share: Share): Value => ({ kind: 'share', share })

/** Figures beside each other. */
export const measuresHtml = (measures: readonly Measure[], words: Words): Html | null =>
  measures.length === 0
    ? null
    : html`<dl class="measures">${measures.map((one) => measureHtml(one, words))}</dl>`

function measureHtml({ id, value, before }: Measure, words: Words): Html {
  const say = words.page.measures[id]
  const ends = 'ends' in say ? html`<p class="ends">${say.ends}</p>` : null
  return html`<div class="measure" id="m-${id}"><dt>${say.label}</dt>
<dd><p class="value">${valueHtml(value, words)}</p>${beforeHtml(value, before, words)}${sureHtml(value, before, words)}
<p class="meaning">${say.meaning}</p>${ends}<p class="limit">${words.page.limit(say.limit)}</p></dd></div>`
}

function valueHtml(value: Value, words: Words): Html {
  const none = html`<span class="none">–</span><span class="unseen">${words.page.none}</span>`
  if (value.kind === 'share') {
    const { count: part, n, share } = value.share
    if (share === null) return none
    const percent = n < SMALL_NUMBER ? null : html` <span class="of">(${words.page.percent(share)})</span>`
    return html`${words.time.number(part)} <span class="of">${words.page.of(n)}</span>${percent}`
  }
  return value.amount === null ? none : html`${plain(value, words)}`
}

/** A value in a few words. */
function plain(value: Value, words: Words): string {
  if (value.kind === 'share') {
    const { count: part, n, share } = value.share
    if (share === null) return words.page.none
    const of = `${words.time.number(part)} ${words.page.of(n)}`
    return n < SMALL_NUMBER ? of : `${of} (${words.page.percent(share)})`
  }
  const { amount } = value
  if (amount === null) return words.page.none
  switch (value.kind) {
    case 'count':
      return words.time.number(amount)
    case 'estimate':
      return words.page.percent(amount)
    case 'ratio':
      return amount.toFixed(2)
    case 'minutes':
      return words.time.duration(amount)
    case 'days':
      return words.page.days(amount)
  }
}

/** Direction, not position: every figure beside its previous one. */
function beforeHtml(value: Value, before: Value | null, words: Words): Html | null {
  if (before === null || (isUnknown(before) && isUnknown(value))) return null
  const say = words.page.before
  const then = plain(before, words)
  const isCompared = value.kind !== 'share' && before.kind !== 'share'
  const [now, past] = isCompared ? [value.amount, before.amount] : [null, null]
  const said =
    now === null || past === null
      ? say.was(then)
      : plain(value, words) === then
        ? say.same
        : now > past
          ? say.up(then)
          : say.down(then)
  return html`<p class="before">${said}</p>`
}

const isUnknown = (value: Value): boolean =>
  value.kind === 'share' ? value.share.share === null : value.amount === null

function sureHtml(value: Value, before: Value | null, words: Words): Html | null {
  const interval = intervalOf(value)
  if (interval === null) return null
  const say = words.page.sure
  const isSmall = value.kind === 'share' && value.share.n < SMALL_NUMBER
  const { low, high } = interval
  const said = isSmall ? say.small(low, high) : say.likely(low, high)
  const was = before === null ? null : amountOf(before)
  return html`${trusted(intervalDrawing(interval, was))}<p class="sure">${said}</p>`
}

/** A share with its interval; null for what is no share, or has none. */
function intervalOf(value: Value): Interval | null {
  if (value.kind !== 'share' && value.kind !== 'estimate') return null
  const share = value.kind === 'share' ? value.share.share : value.amount
  const { low, high } = value.kind === 'share' ? value.share : value
  return share === null || low === null || high === null ? null : { share, low, high }
}

/** All figures of the report in one table, as they are and unrounded, for a spreadsheet. */
export function measureTable(measures: readonly Measure[], words: Words): Table {
  const say = words.page.all
  return {
    caption: say.caption,
    columns: say.columns,
    rows: measures.map(({ id, value, before }): readonly Cell[] => {
      const share = value.kind === 'share' ? value.share : null
      const interval = intervalOf(value)
      return [
        words.page.measures[id].label,
        amountOf(value),
        before === null ? null : amountOf(before),
        share?.count ?? null,
        share?.n ?? null,
        rounded(interval?.low ?? null),
        rounded(interval?.high ?? null),
        id,
      ]
    }),
  }
}

const amountOf = (value: Value): number | null =>
  rounded(value.kind === 'share' ? value.share.share : value.amount)

/** To four places: more than these figures can carry, and few enough to be read. */
const rounded = (amount: number | null): number | null =>
  amount === null ? null : Math.round(amount * 10_000) / 10_000
