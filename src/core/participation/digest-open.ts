/** What a digest tells of what people did openly through the bot, and of the words they share. It is exact, because nobody was watched for it. */
import type { Share } from './share.ts'

/**
 * What was made and done. `shared`, `done`, `versions` and `doingRatio` are of the period; the rest is the stock at `to`. What a book brought was done
 * elsewhere and is left out. What somebody took with them when they erased themselves is in none of it.
 *
 * @shown chat
 */
export interface PracticeFigures {
  /**
   * Ways of doing things that somebody wrote down for the others.
   * @formula number of practices shared in the period that name no older one
   * @unit practices
   * @cannotTell Whether they are any good. Most of what people know how to do is never written down.
   */
  readonly shared: number
  /**
   * How often a practice was done.
   * @formula number of doings of a practice in the period, as written, own way, or not worked; `/did` without a practice is none
   * @unit doings
   * @cannotTell What was done and not told here.
   */
  readonly done: number
  /**
   * Other ways of a practice.
   * @formula number of practices shared in the period that name an older one
   * @unit practices
   * @cannotTell Whether the other way is better.
   */
  readonly versions: number
  /**
   * Practices that others have made work.
   * @formula number of practices shared before `to` that *worked* (as written or own way), before `to`, for at least 3 people other than the sharer
   * @unit practices
   * @cannotTell That they will work for you. Three people who learned it from each other may have been lucky together.
   */
  readonly proven: number
  /**
   * How many practices are taken up by others.
   * @formula n = practices shared on or before the day `to` − 28; count = those with at least one doing before `to`, however it went, by somebody other than the sharer
   * @unit practices
   * @cannotTell Why one is left alone: it may be useless, too hard, or so well known that nobody records it.
   */
  readonly reuseRate: Share
  /**
   * How much of what people do through the bot is doing rather than telling.
   * @formula (doings + problems opened + joined + closed) ÷ practice acts, of the period (see *Words and acts*); opening, joining and closing count once a person and problem
   * @unit 0 to 1
   * @null where there was no practice act
   * @cannotTell What is done outside. Both ends are bad: only doing leaves nothing behind for others, only telling changes nothing.
   */
  readonly doingRatio: number | null
  /**
   * Practices that may go when people do.
   * @formula number of practices shared before `to`, done by somebody and not retired before `to`, all of whose doers are in the band away at `to`
   * @unit practices
   * @cannotTell Whether it is lost: others may know it and never have said so, and who is away may come back and can be asked.
   */
  readonly leaving: number
}

/**
 * What came of what people gave, as others recorded it. Contributions are practices shared, other ways of one, and problems joined, on the 90 days
 * before `to`. An outcome is, before `to`: a doing that worked, another way made of it, thanks that name it, each by somebody other than the giver; of
 * a problem, a closing that was confirmed and stands (one that was opened again since counts no more, also in digests of the past), and that they had not left before.
 *
 * @shown chat
 */
export interface ConsequenceFigures {
  /**
   * How much of it made a difference to somebody else.
   * @formula n = contributions of the days [to − 90, to) by people who are still members; count = those with an outcome
   * @unit contributions
   * @cannotTell What difference, or how large; and most consequences are never recorded. What was given last week had little time.
   */
  readonly rate: Share
  /**
   * People whose contribution came to something.
   * @formula number of people with at least one contribution that has an outcome
   * @unit people
   * @cannotTell Who worked with them: what a group does is recorded of whoever pressed the button.
   */
  readonly members: number
}

/**
 * The community's own words and how far each has gone. They are matched as messages pass, whatever their form; the messages are not kept.
 *
 * @shown chat
 */
export interface LanguageFigures {
  /**
   * Words that people gave.
   * @formula number of words given before `to`, those taken back left out
   * @unit words
   * @cannotTell Which words the community really uses and nobody gave.
   */
  readonly words: number
  /** For each word, how far it has spread: those that spread most first, then in the order in which they were given. */
  readonly spread: readonly WordSpread[]
}

/** How far one word has spread. */
export interface WordSpread {
  /**
   * The word.
   * @formula as it was given
   * @unit text
   * @cannotTell What people mean by it.
   */
  readonly word: string
  /**
   * Who took it up.
   * @formula number of people other than its giver with a message before `to`, in a space that is read, in which the word was found, in any of its forms; in code, addresses and names such as read_me.txt it is not looked for
   * @unit people
   * @cannotTell Who understands it, says it aloud, or used it before it was given. Messages that passed before then are counted only where they were imported since.
   */
  readonly people: number
}
