/**
 * Whether a folder stands on an encrypted disk, as far as Linux tells: by the file system, or by the layers below the
 * device. A disk that encrypts by itself, or a provider that does, cannot be seen from here.
 */
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type { MachineFacts } from '../core/examination.ts'

type Encryption = MachineFacts['folder']['encryption']

/** File systems that encrypt what is written to them. */
const ENCRYPTING = new Set(['ecryptfs', 'fuse.gocryptfs', 'fuse.cryfs', 'fuse.encfs', 'fuse.securefs'])
/** How the device mapper names what dm-crypt made. */
const CRYPT = 'CRYPT-'

/** `mounts` is read from /proc, and the layers of a device from /sys, unless told. */
export function encryptionOf(folder: string, { proc = '/proc', sys = '/sys' } = {}): Encryption {
  try {
    const mount = mountOf(realpathSync(folder), readFileSync(path.join(proc, 'self/mounts'), 'utf8'))
    if (mount === null) return { kind: 'unknown', filesystem: null }
    if (ENCRYPTING.has(mount.filesystem)) return { kind: 'encrypted', how: mount.filesystem }
    if (!mount.device.startsWith('/dev/')) return { kind: 'unknown', filesystem: mount.filesystem }
    const block = path.basename(resolved(mount.device))
    return isEncrypted(block, path.join(sys, 'class/block'))
      ? { kind: 'encrypted', how: 'dm-crypt' }
      : { kind: 'plain', device: mount.device }
  } catch {
    return { kind: 'unknown', filesystem: null }
  }
}

/** What a folder is mounted from: of the mount points above it the longest, and of equal ones the last. */
export function mountOf(folder: string, mounts: string): { device: string; filesystem: string } | null {
  let found: { device: string; filesystem: string; point: string } | null = null
  for (const line of mounts.split('\n')) {
    const [device = '', point = '', filesystem = ''] = line.split(' ').map(unescaped)
    const isAbove = point === '/' || folder === point || folder.startsWith(`${point}/`)
    if (point !== '' && isAbove && point.length >= (found?.point.length ?? 0))
      found = { device, filesystem, point }
  }
  return found
}

/** Spaces and the like stand as octal numbers there. */
const unescaped = (text: string): string =>
  text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

function resolved(device: string): string {
  try {
    return realpathSync(device)
  } catch {
    return device
  }
}

/** Whether this device, or every one below it, was made by dm-crypt. */
function isEncrypted(block: string, blocks: string): boolean {
  if (readOr(path.join(blocks, block, 'dm/uuid'), '').startsWith(CRYPT)) return true
  const below = listOr(path.join(blocks, block, 'slaves'))
  return below.length > 0 && below.every((one) => isEncrypted(one, blocks))
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}

function listOr(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
