/** The map as data: groups around the middle, what bridges them, and people as dots. Nothing in it names a person. */

/** The structure of a community as people answer each other, from its core to its edge. */
export interface CommunityMap {
  readonly kind: 'map'
  readonly title: string
  readonly finding: string
  readonly note: string
  /** Clockwise from the top; `from` and `to` in turns of the circle. At most 9. */
  readonly groups: readonly {
    /** The channels it meets in. */
    readonly name: string
    /** How many people it is of, and what else there is to say. */
    readonly detail: string
    readonly people: number
    readonly from: number
    readonly to: number
    /** Whether it stands for all the smaller groups together. */
    readonly isRest: boolean
    /** Whether it lives on several platforms. */
    readonly spans: boolean
  }[]
  /** Between two of `groups`, the widest first; `people` tie across. `spans`: the two live on different platforms. */
  readonly bridges: readonly {
    readonly one: number
    readonly other: number
    readonly people: number
    readonly spans: boolean
  }[]
  /**
   * One a person, or one for several; none where there are so few people that groups are drawn instead. `turn` says which way
   * from the middle (0 is up, clockwise, up to 1), `out` how far (1 is the rim; those outside of groups are beyond). At most 1,500.
   */
  readonly dots: readonly { readonly group: number | null; readonly turn: number; readonly out: number }[]
  /** Between two of `dots`: these two answered or named each other. At most 1,500. */
  readonly lines: readonly { readonly one: number; readonly other: number }[]
}
