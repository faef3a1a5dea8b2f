/**
 * A figure as data, before anybody draws it: each kind carries just the numbers of one finding, the sentence that
 * says the finding (which is also its alt text) and the labels it needs. `charts` turns it into SVG and PNG.
 */
import type { Day } from './calendar.ts'

interface FigureText {
  /** A few words that stand above the picture. */
  readonly title: string
  /** The one thing to see, as a sentence with its figures. Also the alt text. */
  readonly finding: string
  /** What is counted and how, in small print below (period, time zone, who is left out). */
  readonly note: string
}

/** Members by week: above the line who was active (stayed, returned, new), below it who was there the week before and not now. */
export interface MembersByWeek extends FigureText {
  readonly kind: 'membersByWeek'
  readonly labels: {
    readonly new: string
    readonly returned: string
    readonly stayed: string
    readonly left: string
  }
  /** Oldest first; `from` is the first day of the week. At most 26. */
  readonly weeks: readonly {
    readonly from: Day
    readonly new: number
    readonly returned: number
    readonly stayed: number
    readonly left: number
  }[]
}

/** How many people are in each band at the end of each week. */
export interface BandsOverTime extends FigureText {
  readonly kind: 'bandsOverTime'
  readonly labels: { readonly core: string; readonly active: string; readonly peripheral: string }
  /** Oldest first. At most 26. */
  readonly weeks: readonly {
    readonly at: Day
    readonly core: number
    readonly active: number
    readonly peripheral: number
  }[]
}

/** When people talk: messages by weekday (Monday first) and hour of the community's time zone. */
export interface Rhythm extends FigureText {
  readonly kind: 'rhythm'
  readonly labels: { readonly weekdays: readonly string[]; readonly messages: string }
  /** Seven rows of 24 counts. */
  readonly counts: readonly (readonly number[])[]
}

/** How long people wait for a first answer in each space, the longest first. */
export interface WaitsBySpace extends FigureText {
  readonly kind: 'waitsBySpace'
  readonly labels: { readonly answered: string; readonly median: string }
  /** At most 12; `answered` of `starters` were answered within 48 hours. `medianMinutes` is over those. */
  readonly spaces: readonly {
    readonly name: string
    readonly medianMinutes: number
    readonly answered: number
    readonly starters: number
  }[]
}

export type Figure = MembersByWeek | BandsOverTime | Rhythm | WaitsBySpace

export type Theme = 'light' | 'dark'

/** A drawn figure. */
export interface Picture {
  readonly png: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  readonly alt: string
}

/** Draws figures away from the main thread. */
export interface Painter {
  draw(figure: Figure, theme: Theme): Promise<Picture>
}
