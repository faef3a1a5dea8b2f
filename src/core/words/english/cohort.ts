/** What is said of a cohort: how far it and the community are the same people, and why that cannot be told. */
import type { Platform } from '../../activity.ts'
import type { Period } from '../../calendar.ts'
import { count, number, time } from './time.ts'

const percent = (share: number): string => ` (${Math.round(share * 100)}\u00a0%)`

/** A share as it is shown: `share` is null where its numbers are too small for a percentage. */
interface ShownShare {
  readonly count: number
  readonly n: number
  readonly share: number | null
}

const some = ({ count: here, n, share }: ShownShare, isRounded: boolean): string => {
  if (here === 0) return 'none'
  if (here === 1) return 'one'
  const about = isRounded ? 'about ' : ''
  return here === n && !isRounded ? 'all' : `${about}${number(here)}${share === null ? '' : percent(share)}`
}

/** The words about cohorts. */
export const cohort = {
  field: { label: 'Cohort', hint: 'A role or a group, such as a class, to compare with who is here' },
  label: 'The same people?',
  told: (
    name: string,
    { ofCohort, ofCommunity, period }: { ofCohort: ShownShare; ofCommunity: ShownShare; period: Period },
    isRounded: boolean,
  ): string => {
    const about = isRounded ? 'about ' : ''
    const people = (n: number): string => `${about}${count(n, { one: '# person', other: '# people' })}`
    return `Of the ${people(ofCohort.n)} in ${name}, ${some(ofCohort, isRounded)} took part here in the ${time.length(period)} of this digest. Of the ${people(ofCommunity.n)} who took part here, ${some(ofCommunity, isRounded)} ${ofCommunity.count === 1 ? 'is' : 'are'} in ${name}.`
  },
  tooFew: (name: string, fewest: number): string =>
    `${name} has fewer than ${number(fewest)} people, so nothing is counted: it would tell of somebody.`,
  hidden: (name: string): string =>
    `How far ${name} and this community are the same people is not shown: one of the groups would be so small, or so complete, that it tells of somebody.`,
  gone: (asked: string): string =>
    `There is no group called “${asked}” here. Choose a role in Discord, or write a user group with its @ in Slack.`,
  notGranted: {
    discord:
      'Discord does not let the bot read who has a role. Whoever looks after the bot can switch on Server Members Intent (Discord Developer Portal, Bot), and start it again.',
    slack:
      'Slack does not let the bot read user groups. Whoever looks after the bot can give the app the scope usergroups:read, and install it again.',
    terminal: 'Groups cannot be read here.',
  } satisfies Record<Platform, string>,
  file: {
    notRead: (file: string): string => `The list ${file} cannot be read.`,
    whichPlatform: (line: number, typed: string): string =>
      `Line ${number(line)} of the list: say of which platform “${typed}” is, such as discord:${typed} or slack:${typed}.`,
    noId: (line: number): string => `Line ${number(line)} of the list holds no id of a person.`,
  },
  notNow: 'The platform does not tell who is in that group at the moment. Try again in a minute.',
  tooMany: (most: number): string =>
    `This server has more than ${number(most)} members, which is too many to look through for a question. The operator can compare a list instead: commonplace digest --cohort FILE.`,
}
