/** Where the groups and ribbons of a flow stand: every ribbon as thick on the left as on the right, so that sides add up. */
import type { Moves } from '../core/figure.ts'

type Flow = Moves['flows'][number]
type Group = Flow['before'] | Flow['now']

/** A group on one side, from the top of the flow. */
export interface FlowNode {
  readonly group: Group
  readonly people: number
  readonly top: number
  readonly height: number
}

/** One flow, with where it leaves on the left and where it comes in on the right. */
export interface Ribbon extends Flow {
  /** Its place in the figure's own list. */
  readonly entry: number
  readonly thickness: number
  readonly leftTop: number
  readonly rightTop: number
}

const HEIGHT = 264
const GAP_PX = 12
/** A ribbon of one person is still seen. */
const THINNEST_PX = 1.5
const LEFT = ['core', 'active', 'regular', 'here', 'peripheral', 'away', 'new'] as const
const RIGHT = ['core', 'active', 'regular', 'here', 'peripheral', 'away', 'uncounted'] as const

/** Groups of nobody are left out. Sides begin at the top; the lower side is `heightPx` high. */
export function flowLayout(flows: readonly Flow[]): {
  readonly left: readonly FlowNode[]
  readonly right: readonly FlowNode[]
  readonly ribbons: readonly Ribbon[]
  readonly heightPx: number
} {
  const drawn = flows.map((one, entry) => ({ ...one, entry })).filter(({ people }) => people > 0)
  const all = Math.max(
    1,
    drawn.reduce((sum, { people }) => sum + people, 0),
  )
  const groups = Math.max(
    new Set(drawn.map((one) => one.before)).size,
    new Set(drawn.map((one) => one.now)).size,
  )
  const scale = (HEIGHT - GAP_PX * Math.max(0, groups - 1)) / all
  const thick = drawn.map((one) => ({ ...one, thickness: Math.max(THINNEST_PX, one.people * scale) }))
  const left = placed(thick, LEFT, (one) => one.before)
  const right = placed(thick, RIGHT, (one) => one.now)
  const order = (a: Thick, b: Thick): number =>
    LEFT.indexOf(a.before) - LEFT.indexOf(b.before) || RIGHT.indexOf(a.now) - RIGHT.indexOf(b.now)
  const [nextLeft, nextRight] = [topsOf(left), topsOf(right)]
  const ribbons = [...thick].sort(order).map((one): Ribbon => {
    const [leftTop, rightTop] = [nextLeft.get(one.before) ?? 0, nextRight.get(one.now) ?? 0]
    nextLeft.set(one.before, leftTop + one.thickness)
    nextRight.set(one.now, rightTop + one.thickness)
    return { ...one, leftTop, rightTop }
  })
  const ends = [...left, ...right].map(({ top, height }) => top + height)
  return { left, right, ribbons, heightPx: Math.max(0, ...ends) }
}

type Thick = Flow & { readonly entry: number; readonly thickness: number }

const topsOf = (nodes: readonly FlowNode[]): Map<Group, number> =>
  new Map(nodes.map(({ group, top }) => [group, top]))

function placed(
  flows: readonly Thick[],
  order: readonly Group[],
  groupOf: (flow: Thick) => Group,
): readonly FlowNode[] {
  let top = 0
  return order.flatMap((group) => {
    const its = flows.filter((one) => groupOf(one) === group)
    if (its.length === 0) return []
    const height = its.reduce((sum, { thickness }) => sum + thickness, 0)
    const node = { group, people: its.reduce((sum, { people }) => sum + people, 0), top, height }
    top += height + GAP_PX
    return [node]
  })
}
