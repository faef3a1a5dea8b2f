/** What `/digest` says: the finding, the facts in their order, the question, and the small print. */
import type { Period } from '../../calendar.ts'
import { count, list, number, people, time } from './time.ts'

/** A count in which none is a word. */
const counted = (n: number, one: string, other: string): string =>
  n === 0 ? `no ${other}` : count(n, { one: `one ${one}`, other: `# ${other}` })
const messages = (n: number): string => counted(n, 'message', 'messages')
const before = (n: number): string => `(${number(n)} before)`
/** With a space that does not break. */
const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const more = (now: number, previous: number): string => {
  if (now === previous) return 'as many as'
  return now > previous ? `${number(now - previous)} more than` : `${number(previous - now)} fewer than`
}

/** The words of `/digest`, in the order in which a digest tells. */
export const digest = {
  summary: 'How this community is doing: who waits, what was made and done, who comes and goes',
  weeks: { label: 'Weeks', hint: 'How many weeks to look back, such as 8' },
  since: { label: 'Since', hint: 'The first day to look at, such as 2026-09-01' },
  figure: { label: 'Picture', hint: 'Which picture' },
  pictureSummary: 'See one of the pictures by itself',
  pictureForm: 'A picture of it',
  pictureSubmit: 'Show it',
  title: (community: string, period: Period): string => `${community}, ${time.period(period)}`,
  notBoth: 'Say weeks or since, not both.',
  nothingBefore:
    'Nothing is known of these days: what is known begins after them. A day is told of once it is over, so on a first day look again tomorrow.',
  nothingEver: 'Nothing has happened here yet. Come back when people have talked for a while.',

  /** The parts of the finding are joined into one sentence. */
  finding: {
    people: (now: number, previous: number, period: Period, isRounded: boolean): string => {
      const start = `${people(now, isRounded)} took part`
      return isRounded
        ? `${start}, after ${previous === 0 ? 'nobody' : `about ${number(previous)}`} in the ${time.length(period)} before`
        : `${start}, ${more(now, previous)} in the ${time.length(period)} before`
    },
    changed: (n: number): string =>
      count(n, {
        one: 'one thing changed because of somebody here',
        other: '# things changed because of somebody here',
      }),
    done: (now: number): string => count(now, { one: 'one thing was done', other: '# things were done' }),
    messages: (now: number, previous: number, period: Period): string =>
      `${messages(now)} ${now === 1 ? 'was' : 'were'} written, ${more(now, previous)} in the ${time.length(period)} before`,
    nothing: (period: Period): string =>
      `nothing was said or done here in the ${time.length(period)} of this digest`,
    waiting: (n: number): string =>
      count(n, { one: 'one message waits for an answer', other: '# messages wait for an answer' }),
    firstWaiting: (n: number): string =>
      count(n, {
        one: 'one first message waits for an answer',
        other: '# first messages wait for an answer',
      }),
    nobodyWaits: 'nobody waits for an answer',
    sentence: (parts: readonly string[]): string =>
      parts.length === 2 ? `${capital(parts[0] ?? '')}, and ${parts[1]}.` : `${capital(parts.join(', '))}.`,
  },

  labels: {
    waiting: 'Waiting',
    answers: 'Answers',
    made: 'Made',
    done: 'Done',
    changed: 'What changed',
    here: 'Who was here',
    newcomers: 'Newcomers',
    talk: 'Talk',
  },
  waiting: {
    none: 'Nobody.',
    some: (n: number, first: number, spaces: readonly { name: string; n: number }[]): string => {
      const newcomers = first === 0 || n === 1 ? '' : `, ${number(first)} of them somebody’s first`
      const only = n === 1 && first === 1 ? ', somebody’s first' : ''
      const places = list(spaces.map((space) => `${number(space.n)} in ${space.name}`))
      return `${capital(messages(n))}${newcomers}${only}: ${places}.`
    },
    oldest: (minutes: number): string => ` The oldest has waited ${time.duration(minutes)}.`,
  },
  answers: {
    none: 'Nobody began anything that was old enough to judge.',
    share: (of: string, percent: string): string =>
      `${of} messages that began something${percent} were answered within two days`,
    median: (minutes: number): string => `, half of those within ${time.duration(minutes)}`,
  },
  share: (n: number, of: number): string => `${number(n)} of ${number(of)}`,
  percent: (share: number | null): string => (share === null ? '' : ` (${percent(share)})`),
  made: {
    none: (previous: number): string =>
      previous === 0 ? 'No practice was shared.' : `No practice was shared ${before(previous)}.`,
    some: (n: number, previous: number, names: readonly string[], others: number): string => {
      const all = others > 0 ? [...names, count(others, { one: 'one more', other: '# more' })] : names
      return `${count(n, { one: 'One practice', other: '# practices' })} ${before(previous)}: ${list(all)}.`
    },
  },
  done: {
    none: (previous: number): string =>
      previous === 0 ? 'Nobody said /did yet.' : `Nobody said /did ${before(previous)}.`,
    some: (n: number, previous: number): string =>
      `${count(n, { one: 'One thing', other: '# things' })} ${before(previous)}.`,
    practices: (counts: { all: number; asWritten: number; ownWay: number; didNotWork: number }): string => {
      const ways = [
        ...(counts.asWritten > 0 ? [`${number(counts.asWritten)} as written`] : []),
        ...(counts.ownWay > 0 ? [`${number(counts.ownWay)} in somebody’s own way`] : []),
        ...(counts.didNotWork > 0 ? [`${number(counts.didNotWork)} that did not work`] : []),
      ]
      return ` ${count(counts.all, { one: 'One followed a practice', other: '# followed a practice' })}: ${list(ways)}.`
    },
    ofOthers: (n: number): string =>
      count(n, {
        one: ' One of these built on what somebody else had shared.',
        other: ' # of these built on what somebody else had shared.',
      }),
  },
  changed: {
    one: (title: string, changed: string): string => `${title}: ${changed}`,
    some: (n: number, previous: number): string =>
      `${count(n, { one: 'One problem is done', other: '# problems are done' })}, and somebody else has said so ${before(previous)}.`,
    more: (n: number): string => count(n, { one: 'And one more.', other: 'And # more.' }),
  },
  here: {
    all: (now: number, previous: number, isRounded: boolean): string =>
      isRounded
        ? `${capital(people(now, true))} (${previous === 0 ? 'nobody' : `about ${number(previous)}`} before)`
        : `${capital(people(now, false))} ${before(previous)}`,
    parts: (parts: { new: number; returned: number; stayed: number }): string => {
      const told = [
        ...(parts.stayed > 0 ? [`${number(parts.stayed)} stayed`] : []),
        ...(parts.returned > 0 ? [`${number(parts.returned)} came back after a silence`] : []),
        parts.new > 0 ? `${number(parts.new)} new` : 'nobody new',
      ]
      return `: ${told.join(', ')}.`
    },
    left: (n: number, isRounded: boolean): string => {
      if (n === 0) return ' Nobody who was here before is missing.'
      const who = count(n, {
        one: 'One person who was here before was',
        other: '# who were here before were',
      })
      return ` ${isRounded ? 'About ' : ''}${who} not seen this time.`
    },
  },
  newcomers: {
    none: 'Nobody wrote for the first time.',
    posted: (n: number, isRounded: boolean): string =>
      `${capital(people(n, isRounded))} wrote for the first time.`,
    answered: (of: string): string => ` Of those who have waited two days, ${of} got an answer.`,
    returned: (of: string): string => ` ${of} came back within two weeks.`,
  },
  talk: (counts: {
    messages: readonly [number, number]
    replies: readonly [number, number]
    reactions: readonly [number, number]
  }): string =>
    `${capital(messages(counts.messages[0]))} ${before(counts.messages[1])}, ${counted(counts.replies[0], 'reply', 'replies')} ${before(counts.replies[1])}, ${counted(counts.reactions[0], 'reaction', 'reactions')} ${before(counts.reactions[1])}.`,

  questionLabel: 'A question',
  questions: {
    newcomersWaiting: (n: number): string =>
      count(n, {
        one: 'One first message is still without an answer. Who of us could write back?',
        other: '# first messages are still without an answer. Who of us could write back?',
      }),
    leaving: 'More people fell silent than came. Who is missing, and what shut them out?',
    inward: (n: number, isRounded: boolean): string =>
      `${capital(people(n, isRounded))} came closer to the middle. What let them in? There is room for ${isRounded ? 'about ' : ''}${count(n, { one: '# newcomer', other: '# newcomers' })} behind them.`,
    notDone: (practices: readonly string[]): string =>
      practices.length === 1
        ? `${practices[0]} was shared, and nobody has said they tried it. Who will?`
        : `${list(practices)} were shared, and nobody has said they tried them. Who will do which?`,
    spread: (word: string, n: number, isRounded: boolean): string =>
      `“${word}” has spread: ${people(n, isRounded)} use it by now, besides whoever brought it. Where did it come from?`,
    values: [
      'What happened here in these weeks that we should not forget?',
      'What did you get from being here?',
      'What did you do differently because of something you saw here?',
      'What difference did it make, and to whom?',
      'What do we now think matters here?',
    ],
  },

  notes: {
    small: (answered: string, low: number, high: number): string =>
      `${answered} is a small number: with so few, the true share could be anything from ${percent(low)} to ${percent(high)}.`,
    partial: (reasons: readonly string[], fields: readonly string[]): string =>
      `Not everything is known of these weeks: ${list(reasons)}. That touches ${list(fields)}.`,
    /** Fields of the digest, as they are told. */
    fields: new Map([
      ['participation', 'what was said'],
      ['growth', 'who came and went'],
      ['bands', 'how close people are'],
      ['moves', 'who moved closer'],
      ['renewal', 'how new the core is'],
      ['newcomers', 'newcomers'],
      ['answers', 'answers'],
      ['waiting', 'who waits'],
      ['concentration', 'how evenly people talk'],
      ['survival', 'how long people stay'],
      ['network', 'who answers whom'],
      ['language', 'how far words have spread'],
    ]),
    fewActive:
      'Fewer than 20 people were active, so nothing is counted about who came and went: among so few, a number would point at somebody.',
    rounded:
      'People are counted in fives here, and where a group is smaller than five its figures are left out, so that nobody can be picked out.',
    noNames:
      'Why there are no names: this page shows how the community is doing, not how anybody in it is doing. Nothing worked out from watching is shown about a person to anyone else.',
  },
  buttons: {
    waiting: 'See who waits',
    bandsOverTime: 'How close people are',
    rhythm: 'When people talk',
    waitsBySpace: 'How long people wait',
    membersByWeek: 'Who was here',
  },
  pictureNotShown:
    'There are too few people for this picture: it would show groups so small that they could be recognised.',
}
