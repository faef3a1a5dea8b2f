/** What a digest tells of who answers whom, as a network: of the whole and its groups, never of a person in it. */

/**
 * Who answers whom: people, and the pairs that are tied by a reply or a mention in the period, without direction and without weight.
 * Each has two bad ends: too much through a few, or too scattered. `core/network/` computes them.
 *
 * @shown json
 */
export interface NetworkFigures {
  /**
   * People who answered or named somebody, or were answered or named.
   * @formula number of people with at least one tie in the period
   * @unit people
   * @cannotTell Who talks in private, or is read by everybody without an answer.
   */
  readonly members: number
  /**
   * Pairs of people who are tied.
   * @formula number of distinct pairs of people of whom one answered or named the other in the period
   * @unit pairs
   * @cannotTell How often, how long or how well they talked: one mention makes a pair.
   */
  readonly ties: number
  /**
   * How many pairs are tied both ways.
   * @formula pairs in which each answered or named the other ÷ pairs
   * @unit 0 to 1
   * @null where there is no tie
   * @cannotTell Whether an exchange was equal. Where many ask and few answer it is low, and that may be just what the community is for.
   */
  readonly reciprocity: number | null
  /**
   * Groups of people who answer each other more than others.
   * @formula number of groups in the division with the highest modularity of those that the Louvain method finds with people and ties in 20 seeded orders (of more than 250,000 ties in fewer: 5,000,000 ÷ ties, at least two)
   * @unit groups
   * @source V. Blondel, J.-L. Guillaume, R. Lambiotte & E. Lefebvre, Fast unfolding of communities in large networks, 2008
   * @heldTo test/core/network/network.test.ts: Zachary’s karate club has 4
   * @cannotTell That people feel they belong together. Other divisions may be nearly as good, and pairs with no tie to the rest are groups of two.
   */
  readonly clusters: number
  /**
   * How far people answer inside their groups rather than across.
   * @formula Σ over groups of (L ÷ m − (D ÷ 2m)²), with L ties inside the group, D the sum of ties of its people, m ties in all
   * @unit −½ to 1; 0 is no more than by chance
   * @null where there is no tie
   * @source M. Newman & M. Girvan, Finding and evaluating community structure in networks, 2004
   * @heldTo test/core/network/network.test.ts: Zachary’s karate club has .41979
   * @cannotTell Whether groups are good. High may be rooms that never meet, low may be a crowd in which nobody knows anybody; it also grows with the number of people.
   */
  readonly modularity: number | null
  /**
   * How far all goes through one person.
   * @formula Σ (highest betweenness − betweenness) ÷ (n − 1), with n = `members` and betweenness = the share of shortest ways between two others that lead through a person, of (n − 1)(n − 2) ÷ 2 pairs; above 5,000 people estimated from the shortest ways that begin with 256 of them
   * @unit 0 to 1; 1 is a star
   * @null with fewer than three people
   * @source L. Freeman, A set of measures of centrality based on betweenness, 1977; U. Brandes, A faster algorithm for betweenness centrality, 2001
   * @heldTo test/core/network/network.test.ts: Zachary’s karate club has .405557
   * @cannotTell Who that person is, nor whether they hold the community together or keep it apart. Near 0 may be a circle of equals or groups without a bridge.
   */
  readonly centralization: number | null
  /**
   * Whether betweenness is exact.
   * @formula `members` ≤ 5,000
   * @unit true or false
   * @cannotTell How far an estimate is off.
   */
  readonly exact: boolean
}
