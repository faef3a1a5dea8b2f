import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/core/reply.ts'
import { buttonsOf, flat, NOW, textOf } from './playground.ts'
import { factOf, formOf, openServer, type Server, setUp } from './server.ts'

const HOUR = 3_600_000
let server: Server
beforeEach(async () => {
  server = await openServer()
  await setUp(server)
})
afterEach(() => server.store.close())

const member = { isModerator: false }
const my = (handler: string, input = {}, as = {}) =>
  server.ask({ command: 'my', handler, input }, { ...member, ...as })
const press = async (reply: Reply, label: string) => {
  const button = buttonsOf(reply).find((one) => one.label === label)
  if (button === undefined) throw new Error(`no ${label} in ${textOf(reply)}`)
  return server.ask(button.target, member)
}

/** What Ada and Bo write and do in #general, an hour apart. */
async function talk(at: number, key: string): Promise<void> {
  const workspace = await server.store.communities.workspaceBy('discord', 'robots')
  if (workspace === null) throw new Error('the server is known')
  const said = { kind: 'message', space: 'general', thread: null, length: 20, asks: true } as const
  await server.store.recording.record(
    workspace.id,
    [
      { ...said, key: `${key}1`, author: 'ada', at, reference: null, mentions: [] },
      { ...said, key: `${key}2`, author: 'bo', at: at + HOUR, reference: `${key}1`, mentions: ['ada'] },
      {
        ...{ kind: 'reaction', space: 'general', message: `${key}2`, emoji: '👍', person: 'ada' },
        ...{ present: true, at: at + 2 * HOUR, exact: true, author: 'bo' },
      },
    ],
    at + 3 * HOUR,
  )
}
const messagesOf = async (person: string) => {
  const { id } = await server.community()
  const found = await server.store.people.find(id, 'discord', person)
  return found === null ? null : (await server.store.people.dataOf(id, found)).messages.length
}

describe('/my data', () => {
  it('tells in plain words what is kept, and of nobody else', async () => {
    await talk(NOW - 24 * HOUR, 'a')
    await server.ask('/practice share Solder how:"Heat it"', member)
    await server.ask('/did swept the pit', member)
    const reply = await server.ask('/my data', member)
    expect(reply).toMatchObject({ isPrivate: true, replaces: true })
    expect(factOf(reply, 'You')).toBe(
      'You go by Ada. Your id on Discord is kept encrypted, so that you are known again.',
    )
    expect(factOf(reply, 'What you gave')).toBe(
      'You told of one practice and one thing you did, under your name.',
    )
    expect(factOf(reply, 'Messages')).toBe(
      'One message in one channel: when and where, what it answers, how long it is, whether it asks and which of the words under /word it uses. What it says is not kept.',
    )
    expect(factOf(reply, 'Reactions')).toBe('One reaction: which, on what and when.')
    expect(factOf(reply, 'Since')).toBe('22 November 2026.')
    expect(factOf(reply, 'Who sees it')).toContain('nobody sees anything of you by name')
    expect(textOf(reply)).not.toMatch(/Bo\b/)
    expect(buttonsOf(reply).map((one) => one.label)).toEqual(['Export', 'Pause', 'Erase'])
  })

  it('exports all of it as a file, with moments that people can read', async () => {
    await talk(NOW - 24 * HOUR, 'a')
    const reply = await press(await my('data'), 'Export')
    const [file] = reply.blocks
    if (file?.kind !== 'file') throw new Error('the file comes first')
    expect(file).toMatchObject({ name: 'my-data.json', mime: 'application/json' })
    const data = JSON.parse(file.content)
    expect(data.messages).toMatchObject([{ key: 'a1', at: '2026-11-22T12:00:00.000Z', asks: true }])
    expect(data.identities).toEqual([{ platform: 'discord', externalId: 'ada', name: null }])
    expect(textOf(await press(reply, 'Back'))).toContain('What is kept of you')
  })

  it('pauses at once, and reads nothing of the pause later', async () => {
    const paused = await press(await my('data'), 'Pause')
    expect(textOf(paused)).toContain('Paused. From this moment on nothing that you write is read')
    expect(factOf(paused, 'Paused')).toContain('Since 23 November 2026.')
    await talk(NOW + HOUR, 'a')
    expect(await messagesOf('ada')).toBe(0)
    expect(await messagesOf('bo')).toBe(1)
    expect(flat(textOf(await my('pause')))).toContain('You are paused already.')
    const resumed = await my('resume', {}, { now: NOW + 10 * HOUR })
    expect(textOf(resumed)).toContain('You are read again from this moment on.')
    expect(buttonsOf(resumed).map((one) => one.label)).toEqual(['Export', 'Pause', 'Erase'])
    await talk(NOW + 5 * HOUR, 'b')
    await talk(NOW + 20 * HOUR, 'c')
    expect(await messagesOf('ada')).toBe(1)
    expect(textOf(await my('resume'))).toContain('You are not paused.')
  })

  it('asks once more before it erases', async () => {
    const form = formOf(await press(await my('data'), 'Erase'))
    expect(form.fields).toEqual(['practices', 'confirm'])
    const refused = await my('erase', { practices: 'keep', confirm: 'yes' })
    expect(textOf(refused)).toContain('Nothing was erased. To erase, write the word erase in the last field.')
    expect(await messagesOf('ada')).toBe(0)
  })

  it.each([
    ['keep', 1],
    ['remove', 0],
  ])('erases everything, and practices stay or go: %s', async (practices, left) => {
    await talk(NOW - 24 * HOUR, 'a')
    await server.ask('/practice share Solder how:"Heat it"', member)
    const { id } = await server.community()
    const reply = await my('erase', { practices, confirm: ' Erase ' })
    expect(reply.title).toBe('Everything is gone')
    expect(textOf(reply).includes('as of a former member')).toBe(left === 1)
    expect(await server.store.repertoire.practices(id)).toHaveLength(left)
    expect(await server.store.people.hasErased(id, 'discord', 'ada')).toBe(true)
    await talk(NOW - 24 * HOUR, 'a')
    await talk(NOW + HOUR, 'b')
    expect(await messagesOf('ada')).toBeFalsy()
    if (left === 1)
      expect(await server.read('/practice find Solder', { person: 'bo' })).toMatch(
        /Shared by +a former member/,
      )
  })

  it('shows whoever erased themselves that they did, and lets them come back', async () => {
    await my('erase', { practices: 'keep', confirm: 'erase' })
    const reply = await server.ask('/my data', member)
    expect(reply.title).toBe('You erased yourself here')
    const { id } = await server.community()
    expect(await server.store.people.find(id, 'discord', 'ada')).toBeNull()
    for (const handler of ['export', 'pause', 'resume'])
      expect((await my(handler)).title).toBe('You erased yourself here')
    expect(textOf(await press(reply, 'Let me be read again'))).toContain('Welcome back.')
    await talk(NOW + HOUR, 'a')
    expect(await messagesOf('ada')).toBe(1)
    expect((await server.ask('/my data', member)).title).toBe('What is kept of you')
    expect(textOf(await my('comeBack'))).toContain('You have not erased yourself here')
  })

  it('concerns nobody but whoever asks', async () => {
    await talk(NOW - 24 * HOUR, 'a')
    await my('erase', { practices: 'keep', confirm: 'erase' })
    expect(await messagesOf('bo')).toBe(1)
    expect((await server.ask('/my data', { ...member, person: 'bo' })).title).toBe('What is kept of you')
  })
})
