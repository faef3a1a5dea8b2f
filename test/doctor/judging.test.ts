/** What is made of facts: gaps read for a person, disks, digests that do not come. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PostingLook, SpaceLook } from '../../src/core/examination.ts'
import { communityId, outboxId, spaceId, workspaceId } from '../../src/core/ids.ts'
import { english } from '../../src/core/words/english.ts'
import { encryptionOf, mountOf } from '../../src/doctor/encryption.ts'
import { judgePosting } from '../../src/doctor/judge-posting.ts'
import { type Present, reportSpace, spaceLines } from '../../src/doctor/judge-spaces.ts'

const HOUR = 3_600_000
const NOON = Date.UTC(2026, 10, 24, 12)

const workspace = {
  ...{ id: workspaceId(1), platform: 'discord' as const, externalId: '7', name: 'Robots', removedAt: null },
}
const look = (
  covered: readonly (readonly [number, number])[],
  gaps: readonly (readonly [number, number, SpaceLook['gaps'][number]['reason']])[] = [],
): SpaceLook => ({
  community: 'Club',
  space: {
    id: spaceId(1),
    externalId: '9',
    name: 'build',
    workspace,
    isBound: true,
    readFromAt: NOON - 10 * HOUR,
  },
  covered: covered.map(([from, to]) => ({ fromAt: NOON - from * HOUR, toAt: NOON - to * HOUR })),
  gaps: gaps.map(([from, to, reason]) => ({
    ...{ space: spaceId(1), fromAt: NOON - from * HOUR, toAt: NOON - to * HOUR, reason },
  })),
})
const told = (space: SpaceLook, present: Partial<Present> = {}) =>
  spaceLines(reportSpace(space, { now: NOON, isInUse: true, newestAt: null, ...present }), english).lines

describe('a channel', () => {
  it('is complete since the last thing that is missing, and says why that is', () => {
    expect(told(look([]))).toEqual([
      'nothing of it is known yet',
      '2026-11-24 02:00 UTC to now is missing: the bot was not there to hear it, and it has not been read since',
    ])
    expect(told(look([[10, 0]]))).toEqual([
      'complete since 2026-11-24 02:00 UTC, and listened to now (last heard 2026-11-24 12:00 UTC)',
    ])
    expect(
      told(
        look(
          [
            [8, 5],
            [4, 1],
          ],
          [
            [10, 8, 'unread'],
            [6, 3, 'noAccess'],
            [3, 2, 'away'],
          ],
        ),
      ),
    ).toEqual([
      'complete since 2026-11-24 08:00 UTC, and listened to now (last heard 2026-11-24 11:00 UTC)',
      '2026-11-24 02:00 UTC to 2026-11-24 04:00 UTC is missing: it has not been read yet',
      '2026-11-24 07:00 UTC to 2026-11-24 08:00 UTC is missing: the bot was not allowed to read there',
      '2026-11-24 09:00 UTC to 2026-11-24 10:00 UTC: it was read afterwards, so when reactions were put on, and what was taken back meanwhile, is not known',
    ])
  })

  it('is missed where the bot does not run, or something was said that it did not hear', () => {
    const quiet = look([[10, 1]])
    const missing = '2026-11-24 11:00 UTC to now is missing'
    expect(told(quiet, { newestAt: NOON - 2 * HOUR }).join()).not.toContain(missing)
    expect(told(quiet, { newestAt: NOON - 0.5 * HOUR }).join()).toContain(missing)
    expect(told(quiet, { isInUse: false }).join()).toContain(missing)
    expect(told(quiet, { isInUse: null })).toEqual([
      'complete since 2026-11-24 02:00 UTC, up to 2026-11-24 11:00 UTC',
    ])
  })

  it('that is no longer read, or came from an export, is said to be', () => {
    const one = look([[10, 1]])
    expect(told({ ...one, space: { ...one.space, isBound: false } })).toEqual([
      'no longer read; what is known of it stays',
    ])
    expect(told({ ...one, space: { ...one.space, readFromAt: null } })).toEqual([
      'read from an export: 2026-11-24 02:00 UTC to 2026-11-24 11:00 UTC',
    ])
  })
})

describe('a digest', () => {
  it('that is late, stuck, waits or failed is told of', () => {
    const id = communityId(1)
    const entry = {
      id: outboxId(1),
      community: id,
      kind: 'digest' as const,
      slotAt: NOON,
      workspace,
      channel: '9',
    }
    const posting: PostingLook = {
      community: { id, name: 'Club', timeZone: 'UTC', isLive: true, purpose: '' },
      schedules: [
        {
          ...{ community: id, kind: 'digest', workspace: workspace.id, channel: '9', weekday: 1 },
          ...{ hour: 9, minute: 0, nextSlotAt: NOON - HOUR },
        },
      ],
      lastPostedAt: null,
      open: [
        { ...entry, state: 'sending', attempts: 3, triedAt: NOON - HOUR },
        { ...entry, state: 'pending', attempts: 0, triedAt: null },
      ],
      problem: { sentence: 'It was too long.', at: NOON },
      board: { workspace, channel: '9', message: null, contentHash: null },
    }
    const facts = { posting, workspaces: [workspace], platforms: [], now: NOON }
    expect(judgePosting(facts, english).map((one) => one.says)).toEqual([
      'Club: a digest has been due since 2026-11-24 11:00 UTC, and nobody has posted it.',
      'Club: the digest of 2026-11-24 12:00 UTC has been tried 3 times, and it is not known whether it arrived.',
      'Club: the digest of 2026-11-24 12:00 UTC waits to be posted.',
      'Club: on 2026-11-24 12:00 UTC a digest could not be posted. It was too long.',
      'Club: its board is not posted yet.',
    ])
  })
})

describe('the disk', () => {
  it('is the one that the folder is mounted from, however its name is written', () => {
    const mounts = [
      '/dev/sda1 / ext4 rw 0 0',
      '/dev/mapper/data /srv/my\\040club ext4 rw 0 0',
      'tmpfs /srv tmpfs rw 0 0',
    ].join('\n')
    expect(mountOf('/srv/my club/data', mounts)?.device).toBe('/dev/mapper/data')
    expect(mountOf('/srv/my clubs', mounts)?.filesystem).toBe('tmpfs')
    expect(mountOf('/home', mounts)?.device).toBe('/dev/sda1')
  })

  it('is encrypted where dm-crypt stands below it, also below other layers', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'commonplace-disk-'))
    const [proc, sys] = [path.join(root, 'proc'), path.join(root, 'sys')]
    const block = (name: string, uuid: string, slaves: readonly string[] = []): void => {
      const folder = path.join(sys, 'class/block', name)
      for (const one of ['dm', 'slaves']) mkdirSync(path.join(folder, one), { recursive: true })
      if (uuid !== '') writeFileSync(path.join(folder, 'dm/uuid'), uuid)
      for (const one of slaves) symlinkSync('/nowhere', path.join(folder, 'slaves', one))
    }
    const on = (device: string, filesystem = 'ext4') => {
      mkdirSync(path.join(proc, 'self'), { recursive: true })
      writeFileSync(path.join(proc, 'self/mounts'), `${device} / ${filesystem} rw 0 0\n`)
      return encryptionOf(root, { proc, sys })
    }
    block('sda1', '')
    block('dm-0', 'CRYPT-LUKS2-abc', ['sda1'])
    block('dm-1', 'LVM-abc', ['dm-0'])
    block('dm-2', 'LVM-def', ['dm-0', 'sda1'])
    expect(on('/dev/dm-0')).toEqual({ kind: 'encrypted', how: 'dm-crypt' })
    expect(on('/dev/dm-1')).toEqual({ kind: 'encrypted', how: 'dm-crypt' })
    expect(on('/dev/dm-2')).toEqual({ kind: 'plain', device: '/dev/dm-2' })
    expect(on('/dev/sda1')).toEqual({ kind: 'plain', device: '/dev/sda1' })
    expect(on('overlay', 'overlay')).toEqual({ kind: 'unknown', filesystem: 'overlay' })
    expect(on('secret', 'fuse.gocryptfs')).toEqual({ kind: 'encrypted', how: 'fuse.gocryptfs' })
    expect(encryptionOf(root, { proc: '/nowhere' })).toEqual({ kind: 'unknown', filesystem: null })
    rmSync(root, { recursive: true })
  })
})
