/** How well one colour is read on another: the contrast ratio of WCAG 2.2, from 1 to 21. */

const CHANNELS = [1, 3, 5] as const
const WEIGHTS = [0.2126, 0.7152, 0.0722] as const

/** Relative luminance of a colour as `#rrggbb`. */
function luminance(colour: string): number {
  return CHANNELS.reduce((sum, at, nth) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    const linear = share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    return sum + linear * (WEIGHTS[nth] ?? 0)
  }, 0)
}

function contrast(one: string, other: string): number {
  const both = [luminance(one), luminance(other)]
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
}

/** Of some colours the one that is read best on a ground. Throws a RangeError where there is none. */
export function mostReadable(ground: string, colours: readonly string[]): string {
  const [best] = [...colours].sort((a, b) => contrast(b, ground) - contrast(a, ground))
  if (best === undefined) throw new RangeError('there is no colour to choose from')
  return best
}
