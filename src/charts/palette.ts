/**
 * The colours of pictures, light and dark. Series that touch stay apart for people with any kind of dichromacy
 * (blues against warm colours, and lightness within a family); text has a contrast of at least 4.5 to the ground.
 */
import type { Theme } from '../core/figure.ts'

/** A colour as `#rrggbb`. */
type Colour = string

/** What each colour is for. */
export interface Palette {
  readonly ground: Colour
  /** Titles and values. */
  readonly ink: Colour
  /** The finding and labels. */
  readonly text: Colour
  /** Axes and notes. */
  readonly quiet: Colour
  readonly grid: Colour
  readonly axis: Colour
  readonly members: {
    readonly new: Colour
    readonly returned: Colour
    readonly stayed: Colour
    readonly left: Colour
  }
  /** One hue, the core standing out most. */
  readonly bands: { readonly core: Colour; readonly active: Colour; readonly peripheral: Colour }
  /** What became of moves between bands; those that moved stand out from those that stayed. */
  readonly moves: {
    readonly stayed: Colour
    readonly inward: Colour
    readonly outward: Colour
    readonly arrived: Colour
  }
  /** Of a step of newcomers. */
  readonly path: { readonly yes: Colour; readonly no: Colour; readonly tooEarly: Colour }
  /** People who used a word before, who took it up since, and both where they are not told apart. */
  readonly spread: { readonly before: Colour; readonly since: Colour; readonly together: Colour }
  /** How a doing went. */
  readonly doings: { readonly asWritten: Colour; readonly ownWay: Colour; readonly didNotWork: Colour }
  readonly map: {
    /** Groups in their order around the middle; neighbours stay apart. Each has its number too. */
    readonly groups: readonly Colour[]
    /** The smaller groups together, and who stands outside. */
    readonly rest: Colour
    /** What bridges two groups. */
    readonly band: Colour
    /** The ground of a map of few. */
    readonly field: Colour
    /** How much of a group's own colour its sector and the lines in it have, from 0 to 1. */
    readonly tint: number
    readonly lineTint: number
  }
  /** An hour without messages. */
  readonly empty: Colour
  /** From few to many messages. */
  readonly heat: readonly [Colour, Colour, Colour, Colour, Colour]
  readonly bar: Colour
  /** The longest bar. */
  readonly longestBar: Colour
}

const light: Palette = {
  ground: '#ffffff',
  ink: '#17202c',
  text: '#3d4856',
  quiet: '#657080',
  grid: '#e7eaef',
  axis: '#9aa5b4',
  members: { new: '#eda31d', returned: '#6cb0e0', stayed: '#1f5c99', left: '#c8485a' },
  bands: { core: '#08474e', active: '#38918f', peripheral: '#a3dad3' },
  moves: { stayed: '#d9dfe7', inward: '#2a70ab', outward: '#c8485a', arrived: '#eda31d' },
  path: { yes: '#1f5c99', no: '#84b4dd', tooEarly: '#e1e5ec' },
  spread: { before: '#5f9fd3', since: '#eda31d', together: '#adb6c3' },
  doings: { asWritten: '#1f5c99', ownWay: '#6cb0e0', didNotWork: '#c8485a' },
  map: {
    groups: ['#1f5c99', '#b8384f', '#7350a8', '#d9790b', '#17806f', '#857400', '#4c97cf', '#8f4f2a'],
    rest: '#7d8794',
    band: '#aab4c2',
    field: '#f3f5f8',
    tint: 0.09,
    lineTint: 0.4,
  },
  empty: '#f0f2f6',
  heat: ['#cfe2f3', '#9ac4e6', '#5a9dd0', '#2a70ab', '#113b6b'],
  bar: '#8dbbe0',
  longestBar: '#1f5c99',
}

const dark: Palette = {
  ground: '#1f2228',
  ink: '#f3f5f8',
  text: '#ccd2db',
  quiet: '#9ca5b3',
  grid: '#31363f',
  axis: '#6b7584',
  members: { new: '#f5b03a', returned: '#a3d3f7', stayed: '#3f83d6', left: '#dc5a70' },
  bands: { core: '#c4f7ef', active: '#44aba6', peripheral: '#265f66' },
  moves: { stayed: '#363d48', inward: '#5aa5ee', outward: '#e2647a', arrived: '#f5b03a' },
  path: { yes: '#8dc2f1', no: '#3a6ea5', tooEarly: '#3a414c' },
  spread: { before: '#3f78b3', since: '#f5b03a', together: '#747e8d' },
  doings: { asWritten: '#3f83d6', ownWay: '#a3d3f7', didNotWork: '#dc5a70' },
  map: {
    groups: ['#6aa7ee', '#f07c8c', '#b994ea', '#f5b03a', '#4cc9b5', '#d3cb58', '#a9d8fb', '#d69f76'],
    rest: '#98a2b0',
    band: '#79859a',
    field: '#282c34',
    tint: 0.13,
    lineTint: 0.42,
  },
  empty: '#282c34',
  heat: ['#223f5f', '#2a6199', '#4a8fd2', '#8dc2f1', '#dcf0ff'],
  bar: '#42709f',
  longestBar: '#8dc2f1',
}

/** A colour with so much of `colour`, from 0 to 1, on `ground`. */
export function mixed(colour: Colour, ground: Colour, share: number): Colour {
  const channel = (of: Colour, at: number): number => Number.parseInt(of.slice(at, at + 2), 16)
  const parts = [1, 3, 5].map((at) =>
    Math.round(channel(colour, at) * share + channel(ground, at) * (1 - share)),
  )
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** The colours of each theme: light for Slack's ground, dark for Discord's. */
export const palettes: Readonly<Record<Theme, Palette>> = { light, dark }
