/** What `/waiting` says. */
import { count, time } from './time.ts'

/** The words of `/waiting`. */
export const waiting = {
  summary: 'Messages that nobody has answered yet',
  title: 'Waiting for an answer',
  nobody:
    'Nobody is waiting. Nothing that was asked in the last two weeks has gone more than a day without an answer.',
  some: (n: number, first: number): string => {
    const all = count(n, { one: 'One message has', other: '# messages have' })
    const newcomers =
      first === 0
        ? ''
        : n === 1
          ? ' It is the first that its author wrote here.'
          : count(first, {
              one: ' One is the first its author wrote here.',
              other: ' # are the first their authors wrote here.',
            })
    return `${all} gone without an answer for more than a day.${newcomers} Anybody may answer.`
  },
  waitedFor: (minutes: number): string => `, ${time.duration(minutes)} ago`,
  first: ', somebody’s first',
  open: 'open it',
  more: (n: number): string => count(n, { one: 'And one more.', other: 'And # more.' }),
  space: { label: 'Space', hint: 'The space it is in' },
  key: { label: 'Message', hint: 'The message itself' },
  marks: {
    answered: {
      button: 'Answered',
      summary: 'Say that a message has its answer',
      confirmed: 'Good. It no longer waits.',
    },
    notAQuestion: {
      button: 'Not a question',
      summary: 'Say that a message needs no answer',
      confirmed: 'Noted. It no longer waits.',
    },
    taken: {
      button: 'I’ll take it',
      summary: 'Say that you will answer a message',
      confirmed: 'It is yours to answer, and no longer waits here. Thank you.',
    },
  },
  why: 'People whose first message finds an answer come back more often. Only the place and the time are shown, never the words.',
}
