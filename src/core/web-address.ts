/** Addresses that a link of ours may lead to. */

/**
 * The address as it is written properly; null for any that is no page of the web, or that hides where it leads behind
 * a name before its host.
 */
export function webAddress(url: string): string | null {
  const parsed = parsedUrl(url)
  if (parsed === null) return null
  const { protocol, username, password, hostname, href } = parsed
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return username !== '' || password !== '' || hostname.startsWith('[') ? null : href
}

/** An address taken apart; null for what is none. `URL.canParse` of Node 20 forgets names outside of ASCII once it has been asked often enough to be compiled. */
export function parsedUrl(url: string): URL | null {
  try {
    return new URL(url)
  } catch {
    return null
  }
}

/** A sign of ASCII as it stands in an address where it must not mean anything. */
export const percentEncoded = (sign: string): string =>
  `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
