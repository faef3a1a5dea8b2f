import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MemberId } from '../../src/core/ids.ts'
import type { Reply, Target } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import { buttonsOf, flat, NOW, openPlayground, type Playground, textOf } from './playground.ts'
import { factOf, formOf, openServer, type Server, setUp } from './server.ts'

const say = english.thanks
const thank = (input: Readonly<Record<string, string>>): Target => ({
  command: 'thanks',
  handler: 'thanks',
  input,
})

describe('/thanks', () => {
  let empty: Playground
  let ada: MemberId
  beforeAll(async () => {
    empty = await openPlayground({ isEmpty: true })
    ada = await empty.program.named(empty.community, 'terminal', 'ada', 'Ada')
    await empty.ask('/practice share "Crimp a connector" how:"Strip 4 mm"')
  })
  afterAll(() => empty.store.close())

  const latest = () => empty.store.thanks.latest(empty.community.id, 20)

  it('bare says how to begin', async () => {
    const reply = await empty.ask('/thanks')
    expect(reply.isPrivate).toBe(true)
    expect(textOf(reply)).toContain(say.nothingYet)
    const [begin] = buttonsOf(reply)
    expect(formOf(await empty.ask(begin?.target ?? '')).fields).toEqual(['person', 'for', 'practice'])
  })

  it('says the thanker’s own words to everybody, and calls the one person who was named', async () => {
    const what = 'staying late\nand not minding'
    const reply = await empty.ask(thank({ person: String(ada), for: what, practice: 'crimp' }))
    expect(reply.isPrivate).toBe(false)
    expect(reply.blocks.slice(0, 3)).toEqual([
      {
        kind: 'paragraph',
        text: [
          { kind: 'person', member: empty.you, name: 'you', ping: false },
          say.between,
          { kind: 'person', member: ada, name: 'Ada', ping: true },
          ':',
        ],
      },
      { kind: 'paragraph', text: [what] },
      { kind: 'note', text: ['About the practice Crimp a connector.'] },
    ])
    const [kept] = await latest()
    expect(kept).toMatchObject({ giver: empty.you, receiver: ada, what, platform: 'terminal', at: NOW })
    expect(kept?.practice).not.toBeNull()
  })

  it('asks for what is missing, with what there is', async () => {
    const what = formOf(await empty.ask(thank({ person: String(ada) })))
    expect(what.fields).toEqual(['person', 'for', 'practice'])
    expect(what.target).toEqual({ command: 'thanks', handler: 'say', input: { person: String(ada) } })
    const whom = formOf(await empty.ask('/thanks staying late'))
    expect(whom.target.input).toEqual({ for: 'staying late' })
    const before = (await latest()).length
    await empty.ask({ ...what.target, input: { ...what.target.input, for: 'the lathe' } })
    expect(await latest()).toHaveLength(before + 1)
  })

  it('takes whom it begins with, as people write it, and nobody else', () => {
    const input = (line: string) => empty.program.read(line).input
    expect(input('/thanks @ada showing me how')).toEqual({ person: '@ada', for: 'showing me how' })
    expect(input('/thanks @ada')).toEqual({ person: '@ada' })
    expect(input('/thanks staying late with @bo')).toEqual({ for: 'staying late with @bo' })
    expect(input('/thanks @bo too person:@ada')).toEqual({ person: '@ada', for: '@bo too' })
    expect(input('/did @ada and I swept')).toEqual({ what: '@ada and I swept' })
  })

  it('refuses what makes no sense, and keeps nothing of it', async () => {
    const before = await latest()
    const read = async (input: Readonly<Record<string, string>>) => flat(await empty.read(thank(input)))
    expect(await read({ person: String(empty.you), for: 'x' })).toContain(say.yourself)
    expect(await read({ person: String(empty.you) })).toContain(say.yourself)
    expect(await read({ person: String(ada), to: 'Maria', for: 'x' })).toContain(say.oneAtATime)
    expect(await read({ person: String(ada), for: 'x', practice: 'zzzz' })).toContain('There is no practice')
    expect(await read({ person: '4711', for: 'x' })).toContain(english.refusals.noLongerHere)
    const link = { person: String(ada), for: 'x', link: 'javascript:alert(1)' }
    expect(flat(await empty.read({ command: 'thanks', handler: 'say', input: link }))).toContain('https://')
    expect(await latest()).toEqual(before)
  })

  it('lets only whoever was thanked say what becomes of it, and change their mind', async () => {
    const reply = await empty.ask(thank({ person: String(ada), for: 'the vice' }))
    const [keep, refuse] = buttonsOf(reply)
    if (keep === undefined || refuse === undefined) throw new Error('two buttons')
    expect(await empty.read(keep.target)).toContain(say.notForYou.slice(0, 40))
    const isListed = async () => (await latest()).some((one) => one.what === 'the vice')
    const as = { member: ada }
    expect(flat(await empty.read(keep.target, as))).toContain(say.keep.done)
    expect(flat(await empty.read(keep.target, as))).toContain(say.keep.done)
    expect(await isListed()).toBe(true)
    const refused = await empty.ask(refuse.target, as)
    expect(await isListed()).toBe(false)
    expect(buttonsOf(refused)[0]?.label).toBe(say.keep.button)
    await empty.ask(buttonsOf(refused)[0]?.target ?? '', as)
    expect(await isListed()).toBe(true)
    expect(flat(await empty.read({ ...keep.target, input: { id: '99' } }, as))).toContain(say.gone)
  })

  it('lists the latest, and asks whoever was thanked for theirs', async () => {
    const text = await empty.read('/thanks')
    expect(text).toContain('you thanks Ada')
    expect(text).toContain('(Crimp a connector)')
    const mine = await empty.ask('/thanks', { member: ada })
    expect(textOf(mine)).toContain(say.forYou(2))
    expect(buttonsOf(mine).map((one) => one.label)).toEqual([
      '1: Keep on my page',
      '1: Not mine',
      '2: Keep on my page',
      '2: Not mine',
      'Say thanks',
    ])
    const [first] = buttonsOf(mine)
    const then = await empty.ask(first?.target ?? '', { member: ada })
    expect(then).toMatchObject({ isPrivate: true, replaces: true })
    expect(textOf(then)).toContain(say.forYou(1))
    expect(factOf(await empty.ask('/my data', { member: ada }), say.data.label)).toContain('thanked 3 times')
  })
})

describe('thanks across platforms', () => {
  let discord: Server
  let slack: Server
  const ada = { person: 'ada', displayName: 'dragon', isModerator: false }
  const maria = { person: 'U1', displayName: 'Maria', isModerator: false }
  beforeEach(async () => {
    discord = await openServer()
    slack = await openServer({ store: discord.store, id: 'T1', name: 'Robots', platform: 'slack' })
    await setUp(discord)
    const { id } = await discord.community()
    const team = await discord.store.communities.workspace({ platform: 'slack', externalId: 'T1', name: 'T' })
    await discord.store.communities.bindSpace(id, team.id, { externalId: 'C1', name: 'build' })
  })
  afterEach(() => discord.store.close())

  const press = (server: Server, reply: Reply, label: string, as = {}) => {
    const button = buttonsOf(reply).find((one) => one.label === label)
    if (button === undefined) throw new Error(`no ${label} in ${textOf(reply)}`)
    return server.ask(button.target, as)
  }
  const agree = async (as: typeof maria) =>
    press(slack, await slack.ask('/my data', as), english.my.link.buttons.nameEverywhere, as)
  const toMaria = (name = 'Maria') => discord.ask(thank({ to: name, for: 'the wiring' }), ada)

  it('reach somebody on the other platform who agreed to be named, without calling them', async () => {
    const refused = textOf(await toMaria())
    await slack.ask('/did swept the pit', maria)
    expect(textOf(await toMaria()), 'who did not agree is not told from who is not there').toBe(refused)
    expect(await discord.suggest(thank({ to: 'M' }), 'to', ada)).toEqual([])
    await agree(maria)
    expect(await discord.suggest(thank({ to: 'm' }), 'to', ada)).toEqual(['Maria'])
    expect(await slack.suggest(thank({ to: '' }), 'to', maria)).toEqual([])
    const said = await toMaria('maria')
    expect(said.isPrivate).toBe(false)
    expect(JSON.stringify(said)).not.toContain('"ping":true')
    expect(textOf(said)).toContain('dragon thanks Maria:')
    expect(buttonsOf(said)).toEqual([])
    const found = await slack.ask('/thanks', maria)
    expect(textOf(found)).toContain('somebody on Discord: the wiring')
    expect(textOf(found)).not.toContain('dragon')
    expect(textOf(await press(slack, found, say.keep.button, maria))).toContain('Kept.')
    const mine = factOf(await slack.ask('/my data', maria), say.data.label)
    expect(mine).toBe('You were thanked once, and keep it.')
  })

  it('tell two of one name apart by asking nobody, and name nobody who took their word back', async () => {
    const other = { ...maria, person: 'U2' }
    for (const as of [maria, other]) await agree(as)
    expect(await discord.suggest(thank({ to: '' }), 'to', ada)).toEqual(['Maria'])
    expect(flat(textOf(await toMaria()))).toContain(say.severalElsewhere('Maria'))
    await press(slack, await slack.ask('/my data', other), english.my.link.buttons.nameHere, other)
    expect(textOf(await toMaria())).toContain('dragon thanks Maria:')
    await press(slack, await slack.ask('/my data', maria), english.my.link.buttons.nameHere, maria)
    expect(flat(textOf(await toMaria()))).toContain(say.nobodyElsewhere('Maria'))
    expect(await discord.read('/thanks', ada)).not.toContain('Maria')
  })

  it('ask for what is missing there too', async () => {
    await agree(maria)
    const form = formOf(await discord.ask(thank({ to: 'Maria' }), ada))
    expect(form.fields).toEqual(['to', 'for', 'practice'])
    const said = await discord.ask({ ...form.target, input: { ...form.target.input, for: 'x' } }, ada)
    expect(textOf(said)).toContain('dragon thanks Maria:')
    expect(textOf(await discord.ask('/thanks', ada))).toContain('/thanks to:')
  })

  it('are answered on either side by whoever is on both', async () => {
    const { id } = await discord.community()
    const receiver = String(await discord.store.people.member(id, 'discord', 'ada'))
    const bo = { person: 'bo', displayName: 'Bo', isModerator: false }
    const said = await discord.ask(thank({ person: receiver, for: 'the code' }), bo)
    await slack.ask('/did swept', maria)
    const member = await discord.store.people.member(id, 'slack', 'U1')
    const code = await discord.store.people.makeCode(
      { community: id, purpose: 'person', member, platform: 'slack' },
      NOW,
    )
    await discord.ask({ command: 'my', handler: 'join', input: { code } }, ada)
    expect(textOf(await press(discord, said, say.refuse.button, maria))).not.toContain('All right.')
    expect(textOf(await slack.ask('/thanks', maria))).toContain('the code')
    expect(textOf(await press(slack, said, say.refuse.button, maria))).toContain('All right.')
    expect(textOf(await press(discord, said, say.keep.button, ada))).toContain('Kept.')
  })

  it('are no longer there for words after a restart: whoever presses is told what to do', async () => {
    await discord.ask('/practice share Solder how:"Heat it"', ada)
    const held = await discord.hold({ author: 'bo', name: 'Bo', text: 'my words' })
    const ask = { command: 'practice', handler: 'askWords', input: { id: '1', held } }
    const asked = await discord.ask(ask, ada)
    expect(flat(textOf(asked))).toContain('May your own words stand there too?')
    const again = await openServer({ store: discord.store })
    const bo = { person: 'bo', displayName: 'Bo', isModerator: false }
    const yes = english.practice.theirWords.yes
    expect(flat(textOf(await press(again, asked, yes, bo)))).toContain(english.practice.theirWords.over)
    expect(textOf(await press(discord, asked, yes, bo))).toContain('my words')
  })
})
