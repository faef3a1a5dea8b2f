/** What stands on the pictures of what people gave: their words, and what came of their practices. */
import type { Day } from '../../calendar.ts'
import { count, number, people, time } from './time.ts'

/** How far the community's own words have spread. */
export const wordsSpread = {
  title: 'How far our words have spread',
  labels: (from: Day) => ({
    people: 'people who use it',
    before: `before ${time.shortDay(from)}`,
    since: 'took it up since',
    together: 'both together',
  }),
  told: (n: number, isRounded: boolean): string => `${isRounded ? 'about ' : ''}${number(n)}`,
  few: 'a few',
  gained: (n: number): string => `${number(n)} more`,
  finding: {
    gained: (word: string, gained: number, now: number, isRounded: boolean): string =>
      `“${word}” spread most: ${isRounded ? 'about ' : ''}${number(gained)} more people use it, ${people(now, isRounded)} in all.`,
    widest: (word: string, now: number, isRounded: boolean): string =>
      `“${word}” is the most widely used: ${people(now, isRounded)} besides whoever brought it.`,
    few: 'No word is used by five people yet, besides whoever brought it.',
  },
  noWords: 'There are no words of our own here yet. Give one with /word, and what it means here.',
  none: 'Nobody but whoever brought them has been seen to use our words yet.',
  note: (left: number, isRounded: boolean): string =>
    `Counted as messages pass: how many people use a word besides whoever brought it, never who. The messages are not kept.${left === 0 ? '' : ` ${count(left, { one: 'One more word is', other: '# more words are' })} not shown.`}${isRounded ? ' People are counted in fives; fewer than five are a few.' : ''}`,
}

/** What came of practices. */
export const practicesDone = {
  title: 'What came of our practices',
  labels: {
    asWritten: 'as written',
    ownWay: 'in their own way',
    didNotWork: 'did not work',
    proven: '✓ proven',
    times: 'times done',
    notYet: 'not done yet',
  },
  finding: (all: number, done: number, proven: number): string => {
    const practices = count(all, { one: 'The one practice here', other: 'Of # practices' })
    if (all === 1)
      return done === 0
        ? `${practices} has not been done yet.`
        : `${practices} has been done${proven === 1 ? ' and is proven: it worked for three others' : ''}.`
    const tried =
      done === 0 ? 'none has been done yet' : `${number(done)} ${done === 1 ? 'has' : 'have'} been done`
    const worked =
      proven === 0
        ? ''
        : `, and ${number(proven)} ${proven === 1 ? 'is' : 'are'} proven: ${proven === 1 ? 'it' : 'they'} worked for three others`
    return `${practices}, ${tried}${worked}.`
  },
  none: 'No practice has been shared here yet. Share one with /practice share.',
  note: (left: number): string =>
    `Counted from what people said with /did, up to the end of these weeks. Proven: it worked for three people besides whoever shared it. Retired practices are left out.${left === 0 ? '' : ` ${count(left, { one: 'One more practice is', other: '# more practices are' })} not shown.`}`,
}
