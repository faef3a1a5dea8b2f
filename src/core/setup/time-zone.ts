/** The time zone that somebody means: by its full name, or by its city alone. */
import { isTimeZone } from '../calendar.ts'
import { nearest } from '../nearest.ts'

/** A time zone, or the one that was perhaps meant. */
export type TimeZoneMeant =
  | { readonly kind: 'zone'; readonly name: string }
  | { readonly kind: 'unknown'; readonly nearest: string | null }

/** Short names mean a clock without summer time, or several; whoever writes one most likely means this. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  gmt: 'Europe/London',
  bst: 'Europe/London',
  wet: 'Europe/Lisbon',
  cet: 'Europe/Paris',
  cest: 'Europe/Paris',
  met: 'Europe/Paris',
  eet: 'Europe/Helsinki',
  msk: 'Europe/Moscow',
  ist: 'Asia/Kolkata',
  jst: 'Asia/Tokyo',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
}
const MAX_TYPED_LENGTH = 60

/** “paris”, “europe/paris” and “Europe/Paris” are one; others are answered with the nearest there is. */
export function timeZoneMeant(typed: string): TimeZoneMeant {
  const key = typed.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, '_')
  if (key.length > MAX_TYPED_LENGTH) return { kind: 'unknown', nearest: null }
  if (key === 'utc' || key === 'z') return { kind: 'zone', name: 'UTC' }
  if (Object.hasOwn(SHORT_NAMES, key)) return { kind: 'unknown', nearest: SHORT_NAMES[key] ?? null }
  const zones = Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/'))
  const known = zones.find((name) => name.toLowerCase() === key)
  if (known !== undefined) return { kind: 'zone', name: known }
  // The runtime knows more names than it lists, such as Asia/Kolkata; Etc/GMT+2 is two hours behind, and no place.
  if (/^[a-z_-]+(\/[a-z_-]+)+$/.test(key) && !key.startsWith('etc/') && isTimeZone(key))
    return { kind: 'zone', name: capitalised(key) }
  const ofCity = zones.find((name) => cityOf(name) === key)
  if (ofCity !== undefined) return { kind: 'zone', name: ofCity }
  return { kind: 'unknown', nearest: nearestZone(key, zones) }
}

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase()

/** A slip of a name or a city; or a city that is named with something else beside it. */
function nearestZone(key: string, zones: readonly string[]): string | null {
  const byName = nearest(key, zones)
  if (byName !== null) return byName
  for (const part of [key, ...key.split(/[,/]_?/)]) {
    const city = nearest(part, zones.map(cityOf))
    if (city !== null) return zones.find((name) => cityOf(name) === city) ?? null
  }
  return null
}

const capitalised = (key: string): string =>
  key
    .split('/')
    .map((part) =>
      part.length === 2
        ? part.toUpperCase()
        : part.replace(/(^|[_-])[a-z]/g, (letter) => letter.toUpperCase()),
    )
    .join('/')
