/** What of a section is no figure: who waits, what changed and was made, where people wait longest, how far words have spread. */

import { MS_PER_MINUTE } from '../core/calendar.ts'
import { shortened } from '../core/clean-text.ts'
import type { Waiting } from '../core/participation/digest-talk.ts'
import { cohortFact } from '../core/reflection/cohort-fact.ts'
import type { ToldDigest } from '../core/reflection/digest-reply.ts'
import { shownReach } from '../core/reflection/small-groups.ts'
import { inTextOrder } from '../core/text-order.ts'
import type { Words } from '../core/words/words.ts'
import { type Html, html, linkAddress, name } from './html.ts'
import type { Seen } from './source.ts'
import { type Table, tableDetails, tableHtml } from './table.ts'

/** So many are read in a report; the rest is in the table. */
const MOST_WAITING = 12
const MOST_MADE = 12
const LONGEST_CHANGE = 500
const LONGEST_NAME = 120

/** Messages that wait: the first of them to be read, all of them as a table. */
export function waitingList({ told }: Seen, words: Words): Html {
  const say = words.page.waiting
  const { waiting } = told.digest.answers
  if (waiting.length === 0) return html`<p class="list">${say.none}</p>`
  const table: Table = {
    caption: say.caption,
    columns: say.columns,
    rows: waiting.map((one) => [
      words.space(one.space),
      written(one, told.timeZone),
      waitedFor(one, told.asOf, words),
      one.newcomer ? say.first : say.notFirst,
      linkAddress(one.link),
    ]),
  }
  const shown = waiting.slice(0, MOST_WAITING)
  const more = waiting.length - shown.length
  return html`<div class="list"><ol class="waiting">${shown.map((one) => waitingItem(one, told, words))}</ol>${
    more > 0 ? html`<p class="note">${say.more(more)}</p>` : null
  }${tableDetails(table, `${told.digest.community} waiting`, words, { isOnPaper: more > 0 })}</div>`
}

function waitingItem(one: Waiting, { timeZone, asOf }: ToldDigest, words: Words): Html {
  const say = words.page.waiting
  const address = linkAddress(one.link)
  const when = written(one, timeZone)
  const space = shortened(words.space(one.space), LONGEST_NAME)
  const open =
    address === null
      ? null
      : html` <a href="${address}" rel="noreferrer">${say.open}<span class="unseen"> ${say.openLabel(space, when)}</span></a>`
  return html`<li><strong>${name(space)}</strong> <span>${say.since(waitedFor(one, asOf, words), when)}${
    one.newcomer ? html`, <em>${say.newcomer}</em>` : null
  }</span>${open}</li>`
}

/** Day and time in the community's time zone. */
function written({ at }: Waiting, timeZone: string): string {
  const options = { timeZone, dateStyle: 'medium', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(Date.parse(at))
}

const waitedFor = ({ at }: Waiting, asOf: number, words: Words): string =>
  words.time.duration((asOf - Date.parse(at)) / MS_PER_MINUTE)

/** What changed because of somebody here, and what was shared. */
export function madeList({ told: { repertoire } }: Seen, words: Words): Html {
  const { changed: say, madeList: made } = words.page
  const named = repertoire.made.slice(0, MOST_MADE)
  const others = repertoire.made.length - named.length
  return html`<div class="list prose"><h3>${say.title}</h3>${
    repertoire.changed.length === 0
      ? html`<p>${say.none}</p>`
      : html`<ul>${repertoire.changed.map(
          (one) =>
            html`<li><strong>${name(shortened(one.title, LONGEST_NAME))}</strong>: ${name(shortened(one.changed, LONGEST_CHANGE))}</li>`,
        )}</ul>`
  }${
    named.length === 0
      ? null
      : html`<h3>${made.title}</h3><ul>${named.map((one) => html`<li>${name(shortened(one.name, LONGEST_NAME))}</li>`)}${others > 0 ? html`<li>${made.more(others)}</li>` : null}</ul>`
  }</div>`
}

/** Where and when people wait longest; nothing where it is not known. */
export function slowestList({ told, structure }: Seen, words: Words): Html | null {
  const say = words.page.slowest
  const rows = told.digest.answers.slowest.flatMap((one) =>
    'space' in one
      ? [[words.space(one.space), Math.round(one.medianMinutes), one.n]]
      : structure.areHoursShown
        ? [[say.hour(one.hour), Math.round(one.medianMinutes), one.n]]
        : [],
  )
  if (rows.length === 0) return null
  const table: Table = { caption: say.caption, columns: say.columns, rows }
  return html`<div class="list scroll">${tableHtml(table, words)}</div>`
}

/** How far the cohort is the community, in a sentence; nothing where nobody asked for one. */
export function cohortSaid({ told }: Seen, words: Words): Html | null {
  const said = cohortFact(told, words)
  return said === null ? null : html`<p class="list">${said}</p>`
}

/** How far each word has spread. */
export function spreadList({ told }: Seen, words: Words): Html | null {
  const say = words.page.spread
  const { spread } = told.digest.language
  if (spread.length === 0) return null
  const rows = spread.map(({ word, people }) => {
    const reach = shownReach(people, told.viewer)
    return [word, reach === 'few' ? say.few : reach]
  })
  // In the order of their spread, rounded figures would tell small groups apart.
  const ordered = told.viewer.isExact ? rows : rows.toSorted(byWord)
  const table: Table = { caption: say.caption, columns: say.columns, rows: ordered }
  return html`<div class="list">${tableDetails(table, `${told.digest.community} words`, words)}</div>`
}

const byWord = ([a]: readonly (string | number)[], [b]: readonly (string | number)[]): number =>
  inTextOrder(String(a), String(b))
