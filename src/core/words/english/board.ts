/** What the board says: one pinned message a community, for whoever comes by. */
import { count } from './time.ts'

/** The words of the board. */
export const board = {
  labels: {
    waiting: 'Waiting',
    practices: 'To try',
    read: 'Read',
    never: 'Never kept',
    you: 'About you',
    begin: 'To begin',
  },
  nobodyWaits: 'Nobody waits for an answer.',
  waiting: (n: number): string =>
    count(n, {
      one: 'One message waits for an answer. /waiting shows it, and anybody may answer.',
      other: '# messages wait for an answer. /waiting shows them, and anybody may answer.',
    }),
  practice: (name: string, whenItHelps: string): string =>
    whenItHelps === '' ? name : `${name}: ${whenItHelps}`,
  howPractices: 'Write /practice and a name to see how it is done here.',
  noPractices: 'Nobody has shared a way of doing things yet. /practice share is how to be the first.',
  you: 'Nothing worked out from watching is shown of anybody by name. /my data shows all that is kept of you, and lets you pause or erase it.',
  begin: 'Write /help to see what there is, or /did and what you did.',
  buttons: { waiting: 'See who waits', myData: 'My data', help: 'How this works' },
}
