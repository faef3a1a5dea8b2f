/** What `/waiting` says. */
import { count, time } from './time.ts'

export const waiting = {
  summary: 'Messages that nobody has answered yet',
  title: 'Waiting for an answer',
  nobody: 'Nobody is waiting. Whatever was asked in the last two weeks has found somebody.',
  some: (n: number, first: number): string => {
    const all = count(n, { one: 'One message has', other: '# messages have' })
    const newcomers =
      first === 0
        ? ''
        : n === 1
          ? ' It is the first that its author wrote here.'
          : count(first, { one: ' One is the first its author wrote here.', other: ' # are the first their authors wrote here.' })
    return `${all} gone without an answer for more than a day.${newcomers} Anybody may answer.`
  },
  item: (space: string): string => space,
  waitedFor: (minutes: number): string => `, ${time.duration(minutes)} ago`,
  first: 'first message',
  open: 'Open it',
  more: (n: number): string => count(n, { one: 'And one more.', other: 'And # more.' }),
  answered: 'Answered',
  notAQuestion: 'Not a question',
  taken: 'I’ll take it',
  space: { label: 'Space', hint: 'The space it is in' },
  key: { label: 'Message', hint: 'The message itself' },
  answeredSummary: 'Say that a message has its answer',
  notAQuestionSummary: 'Say that a message needs no answer',
  takenSummary: 'Say that you will answer a message',
  confirmAnswered: 'Good. It no longer waits.',
  confirmNotAQuestion: 'Noted. It no longer waits.',
  confirmTaken: 'It is yours. Thank you for answering it.',
  why: 'People whose first message finds an answer come back more often. Only the place and the time are shown, never the words.',
}
