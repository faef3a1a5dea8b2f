/**
 * A figure as data, before anybody draws it: each kind carries just the numbers of one finding, the sentence that
 * says the finding (which is also its alt text) and the labels it needs. `charts` turns it into SVG and PNG.
 */
import type { Day } from './calendar.ts'
import type { CommunityMap } from './figure-map.ts'

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

/** How long people wait for a first answer in each space, the longest first, and below it by the hour they wrote at. */
export interface WaitsBySpace extends FigureText {
  readonly kind: 'waitsBySpace'
  readonly labels: {
    readonly answered: string
    readonly median: string
    /** Stands above the hours. */
    readonly byHour: string
    /** Below the hours, what stands where there is no column. */
    readonly tooFew: string
  }
  /** At most 12; `answered` of `starters` were answered within 48 hours. `medianMinutes` is over those. */
  readonly spaces: readonly {
    readonly name: string
    readonly medianMinutes: number
    readonly answered: number
    readonly starters: number
  }[]
  /** By hour of the day, 0 to 23; hours with too few answers are not among them. Empty where none may be shown. */
  readonly hours: readonly {
    readonly hour: number
    readonly medianMinutes: number
    readonly answered: number
  }[]
}

/** Where somebody is in a flow of bands; `regular` and `here` are neighbouring bands made one for small groups. */
export type FlowBand = 'core' | 'active' | 'regular' | 'peripheral' | 'here' | 'away'

/** How people moved between the bands from the beginning of a period to its end. */
export interface Moves extends FigureText {
  readonly kind: 'moves'
  readonly before: Day
  readonly now: Day
  readonly labels: {
    /** Of bands, as they are named on both sides; `away` at the beginning is `back`: they came back since. */
    readonly bands: Readonly<Record<FlowBand, string>>
    readonly back: string
    readonly new: string
    readonly uncounted: string
    /** What ribbons of each direction are: their names below the flow. */
    readonly inward: string
    readonly outward: string
    readonly stayed: string
    readonly arrived: string
  }
  /**
   * People by where they were and are: `new` had no band at the beginning, `uncounted` has none at the end (a
   * break hides the only days). Who was away and is away still is not among them.
   */
  readonly flows: readonly {
    readonly before: FlowBand | 'new'
    readonly now: FlowBand | 'uncounted'
    readonly people: number
  }[]
}

/**
 * What became of those who wrote for the first time: three steps, each with its own people, because not all of them
 * have been here long enough to tell.
 */
export interface NewcomersPath extends FigureText {
  readonly kind: 'newcomersPath'
  /** At most 3. */
  readonly steps: readonly {
    /** What they did, after the number: `were answered within two days`. */
    readonly label: string
    /** The number as it is said: `52 of 73`. */
    readonly told: string
    /** Whom the step is about, in small letters below. */
    readonly who: string
    readonly count: number
    /** Of so many people. */
    readonly of: number
    /** People of whom it cannot be said yet, beside `of`. */
    readonly tooEarly: number
  }[]
  readonly labels: { readonly yes: string; readonly no: string; readonly tooEarly: string }
}

/** The community's own words with the people other than their givers who used them. */
export interface WordsSpread extends FigureText {
  readonly kind: 'wordsSpread'
  readonly labels: {
    readonly people: string
    readonly before: string
    readonly since: string
    readonly together: string
  }
  /**
   * At most 12; those who used it before the period are among `people`, null where they may not be told apart. `told` is how
   * many, as it is said.
   */
  readonly words: readonly {
    readonly word: string
    readonly told: string
    /** What is said of those who took it up since; empty where nothing is. */
    readonly gained: string
    readonly before: number | null
    readonly people: number
  }[]
}

/** What became of practices: how often they were done and how it went. */
export interface PracticesDone extends FigureText {
  readonly kind: 'practicesDone'
  readonly labels: {
    readonly asWritten: string
    readonly ownWay: string
    readonly didNotWork: string
    readonly proven: string
    readonly times: string
    readonly notYet: string
  }
  /** At most 12. */
  readonly practices: readonly {
    readonly name: string
    readonly isProven: boolean
    readonly asWritten: number
    readonly ownWay: number
    readonly didNotWork: number
  }[]
}

export type Figure =
  | MembersByWeek
  | BandsOverTime
  | Moves
  | NewcomersPath
  | WaitsBySpace
  | Rhythm
  | WordsSpread
  | PracticesDone
  | CommunityMap

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
