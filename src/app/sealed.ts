/**
 * Ids for buttons and forms: what they stand for is in the id itself where that is short, else kept in the store under
 * a hash that the id holds. Every id ends in a code that only this program can make, so that nobody can press a button
 * that was never offered.
 */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { type CommunityId, communityId } from '../core/ids.ts'
import type { KeptPort } from '../core/ports.ts'
import type { Target } from '../core/reply.ts'
import type { Unsealed } from '../platforms/platform.ts'

/** What platforms take as the id of a button. */
const MAX_ID_LENGTH = 100
/** Ids of another version are not read. */
const VERSION = '1.'
/** Begins what is kept; a community's id in base 36 and `NOWHERE` begin what is not. */
const KEPT = '*'
const NOWHERE = '-'
const KEY_BYTES = 32
/** Whole groups of base64, so that no two texts are the same bytes. */
const CODE_BYTES = 12
const CODE_LENGTH = (CODE_BYTES / 3) * 4
const HASH_BYTES = 24

/** Makes and reads the ids. */
export interface Seals {
  /** Keeps what does not fit into an id; rows that nobody sealed again for 90 days may be forgotten. */
  seal(community: CommunityId | null, target: Target, now: number): Promise<string>
  /** Null for whatever this did not make under the same secret, and for what is no longer kept. */
  unseal(id: string): Promise<Unsealed | null>
}

/** Seals under a key of their own, derived from the program's secret (HKDF-SHA-256). */
export function sealsOf(secret: string, kept: KeptPort): Seals {
  const key = Buffer.from(hkdfSync('sha256', secret, 'commonplace', 'sealed ids', KEY_BYTES))
  const codeOf = (body: string): string =>
    createHmac('sha256', key).update(body).digest().subarray(0, CODE_BYTES).toString('base64url')
  return {
    seal: async (community, target, now) => {
      const short = inlineBody(community, target)
      if (short !== null && short.length + CODE_LENGTH <= MAX_ID_LENGTH) return short + codeOf(short)
      const hash = hashOf(community, target)
      await kept.keep(hash, community, target, now)
      const body = VERSION + KEPT + hash
      return body + codeOf(body)
    },
    unseal: async (id) => {
      if (id.length > MAX_ID_LENGTH || !id.startsWith(VERSION)) return null
      const body = id.slice(0, -CODE_LENGTH)
      if (!isSame(id.slice(-CODE_LENGTH), codeOf(body))) return null
      const rest = body.slice(VERSION.length)
      return rest.startsWith(KEPT) ? kept.find(rest.slice(KEPT.length)) : readInline(rest)
    },
  }
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The input's fields in an order of their own: the same target gets the same id, however it was put together. */
const sorted = ({ input }: Target): readonly (readonly [string, string])[] =>
  Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))

const hashOf = (community: CommunityId | null, target: Target): string =>
  createHash('sha256')
    .update(JSON.stringify([community, target.command, target.handler, sorted(target)]))
    .digest()
    .subarray(0, HASH_BYTES)
    .toString('base64url')

/** `1.k/waiting/taken?key=5&space=3;` in printable ASCII; null for text that is not well-formed. */
function inlineBody(community: CommunityId | null, target: Target): string | null {
  try {
    const house = community === null ? NOWHERE : community.toString(36)
    const path = [house, encodeURIComponent(target.command), encodeURIComponent(target.handler)].join('/')
    const pairs = sorted(target).map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    return `${VERSION}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`};`
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

/** A space takes one character, not three. */
const escaped = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+')
const plain = (text: string): string => decodeURIComponent(text.replaceAll('+', '%20'))

/** Reads what `inlineBody` wrote. Its code was right, so it has the right form. */
function readInline(body: string): Unsealed | null {
  const parts = /^([^/]+)\/([^/]*)\/([^/?]*)(?:\?(.*))?;$/.exec(body)
  if (parts === null) return null
  const [, house = '', command = '', handler = '', pairs] = parts
  const input = (pairs?.split('&') ?? []).map((pair) => {
    const at = pair.indexOf('=')
    return [plain(pair.slice(0, at)), plain(pair.slice(at + 1))] as const
  })
  return {
    community: house === NOWHERE ? null : communityId(Number.parseInt(house, 36)),
    // Entries become properties of the object itself, whatever they are called.
    target: {
      command: decodeURIComponent(command),
      handler: decodeURIComponent(handler),
      input: Object.fromEntries(input),
    },
  }
}
