/** What stands on the pictures of who moved closer and of what became of newcomers. */
import type { Day, Period } from '../../calendar.ts'
import { list, number, people, time } from './time.ts'

const about = (isRounded: boolean): string => (isRounded ? 'about ' : '')
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const are = (n: number): string => (n === 1 ? 'is' : 'are')
/** The last day of a period is the one before its end. */
const days = ({ from, to }: Period): string => time.period({ from, to })

/** How close people were on two days, and who moved. */
export const moves = {
  title: 'Who came closer, who went further out',
  labels: {
    bands: {
      core: 'most weeks',
      active: 'often',
      regular: 'often or more',
      peripheral: 'at times',
      here: 'here',
      away: 'silent now',
    },
    back: 'back again',
    new: 'new',
    uncounted: 'in a break',
    inward: 'came closer',
    outward: 'went further out',
    stayed: 'as before',
    arrived: 'new',
  },
  finding: (
    before: Day,
    moved: { inward: number; outward: number; arrived: number },
    isRounded: boolean,
  ): string => {
    const { inward, outward, arrived } = moved
    const since = `Since ${time.shortDay(before)},`
    const closer = inward === 0 ? [] : [`${people(inward, isRounded)} came closer to the middle`]
    const some = (n: number): string =>
      closer.length === 0 ? people(n, isRounded) : about(isRounded) + number(n)
    const further = outward === 0 ? [] : [`${some(outward)} went further out`]
    const came =
      arrived === 0
        ? []
        : [
            `${closer.length + further.length === 0 ? people(arrived, isRounded) : about(isRounded) + number(arrived)} ${are(arrived)} new`,
          ]
    const parts = [...closer, ...further, ...came]
    return parts.length === 0
      ? `${since} nobody who was here came closer or went further out.`
      : `${since} ${list(parts)}.`
  },
  /** Where moves are hidden in groups that were joined. */
  tooFew: 'Too few people moved for it to be told between which groups.',
  none: 'Nobody took part in these weeks, so nobody came closer or went further out.',
  note: (
    silent: number,
    { isRounded, isJoined, timeZone }: { isRounded: boolean; isJoined: boolean; timeZone: string },
  ): string => {
    const still =
      silent === 0 ? '' : ` Left out: ${people(silent, isRounded)} silent for twelve weeks, then and now.`
    const rounded = isRounded ? ' People are counted in fives.' : ''
    const joined = isJoined ? ' Groups under five are joined with their neighbours.' : ''
    return `By the last twelve weeks: most weeks is three in four or more, often is one in four or more. No direction is the right one. Days of ${timeZone}, without bots.${still}${rounded}${joined}`
  },
}

/** What became of those who wrote for the first time. */
export const newcomersPath = {
  title: 'From a first message to coming back',
  labels: { yes: 'yes', no: 'no', tooEarly: 'too early to say' },
  posted: {
    label: 'wrote for the first time',
    who: (period: Period): string => days(period),
  },
  answered: {
    label: 'were answered within two days',
    who: (tooEarly: number): string =>
      `of the first messages that are two days old${tooEarly === 0 ? '' : `; for ${number(tooEarly)} it is too early to say`}`,
  },
  returned: {
    label: 'came back within two weeks',
    who: (period: Period, tooEarly: number): string =>
      `of those who first wrote from ${days(period)}, answered or not${tooEarly === 0 ? '' : `; for ${number(tooEarly)} it is too early to say`}`,
  },
  /** A number of people or a share of them, as it stands above a bar. */
  told: (n: number, isRounded: boolean): string => about(isRounded && n > 0) + number(n),
  share: (n: number, of: number, isRounded: boolean): string =>
    `${about(isRounded)}${number(n)} of ${number(of)}`,
  finding: {
    answered: (share: string): string => `${share} first messages were answered within two days`,
    returned: (share: string): string => `${share} newcomers came back within two weeks`,
    tooEarly: (n: number): string =>
      `${people(n, false)} wrote for the first time; it is too early to say what comes of it.`,
    notTold: (n: number): string =>
      `${capital(people(n, true))} wrote for the first time. What became of them is not told of so few.`,
    sentence: (parts: readonly string[]): string => `${capital(list(parts))}.`,
  },
  none: 'Nobody wrote for the first time in these weeks.',
  note: (timeZone: string, isRounded: boolean): string =>
    `Each bar is as long as there are people it is asked of. Not everybody has been here long enough for each question, so these are not shares of one group. Came back: did anything on one of the next fourteen days. Days of ${timeZone}, without bots.${isRounded ? ' People are counted in fives.' : ''}`,
}
