/** What a bot in a process of its own is told, and tells. */
import type { Address } from './world.ts'

export type ToBot =
  | { readonly kind: 'serve'; readonly address: Address; readonly databaseUrl: string; readonly at: number }
  /** The machine's clock jumps by so much. */
  | { readonly kind: 'clock'; readonly ms: number }
  | { readonly kind: 'full'; readonly isFull: boolean }

export type FromBot =
  | { readonly kind: 'warm' | 'serving' }
  | { readonly kind: 'ended'; readonly why: string }
  | { readonly kind: 'complaint'; readonly what: string }
