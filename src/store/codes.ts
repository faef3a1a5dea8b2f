/** One-time codes: shown to one person on one platform, typed by them on another. Only a keyed hash of one is kept. */
import { randomInt } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type { Platform } from '../core/activity.ts'
import { communityId, memberId } from '../core/ids.ts'
import { CODE_LIVES_MS, type Code, type CodePurpose } from '../core/ports.ts'
import type { Database } from './engine.ts'
import type { Keyring } from './keys.ts'
import type { Schema } from './schema.ts'

/** Nothing that looks like something else, and no vowels but A and E: few codes are words. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 30⁸ codes that live a quarter of an hour: nobody guesses one at the pace of a platform. */
const LENGTH = 8
const GROUP = 4

/** Makes a code in this transaction; an earlier one of the same person for the same purpose is good no longer. */
export async function makeCode(
  db: Database,
  { code }: Schema,
  keys: Keyring,
  asked: Omit<Code, 'madeAt'>,
  now: number,
): Promise<string> {
  await db
    .delete(code)
    .where(
      and(
        eq(code.community, asked.community),
        eq(code.purpose, asked.purpose),
        eq(code.member, asked.member),
      ),
    )
  const text = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  await db.insert(code).values({ ...asked, hash: keys.hashCode(text), madeAt: now })
  return `${text.slice(0, GROUP)}-${text.slice(GROUP)}`
}

/** Deletes in this transaction what is too old to be good. */
export async function forgetCodesBefore(db: Database, { code }: Schema, at: number): Promise<void> {
  await db.delete(code).where(lt(code.madeAt, at))
}

/** As it was made, however it was typed. */
const hashOf = (keys: Keyring, typed: string): string =>
  keys.hashCode(typed.toUpperCase().replace(/[\s-]/g, ''))

/** What a code that was typed stands for, if it is still good. */
export async function findCode(
  db: Database,
  { code }: Schema,
  keys: Keyring,
  typed: string,
  purpose: CodePurpose,
  now: number,
): Promise<Code | null> {
  const [row] = await db
    .select()
    .from(code)
    .where(and(eq(code.hash, hashOf(keys, typed)), eq(code.purpose, purpose)))
  // One from the future is of a clock that was set back: it would live too long.
  if (row === undefined || Math.abs(now - row.madeAt) > CODE_LIVES_MS) return null
  return {
    community: communityId(row.community),
    purpose,
    member: memberId(row.member),
    platform: row.platform as Platform,
    madeAt: row.madeAt,
  }
}

/** Takes a code in this transaction; null where it is no longer good, or another process was faster. */
export async function takeCode(
  db: Database,
  tables: Schema,
  keys: Keyring,
  typed: string,
  purpose: CodePurpose,
  now: number,
): Promise<Code | null> {
  const found = await findCode(db, tables, keys, typed, purpose, now)
  if (found === null) return null
  const taken = await db
    .delete(tables.code)
    .where(eq(tables.code.hash, hashOf(keys, typed)))
    .returning({ hash: tables.code.hash })
  return taken.length === 1 ? found : null
}
