/**
 * The key that identities are kept under: what a platform calls a person is stored only as a keyed hash, to find
 * them again, and as ciphertext, to reach them. Without the key neither tells who anybody is.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Platform } from '../core/activity.ts'
import { Refusal } from '../core/errors.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** 128 bits of HMAC-SHA-256: no two of any number of people that exist collide. */
const HASH_BYTES = 16
/** A shorter secret protects nobody. */
export const SHORTEST_PASSPHRASE = 16

export interface Keyring {
  /** Keyed hash of a person of a platform: equal for the same person, meaningless without the key. */
  hash(platform: Platform, person: string): string
  /** Keyed hash of a one-time code. */
  hashCode(code: string): string
  encrypt(text: string): string
  /** Throws where the text was not encrypted under this key. */
  decrypt(cipher: string): string
  /** Tells whether a database was made with this key, without telling the key. */
  readonly fingerprint: string
}

/** The keyring of a secret: separate keys for hashing and for encrypting are derived from it (HKDF-SHA-256). */
export function keyringOf(secret: string): Keyring {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, 'commonplace', purpose, KEY_BYTES))
  const hashKey = derive('identity hash')
  const cipherKey = derive('identity cipher')
  const hashed = (text: string): string =>
    createHmac('sha256', hashKey).update(text).digest().subarray(0, HASH_BYTES).toString('base64url')
  return {
    hash: (platform, person) => hashed(`${platform}:${person}`),
    hashCode: (code) => hashed(`one-time code:${code}`),
    encrypt: (text) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    decrypt: (cipher) => {
      const bytes = Buffer.from(cipher, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const body = bytes.subarray(NONCE_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
    fingerprint: createHmac('sha256', derive('fingerprint')).update('commonplace').digest('base64url'),
  }
}

/** A secret that nobody has had before. */
export const newSecret = (): string => randomBytes(KEY_BYTES).toString('base64url')

/** The secret of COMMONPLACE_KEY, refused with a sentence where it is too short to protect anybody. */
export function checkedSecret(secret: string): string {
  if (secret.length < SHORTEST_PASSPHRASE)
    throw new Refusal(
      `COMMONPLACE_KEY is too short to protect anybody: give it at least ${SHORTEST_PASSPHRASE} characters, or leave it out and one is made in the data folder.`,
    )
  return secret
}

function readKey(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw unusable(file, error)
  }
}

const unusable = (file: string, error: unknown): Refusal =>
  new Refusal(
    `The key ${file} cannot be read or made (${error instanceof Error ? error.message : String(error)}). Let the program write its data folder, or set COMMONPLACE_KEY.`,
  )

/** Where the secret of a folder is kept. */
export const keyFile = (folder: string): string => path.join(folder, 'commonplace.key')

/** The secret kept in a folder, made there once. Two processes that start together end with the same one. */
export function secretIn(folder: string): string {
  const file = keyFile(folder)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, `${newSecret()}\n`, { flag: 'wx', mode: 0o600 })
    chmodSync(file, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw unusable(file, error)
  }
  const secret = readKey(file)
  if (secret.length < SHORTEST_PASSPHRASE)
    throw new Refusal(
      `The key in ${file} is damaged. Restore it from a backup, or set COMMONPLACE_KEY to the key that this database was made with.`,
    )
  return secret
}
