/** Addresses that a link of ours may lead to. */

/**
 * The address as it is written properly; null for any that is no page of the web, or that hides where it leads behind
 * a name before its host.
 */
export function webAddress(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, username, password, hostname, href } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return username !== '' || password !== '' || hostname.startsWith('[') ? null : href
}

/** A sign of ASCII as it stands in an address where it must not mean anything. */
export const percentEncoded = (sign: string): string =>
  `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
