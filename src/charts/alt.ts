/** What a picture says to those who do not see it. */
import type { Figure } from '../core/figure.ts'

/** The title and the finding, whole: nothing in it was shortened or left out for want of letters. */
export function altOf(figure: Figure): string {
  const title = figure.title.trim()
  return `${title}${/[.!?:…]$/u.test(title) ? '' : '.'} ${figure.finding.trim()}`.trim()
}
