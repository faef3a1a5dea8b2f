/** One community on Discord and on Slack, and one person on both. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/core/reply.ts'
import { buttonsOf, NOW, textOf } from './playground.ts'
import { factOf, formOf, openServer, type Server, setUp } from './server.ts'

const MINUTE = 60_000
let discord: Server
let slack: Server
beforeEach(async () => {
  discord = await openServer()
  slack = await openServer({ store: discord.store, id: 'T1', name: 'Robots', platform: 'slack' })
  for (const name of ['C1', 'C2']) slack.add(name)
  await setUp(discord)
})
afterEach(() => discord.store.close())

const press = (server: Server, reply: Reply, label: string, as = {}) => {
  const button = buttonsOf(reply).find((one) => one.label === label)
  if (button === undefined) throw new Error(`no ${label} in ${textOf(reply)}`)
  return server.ask(button.target, as)
}
/** The code that a reply shows. */
const codeIn = (reply: Reply): string => {
  const found = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(textOf(reply))?.[0]
  if (found === undefined) throw new Error(`no code in ${textOf(reply)}`)
  return found
}

/** Brings the community to Slack's channel `C1`. */
async function bring(): Promise<Reply> {
  const shown = await press(discord, await discord.ask('/community setup'), 'Bring to another platform')
  const form = formOf(await slack.ask(`/community setup code:${codeIn(shown)}`, { community: null }))
  return slack.ask({ ...form.target, input: { ...form.target.input, channels: 'C1' } }, { community: null })
}

describe('a community on two platforms', () => {
  it('comes to the other one by a code of its moderators, once', async () => {
    const shown = await press(discord, await discord.ask('/community setup'), 'Bring to another platform')
    expect(shown.isPrivate).toBe(true)
    const code = codeIn(shown)
    expect(textOf(shown)).toContain(`/commonplace community setup code:${code}`)
    expect(await discord.read(`/community setup code:${code}`)).toContain('is for another')
    const asked = await slack.ask(`/community setup code:${code.toLowerCase()}`, { community: null })
    const form = formOf(asked)
    expect(form.title).toBe('Part of Robots')
    const send = (channels: string) =>
      slack.ask({ ...form.target, input: { ...form.target.input, channels } }, { community: null })
    expect(textOf(await send('C9'))).toContain('One of these channels is not there')
    const screen = await send('C1')
    expect(textOf(screen)).toContain('C1 is read from now on.')
    expect(factOf(screen, 'Channels')).toContain('general')
    const { id } = await discord.community()
    expect((await discord.store.communities.spaces(id)).map((one) => one.workspace.platform)).toEqual([
      'discord',
      'slack',
    ])
    expect(slack.attended).toEqual([id])
    expect(textOf(await send('C2')), 'a code works once').toContain('That code is not good')
  })

  it('comes by nobody else’s word, and by no old code', async () => {
    const shown = await press(discord, await discord.ask('/community setup'), 'Bring to another platform')
    const code = codeIn(shown)
    const member = { community: null, isModerator: false }
    const refused = await slack.read(`/community setup code:${code}`, member)
    expect(refused).not.toContain('Part of')
    const late = { community: null, now: NOW + 16 * MINUTE }
    expect(await slack.read(`/community setup code:${code}`, late)).toContain('That code is not good')
    expect(await slack.read('/community setup code:ABCD-2345', { community: null })).toContain('not good')
    const byMember = await discord.ask(
      { command: 'community', handler: 'code', input: {} },
      { isModerator: false },
    )
    expect(byMember.isRefusal).toBe(true)
  })
})

describe('/my link', () => {
  const ada = { person: 'ada', displayName: 'dragon', isModerator: false }
  const maria = { person: 'U1', displayName: 'Maria', isModerator: false }

  it('has nothing to join in a community of one platform', async () => {
    expect(await discord.read('/my link', ada)).toContain('lives on Discord alone')
    expect(buttonsOf(await discord.ask('/my data', ada)).map((one) => one.label)).not.toContain(
      'I am also elsewhere',
    )
  })

  it('joins one person by a code that is shown on one side and typed on the other', async () => {
    await bring()
    await discord.ask('/practice share Solder how:"Heat it"', ada)
    await slack.ask('/did swept the pit', maria)
    const data = await discord.ask('/my data', ada)
    const shown = await press(discord, data, 'I am also elsewhere', ada)
    const code = codeIn(shown)
    expect(textOf(shown)).toContain(`/commonplace my link ${code}`)
    const asked = await slack.ask(`/my link ${code}`, maria)
    expect(textOf(asked)).toContain('The code was made by dragon on Discord.')
    const { id } = await discord.community()
    const before = await discord.store.people.find(id, 'slack', 'U1')
    expect(before).not.toBe(await discord.store.people.find(id, 'discord', 'ada'))
    const done = await press(slack, asked, 'Yes, that is me', maria)
    expect(textOf(done)).toContain('you are one person here on Discord and Slack')
    expect(await discord.store.people.find(id, 'slack', 'U1')).toBe(
      await discord.store.people.find(id, 'discord', 'ada'),
    )
    const mine = await slack.ask('/my data', maria)
    expect(factOf(mine, 'You')).toContain('You go by dragon on Discord and Maria on Slack.')
    expect(factOf(mine, 'What you gave')).toContain('one practice and one thing you did')
    expect(await discord.read('/my link', ada)).toContain('already')
    expect(await slack.read(`/my link ${code}`, maria)).toContain('That code is not good')
  })

  it('lets a name cross only once its owner has agreed', async () => {
    await bring()
    await discord.ask('/practice share Solder how:"Heat it"', ada)
    await slack.ask('/did swept the pit', maria)
    const other = { person: 'U2', displayName: 'Bo', isModerator: false }
    const find = () => slack.read('/practice find Solder', other)
    expect(await find()).toContain('somebody on Discord')
    const code = codeIn(await discord.ask('/my link', ada))
    const done = await press(slack, await slack.ask(`/my link ${code}`, maria), 'Yes, that is me', maria)
    expect(await find(), 'joining is no agreement').toContain('somebody on Discord')
    expect(await find()).not.toMatch(/dragon|Maria/)
    expect(await discord.read('/did', { person: 'cy', isModerator: false })).toContain('somebody on Slack')
    await press(slack, done, 'Show my name on both', maria)
    expect(await find()).toMatch(/Shared by +Maria/)
    expect(await find()).not.toContain('dragon')
    expect(await discord.read('/did', { person: 'cy', isModerator: false })).toContain('dragon')
    const back = await slack.ask('/my data', maria)
    expect(factOf(back, 'Your name')).toContain('on the others too')
    await press(slack, back, 'Keep my names apart', maria)
    expect(await find()).toContain('somebody on Discord')
  })

  it('lets no name cross by what somebody changed, wherever they changed it', async () => {
    await bring()
    await discord.ask('/practice share Solder how:"Heat it"', ada)
    const code = codeIn(await discord.ask('/my link', ada))
    const done = await press(slack, await slack.ask(`/my link ${code}`, maria), 'Yes, that is me', maria)
    const edit = await press(discord, await discord.ask('/practice find Solder', ada), 'Edit', ada)
    const { target } = formOf(edit)
    await discord.ask({ ...target, input: { ...target.input, how: 'Heat the pad' } }, ada)
    const cy = { person: 'cy', displayName: 'Cy', isModerator: false }
    const bo = { person: 'U2', displayName: 'Bo', isModerator: false }
    const history = async (server: Server, as: object) =>
      textOf(await press(server, await server.ask('/practice find Solder', as), 'History', as))
    expect(await history(slack, bo)).toContain('somebody changed “How”')
    expect(await history(slack, bo)).not.toMatch(/dragon|Maria/)
    expect(await history(discord, cy)).not.toContain('Maria')
    await press(slack, done, 'Show my name on both', maria)
    expect(await history(slack, bo)).toContain('Maria changed “How”')
  })

  it('joins nobody who says no, nobody of the same platform, and nobody by an old code', async () => {
    await bring()
    const code = codeIn(await discord.ask('/my link', ada))
    expect(await discord.read(`/my link ${code}`, { ...maria, person: 'eve' })).toContain(
      'made on this platform',
    )
    const asked = await slack.ask(`/my link ${code}`, maria)
    await press(slack, asked, 'No, leave it', maria)
    const { id } = await discord.community()
    const own = await discord.store.people.find(id, 'discord', 'ada')
    if (own === null) throw new Error('she is a member')
    expect(await discord.store.people.identities(id, own)).toHaveLength(1)
    const late = { ...maria, now: NOW + 16 * MINUTE }
    expect(await slack.read(`/my link ${code}`, late)).toContain('That code is not good')
    const forged = { command: 'my', handler: 'join', input: { code: 'AAAA-2222' } }
    expect(textOf(await slack.ask(forged, maria))).toContain('That code is not good')
  })

  it('finds whom an old button names, and says where they are no member any more', async () => {
    await bring()
    const { id } = await discord.community()
    const theirs = await discord.store.people.member(id, 'slack', 'U1')
    const target = { command: 'did', handler: 'did', input: { what: 'soldered', with: String(theirs) } }
    const code = codeIn(await discord.ask('/my link', ada))
    await press(slack, await slack.ask(`/my link ${code}`, maria), 'Yes, that is me', maria)
    const bo = { person: 'bo', displayName: 'Bo', isModerator: false }
    expect(textOf(await discord.ask(target, bo))).toContain('with dragon')
    const own = await discord.store.people.find(id, 'discord', 'ada')
    if (own === null) throw new Error('she is a member')
    await discord.store.people.erase(id, own, { practices: 'remove' }, NOW)
    expect(textOf(await discord.ask(target, bo))).toContain('no longer a member here')
  })
})
