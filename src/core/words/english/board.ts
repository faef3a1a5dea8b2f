/** What the board says: one pinned message a community, for whoever comes by. */
import { count } from './time.ts'

/** The words of the board; what is read and what never is it says as `/help` does. */
export const board = {
  nobodyWaits: 'Nobody has waited for an answer for more than a day.',
  waiting: (n: number): string =>
    count(n, {
      one: 'One message waits for an answer. /waiting shows it, and anybody may answer.',
      other: '# messages wait for an answer. /waiting shows them, and anybody may answer.',
    }),
  problemsTitle: 'To take on together',
  firstStep: (step: string): string => ` · first step: ${step}`,
  places: (left: number | null): string => {
    if (left === null) return ''
    return left === 0
      ? ' · no place left'
      : count(left, { one: ' · one place left', other: ' · # places left' })
  },
  noProblems: 'Nothing is open to take on together. Write /problem and what should change here.',
  practicesTitle: 'Something to try',
  practice: (name: string, whenItHelps: string): string =>
    whenItHelps === '' ? name : `${name}: ${whenItHelps}`,
  howPractices: 'Write /practice find and a name to see how it is done here.',
  noPractices: 'Nobody has shared a way of doing things yet. Write /practice share to be the first.',
  beginLabel: 'To begin',
  begin: 'Write /help to see what there is, or /did and something that you did.',
  buttons: {
    waiting: 'See who waits',
    problems: 'Problems',
    practices: 'Practices',
    myData: 'My data',
    help: 'How this works',
  },
}
