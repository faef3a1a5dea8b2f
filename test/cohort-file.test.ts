import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readCohortFile } from '../src/cohort-file.ts'
import { english } from '../src/core/words/english.ts'
import { withStore } from './store/engines.ts'

it('reads a list of people: bare where the community has one platform, with it where it has two; joined people once', () =>
  withStore('sqlite', async (store) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cohort-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const { id } = await store.communities.create({ name: 'Club', timeZone: 'UTC', isLive: false, now: 0 })
    const bind = async (platform: 'discord' | 'slack') => {
      const workspace = await store.communities.workspace({
        platform,
        externalId: `w-${platform}`,
        name: platform,
      })
      await store.communities.bindSpace(id, workspace.id, { externalId: `c-${platform}`, name: 'help' })
    }
    await bind('discord')
    const ada = await store.people.member(id, 'discord', '1')
    const list = async (text: string) => {
      const file = path.join(folder, 'class 9b.txt')
      await writeFile(file, text)
      return readCohortFile(file, id, store, english)
    }
    const wanted = { name: 'class 9b', members: [ada], others: 1 }
    expect(await list('\uFEFF# the class\r\n1\r\n\r\n2\r\n1\r\n')).toEqual(wanted)
    await bind('slack')
    const bob = await store.people.member(id, 'slack', 'U2')
    const code = await store.people.makeCode(
      { community: id, purpose: 'person', member: ada, platform: 'discord' },
      0,
    )
    expect(await store.people.join(id, bob, code, 0)).toBe('joined')
    expect(await list('discord:1\nslack:U2\nSlack: U9\n')).toMatchObject({
      others: 1,
      members: [expect.any(Number)],
    })
    await expect(list('discord:1\n2\n')).rejects.toThrow('Line 2 of the list: say of which platform “2” is')
    await expect(list('discord:\n')).rejects.toThrow('Line 1 of the list holds no id')
    await expect(readCohortFile(path.join(folder, 'none'), id, store, english)).rejects.toThrow(
      'cannot be read',
    )
  }))
