/** What `/community` says. */
import type { Period } from '../../calendar.ts'
import { list, time } from './time.ts'

/** The words of `/community`. */
export const community = {
  summary: 'How this community is set up: channels, digests, time zone and quiet dates',
  setup: { summary: 'Set this community up, or see how it is set up' },
  title: (name: string): string => `${name}: setup`,
  timeZoneValue: (zone: string): string =>
    `${zone}. It stays as it is, because every day counted so far is a day there.`,
  breaksValue: (breaks: readonly Period[]): string =>
    breaks.length === 0 ? 'None. Holidays then look like silence.' : `${list(breaks.map(time.period))}.`,
  breaksNote: 'In a break nobody is expected, so a quiet holiday is not taken for people leaving.',
  addBreak: 'Add a break',
  clearBreaks: 'Clear all breaks',
  break: {
    summary: 'Mark dates on which nobody is expected',
    form: 'A break',
    submit: 'Add',
    from: { label: 'First day', hint: 'A date such as 2026-12-21' },
    to: { label: 'Last day', hint: 'A date such as 2027-01-04' },
    added: (period: Period): string => `${time.period(period)} is now a break.`,
    backwards: 'The last day is before the first. Give the first day first.',
    tooLong: 'A break of more than a year is hard to tell from the end. Keep it under a year.',
    tooMany: (most: number): string => `There is room for ${most} breaks. Clear the old ones first.`,
  },
  clear: {
    summary: 'Forget all breaks',
    cleared: 'There are no breaks any more.',
  },
}
