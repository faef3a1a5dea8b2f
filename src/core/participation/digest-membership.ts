/** What a digest tells of people as a group: who came, stayed and went, and how close people are to the middle. Never who. */
import type { Share } from './share.ts'

/**
 * How membership moved from the period before to this one. Everybody active in either is in one of the four groups:
 * active = new + retained + resurrected, and active before = retained + churned. Null for a period wholly inside a break.
 *
 * @shown chat
 */
export interface Growth {
  /**
   * People who were here for the first time.
   * @formula number of people whose first active day of all is in [from, to)
   * @unit people
   * @heldTo test/core/participation/growth.test.ts: over the weeks {a b c d}, {a b e}, {a c e f}, {a b c f g}, (new, retained, resurrected, churned) = (4, 0, 0, 0), (1, 2, 0, 2), (1, 2, 1, 1), (1, 3, 1, 1)
   * @cannotTell Who has long been reading without an act: they look new when they first do something. In the first 28 days of a history everybody looks new (see `partial`).
   */
  readonly new: number
  /**
   * People who stayed.
   * @formula number of people active in this period and in the previous one
   * @unit people
   * @cannotTell How much they take part: one reaction in each period is enough.
   */
  readonly retained: number
  /**
   * People who came back.
   * @formula number of people active in this period, not in the previous one, and on some day before that
   * @unit people
   * @cannotTell Whether they had been away or had only been reading, and what brought them back.
   */
  readonly resurrected: number
  /**
   * People who were here in the period before and not in this one.
   * @formula number of people active in the previous period and not in this one
   * @unit people
   * @cannotTell That they have left: exams, holidays, or reading in silence look the same. Nor what shut them out, if anything did; only they can say.
   */
  readonly churned: number
  /**
   * Whether more people came than went.
   * @formula (new + resurrected) ÷ churned
   * @unit ratio; 1 is as many as went
   * @null where churned = 0
   * @source the quick ratio of growth accounting
   * @heldTo test/core/participation/growth.test.ts: for the four weeks above –, .5, 2, 2
   * @cannotTell Whether growing is good for this community. Many newcomers and many who leave give the same ratio as few of both, and among few people one person moves it.
   */
  readonly quickRatio: number | null
}

/**
 * How close people are to the middle of the community at `to`, in four bands, by the share of recent weeks in which they did something.
 * For each person: weeks are the 7-day blocks back from `to`, the latest 12, without blocks wholly inside a break, and only those that end
 * after the person's first active day. a = weeks among them with an act, w = max(6, number of them), value = a ÷ w. The band is the higher of
 * the value at `to` and the value worked out the same way seven days before, so people move up at once and down late.
 * Who has no such week has no band: that is somebody who is first here at `to`, or who was here in a break alone. Nobody is ever told a band, their own included.
 *
 * @shown chat
 */
export interface Bands {
  /**
   * People who are here nearly every week.
   * @formula number of people with value ≥ 3/4
   * @unit people
   * @source the bands are this project's; Wenger, McDermott & Snyder, Cultivating Communities of Practice, 2002, saw a core of 10–15 %: a description, never a target
   * @cannotTell Who leads, who knows most, or whom people trust: somebody may write every week and stand at the edge.
   */
  readonly core: number
  /**
   * People who are here often.
   * @formula number of people with 1/4 ≤ value < 3/4
   * @unit people
   * @source Wenger, McDermott & Snyder 2002 saw 15–20 %
   * @cannotTell What they do when they are here, nor whether they would like to do more.
   */
  readonly active: number
  /**
   * People who are here now and then.
   * @formula number of people with 0 < value < 1/4
   * @unit people
   * @cannotTell Whether they are on their way in or out, or just where they want to be. The edge is a legitimate place to learn from (Lave & Wenger 1991), and those who only read are not in this number at all.
   */
  readonly peripheral: number
  /**
   * People who were here once, and neither in the last twelve weeks nor in the twelve before last week.
   * @formula number of people with a week, and value = 0
   * @unit people
   * @cannotTell Why: away may mean exams, a new job, or another channel. Nor whether they still read.
   */
  readonly away: number
}

/**
 * Moves between bands during the period. Without a band at `from` there is no move, so newcomers are in neither figure.
 *
 * @shown chat
 */
export interface Moves {
  /**
   * People who are closer to the middle than at the beginning.
   * @formula number of people whose band at `to` is above their band at `from` (away < peripheral < active < core)
   * @unit people
   * @cannotTell What let them in. Bands go up at once and down late, so inward moves of a week are told sooner than outward ones.
   */
  readonly inward: number
  /**
   * People who are further from it.
   * @formula number of people whose band at `to` is below their band at `from`
   * @unit people
   * @cannotTell Whether something pushed them out. A vacation longer than a week that nobody marked as a break moves people outward too.
   */
  readonly outward: number
}

/**
 * What newcomers met. Breaks are ignored here: who writes for the first time waits in a break as at any time.
 *
 * @shown chat
 */
export interface Newcomers {
  /**
   * People who wrote for the first time.
   * @formula number of people whose first message of all is on a day in [from, to)
   * @unit people
   * @cannotTell How long they had been reading before. Somebody who changed account or platform counts again until the two are linked.
   */
  readonly posted: number
  /**
   * How many of them were heard.
   * @formula n = first messages in the period that are at least 48 hours older than the first moment of `to`; count = those that were answered (see *Words and acts*)
   * @unit people
   * @source who was answered posted again 56 % of the time, who was not 44 % (Joyce & Kraut 2006, n = 2,777)
   * @cannotTell Whether the answer helped, was kind, or was understood; nor whether they were answered in a private message or in the room next door.
   */
  readonly answered: Share
  /**
   * How long they waited.
   * @formula median, over the answered of `newcomers.answered`, of minutes from the first message to its first answer; of an even number the mean of the middle two
   * @unit minutes
   * @null where none was answered
   * @cannotTell How long the others waited: who was never answered is not in it, so it can fall while more people are left alone. Read it beside the share. Nights count.
   */
  readonly medianMinutesToFirstAnswer: number | null
  /**
   * How many came back.
   * @formula n = people whose first message fell on a day D in [to − 28, to − 14), wherever the period begins; count = those active on a day in D + 1 … D + 14
   * @unit people
   * @cannotTell That an answer brought them back: who gets answers may be who would have stayed anyway. Who reads on without a word has not left either.
   */
  readonly returned14d: Share
}

/**
 * How long people stay, without waiting until everybody has left: Kaplan–Meier over everybody first active before `to`. A stay lasts
 * t = last active day − first active day. It has ended where to − last active day, less the days of breaks after it, is at least 28;
 * else it is censored at t, as of somebody of whom only that much is known. One entry a day on which somebody ended.
 *
 * @shown json
 */
export interface SurvivalPoint {
  /**
   * So many days after the first active day.
   * @formula t of at least one stay that has ended; ascending
   * @unit days
   * @cannotTell Anything of days between: the curve is level until the next entry.
   */
  readonly day: number
  /**
   * The share estimated to stay longer than that.
   * @formula S(t) = Π over days u ≤ t of (1 − d(u) ÷ n(u)), with d = `ended` and n = `atRisk` of each entry
   * @unit 0 to 1
   * @source E. L. Kaplan & P. Meier, Nonparametric estimation from incomplete observations, 1958
   * @heldTo test/core/participation/survival.test.ts: the 6-MP arm of Freireich et al. gives .857 .807 .753 .690 .627 .538 .448
   * @cannotTell Why people go, or that they are gone: a silence of 28 days is taken for an end, and readers are silent. Who came in different years is put together, so a community that changed is averaged.
   */
  readonly survival: number
  /**
   * Greenwood's standard error of it.
   * @formula S(t)·√(Σ over days u ≤ t of d(u) ÷ (n(u)(n(u) − d(u))))
   * @unit 0 to 1
   * @null where nobody is left at risk
   * @source M. Greenwood, The natural duration of cancer, 1926
   * @heldTo test/core/participation/survival.test.ts: of the 6-MP arm .0764 at 6, .1346 at 23
   * @cannotTell Much at the far end, where few are at risk: there it is too small.
   */
  readonly se: number | null
  /**
   * How many were still here on that day.
   * @formula number of stays with t ≥ day, ended or censored
   * @unit people
   * @cannotTell How many of them are here now.
   */
  readonly atRisk: number
  /**
   * How many ended with it.
   * @formula number of ended stays with t = day
   * @unit people
   * @cannotTell Who comes back later: they count as not ended from the day that they do.
   */
  readonly ended: number
}
