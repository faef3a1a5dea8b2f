/**
 * How often something is so among some people or things, with the counts it is made of. A share alone says little of a small group, so
 * the Wilson 95 % interval goes with it. Without any (`n` = 0) nothing is claimed.
 *
 * @shown chat
 */
export interface Share {
  /**
   * Of how many it is so.
   * @formula as the field says that holds the share
   * @unit people or things, as the field says
   * @cannotTell Why it is so of these and not of the others.
   */
  readonly count: number
  /**
   * Among how many was asked.
   * @formula as the field says that holds the share
   * @unit people or things, as the field says
   * @cannotTell What became of those who are not among them: a share is of these alone.
   */
  readonly n: number
  /**
   * The share itself.
   * @formula count ÷ n
   * @unit 0 to 1
   * @null where n = 0
   * @cannotTell More than its interval lets it: 5 of 10 may be a quarter or three quarters. To tell .44 from .56 takes about 270 people on each side.
   */
  readonly share: number | null
  /**
   * Where the interval begins.
   * @formula (p + z²/2n − z·√(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n), with p = count ÷ n and z = 1.959963984540054; exactly 0 where count = 0
   * @unit 0 to 1
   * @null where n = 0
   * @source E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927
   * @cannotTell How wrong the counts themselves may be, nor that the next period will be alike: it takes the people counted for a sample of people like them.
   */
  readonly low: number | null
  /**
   * Where the interval ends.
   * @formula (p + z²/2n + z·√(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n); exactly 1 where count = n
   * @unit 0 to 1
   * @null where n = 0
   * @source Wilson 1927
   * @heldTo test/core/participation/wilson.test.ts: 44 of 100 gives .3467 to .5377; 5 of 10 gives .2366 to .7634; 0 of 5 gives 0 to .4345
   * @cannotTell The same as the beginning of the interval.
   */
  readonly high: number | null
}
