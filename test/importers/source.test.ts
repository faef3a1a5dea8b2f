import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/core/errors.ts'
import { BrokenFile } from '../../src/importers/broken-file.ts'
import { openSource, type Source } from '../../src/importers/source.ts'
import {
  asFolder,
  asZip,
  type Files,
  inFolder,
  replaced,
  writeBytes,
  zipBytes,
  zipDeclaring,
} from './exports.ts'

const FILES: Files = {
  'b/2.json': '[2]',
  'b/10.json': '[10]',
  'a.json': '[1]',
  'notes.txt': 'no history',
  '__MACOSX/a.json': 'a fork',
  'b/._2.json': 'a fork',
  '.DS_Store': 'what a desktop left',
}

async function textOf(source: Source, file: string): Promise<string> {
  const parts: Buffer[] = []
  const entry = source.entries.find((one) => one.path === file)
  for await (const part of entry?.open() ?? []) parts.push(part)
  return Buffer.concat(parts).toString()
}

async function withSource<Result>(file: string, work: (source: Source) => Promise<Result>): Promise<Result> {
  const source = await openSource(file)
  try {
    return await work(source)
  } finally {
    await source.close()
  }
}

const writers = { folder: async (folder: string, files: Files) => asFolder(folder, files), zip: asZip }

describe.each(Object.entries(writers))('a %s', (_, write) => {
  test('lists its JSON files by path, and what desktops leave behind is ignored', () =>
    inFolder(async (folder) =>
      withSource(await write(folder, FILES), async (source) => {
        expect(source.entries.map((entry) => entry.path)).toEqual(['a.json', 'b/10.json', 'b/2.json'])
        expect(source.refused).toEqual([])
        expect(await textOf(source, 'b/10.json')).toBe('[10]')
        expect(await textOf(source, 'b/10.json')).toBe('[10]')
      }),
    ))

  test('a large file comes in parts', () =>
    inFolder(async (folder) => {
      const text = JSON.stringify(Array.from({ length: 200_000 }, (__, index) => index * 7919))
      await withSource(await write(folder, { 'a.json': text }), async (source) => {
        let largest = 0
        for await (const part of source.entries[0]?.open() ?? []) largest = Math.max(largest, part.length)
        expect(largest).toBeLessThan(text.length / 4)
        expect(await textOf(source, 'a.json')).toBe(text)
      })
    }))
})

describe('what is no source', () => {
  test('nothing there, neither ZIP nor JSON, a ZIP that was cut off', () =>
    inFolder(async (folder) => {
      const whole = await zipBytes(FILES)
      await expect(openSource(path.join(folder, 'missing.zip'))).rejects.toThrow('There is nothing at')
      await expect(openSource(writeBytes(folder, 'a.html', '<html>'))).rejects.toThrow(Refusal)
      const cut = writeBytes(folder, 'cut.zip', whole.subarray(0, whole.length - 40))
      await expect(openSource(cut)).rejects.toThrow('not a whole ZIP file')
      const directory = Buffer.from(whole)
      directory.fill(0, whole.indexOf(Buffer.from('PK\u0001\u0002', 'latin1')), whole.length - 22)
      await expect(openSource(writeBytes(folder, 'torn.zip', directory))).rejects.toThrow(
        'not a whole ZIP file',
      )
    }))

  test('a JSON file alone is a source of one file, also with a byte-order mark', () =>
    inFolder(async (folder) => {
      const file = writeBytes(folder, 'one.json', '\ufeff {"a":1}')
      await withSource(file, async (source) =>
        expect(source.entries.map((one) => one.path)).toEqual(['one.json']),
      )
    }))
})

describe('traps', () => {
  test.each(['../x.json', '/xx.json', 'C:xx.json', 'a\\xx.json'])(
    'an entry named %s is refused by name',
    (name) =>
      inFolder(async (folder) => {
        const harmless = `${'z'.repeat(name.length - 5)}.json`
        const bytes = replaced(await zipBytes({ [harmless]: '[1]', 'good.json': '[2]' }), harmless, name)
        await withSource(writeBytes(folder, 'trap.zip', bytes), async (source) => {
          expect(source.entries.map((one) => one.path)).toEqual(['good.json'])
          expect(source.refused).toMatchObject([{ file: name }])
        })
      }),
  )

  test('an entry that declares 10 GB is refused without being read; one that declares too much or too little is broken', () =>
    inFolder(async (folder) => {
      const opening = async (declared: bigint) =>
        withSource(
          writeBytes(folder, 'trap.zip', await zipDeclaring('a.json', '[1,2,3]', declared)),
          async (source) => textOf(source, 'a.json'),
        )
      await expect(opening(10n * 1024n ** 3n)).rejects.toThrow('declares 10737418240 bytes')
      await expect(opening(4n * 1024n ** 3n)).rejects.toThrow('ends after 7 of the 4294967296 bytes')
      await expect(opening(3n)).rejects.toThrow(BrokenFile)
      expect(await opening(7n)).toBe('[1,2,3]')
    }))

  test('an entry that unpacks to hundreds of times its size is stopped', () =>
    inFolder(async (folder) => {
      const bomb = Buffer.alloc(100 * 1024 ** 2, ' ')
      await withSource(await asZip(folder, { 'a.json': bomb }), async (source) => {
        let bytes = 0
        const reading = async () => {
          for await (const part of source.entries[0]?.open() ?? []) bytes += part.length
        }
        await expect(reading()).rejects.toThrow('400 times')
        expect(bytes).toBeLessThan(70 * 1024 ** 2)
      })
    }))

  test('damaged bytes and a locked entry break their file alone', () =>
    inFolder(async (folder) => {
      const content = JSON.stringify(Array.from({ length: 500 }, (_, index) => ({ index })))
      const damaged = await zipBytes({ 'a.json': content, 'b.json': '[2]' })
      damaged.fill(0xff, 60, 90)
      await withSource(writeBytes(folder, 'damaged.zip', damaged), async (source) => {
        await expect(textOf(source, 'a.json')).rejects.toThrow('damaged')
        expect(await textOf(source, 'b.json')).toBe('[2]')
      })
      const locked = await zipBytes({ 'a.json': '[1]' })
      const header = locked.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
      locked.writeUInt16LE(locked.readUInt16LE(header + 8) | 1, header + 8)
      await withSource(writeBytes(folder, 'locked.zip', locked), async (source) =>
        expect(textOf(source, 'a.json')).rejects.toThrow('password'),
      )
    }))

  test('links are not followed: out of the folder they are refused, inside they are read once', () =>
    inFolder(async (folder) => {
      const root = asFolder(folder, { 'a/one.json': '[1]' })
      mkdirSync(path.join(folder, 'outside'))
      const secret = writeBytes(folder, 'outside/secret.json', '["secret"]')
      symlinkSync(secret, path.join(root, 'link.json'))
      symlinkSync(path.join(folder, 'outside'), path.join(root, 'linked'))
      symlinkSync(root, path.join(root, 'a', 'circle'))
      symlinkSync(path.join(root, 'a', 'one.json'), path.join(root, 'again.json'))
      await withSource(root, async (source) => {
        expect(source.entries.map((one) => one.path)).toEqual(['a/one.json'])
        expect(source.refused.map((one) => one.file).sort()).toEqual(['link.json', 'linked'])
      })
    }))
})
