/** What `/practice` and `/did` say. */
import type { Day } from '../../calendar.ts'
import type { DoingOutcome } from '../../repertoire/practice.ts'
import { count, list, number, time } from './time.ts'

type Counts = Readonly<Record<DoingOutcome, number>>
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const timesOf = (n: number): string => (n === 2 ? 'twice' : count(n, { one: 'once', other: '# times' }))

/** The words of `/practice` and of a practice’s card. */
export const practice = {
  summary: 'Ways of doing things here: find one, or share yours',
  find: {
    summary: 'Find out how something is done here',
    words: { label: 'Words', hint: 'What you are looking for, such as crimping wires' },
    title: 'How things are done here',
    found: (words: string): string => `How things are done here: ${words}`,
    nothingYet: 'Nobody has shared a practice yet. What do you know how to do? Share it, in your own words.',
    nothingFound: (words: string): string =>
      `Nothing here sounds like “${words}”. If you know how, share it with /practice share; if not, ask in a channel: somebody may know.`,
    more: (n: number): string =>
      count(n, {
        one: 'There is one more. Add a word to narrow it.',
        other: 'There are # more. Add a word to narrow it.',
      }),
    openBefore: 'To see how one is done, write ',
    openAfter: ' and its name.',
    columns: { name: 'Practice', when: 'When it helps', done: 'Done' },
    times: (n: number): string => (n === 0 ? 'not yet' : timesOf(n)),
  },
  share: {
    summary: 'Share a way of doing something',
    form: 'Share a practice',
    submit: 'Share',
    name: { label: 'Name', hint: 'What people would call it, such as crimp a connector' },
    how: { label: 'How', hint: 'What you do, step by step, as you would show a friend' },
    when: { label: 'When it helps', hint: 'When somebody would want this' },
    problem: { label: 'Problem', hint: 'What goes wrong without it' },
    follows: { label: 'What follows', hint: 'What is better afterwards, and what it costs' },
    tags: { label: 'Tags', hint: 'A few words to find it by, such as wiring, safety' },
    link: { label: 'Link', hint: 'Where it comes from, such as a message or a page' },
    notALink:
      'A link begins with https:// and has no spaces in it. Copy it from the address bar, or leave it out.',
    shortcut: 'Save as practice',
    shared: 'A new practice. Who tries it, and says how it went?',
    taken: (name: string): string =>
      `There is already a practice called ${name}. Look at it with /practice find, or give yours a name of its own.`,
  },
  card: {
    when: 'When it helps',
    problem: 'Problem',
    follows: 'What follows',
    tags: 'Tags',
    sharer: 'Shared by',
    writers: 'Also written by',
    link: 'Comes from',
    fromMessage: 'From this message',
    asDone: 'As done here',
    anotherWay: 'Another way of',
    learned: 'What people learned',
    /** Whose sharer left without trace. */
    state: {
      draft: 'New: nobody else has tried it yet.',
      /** `worked`: for how many of them. */
      done: (others: number, worked: number): string =>
        worked === 0
          ? count(others, {
              one: 'One other person has tried it, and it did not work for them.',
              other: '# other people have tried it, and it worked for none of them.',
            })
          : count(others, { one: 'One other person has done it.', other: '# other people have done it.' }),
      proven: (others: number): string => `Proven: it worked for ${number(others)} other people.`,
    },
    failing: (failed: number, of: number): string =>
      `Lately it did not work ${timesOf(failed)} out of ${number(of)}. Look at its history before you try.`,
    retired: (day: Day, why: string): string =>
      `Retired on ${time.day(day)}, so it is no longer done here${why === '' ? '.' : `: ${why}`}`,
    outcomes: ({ asWritten, ownWay, didNotWork }: Counts): string => {
      const parts = [
        ...(asWritten > 0 ? [`${timesOf(asWritten)} as written`] : []),
        ...(ownWay > 0 ? [`${timesOf(ownWay)} in somebody’s own way`] : []),
        ...(didNotWork > 0 ? [`${timesOf(didNotWork)} it did not work`] : []),
      ]
      return parts.length === 0 ? 'Not yet.' : `${capital(list(parts))}.`
    },
    doneIt: 'I did it',
    myWay: 'My way',
    ask: 'Ask',
    history: 'History',
    more: 'Add more',
    edit: 'Edit',
    retire: 'Retire',
    bringBack: 'Bring back',
  },
  theirWords: {
    summaries: {
      ask: 'Ask whoever wrote a message for their own words',
      give: 'Give your own words to a practice',
      refuse: 'Keep your words to yourself',
    },
    held: { label: 'Words', hint: 'Which words these are' },
    ask: 'Ask for their words',
    /** Whoever saved the message stands before. */
    question: (practice: string): string =>
      ` saved a message of yours as the practice ${practice}. May your own words stand there too?`,
    whatItDoes: (minutes: number): string =>
      `If you say yes, that message stands, as it was when they saved it, on the card of the practice, where everybody here can read it, and your name with it. If you say no, or nothing, it is forgotten: it is held in memory for ${count(minutes, { one: 'one more minute', other: '# more minutes' })}, and written down nowhere.`,
    message: 'The message',
    yes: 'Yes, take my words',
    no: 'No',
    given: (name: string): string => `Now with the words of ${name}, who gave them.`,
    refused:
      'All right: your words are forgotten, and nothing of them was written down. The practice stays as it is.',
    notYours: 'Only whoever saved the message can ask for its words.',
    notTheirs: 'Only whoever wrote the message can say that.',
    askedBefore: 'They were asked already, and it is theirs to answer.',
    noRoom:
      'Together that is longer than a practice may be, so nothing was taken. Whoever shared it can make room with Edit; then press again.',
    over: 'These words are no longer held: it was answered before, or the quarter of an hour is over. Nothing of them was written down without a yes. If you wrote them and want them there, find the practice with /practice find and press My way, or ask whoever saved it to add them with Edit.',
    overForSaver:
      'These words are no longer held: that lasts a quarter of an hour. Ask for them in the channel; what they agree to you can add to the practice with Edit.',
  },
  hidden: { label: 'Practice', hint: 'Which practice this is about' },
  gone: 'That practice is no longer here.',
  notYours:
    'Only whoever shared it can change it, or a moderator. You can share your own way of it with My way.',
  doing: {
    summary: 'Say how it went when you did a practice',
    question: (name: string): string => `You did ${name}. How did it go?`,
    asWritten: 'As written',
    ownWay: 'My own way',
    didNotWork: 'It did not work',
  },
  myWay: {
    summary: 'Share your own way of a practice',
    form: 'My way of it',
    submit: 'Share my way',
    name: (name: string): string => `${name} (another way)`,
    shared: (name: string): string => `Another way of ${name}. Who tries it, and says how it went?`,
  },
  ask: {
    summary: 'Find somebody who did a practice',
    title: (name: string): string => `Who to ask about ${name}`,
    nobody: 'Nobody who did it has said yet that they may be asked. Ask in a channel: somebody may know.',
    who: 'These people did it, and said that they may be asked. Write to them in a channel, so that others learn too.',
    line: (outcome: string, day: Day): string => `: ${outcome}, on ${time.day(day)}`,
  },
  history: {
    summary: 'See what became of a practice',
    title: (name: string): string => `History of ${name}`,
    lineage: 'Where it comes from',
    shared: (who: string): string => `shared by ${who}`,
    changed: (who: string, fields: readonly string[]): string => `${who} changed ${list(fields)}`,
    did: (who: string, went: string): string => `${who}: ${went}`,
    retired: 'retired',
    here: ' (this one)',
    more: (n: number): string =>
      count(n, { one: 'One older entry is not shown.', other: '# older entries are not shown.' }),
  },
  edit: { summary: 'Change what a practice says', form: 'Change the practice', submit: 'Change' },
  more: { summary: 'Add to a practice: problem, what follows, tags, link', form: 'Add more', submit: 'Keep' },
  changed: 'Changed. What it said before is in its history.',
  unchanged: 'Nothing was changed.',
  retire: {
    summary: 'Say that a practice is no longer done here',
    form: 'Retire the practice',
    submit: 'Retire',
    why: { label: 'Why', hint: 'What is done instead, or why not any more: it stays to be learned from' },
    done: 'Retired. It is no longer listed; write /practice find and its name to see it, or to bring it back.',
  },
  bringBack: { summary: 'Take up a retired practice again', done: 'It is done here again.' },
}

/** The words of `/did`. */
export const did = {
  summary: 'Say what you did, on the chat or off it',
  what: { label: 'What', hint: 'What you did, in a line' },
  practice: { label: 'Practice', hint: 'The practice you followed, by name, if it was one' },
  with: { label: 'With', hint: 'Who you did it with, such as @ada', before: ', with ' },
  outcome: {
    label: 'How it went',
    hint: 'As written, your own way, or it did not work',
    asWritten: 'As written',
    ownWay: 'My own way',
    didNotWork: 'It did not work',
  },
  form: 'What did you do?',
  submit: 'Say so',
  title: 'Said and done',
  latest: 'What people did lately',
  nothingYet: 'Nothing yet. Write /did and what you did, even if it was small.',
  begin: 'Say what you did',
  /** Whoever did it stands before, with their companions. */
  recorded: (what: string): string => `: ${what}${/[.!?…]$/.test(what) ? '' : '.'}`,
  tried: (practice: string, n: number): string =>
    n === 1 ? `The first try of ${practice}.` : `${practice} has now been tried ${timesOf(n)}.`,
  /** Said to everybody, after how often it was tried. */
  thisTime: {
    asWritten: 'It went as written.',
    ownWay: 'Done another way.',
    didNotWork: 'This time it did not work, and that is worth knowing too.',
  },
  /** Said of somebody. */
  went: { asWritten: 'as written', ownWay: 'in their own way', didNotWork: 'did not work' },
  outcomeNeedsPractice: 'How it went is said of a practice. Name the practice too, with practice:',
  withYourself: 'With is for somebody else. Leave it out if you were alone.',
  unknownPractice: (given: string, nearest: readonly string[]): string =>
    nearest.length === 0
      ? `There is no practice called “${given}”. /practice lists them; leave it out if it was none of them.`
      : `There is no practice called “${given}”. Did you mean ${nearest.map((name) => `“${name}”`).join(' or ')}?`,
  columns: { what: 'What', who: 'Who', practice: 'Practice', when: 'When' },
  together: (names: readonly string[]): string => list(names),
  ofPractice: (practice: string, went: string): string => `${practice}: ${went}`,
  addYours: 'Write /did and what you did to add yours.',
  hidden: { label: 'Doing', hint: 'Which doing this is about' },
  gone: 'That is no longer here.',
  story: {
    summary: 'Add what happened, what you learned and where it can be seen',
    button: 'Say more',
    form: 'What came of it?',
    submit: 'Keep',
    happened: { label: 'What happened', hint: 'What came of it, for you or for somebody else' },
    learned: { label: 'What you learned', hint: 'What you would tell the next one who does it' },
    evidence: { label: 'Where it can be seen', hint: 'A link to a picture, a file or a message' },
    askable: {
      label: 'May others ask you',
      hint: 'Whether people who want to do it may ask you how',
      yes: 'Yes, ask me',
      no: 'Rather not',
    },
    notYours: 'Only whoever did it can add to it. If you did it too, say so with I did it.',
    kept: 'Kept. Thank you: the next one who does it will see it.',
    happenedLabel: 'What happened',
    learnedLabel: 'What was learned',
    evidenceLabel: 'Seen here',
  },
  confirm: {
    summary: 'Say that you were there',
    button: 'I was there',
    done: 'Noted: you were there.',
    notNamed: 'Only who was named can say that they were there. If you did it too, say so with /did.',
  },
}
