/** The ties of a period as a graph: people and who is tied to whom, without direction and without weight. */

/** People are numbers from 0. The neighbours of `p` are `neighbours[starts[p]] … neighbours[starts[p + 1] - 1]`. */
export interface Graph {
  readonly people: number
  readonly starts: Int32Array
  readonly neighbours: Int32Array
  /** Distinct pairs. */
  readonly first: Int32Array
  readonly second: Int32Array
}

/** A graph of distinct pairs. Neighbours are in the order in which the pairs come. */
export function graphOf(people: number, first: Int32Array, second: Int32Array): Graph {
  const starts = new Int32Array(people + 1)
  const count = (person: number): void => {
    starts[person + 1] = (starts[person + 1] ?? 0) + 1
  }
  first.forEach(count)
  second.forEach(count)
  for (let person = 0; person < people; person += 1)
    starts[person + 1] = (starts[person + 1] ?? 0) + (starts[person] ?? 0)
  const next = starts.slice()
  const neighbours = new Int32Array(2 * first.length)
  const put = (person: number, neighbour: number): void => {
    const at = next[person] ?? 0
    neighbours[at] = neighbour
    next[person] = at + 1
  }
  for (const [pair, person] of first.entries()) {
    const other = second[pair] ?? 0
    put(person, other)
    put(other, person)
  }
  return { people, starts, neighbours, first, second }
}

/** How many others somebody is tied to. */
export const degreeOf = ({ starts }: Pick<Graph, 'starts'>, person: number): number =>
  (starts[person + 1] ?? 0) - (starts[person] ?? 0)
