/** What `/digest` says: the finding, the facts in their order, the question, and the small print. */
import type { Period } from '../../calendar.ts'
import { count, list, number, people, time } from './time.ts'

/** A count in which none is a word. */
const counted = (n: number, one: string, other: string): string =>
  n === 0 ? `no ${other}` : count(n, { one: `one ${one}`, other: `# ${other}` })
const messages = (n: number): string => counted(n, 'message', 'messages')
const before = (n: number): string => `(${n === 0 ? 'none' : number(n)} before)`
/** With a space that does not break. */
const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`
/** `, 5 before` in brackets; nothing where it is not told. */
const andBefore = (previous: number | null): string => (previous === null ? '' : ` ${before(previous)}`)
const fraction = ({ count: some, n }: Counts): string => `${number(some)} of ${number(n)}`

/** A share's counts. */
interface Counts {
  readonly count: number
  readonly n: number
}

/** Numbers of people that differ by less than a tenth are about the same. */
const ALIKE = 0.1

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const more = (now: number, previous: number): string => {
  if (now === previous) return 'as many as'
  const by = Math.abs(now - previous)
  return `${by === 1 ? 'one' : number(by)} ${now > previous ? 'more' : 'fewer'} than`
}

/** How many wait, and how many of them nobody has been told of yet. */
const waits = (n: number, fresh: number, forms: { one: string; other: string }): string => {
  const still = fresh === 0 ? ' still' : ''
  const some = fresh === 0 || fresh === n ? '' : `, ${fresh === 1 ? 'one' : number(fresh)} of them new`
  return `${count(n, forms)}${still} ${n === 1 ? 'waits' : 'wait'} for an answer${some}`
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
      // A difference that small says nothing, so nothing is made of it.
      if (!isRounded && previous > 0 && now !== previous && Math.abs(now - previous) <= ALIKE * previous)
        return `about as many people took part as before (${number(now)}, after ${number(previous)})`
      const start = `${now === 1 && !isRounded ? 'one person' : people(now, isRounded)} took part`
      return isRounded
        ? `${start}, after ${previous === 0 ? 'nobody' : `about ${number(previous)}`} in the ${time.length(period)} before`
        : `${start}, ${more(now, previous)} in the ${time.length(period)} before`
    },
    changed: (titles: readonly string[]): string => {
      const things = count(titles.length, { one: 'one thing', other: '# things' })
      const named = titles.slice(0, 2)
      const others = titles.length - named.length
      const all = others > 0 ? [...named, count(others, { one: 'one more', other: '# more' })] : named
      return `${things} changed because of somebody here (${list(all)})`
    },
    answered: (now: Counts, previous: Counts): string =>
      `${fraction(now)} messages that began something found an answer within two days, after ${fraction(previous)} before`,
    newcomers: (now: number, previous: number, period: Period, isRounded: boolean): string =>
      `${now === 0 ? 'nobody' : people(now, isRounded)} wrote for the first time, after ${previous === 0 ? 'nobody' : `${isRounded ? 'about ' : ''}${number(previous)}`} in the ${time.length(period)} before`,
    done: (now: number, previous: number): string =>
      `${count(now, { one: 'one thing was', other: '# things were' })} done, after ${previous === 0 ? 'none' : number(previous)} before`,
    messages: (now: number, previous: number, period: Period): string =>
      `${messages(now)} ${now === 1 ? 'was' : 'were'} written, ${more(now, previous)} in the ${time.length(period)} before`,
    nothing: (period: Period): string =>
      `nothing was said or done here in the ${time.length(period)} of this digest`,
    /** `fresh` of them did not wait yet when the period began. */
    waiting: (n: number, fresh: number): string =>
      waits(n, fresh, { one: 'one message', other: '# messages' }),
    firstWaiting: (n: number, fresh: number): string =>
      waits(n, fresh, { one: 'one first message', other: '# first messages' }),
    /** Twice as many, or half as many, or more than that. */
    talk: (now: number, previous: number, period: Period): string =>
      `much ${now > previous ? 'more' : 'less'} was said than in the ${time.length(period)} before (${messages(now)}, after ${previous === 0 ? 'none' : number(previous)})`,
    nobodyWaits: 'nobody waits for an answer',
    /** Who waits, and then what there is to say besides. */
    waitingFirst: (waits: string, usual: string): string => `${capital(waits)}; ${usual}.`,
    sentence: (parts: readonly string[]): string =>
      parts.length === 2 ? `${capital(parts[0] ?? '')}, and ${parts[1]}.` : `${capital(parts.join(', '))}.`,
  },

  labels: {
    waiting: 'Waiting',
    answers: 'Answers',
    made: 'Made',
    done: 'Done',
    cameOf: 'What came of it',
    changed: 'What changed',
    leaving: 'About to be lost',
    here: 'Who was here',
    newcomers: 'Newcomers',
    talk: 'Talk',
  },
  waiting: {
    none: 'Nobody.',
    /** Where all are shown below, where and since when stands there. */
    all: (n: number, first: number): string => {
      if (first === n) return count(n, { one: 'One first message.', other: '# first messages.' })
      const newcomers = first === 0 ? '' : `, ${first === 1 ? 'one' : number(first)} of them somebody’s first`
      return `${capital(messages(n))}${newcomers}.`
    },
    some: (
      n: number,
      first: number,
      spaces: readonly { name: string; n: number }[],
      elsewhere: number,
    ): string => {
      const newcomers =
        first === 0
          ? ''
          : first === n
            ? ', all of them somebody’s first'
            : `, ${first === 1 ? 'one' : number(first)} of them somebody’s first`
      const named = spaces.map((space) => `${number(space.n)} in ${space.name}`)
      const places = list(elsewhere > 0 ? [...named, `${number(elsewhere)} elsewhere`] : named)
      return `${capital(messages(n))}${newcomers}: ${places}.`
    },
    oldest: (minutes: number): string => ` The oldest has waited ${time.duration(minutes)}.`,
  },
  answers: {
    few: (answered: Counts): string =>
      `${count(answered.n, { one: 'Only one message that began something is', other: 'Only # messages that began something are' })} old enough to judge; ${answered.count === 0 ? (answered.n === 1 ? 'it was not' : 'none was') : answered.count === answered.n ? (answered.n === 1 ? 'it was' : 'all were') : `${number(answered.count)} ${answered.count === 1 ? 'was' : 'were'}`} answered within two days.`,
    share: (answered: string): string =>
      `Of the messages that began something, ${answered} were answered within two days`,
    before: (answered: string): string => `; before, ${answered} were`,
    median: (minutes: number): string => `, half of those within ${time.duration(minutes)}`,
  },
  share: (n: number, of: number, isRounded = false): string =>
    `${isRounded ? 'about ' : ''}${number(n)} of ${number(of)}`,
  noneOf: (of: number, isRounded = false): string => `none of ${isRounded ? 'about ' : ''}${number(of)}`,
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
  nothingMade: 'Nobody shared a practice or said /did.',
  cameOf: {
    rate: (now: Counts, by: number, previous: Counts | null): string => {
      const given =
        now.n === 1
          ? 'The one thing that somebody gave in the last 90 days'
          : `Of the ${number(now.n)} things that people gave in the last 90 days,`
      const then = previous === null ? '' : ` (before: ${fraction(previous)})`
      if (now.n === 1)
        return `${given} ${now.count === 0 ? 'has not come to anything that somebody else said, so far' : 'came to something that somebody else said'}${then}.`
      if (now.count === 0) return `${given} none came to anything that somebody else said, so far${then}.`
      const whose = count(by, { one: 'one person', other: '# people' })
      return `${given} ${number(now.count)} came to something that somebody else said${then}: things that ${whose} gave.`
    },
    reuse: (now: Counts, previous: Counts | null): string => {
      const then = previous === null ? '' : ` (before: ${fraction(previous)})`
      if (now.n === 1)
        return `The one practice that is older than four weeks has ${now.count === 1 ? '' : 'not '}been done by somebody other than whoever shared it${then}.`
      const some = now.count === 0 ? 'none has' : `${number(now.count)} ${now.count === 1 ? 'has' : 'have'}`
      return `Of the ${number(now.n)} practices that are older than four weeks, ${some} been done by somebody other than whoever shared it${then}.`
    },
  },
  onlyAway: (practices: readonly string[], others: number): string => {
    const all = others > 0 ? [...practices, count(others, { one: 'one more', other: '# more' })] : practices
    return `Nobody who is still around has done ${list(all)}.`
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
        : `${now === 0 ? 'Nobody' : capital(people(now, false))} ${before(previous)}`,
    parts: (parts: { new: number; returned: number; stayed: number }, newBefore: number | null): string => {
      const told = [
        ...(parts.stayed > 0 ? [`${number(parts.stayed)} stayed`] : []),
        ...(parts.returned > 0 ? [`${number(parts.returned)} came back after a silence`] : []),
        parts.new > 0
          ? `${number(parts.new)} new${andBefore(newBefore)}`
          : `nobody new${newBefore === 0 ? '' : andBefore(newBefore)}`,
      ]
      return `: ${told.join(', ')}.`
    },
    left: (n: number, previous: number | null, isRounded: boolean): string => {
      if (n === 0) return ' Nobody who was here before is missing.'
      const who = count(n, {
        one: 'One person who was here before was',
        other: '# who were here before were',
      })
      return ` ${isRounded ? 'About ' : ''}${who} not seen this time${andBefore(previous)}.`
    },
  },
  newcomers: {
    none: (previous: number | null): string => `Nobody wrote for the first time${andBefore(previous)}.`,
    posted: (n: number, previous: number | null, isRounded: boolean): string =>
      `${capital(people(n, isRounded))} wrote for the first time${andBefore(previous)}.`,
    answered: (of: string): string =>
      `Of the first messages that are old enough to judge, ${of} were answered.`,
    returned: (of: string, previous: string | null): string =>
      `Of those who wrote for the first time two to four weeks ago, ${of} came back within two weeks${previous === null ? '' : `, after ${previous} before`}.`,
  },
  talk: (counts: {
    messages: readonly [number, number]
    replies: readonly [number, number]
    reactions: readonly [number, number]
  }): string => {
    const told = (kind: 'messages' | 'replies' | 'reactions', one: string): readonly string[] => {
      const [now, previous] = counts[kind]
      return now + previous === 0 && kind !== 'messages'
        ? []
        : [`${counted(now, one, kind)} ${before(previous)}`]
    }
    const all = [
      ...told('messages', 'message'),
      ...told('replies', 'reply'),
      ...told('reactions', 'reaction'),
    ]
    return `${capital(all.join(', '))}.`
  },

  questionLabel: 'A question',
  questions: {
    newcomersWaiting: (n: number, space: string, there: number): string => {
      if (n === 1)
        return `A first message in ${space} is still without an answer. Which of us could write back?`
      const where =
        there === n
          ? n === 2
            ? `, both of them in ${space}`
            : `, all of them in ${space}`
          : // Half of them in one place says as much of the other.
            there * 2 > n
            ? `, ${number(there)} of them in ${space}`
            : ''
      return `${number(n)} first messages are still without an answer${where}. Which of us could write back?`
    },
    leaving: (left: number, came: number, isRounded: boolean): string =>
      `${left === 1 && !isRounded ? 'One person' : capital(people(left, isRounded))} who took part before did not this time, and ${came === 0 ? 'nobody' : came === 1 && !isRounded ? 'one' : `${isRounded ? 'about ' : ''}${number(came)}`} came new. Who is missing, and what shut them out?`,
    inward: (n: number, isRounded: boolean): string =>
      n === 1 && !isRounded
        ? 'One person came closer to the middle. What let them in? There is room for a newcomer behind them.'
        : `${capital(people(n, isRounded))} came closer to the middle. What let them in? There is room for as many newcomers behind them.`,
    notDone: (practices: readonly string[]): string =>
      practices.length === 1
        ? `${practices[0]} was shared, and nobody has said they tried it. Who will?`
        : `${list(practices)} were shared, and nobody has said they tried them. Who will do which?`,
    spread: (word: string, n: number, isRounded: boolean): string =>
      `“${word}” has spread: ${people(n, isRounded)} use it by now, besides whoever brought it. Where did it come from?`,
    onlyAway: (practices: readonly string[]): string =>
      `${list(practices)} ${practices.length === 1 ? 'has' : 'have'} been done only by people who are away now. Who learns ${practices.length === 1 ? 'it' : 'them'} while they can still be asked?`,
    values: [
      'What happened here that we should not forget?',
      'What did you get from being here?',
      'What did you do differently because of something you saw here?',
      'What difference did it make, and to whom?',
      'What do we now think matters here?',
    ],
  },

  notes: {
    small: (answered: string, low: number, high: number): string =>
      `${answered} is a small number: the true share could be anything from ${percent(low)} to ${percent(high)}.`,
    partial: (reasons: readonly string[], fields: readonly string[]): string =>
      `Not everything is known of these days: ${list(reasons)}. That touches ${list(fields)}.`,
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
    waiting: (n: number): string => `See all ${number(n)} who wait`,
    pictures: 'More pictures',
    bandsOverTime: 'How close people are',
    moves: 'Who came closer',
    newcomersPath: 'How newcomers fared',
    wordsSpread: 'How words spread',
    practicesDone: 'What came of practices',
    rhythm: 'When people talk',
    waitsBySpace: 'How long people wait',
    membersByWeek: 'Who was here',
  },
  askSummary: 'Choose other days, or a cohort to compare with',
  askForm: 'Other days, or a cohort',
  morePicturesSummary: 'See which other pictures there are',
  morePictures: 'Each of these shows the same days from another side.',
  pictureNotShown:
    'There are too few people for this picture: it would show groups so small that they could be recognised.',
}
