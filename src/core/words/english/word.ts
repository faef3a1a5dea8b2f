/** What `/word` says. */
import type { Day } from '../../calendar.ts'
import { count, number, time } from './time.ts'

/** The words of the community's own words. */
export const word = {
  summary: 'Words we use here, and what they mean: look one up, or give one',
  word: { label: 'Word', hint: 'The word, as people here say it, such as chuck' },
  meaning: { label: 'Meaning', hint: 'What it means here, as you would tell somebody new' },
  example: { label: 'Example', hint: 'A sentence with it, as somebody here would say it' },
  hidden: { label: 'Word', hint: 'Which word this is about' },
  gone: 'That word is no longer here.',
  notYours: 'Only whoever brought a word can change it or take it back, or a moderator.',
  list: {
    title: 'Words we use here',
    nothingYet: 'No word has been given yet.',
    whatToGive:
      'People who do things together have words of their own. Which one did you have to ask about when you were new here? Give it, and say what it means, so that the next one need not ask.',
    columns: { word: 'Word', meaning: 'What it means here', giver: 'Brought by', reach: 'Taken up by' },
    more: (n: number): string =>
      count(n, {
        one: 'There is one more. Look it up by its first letters.',
        other: 'There are # more. Look one up by its first letters.',
      }),
  },
  lookUp: {
    found: (typed: string): string => `Words we use here: ${typed}`,
    nothing: (typed: string): string =>
      `Nobody has said yet what “${typed}” means here. If you know, give it its meaning; if not, ask in a channel: somebody may know.`,
  },
  give: {
    summary: 'Give a word, with what it means here',
    button: 'Give a word',
    form: 'Give a word',
    submit: 'Give it',
    /** Whoever gave it stands before. */
    given: ' gave a word we use here:',
    lookBefore: 'All our words are under ',
    lookAfter: '.',
    known: (word: string): string =>
      `“${word}” has a meaning here already, so nothing was changed. Whoever brought it can change it, or a moderator.`,
    knownToYou: (word: string): string =>
      `“${word}” has a meaning here already, so nothing was changed yet. Edit opens with what you wrote.`,
    noWord: (typed: string): string =>
      `“${typed}” has no letter, number or sign in it that somebody could write. Give the word as people write it.`,
  },
  card: {
    giver: 'Brought by',
    /** The giver stands before. */
    onDay: (day: Day): string => `, on ${time.day(day)}`,
    /** Whose giver left without trace. */
    reach: 'Taken up by',
  },
  reach: {
    nobody: 'nobody else yet',
    notRead: 'not known here',
    few: 'a few others',
    people: (n: number, isRounded: boolean): string =>
      isRounded ? `about ${number(n)} others` : count(n, { one: 'one other person', other: '# others' }),
    how: 'Words are counted as messages pass: how many people use one, never who. The messages are not kept.',
    rounded: 'People are counted in fives, and fewer than five are a few.',
  },
  edit: {
    summary: 'Change a word',
    button: 'Edit',
    form: 'Change the word',
    submit: 'Change',
    changed: 'Changed.',
    unchanged: 'Nothing was changed.',
    taken: (word: string): string =>
      `“${word}” is here already, as a word of its own. Look at it with /word, or spell this one otherwise.`,
  },
  takeBack: {
    summary: 'Take a word back',
    button: 'Take back',
    title: (word: string): string => `Take “${word}” back?`,
    question: 'What it means here is then gone, and so is how many people took it up. It can be given anew.',
    confirm: 'Take it back',
    keep: 'Keep it',
    done: (word: string): string => `“${word}” is taken back.`,
  },
  data: {
    label: 'Words',
    told: (given: number, uses: number): string => {
      if (given + uses === 0) return 'None yet.'
      const gave =
        given === 0
          ? []
          : [`You gave ${count(given, { one: 'one word', other: '# words' })}, under your name.`]
      const used =
        uses === 0
          ? []
          : [
              `Your messages used words of this community ${count(uses, { one: 'once', other: '# times' })}. Others see only how many people use a word.`,
            ]
      return [...gave, ...used].join(' ')
    },
  },
}
