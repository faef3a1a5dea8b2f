/** What the painter and its worker say to each other: one figure to draw, and what became of it. */
import type { Figure, Picture, Theme } from '../core/figure.ts'

/** To the worker. */
export interface PaintRequest {
  readonly figure: Figure
  readonly theme: Theme
}

/** From the worker: one for each request, in order. */
export type PaintAnswer =
  | { readonly kind: 'drawn'; readonly picture: Picture }
  | { readonly kind: 'failed'; readonly reason: string }
