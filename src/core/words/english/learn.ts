/** What `/learn` says. */
import type { Platform } from '../../activity.ts'
import type { Day } from '../../calendar.ts'
import type { Role, Side } from '../../repertoire/apprenticeship.ts'
import { PLATFORMS } from './people.ts'
import { count, list, number, time } from './time.ts'

const people = (n: number): string => count(n, { one: 'one person', other: '# people' })
const roleOf = (role: Role): string => (role === 'mentor' ? 'a mentor' : 'an adult')

/** The words of `/learn`. */
export const learn = {
  summary: 'Learn something from somebody here, or show it',
  title: 'Learning from each other',
  topic: { label: 'Topic', hint: 'What you want to learn or can show, such as soldering' },
  as: {
    label: 'As',
    hint: 'Whether you want to learn it or can show it; learn unless you say show',
    learn: 'I want to learn it',
    show: 'I can show it',
  },
  limit: {
    label: 'How many at once',
    hint: 'With how many people you want to do it at once; one unless you say more',
  },
  form: 'What is it about?',
  submit: 'Say so',
  hidden: { label: 'Which one', hint: 'Which of them this is about' },
  partner: { label: 'Who', hint: 'With whom' },
  gone: 'That is no longer here. Write /learn to see what there is.',

  noted: {
    learn: (topic: string): string => `You want to learn ${topic}. Everybody here can see that with /learn.`,
    show: (topic: string, limit: number): string =>
      `You can show ${topic}, to ${people(limit)} at a time. Everybody here can see that with /learn.`,
  },
  suggestions: {
    /** Who is shown to somebody who wants to learn, and to somebody who can show. */
    learn: 'Ask one of these people, if you like:',
    show: 'These people want to learn it, or something close to it:',
    none: {
      learn:
        'Nobody has said that they can show it and are free at the moment. Tell the channel: somebody may.',
      show: 'Nobody has said yet that they want to learn it. Tell the channel: somebody may.',
    },
    /** After the name. */
    saidShow: (topic: string): string => ` can show ${topic}`,
    saidLearn: (topic: string): string => ` wants to learn ${topic}`,
    didPractice: (name: string): string => ` did ${name}, and said that others may ask`,
    appointed: (roles: readonly Role[]): string => `, ${list(roles.map(roleOf))} here,`,
    ask: (name: string): string => `Ask ${name}`,
    offer: (name: string): string => `Offer it to ${name}`,
  },
  tellChannel: {
    summary: 'Tell the channel what you want to learn or can show',
    button: 'Tell the channel',
    /** After the name. */
    learn: (topic: string): string => ` wants to learn ${topic}. Who can show it?`,
    show: (topic: string): string => ` can show ${topic}. Who wants to learn it?`,
    iCanShow: 'I can show it',
    iWantToLearn: 'I want to learn it',
    iCanToo: 'I can show it too',
    iWantToo: 'I want to learn it too',
  },
  takeBack: {
    summary: 'Take back what you want to learn or can show',
    button: 'Take back',
    done: 'Taken back. Nobody sees it any more.',
  },

  ask: {
    summary: 'Ask somebody whether you can learn from each other',
    /** `learn`: [name] would like to learn [topic] from [name]; `show`: [name] would like to show [name] [topic]. */
    wouldLearn: (topic: string): string => ` would like to learn ${topic} from `,
    wouldShowBefore: ' would like to show ',
    wouldShowAfter: (topic: string): string => ` ${topic}`,
    /** Then the name of whoever is asked. */
    thenBefore: '. ',
    thenAfter: ' can answer here, or with /learn.',
    yes: 'Yes, I will',
    notNow: 'Not now',
    elsewhere: (name: string, platform: Platform): string =>
      `Asked. ${name} is on ${PLATFORMS[platform]}, and finds it there with /learn.`,
    yourself: 'That is you. Somebody else is needed.',
    takenBack: 'They have taken that back, or are not there at the moment. Write /learn to see who is.',
    again: 'You two have that already: it is waiting for an answer, or under way. Write /learn to see it.',
    yourName: (platform: Platform): string =>
      `They are on ${PLATFORMS[platform]}, and would not see who asks. Let your name be shown there first: press Show my name on both, under /my data.`,
    ownLimit: (side: Side, limit: number): string =>
      `You ${side === 'learn' ? 'learn from' : 'show something to'} ${people(limit)} at a time, by your own word, and do so already. End it under /learn, or say a higher number with limit:.`,
    theirLimit: 'They have as many people as they wanted at a time. Ask again later, or ask somebody else.',
  },
  answer: {
    summary: 'Say whether you will learn from each other',
    notYours: 'Only whoever was asked can answer that.',
    over: 'That is over: it was answered or taken back.',
    /** [name] will show [name] [topic]. */
    agreedBefore: ' will show ',
    agreedAfter: (topic: string): string => ` ${topic}.`,
    meetIn: (space: string): string => `Meet in ${space}: both of you see it, and moderators can read along.`,
    /** `/learn` stands between. */
    meetBefore: 'Where to meet stands under ',
    meetAfter: ', for the two of you: a channel that both of you see, where moderators can read along.',
    meetNowhere:
      'There is no channel of this community of which it is certain that both of you see it. Agree on one in words, where moderators read along.',
    meetAcross:
      'You are on different platforms, so no channel is open to both of you. Agree in words where to meet: best at a place or at an hour that moderators know of.',
    notNow: 'Noted. Whoever asked finds under /learn that it is not now.',
  },
  later: {
    summary: 'Say whether you may be asked later how it went',
    button: 'You may ask me later how it went',
    on: (platform: Platform): string =>
      `Thank you. After two weeks and after eight you are asked how it goes, by a direct message on ${PLATFORMS[platform]}, once each time. Nobody is shown what you answer; moderators see how many answered what.`,
    stop: 'Do not ask me how it went',
    off: 'You are not asked about it any more.',
    notYours: 'That is for the two whom it is about.',
    nowhere: 'Nobody can be asked by a direct message from here. Press it on Discord or on Slack.',
  },
  done: {
    summary: 'End what you learn or show together',
    button: 'We are done',
    takenBack: 'Taken back.',
    learned: (topic: string): string =>
      `You are done with ${topic}. If you can do it by now, you can show it to the next one. If you still want to learn it, say so again with /learn.`,
    shown: (topic: string): string => `You are done with ${topic}. Thank you for showing it.`,
  },

  mine: {
    waiting: 'Waiting for your answer',
    pairs: 'You and others',
    said: 'What you said',
    learn: (topic: string): string => `You want to learn ${topic}.`,
    show: (topic: string, limit: number): string => `You can show ${topic}, to ${people(limit)} at a time.`,
    find: 'Find somebody',
    /** [name] would like to learn [topic] from you; [name] would like to show you [topic]. */
    wouldLearn: (topic: string): string => ` would like to learn ${topic} from you.`,
    wouldShow: (topic: string): string => ` would like to show you ${topic}.`,
    /** [name] shows you [topic]; you show [name] [topic]. */
    showsYou: (topic: string, day: Day): string => ` shows you ${topic}, since ${time.day(day)}.`,
    youShow: 'You show ',
    youShowAfter: (topic: string, day: Day): string => ` ${topic}, since ${time.day(day)}.`,
    meetIn: (space: string): string => ` You meet in ${space}.`,
    askedBefore: 'You asked ',
    asked: (topic: string): string => ` about ${topic}. There is no answer yet.`,
    notNow: (topic: string): string => ` said about ${topic} that it is not now.`,
  },
  here: {
    title: 'Wanted and shown here',
    nothingYet: 'Nobody has said yet what they want to learn or can show.',
    columns: { topic: 'Topic', learn: 'Want to learn it', show: 'Can show it' },
    nobody: 'nobody yet',
    names: (n: number, names: readonly string[]): string =>
      n === names.length ? list(names) : `${number(n)}: ${list([...names, 'others'])}`,
    more: (n: number): string =>
      count(n, { one: 'One more topic is not shown.', other: '# more topics are not shown.' }),
    appointed: { mentor: 'Mentors', adult: 'Adults' },
    howBefore: 'To say what you want to learn, write ',
    howMiddle: '. To say what you can show, write ',
    howAfter: '.',
    exampleLearn: '/learn topic:soldering',
    exampleShow: '/learn topic:soldering as:show',
  },
  /** For moderators. */
  figures: (running: number, alone: number, asked: number): string => {
    const pairs =
      running === 0
        ? 'No pair learns together at the moment.'
        : count(running, {
            one: 'One pair learns together at the moment.',
            other: '# pairs learn together at the moment.',
          })
    if (asked === 0) return pairs
    if (asked === 1)
      return `${pairs} One pair has said how it goes: the learner ${alone === 0 ? 'does not do it alone yet' : 'now does it alone'}.`
    const some = alone === 0 ? 'none' : alone < asked ? number(alone) : asked === 2 ? 'both' : 'all'
    return `${pairs} ${number(asked)} pairs have said how it goes: in ${some} of them the learner now does it alone.`
  },

  question: {
    summary: 'Say how learning together goes',
    title: 'How does it go?',
    since: (day: Day): string => `On ${time.day(day)} you agreed that `,
    showsYou: (topic: string): string => ` shows you ${topic}. `,
    youShow: 'you show ',
    youShowAfter: (topic: string): string => ` ${topic}. `,
    goesOn: 'Does it go on?',
    alone: { learn: 'And do you do it alone by now?', show: 'And do they do it alone by now?' },
    buttons: {
      goesOn: 'It goes on',
      over: 'Not any more',
      alone: { learn: 'I do it alone', show: 'They do it alone' },
      notYet: 'Not yet',
    },
    note: 'You said that you may be asked. Nobody is shown what you answer; moderators see how many answered what. You can change an answer by pressing another.',
    kept: 'Kept.',
    so: {
      goesOn: 'It goes on.',
      over: 'It does not go on.',
      alone: 'It is done alone by now.',
      notYet: 'It is not done alone yet.',
    },
    endIt: 'If you two are done, say so: then others find you free.',
    says: { label: 'Answer', hint: 'What you answer' },
    weeks: { label: 'Weeks', hint: 'After how many weeks it was asked' },
    notYours: 'That was asked of somebody else.',
  },

  appoint: {
    title: 'Mentors and adults',
    button: 'Mentors and adults',
    summary: 'See and appoint mentors and adults',
    nobody: 'Nobody is appointed yet.',
    why: 'You answer for whom you appoint. Everybody is told, so that people know whom they can turn to. Mentors are suggested first to those who are new; an adult can stand beside a problem.',
    form: 'Appoint somebody',
    submit: 'Appoint',
    appointButton: 'Appoint somebody',
    person: { label: 'Who', hint: 'Somebody whom you know and answer for' },
    role: { label: 'As', hint: 'What you appoint them to', mentor: 'Mentor', adult: 'Adult' },
    /** [name], [a mentor], since …, by [name]. */
    line: (role: Role, day: Day): string => `: ${roleOf(role)}, since ${time.day(day)}`,
    by: ', appointed by ',
    told: (role: Role): string =>
      ` is ${roleOf(role)} here from now on, appointed by the moderators. ${role === 'mentor' ? 'They can be asked by those who are new.' : 'They can stand beside those who take on a problem.'}`,
    notForMe: 'Not for me',
    takeBack: (name: string, role: Role): string => `Take back: ${name}, ${role}`,
    takenBack: 'Taken back. Nobody is told.',
    notYours: 'Only the moderators can take that back, or whoever was appointed.',
  },
}
