/** The map of who answers whom: its picture, its button, and what the command line says while it is made. */
import { count, list, number, people } from './time.ts'

const PLATFORMS = { slack: 'Slack', discord: 'Discord', terminal: 'the terminal' } as const
type Shown = keyof typeof PLATFORMS

interface Place {
  readonly group: number
  readonly place: string
}
interface Largest extends Place {
  readonly people: number
}

const groups = (n: number): string => count(n, { one: '# group', other: '# groups' })

export const map = {
  summary: 'See who answers whom, as groups and what bridges them',
  button: 'The map',
  title: 'Who answers whom',
  /** What a group is called: the channel, or the two, that its people mostly answer each other in. */
  named: (channels: readonly string[]): string => list(channels),
  /** One of several groups of the same channels, counted from the largest. */
  oneOf: (name: string, nth: number): string => `${name}, circle ${nth}`,
  rest: (n: number): string => count(n, { one: '# smaller group', other: '# smaller groups' }),
  nowhere: 'no channel known',
  detail: (n: number, isRounded: boolean, platforms: readonly Shown[]): string =>
    [
      people(n, isRounded),
      ...(platforms.length > 1 ? [list(platforms.map((one) => PLATFORMS[one]))] : []),
    ].join(' · '),
  /** How many people, in how many groups, and which is the largest: its number on the map, and its channel. */
  structure: (all: number, isRounded: boolean, n: number, largest: Largest): string => {
    const who = capital(people(all, isRounded))
    if (n === 1) return `${who} answer each other as one group, in ${largest.place}.`
    const size = people(largest.people, isRounded)
    return `${who} answer each other in ${groups(n)}; the largest is group ${largest.group}, ${size} in ${largest.place}.`
  },
  /** How much groups are tied together: one in `every` pairs is of two groups. */
  across: (every: number): string =>
    every <= 1 ? 'Nearly all ties cross groups.' : `One tie in ${number(every)} crosses groups.`,
  bridged: (one: Place, other: Place, n: number, isRounded: boolean): string => {
    const where =
      one.place === other.place
        ? `groups ${one.group} and ${other.group}, both in ${one.place}`
        : `groups ${one.group} (${one.place}) and ${other.group} (${other.place})`
    return `The widest bridge is between ${where}: ${people(n, isRounded)}.`
  },
  /** A bridge of so few that members are not told how many. */
  thinly: 'Only a few people are a bridge between groups.',
  apart: (n: number): string =>
    n === 2 ? 'Nobody is a bridge between the two.' : 'Nobody is a bridge between the groups.',
  someApart: (n: number): string =>
    count(n, { one: 'One group has no bridge to another.', other: '# groups have no bridge to another.' }),
  platformBridge: (platforms: readonly Shown[], isBridged: boolean): string => {
    const names = list(platforms.map((one) => PLATFORMS[one]))
    return isBridged ? `There are bridges between ${names}.` : `Nothing bridges ${names}.`
  },
  /** People in circles too small to be a group. */
  outside: (n: number, isRounded: boolean): string =>
    isRounded
      ? `${capital(people(n, true))} stand outside of the groups.`
      : count(n, { one: '# person stands outside.', other: '# people stand outside.' }),
  /** Betweenness is nearly all that of one or of a few. */
  hub: 'Much of it goes through very few people: without them many would lose each other.',
  noMap: {
    nothing: 'Nobody has answered or named anybody in these days, so there is no map yet.',
    fewActive:
      'Fewer than 20 people were active in these days, so no map is drawn: among so few, every line would point at somebody.',
    noGroups:
      'People answer each other in circles of fewer than five here, so there are no groups to draw a map of. A longer time may show more.',
  },
  note: {
    dots: 'Dots are people, without names: the nearer the middle, the deeper among those who answer each other. Colours are groups of five and more; grey bands join groups, as thick as people tie across.',
    sampled: (each: number): string => `One dot stands for about ${number(each)} people.`,
    lines: 'Thin lines: who answered or named whom.',
    groups:
      'Discs are groups of five and more who answer each other more than others, larger for more people; grey bands join groups, as thick as people tie across.',
    dashed: 'Dashed bands join platforms.',
    rounded: 'People are counted in fives, and fewer than five are left out.',
    days: (period: string): string => `Replies and mentions, ${period}.`,
  },
  /** What is counted, where a picture is told in letters. */
  bridge: (one: string, other: string, n: string): string => `${one} – ${other}: ${n}`,
  /** Beside a bar, while it is worked out who answers whom. */
  working: 'working out who answers whom',
  commandLine: {
    map: 'draw or export the map of who answers whom in a community',
    out: 'picture to write, a PNG or an SVG by the ending of its name',
    theme: 'light or dark (otherwise light)',
    oneOfThem:
      'Say --json for the network as data, or --out with a file for its picture, such as map.png or map.svg.',
    ending: (file: string): string =>
      `“${file.slice(-60)}” is no picture’s name. Name it such as map.png or map.svg.`,
    noTheme: (given: string): string => `There is no theme “${given.slice(0, 20)}”. Choose light or dark.`,
  },
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
