/**
 * What is used of `graphology-communities-louvain`, as Node hands it over: the package is CommonJS and exports one function,
 * while its own types promise a `default` that Node does not give.
 */
declare module 'graphology-communities-louvain' {
  import type { AbstractGraph } from 'graphology-types'

  interface Options {
    /** Null: every edge weighs one. */
    readonly getEdgeWeight: null
    /** Numbers in [0, 1). */
    readonly rng: () => number
  }

  /** The community of each node, by its key; numbers from 0, in no order that means anything. */
  function louvain(graph: AbstractGraph, options: Options): { readonly [node: string]: number }

  export = louvain
}
