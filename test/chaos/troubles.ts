/** Everything that goes wrong, by name. What each does is the platform's or the database's matter; here is only what there is. */

/** Of the connection, on either platform. */
const CONNECTION = ['drop', 'repeat', 'reorder', 'delay', 'cut', 'refused', 'http'] as const
/** Of the machine that the bot runs on; a crash is a kill where the bot is a process of its own. */
const MACHINE = ['crash', 'crash', 'crash', 'restart', 'busy', 'full', 'clock'] as const
const DISCORD = [
  'closed',
  'reconnect',
  'invalidResumable',
  'invalid',
  'refuseResume',
  'expire',
  'outage',
  'removed',
] as const
const SLACK = [
  'cutOne',
  'deafen',
  'refresh',
  'warning',
  'crowded',
  'loseAcknowledgements',
  'limitApp',
] as const

/** What may befall a bot on each platform; what stands there twice comes twice as often. */
export const TROUBLES = {
  discord: [...CONNECTION, ...MACHINE, ...DISCORD],
  slack: [...CONNECTION, ...MACHINE, ...SLACK],
} as const

export type TroubleKind = (typeof TROUBLES)['discord' | 'slack'][number]

/** One trouble, with its dice thrown. */
export interface Trouble {
  readonly kind: TroubleKind
  /** So many steps later it is over. */
  readonly lasts: number
  /** How many events, tries or requests it befalls, where it is counted. */
  readonly many: number
  /** How long it takes in real time, where that matters. */
  readonly ms: number
  /** People go on at once when it is over, instead of waiting until the bot has caught up. */
  readonly isHurried: boolean
  /** Chooses among its kinds, from 0 to 11. */
  readonly flavour: number
}

/** Whether a step of a script is trouble. */
export const isTrouble = (what: { readonly kind: string }): what is Trouble => 'flavour' in what

/** Of the machine rather than of the connection. */
export const isOfMachine = ({ kind }: Trouble): boolean => MACHINE.some((one) => one === kind)
