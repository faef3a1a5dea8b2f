/** The map of who answers whom: its picture, its button, and what the command line says while it is made. */
import { count, list, number, people } from './time.ts'

const PLATFORMS = { slack: 'Slack', discord: 'Discord', terminal: 'the terminal' } as const
type Shown = keyof typeof PLATFORMS

/** The largest group: its number on the map, the channel it is mostly in, and how many people it is of. */
interface Largest {
  readonly group: number
  readonly place: string
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
  /** How many people, in how many groups, and which is the largest. */
  structure: (all: number, isRounded: boolean, n: number, largest: Largest): string => {
    const who = capital(people(all, isRounded))
    if (n === 1) return `${who} answer each other as one group, in ${largest.place}.`
    const size = `${isRounded ? 'about ' : ''}${number(largest.people)}`
    return `${who} answer each other in ${groups(n)}; the largest, group ${largest.group} in ${largest.place}, has ${size}.`
  },
  /** How much groups are tied together: one in `every` pairs is of two groups. */
  across: (every: number): string =>
    every <= 1 ? 'Nearly all ties cross groups.' : `One tie in ${number(every)} crosses groups.`,
  /** Between which two groups most people tie across, by their numbers on the map. */
  bridged: (one: number, other: number, n: number, isRounded: boolean): string =>
    `The widest bridge joins groups ${one} and ${other} (${people(n, isRounded)}).`,
  /** A bridge of so few that members are not told how many. */
  thinly: 'Only a few people bridge groups.',
  apart: (n: number): string => (n === 2 ? 'Nobody bridges the two.' : 'Nobody bridges the groups.'),
  someApart: (n: number): string =>
    count(n, { one: 'One group has no bridge.', other: '# groups have no bridge.' }),
  platformBridge: (platforms: readonly Shown[], isBridged: boolean): string => {
    const names = list(platforms.map((one) => PLATFORMS[one]))
    return isBridged ? `People bridge ${names}.` : `Nothing bridges ${names}.`
  },
  /** People in circles too small to be a group. */
  outside: (n: number, isRounded: boolean): string =>
    isRounded
      ? `${capital(people(n, true))} stand outside.`
      : count(n, { one: '# person stands outside.', other: '# people stand outside.' }),
  /** Betweenness is nearly all that of one or of a few. */
  hub: 'Much of it goes through very few people.',
  noMap: {
    nothing: 'Nobody has answered or named anybody in these days, so there is no map yet.',
    fewActive:
      'Fewer than 20 people were active in these days, so no map is drawn: among so few, every line would point at somebody.',
    noGroups:
      'People answer each other in circles of fewer than five here, so there are no groups to draw a map of. A longer time may show more.',
  },
  note: {
    /** `each`: how many people a dot stands for. */
    dots: (each: number): string =>
      `Each dot is ${each > 1 ? `about ${number(each)} people` : 'a person'}, unnamed: nearer the middle, deeper among those who answer. Colours are groups of five and more; grey bands bridge them.`,
    groups:
      'Discs are groups of five and more who mostly answer each other, larger for more people; grey bands bridge them.',
    dashed: 'Dashed: between platforms.',
    rounded: 'People are counted in fives.',
    days: (period: string, isOfLines: boolean): string =>
      `${isOfLines ? 'Thin lines are replies and mentions' : 'Replies and mentions'}, ${period}.`,
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
