/** What `/problem` says. */
import type { Day } from '../../calendar.ts'
import { count, list, number, time } from './time.ts'

const quoted = (title: string): string => `“${title}”`
const placesLeft = (n: number): string =>
  n === 0 ? 'no place left' : count(n, { one: 'one place left', other: '# places left' })

/** The words of `/problem` and of a problem’s card. */
export const problem = {
  summary: 'Real problems to take on together: see what is open, or bring one',
  title: { label: 'What', hint: 'What is to change, in a line, such as fix the drafty door' },
  hidden: { label: 'Problem', hint: 'Which problem this is about' },
  gone: 'That problem is no longer here.',

  list: {
    title: 'Problems to take on',
    nothingOpen: 'Nothing is open. If something here should change, write /problem and what it is.',
    /** `canBegin` of them have room and time for somebody new. */
    some: (n: number, canBegin: number): string => {
      const open = count(n, { one: 'One problem is open', other: '# problems are open' })
      if (canBegin === 0)
        return `${open}, but without room or time for anybody new. If something else here should change, write /problem and what it is.`
      if (canBegin === n)
        return `${open}, and anybody may take part.${n === 1 ? '' : ' What somebody new can begin with comes first.'}`
      return `${open}; in ${number(canBegin)} of them anybody may still take part, and what somebody new can begin with comes first.`
    },
    more: (titles: readonly string[], others: number): string => {
      const named = list([
        ...titles.map(quoted),
        ...(others > 0 ? [count(others, { one: 'one more', other: '# more' })] : []),
      ])
      return `Open too: ${named}. Write /problem and the title of one to see it.`
    },
    firstStep: 'First step: ',
    claimed: (n: number): string =>
      count(n, {
        one: 'One is said to be done. Somebody else still has to say that it is so:',
        other: '# are said to be done. Somebody else still has to say that it is so:',
      }),
    doneLately: 'What changed because of somebody here',
    change: (changed: string): string => `: ${changed}`,
  },
  /** How a problem stands, in a few words that are joined. */
  status: {
    joined: (parts: readonly string[]): string => parts.join(' · '),
    in: (n: number): string =>
      n === 0 ? 'nobody is in yet' : count(n, { one: 'one is in', other: '# are in' }),
    placesLeft,
    until: (day: Day): string => `until ${time.day(day)}`,
    past: (day: Day): string => `was to be done by ${time.day(day)}`,
    youAreIn: 'you are in',
  },

  open: {
    summary: 'Open a problem for others to take on with you',
    button: 'Bring a problem',
    form: 'A new problem',
    submit: 'Open it',
    whom: { label: 'For whom', hint: 'Who it is for, such as everybody in the workshop' },
    doneWhen: { label: 'Done when', hint: 'How everybody will see that it is done, such as no more draught' },
    firstStep: { label: 'First step', hint: 'Something small that somebody new here could begin with' },
    link: { label: 'Link', hint: 'The message or the page that it comes from' },
    shortcut: 'Make this a problem',
    opened: 'A new problem. Who is in?',
    taken: (title: string): string =>
      `There is an open problem called ${quoted(title)} already. Look at it with /problem, or give yours a name of its own.`,
  },

  card: {
    summary: 'See a problem with all that is known of it',
    whom: 'For whom',
    doneWhen: 'Done when',
    firstStep: 'First step',
    kind: 'Kind',
    adult: 'Beside it',
    curriculum: 'What is taught',
    partners: 'From the community',
    in: 'Who is in',
    nobodyIn: 'Nobody yet.',
    others: (n: number): string => count(n, { one: ' and one more', other: ' and # more' }),
    places: 'Places',
    placesOf: (left: number, all: number): string => `${placesLeft(left)}, of ${number(all)}`,
    until: 'Until',
    untilValue: (day: Day): string => time.day(day),
    opener: 'Opened by',
    link: 'Comes from',
    changed: 'What changed here',
    changedForPeople: 'What changed for people',
    changedForSomebody: (changed: string): string => `: ${changed}`,
    closer: 'Closed by',
    confirmer: 'Confirmed by',
    by: (day: Day): string => `, on ${time.day(day)}`,
    /** Who left without trace. */
    closed: (day: Day): string => `Closed on ${time.day(day)}. Somebody else still has to say that it is so.`,
    confirmed: (day: Day): string => `Done on ${time.day(day)}, and somebody else has said that it is so.`,
    past: (day: Day): string => `It was to be done by ${time.day(day)}, so nobody new can join.`,
    reopened: (closed: Day, opened: Day, changed: string): string =>
      `Closed on ${time.day(closed)} (${quoted(changed)}), and opened again on ${time.day(opened)}.`,
  },
  kinds: {
    problem: 'Problem',
    project: 'Project',
    school: 'School-based learning',
    service: 'Service learning',
  },
  buttons: {
    join: 'I’m in',
    leave: 'Leave it',
    done: 'Done',
    look: 'See it',
    more: 'Add more',
    edit: 'Edit',
    service: 'About the service',
    confirm: 'It is so',
    tell: 'What changed for me',
    reopen: 'Open again',
    notBeside: 'I am not beside it',
    nobodyBeside: 'Nobody beside it',
  },

  join: {
    summary: 'Take part in a problem',
    /** Whoever it is stands before. */
    told: (title: string): string => `: I’m in for ${quoted(title)}.`,
    room: (left: number): string =>
      left === 0
        ? ' All places are taken now.'
        : count(left, { one: ' One place is left.', other: ' # places are left.' }),
    again: 'You are in again.',
    already: 'You are in already.',
    full: 'All places are taken. Ask whoever opened it whether there is room for one more, or find another with /problem.',
    past: 'Its day is over, so nobody new can join. Ask whoever opened it to give it more time.',
    closed: 'It is closed, so there is nothing left to join. /problem shows what is open.',
  },
  leave: {
    summary: 'No longer take part in a problem',
    done: 'You are no longer in it. If you change your mind, say I’m in again.',
    notIn: 'You are not in it.',
  },
  done: {
    summary: 'Say that a problem is done, and what changed',
    form: 'What changed?',
    submit: 'Close it',
    changed: {
      label: 'What changed here',
      hint: 'What is different now, and for whom. Everybody here can read it',
    },
    changedForYou: {
      label: 'What changed for you',
      hint: 'What you can do now, or see differently. It stands beside your name',
    },
    notYours:
      'Only somebody who is in it, whoever opened it or a moderator can close it. If you take part, say I’m in first.',
    already: 'It is closed already. /problem shows what is open.',
    /** Whoever it is stands before. */
    told: ': this is done.',
    whoElse: 'Who else can say that it is so?',
  },
  confirm: {
    summary: 'Say that a problem is done that somebody else closed',
    own: 'You closed it yourself, so somebody else has to say that it is so.',
    already: 'Somebody has said so already.',
    closing: { label: 'Closing', hint: 'Which closing is confirmed' },
    notClosed: 'It is open, so there is nothing to confirm yet.',
    another:
      'It was opened again since, and closed anew with other words. Look at it first: there you can say that it is so.',
    /** Whoever it is stands before. */
    told: ': it is so.',
    changed: 'What changed because of somebody here:',
  },
  tell: {
    summary: 'Say what a problem that is done changed for you',
    form: 'What changed for you?',
    submit: 'Keep',
    notIn: 'Only somebody who is in it can say what it changed for them.',
    notClosed: 'It is not closed yet. Say what changed for you once it is.',
    kept: 'Kept. It stands on the card, under your name.',
  },
  reopen: {
    summary: 'Open a problem again that was closed',
    notYours: 'Only whoever opened it can open it again, or a moderator.',
    already: 'It is open.',
    done: 'It is open again. What had changed here by then stays on its card.',
  },
  edit: {
    summary: 'Change what a problem says',
    form: 'Change the problem',
    submit: 'Change',
    notYours: 'Only whoever opened it can change it, or a moderator.',
    done: 'Changed.',
    unchanged: 'Nothing was changed.',
  },
  more: {
    summary: 'Add to a problem: its kind, an adult beside it, places, until when',
    form: 'Add more',
    submit: 'Keep',
    kind: {
      label: 'Kind',
      hint: 'School-based learning belongs to a class; service is for people outside it',
    },
    adult: {
      label: 'Adult beside it',
      hint: 'An adult whom the moderators appointed. Left empty, it stays as it is',
    },
    places: { label: 'Places', hint: 'How many can take part; empty where there is no limit' },
    until: { label: 'Until', hint: 'The last day on which it can be done, such as 2026-11-30' },
    kept: 'Kept.',
    keptService:
      'Kept. Of service two things more are asked: what is taught, and who in the community takes part.',
    fewerPlaces: (n: number): string =>
      count(n, {
        one: 'One person is in already. Leave a place for them, or leave the number out.',
        other: '# people are in already. Leave a place for each of them, or leave the number out.',
      }),
    notAppointed:
      'Only an adult whom the moderators have appointed can be named beside a problem: they answer for them. /learn shows who is. Ask a moderator to appoint somebody, or to name them here.',
    dayOver: 'That day is over. Give one that is still to come, or leave it out.',
  },
  service: {
    summary: 'Add to service: what is taught, and who in the community takes part',
    form: 'About the service',
    submit: 'Keep',
    curriculum: {
      label: 'What is taught',
      hint: 'How it belongs to what is taught, such as statistics in year 9',
    },
    partners: {
      label: 'From the community',
      hint: 'Who in the community takes part, such as the home for the elderly next door',
    },
    notService: 'That is asked of service alone. Set its kind with Add more first.',
  },
  notBeside: {
    summary: 'Say that nobody stands beside a problem any more',
    notYours: 'Only whoever stands beside it, whoever opened it or a moderator can say so.',
    done: 'Nobody is named beside it any more.',
  },
}
