/** What a digest tells of the talk: how much there was, whether people were heard, who waits, and on how few it rests. */
import type { Share } from './share.ts'

/**
 * What was done in the period, as counts; `previous` is the same for as many days right before it. That goes back in 7-day blocks and skips those
 * wholly inside a break. An act counts on the day that it happened; a reaction of which the platform tells no time, on the day of its message.
 *
 * @shown chat
 */
export interface ParticipationCounts {
  /**
   * How much was written.
   * @formula number of messages on the days of the period
   * @unit messages
   * @cannotTell Whether anything was learned. One thought in five lines counts five times where it is sent in five, and a long answer once.
   */
  readonly messages: number
  /**
   * How often somebody began something.
   * @formula number of messages of the period that are starters (see *Words and acts*)
   * @unit messages
   * @cannotTell Whether they asked for an answer: an announcement begins something too. After 60 minutes of silence going on looks like beginning.
   */
  readonly starters: number
  /**
   * How often people answered each other.
   * @formula number of messages of the period that are replies (see *Words and acts*)
   * @unit messages
   * @cannotTell What was answered in the open channel without a reference: where a platform's people do not use replies or threads, it is low however much they talk to each other.
   */
  readonly replies: number
  /**
   * How often people named each other.
   * @formula Σ over messages of the period of the people named in it, without its author and whom it answers
   * @unit people named, each once a message
   * @cannotTell Why somebody was named, nor who was meant by a name without a mention. A mention of a role or of everybody names nobody.
   */
  readonly mentions: number
  /**
   * How often people reacted.
   * @formula number of reactions of the period: one a message, emoji and person other than its author, as the latest word about it is; where a platform names nobody, its bare counts
   * @unit reactions
   * @cannotTell Much: reactions are cheap, the same emoji means many things, and they may be for anything in the message.
   */
  readonly reactions: number
  /**
   * How many people did something.
   * @formula number of people with at least one act on a day of the period
   * @unit people
   * @cannotTell Who reads. A lurker who reads learns too, by legitimate peripheral participation, and is not seen here.
   */
  readonly activeMembers: number
}

/**
 * Whether those who began something were heard, and who still waits.
 *
 * @shown chat
 */
export interface Answers {
  /**
   * Beginnings that are old enough to ask of them whether they were answered.
   * @formula number of starters of the period that are at least 48 hours older than the first moment of `to`
   * @unit messages
   * @cannotTell Which of them wanted an answer.
   */
  readonly starters: number
  /**
   * How many of them were answered.
   * @formula n = `answers.starters`; count = those answered (see *Words and acts*) within 48 hours
   * @unit messages
   * @cannotTell Whether the answer helped, only that somebody came: the next message of a main line may be about something else. An answer in another channel or by voice is not seen.
   */
  readonly answered: Share
  /**
   * How long those waited who were answered.
   * @formula median, over the answered, of minutes to the first answer; of an even number the mean of the middle two
   * @unit minutes
   * @null where none was answered
   * @cannotTell How long the unanswered waited: they are not in it. Read it beside the share. Nights and weekends count, and clubs sleep.
   */
  readonly medianMinutesToFirstAnswer: number | null
  /** Messages that nobody took up, at the first moment of `to`: first messages first, then the oldest. */
  readonly waiting: readonly Waiting[]
  /** Where and when people wait longest: the three longest of spaces, then the three longest of hours, each with at least five answers. */
  readonly slowest: readonly Slowest[]
}

/**
 * A message that nobody took up: a starter that at the first moment of `to` is 24 hours to 14 days old, that no answer has met by then, however
 * late (the eight hours of a main line hold all the same), and that nobody marked as *answered*, *not a question* or *taken*.
 *
 * @shown chat five of them, and how many more
 */
export interface Waiting {
  /**
   * Where it stands.
   * @formula name of the space; of a thread, of the space it is in
   * @unit name
   * @cannotTell Who could answer there.
   */
  readonly space: string
  /**
   * Where it can be opened.
   * @formula address of the message on its platform
   * @unit address
   * @null where the address is not known: a Slack export does not tell its workspace's domain
   * @cannotTell Whether whoever opens it may see it.
   */
  readonly link: string | null
  /**
   * When it was written.
   * @formula the platform's time of the message
   * @unit ISO 8601, UTC
   * @cannotTell Whether it still matters to whoever wrote it.
   */
  readonly at: string
  /**
   * Whether it is somebody's first message.
   * @formula true where it is its author's first message of all
   * @unit true or false
   * @cannotTell Whether they are new to the subject, or to the people.
   */
  readonly newcomer: boolean
}

/**
 * Where or when people wait longest for a first answer: an entry is of a space or of an hour. Longest first; equal ones by name, or by hour.
 *
 * @shown chat as a picture of waits
 */
export type Slowest = (
  | {
      /**
       * A space.
       * @formula name of one of the three spaces with the longest median
       * @unit name
       * @cannotTell That anybody is to blame: hard questions are asked where hard things are done.
       */
      readonly space: string
    }
  | {
      /**
       * An hour of the community's day.
       * @formula 0 to 23, the hour in which the starter was written, one of the three with the longest median
       * @unit hour
       * @cannotTell In which time zone those live who wrote in it. Slow hours are mostly those in which people sleep.
       */
      readonly hour: number
    }
) & {
  /**
   * How long people waited there, or then.
   * @formula median, over the answered starters of `answers` in that space or hour, of minutes to the first answer
   * @unit minutes
   * @cannotTell How many were never answered.
   */
  readonly medianMinutes: number
  /**
   * On how many answers it stands.
   * @formula number of answered starters of `answers` in that space or hour; at least 5
   * @unit messages
   * @cannotTell How many asked: the unanswered are not in it.
   */
  readonly n: number
}

/**
 * On how few people the talk rests: messages of the period over everybody active in it, those without a message included.
 *
 * @shown json
 */
export interface Concentration {
  /**
   * How unequal the amounts of messages are.
   * @formula 2·Σ i·x₍ᵢ₎ ÷ (n·Σx) − (n + 1) ÷ n, with x₍ᵢ₎ the messages of each active person in ascending order, i = 1 … n; never below 0
   * @unit 0 (everybody the same) to (n − 1) ÷ n (one wrote everything)
   * @null where there was no message
   * @source C. Gini 1912, in the form for ordered amounts
   * @heldTo test/core/participation/concentration.test.ts: 541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261 gives .462091; equal amounts give 0
   * @cannotTell Whether that is bad: both ends are (one voice alone, or nobody who carries it). It grows with every newcomer who reacts and does not write.
   */
  readonly gini: number | null
  /**
   * The fewest people without whom half of it would be gone.
   * @formula smallest k such that the k people with most messages wrote at least half of the messages
   * @unit people
   * @null where there was no message
   * @source the contributor absence factor of CHAOSS
   * @cannotTell Who they are, on purpose, nor what would be lost: much of what people know is not in how much they write.
   */
  readonly absenceFactor: number | null
}
