/**
 * Where the map puts people and groups: from what stays from week to week. A group has its place around the middle by the
 * channels it meets in, a person theirs within it by their id, and how far out by how deep they stand in the network. Between
 * two weeks of a made community of hundreds that have nine of ten ties in common, half of the people move by less than 0.1
 * of the radius, and nine of ten by less than 0.25 (test/core/reflection/map-figure.test.ts).
 */
import type { MemberId } from '../ids.ts'

/** A stretch of the circle, in turns: 0 is at the top, and they grow clockwise up to 1. */
export interface Sector {
  readonly from: number
  readonly to: number
}

/** A place on the map: which way from the middle, in turns, and how far out, 1 being the rim. */
export interface Place {
  readonly turn: number
  readonly out: number
}

/** So much of the circle is shared alike, the rest by size: so one that grows moves the others little. */
const SHARED_ALIKE = 0.35
/** Nobody stands on the very middle or the very edge of a sector. */
const INNERMOST = 0.1
const OUTERMOST = 0.97
const SIDE_MARGIN = 0.035
/** Those outside of groups stand beyond the rim. */
const BEYOND = { from: 1.035, to: 1.06 } as const
/** Dots are moved so far apart, of the distance that they would have if they lay evenly, in so many steps. */
const APART = 0.78
const STEPS = 24

/** A stretch of the circle for each group, in order. */
export function sectorsOf(sizes: readonly number[]): readonly Sector[] {
  const all = sizes.reduce((sum, size) => sum + size, 0)
  let to = 0
  return sizes.map((size) => {
    const from = to
    to += SHARED_ALIKE / sizes.length + (1 - SHARED_ALIKE) * (size / all)
    return { from, to }
  })
}

/** Numbers in [0, 1) that are a member's own, another for each `salt`. */
export function ownNumber(member: MemberId, salt: number): number {
  let mixed = Math.imul(member ^ Math.imul(salt, 0x9e3779b9), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x27d4eb2f)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}

/** Somebody to be placed. */
export interface Placed {
  readonly member: MemberId
  /** Place in the list of sectors; null for those outside of groups. */
  readonly group: number | null
  /** How deep they stand in the network: only which of two is greater counts. */
  readonly depth: number
}

/**
 * A place for everybody. Of two people of a group the one who stands deeper in the network is nearer to the middle; people of
 * one depth are spread by their own numbers, over an area that is as large as they are many.
 */
export function placesFor(people: readonly Placed[], sectors: readonly Sector[]): readonly Place[] {
  const depth = depthsOf(people)
  const wanted = people.map(({ member, group }, index) => {
    const sector = group === null ? undefined : sectors[group]
    const across = ownNumber(member, 1)
    if (sector === undefined)
      return { turn: across, out: BEYOND.from + (BEYOND.to - BEYOND.from) * ownNumber(member, 2) }
    const out = INNERMOST + (OUTERMOST - INNERMOST) * Math.sqrt(depth[index] ?? 1)
    const margin = sideMargin(sector, out)
    return { turn: sector.from + margin + (sector.to - sector.from - 2 * margin) * across, out }
  })
  return movedApart(people, wanted, sectors)
}

/** The same places, but where two lie on each other both give way a little, within their sector. */
function movedApart(
  people: readonly Placed[],
  wanted: readonly Place[],
  sectors: readonly Sector[],
): readonly Place[] {
  const apart = APART * Math.sqrt(Math.PI / Math.max(1, people.length))
  const turns = Float64Array.from(wanted, ({ turn }) => turn)
  const outs = Float64Array.from(wanted, ({ out }) => out)
  const inGroups = [...people.keys()].filter((index) => people[index]?.group !== null)
  for (let step = 0; step < STEPS; step += 1) {
    const xs = turns.map((turn, index) => (outs[index] ?? 0) * Math.cos(2 * Math.PI * turn))
    const ys = turns.map((turn, index) => (outs[index] ?? 0) * Math.sin(2 * Math.PI * turn))
    const [pushX, pushY] = pushes(xs, ys, inGroups, apart)
    for (const index of inGroups) {
      const sector = sectors[people[index]?.group ?? 0]
      if (sector === undefined) continue
      const [x, y] = [(xs[index] ?? 0) + (pushX[index] ?? 0), (ys[index] ?? 0) + (pushY[index] ?? 0)]
      const out = Math.min(OUTERMOST, Math.max(INNERMOST, Math.hypot(x, y)))
      const middle = (sector.from + sector.to) / 2
      const half = Math.max(0, (sector.to - sector.from) / 2 - sideMargin(sector, out))
      // The turn that is nearest to the middle of the sector, of all that are the same way.
      const turn = Math.atan2(y, x) / (2 * Math.PI)
      const fromMiddle = turn - middle - Math.round(turn - middle)
      outs[index] = out
      turns[index] = middle + Math.min(half, Math.max(-half, fromMiddle))
    }
  }
  return wanted.map((_, index) => ({ turn: turns[index] ?? 0, out: outs[index] ?? 1 }))
}

/** How far each is pushed by those that are too near: half of what is missing, away from them. */
function pushes(
  xs: Float64Array,
  ys: Float64Array,
  among: readonly number[],
  apart: number,
): readonly [Float64Array, Float64Array] {
  const pushX = new Float64Array(xs.length)
  const pushY = new Float64Array(xs.length)
  const cells = new Map<number, number[]>()
  const cellOf = (x: number, y: number): number => Math.floor(x / apart) * 65_536 + Math.floor(y / apart)
  for (const one of among) {
    const [x, y] = [xs[one] ?? 0, ys[one] ?? 0]
    for (const aside of [-apart, 0, apart])
      for (const above of [-apart, 0, apart])
        for (const other of cells.get(cellOf(x + aside, y + above)) ?? []) {
          const [dx, dy] = [x - (xs[other] ?? 0), y - (ys[other] ?? 0)]
          const distance = Math.max(1e-6, Math.hypot(dx, dy))
          if (distance >= apart) continue
          const push = (apart - distance) / 4 / distance
          pushX[one] = (pushX[one] ?? 0) + dx * push
          pushY[one] = (pushY[one] ?? 0) + dy * push
          pushX[other] = (pushX[other] ?? 0) - dx * push
          pushY[other] = (pushY[other] ?? 0) - dy * push
        }
    const cell = cellOf(x, y)
    const inCell = cells.get(cell)
    if (inCell === undefined) cells.set(cell, [one])
    else inCell.push(one)
  }
  return [pushX, pushY]
}

/** As much is kept free at the sides near the middle as at the rim. */
const sideMargin = ({ from, to }: Sector, out: number): number =>
  Math.min((to - from) / 3, SIDE_MARGIN / (2 * Math.PI * out))

/** How many of all, from 0 to 1, stand deeper than somebody: half of it among all, half among their own group. */
function depthsOf(people: readonly Placed[]): readonly number[] {
  const amongAll = ranked(people, () => true)
  const groups = new Map<number, readonly number[]>()
  return people.map(({ group }, index) => {
    if (group === null) return 1
    const own = groups.get(group) ?? ranked(people, (one) => one.group === group)
    groups.set(group, own)
    return ((amongAll[index] ?? 1) + (own[index] ?? 1)) / 2
  })
}

function ranked(people: readonly Placed[], isAmong: (one: Placed) => boolean): readonly number[] {
  const among = [...people.entries()].filter(([, one]) => one.group !== null && isAmong(one))
  among.sort(([, a], [, b]) => b.depth - a.depth || ownNumber(a.member, 3) - ownNumber(b.member, 3))
  const ranks = people.map(() => 1)
  for (const [rank, [index]] of among.entries()) ranks[index] = (rank + 0.5) / among.length
  return ranks
}
