/** How people are spoken of. */
import type { Platform } from '../../activity.ts'
import { count } from './time.ts'

/** What platforms are called. */
export const PLATFORMS = { discord: 'Discord', slack: 'Slack', terminal: 'the terminal' } as const

/** The words for people who go by no name. */
export const people = {
  somebody: 'somebody',
  /** Whoever left without trace. */
  formerMember: 'a former member',
  /** Of a book that was taken in: they are no member here. */
  elsewhere: 'somebody elsewhere',
  /** Their name does not cross from there. */
  somebodyOn: (platform: Platform): string => `somebody on ${PLATFORMS[platform]}`,
  /** The same of several. */
  peopleOn: (n: number, platform: Platform): string =>
    `${count(n, { one: 'one person', other: '# people' })} on ${PLATFORMS[platform]}`,
}
