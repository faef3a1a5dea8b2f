/** What `/practice` and `/did` say. */
import { count, list } from './time.ts'

const timesOf = (n: number): string => (n === 2 ? 'twice' : count(n, { one: 'once', other: '# times' }))

/** The words of `/practice` and of a practice’s card. */
export const practice = {
  summary: 'Ways of doing things here: find one, or share yours',
  find: {
    summary: 'Find out how something is done here',
    words: { label: 'Words', hint: 'What you are looking for, such as crimping wires' },
    title: 'How things are done here',
    found: (words: string): string => `How things are done here: ${words}`,
    nothingYet: 'Nobody has shared a practice yet. Write /practice share and a name to share the first.',
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
    sharer: 'Shared by',
    link: 'Comes from',
    fromMessage: 'From this message',
    done: 'Done',
    /** Whose sharer left without trace. */
    formerMember: 'a former member',
    doneIt: 'I did it',
    myWay: 'My way',
    didNotWork: 'It did not work',
  },
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
  /** Whoever did it stands before; companions and a full stop follow. */
  recorded: (what: string): string => `: ${what}`,
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
}
