/** What `/thanks` says. */
import { count, number } from './time.ts'

const times = (n: number): string => (n === 2 ? 'twice' : count(n, { one: 'once', other: '# times' }))

/** The words of thanks, of what whoever was thanked says to it, and of the list. */
export const thanks = {
  summary: 'Thank somebody for what they did or taught',
  person: { label: 'Who', hint: 'Whom you thank, such as @ada' },
  for: { label: 'For', hint: 'What they did or taught, in your own words: everybody here reads them' },
  practice: { label: 'Practice', hint: 'The practice it is about, by name, if it is about one' },
  to: { label: 'Who, elsewhere', hint: 'Somebody on another platform who agreed to be named here, by name' },
  link: { label: 'Message', hint: 'The message that it is about' },
  hidden: { label: 'Thanks', hint: 'Which thanks these are' },
  shortcut: 'Say thanks',
  form: 'Say thanks',
  submit: 'Say thanks',
  title: 'Thanks',
  /** Between whoever thanks and whoever is thanked; the words follow. */
  between: ' thanks ',
  ofPractice: (name: string): string => `About the practice ${name}.`,
  ofMessage: 'About this message',
  foundElsewhere: (name: string): string =>
    `${name} finds this under /thanks, and says there whether to keep it.`,
  yourself: 'Thanks are for somebody else. To tell what you did yourself, write /did.',
  oneAtATime: 'Thank one person at a time: give person: or to:, and leave the other out.',
  nobodyElsewhere: (name: string): string =>
    `I know nobody on another platform who is called “${name}” and agreed to be named here. If they are on this platform, use person:. People agree under /my data, with Show my name on both.`,
  severalElsewhere: (name: string): string =>
    `More than one person elsewhere goes by “${name}”, and I would rather not guess. Thank them on their own platform, where you can choose the right one.`,
  keep: {
    summary: 'Keep thanks on your own page',
    button: 'Keep on my page',
    done: 'Kept. It is among what is kept of you, which /my data shows, and you can change your mind at any time.',
  },
  refuse: {
    summary: 'Say that thanks are not yours',
    button: 'Not mine',
    done: 'All right. These thanks are no longer listed or counted. What was posted stays where it is, and whoever said it is not told. You can change your mind at any time.',
  },
  notForYou: 'Only whoever was thanked can say that. To thank them too, write /thanks.',
  gone: 'Those thanks are no longer here.',
  latest: 'Thanks, lately',
  nothingYet: 'There are no thanks to show yet. Who helped you lately, or taught you something?',
  columns: { when: 'When', who: 'Who thanks whom', what: 'What for' },
  pair: (giver: string, receiver: string): string => `${giver} thanks ${receiver}`,
  what: (what: string, practice: string): string => `${what} (${practice})`,
  forYou: (n: number): string =>
    n === 1
      ? 'You were thanked. Do you want to keep it on your page?'
      : 'You were thanked. Which of these do you want to keep on your page?',
  oneForYou: (giver: string, what: string): string => `${giver}: ${what}`,
  elsewhereBefore: 'For somebody on another platform of this community who agreed to be named here, write ',
  elsewhereTyped: '/thanks to:',
  elsewhereAfter: ' and their name.',
  moreForYou: 'There are more; they come up once you have answered these.',
  /** A button, where several say the same. */
  numbered: (at: number, label: string): string => `${number(at)}: ${label}`,
  data: {
    label: 'Thanks',
    told: (given: number, received: number, kept: number): string => {
      if (given + received === 0) return 'None yet.'
      const said = given === 0 ? [] : [`You thanked others ${times(given)}.`]
      const keeping =
        kept === 0 ? '' : received === 1 ? ', and keep it' : `, and keep ${number(kept)} of them on your page`
      const heard = received === 0 ? [] : [`You were thanked ${times(received)}${keeping}.`]
      return [...said, ...heard].join(' ')
    },
  },
}
