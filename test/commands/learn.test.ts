/** `/learn` on one platform, on two, and in the terminal: what people say, whom they find, and what becomes of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MemberId } from '../../src/core/ids.ts'
import type { Reply } from '../../src/core/reply.ts'
import { english } from '../../src/core/words/english.ts'
import { buttonsOf, flat, NOW, openPlayground, textOf } from './playground.ts'
import { formOf, openServer, type Server, type ServerAsking, setUp } from './server.ts'

const say = english.learn
const MINUTE = 60_000
const DAY = 86_400_000
let discord: Server
let slack: Server
beforeEach(async () => {
  discord = await openServer()
  slack = await openServer({ store: discord.store, id: 'T1', name: 'Robots', platform: 'slack' })
  slack.add('C1')
  await setUp(discord, ['general', 'workshop'])
})
afterEach(() => discord.store.close())

const person = (name: string, more: ServerAsking = {}): ServerAsking => ({
  ...{ person: name, displayName: name.charAt(0).toUpperCase() + name.slice(1), isModerator: false },
  ...more,
})
const [ada, bo, cy] = [person('ada'), person('bo'), person('cy')]
const maria = person('U1', { displayName: 'Maria' })
const boss = person('boss', { isModerator: true })

const labels = (reply: Reply): readonly string[] => buttonsOf(reply).map((one) => one.label)
const press = (server: Server, reply: Reply, label: string, as: ServerAsking) => {
  const button = buttonsOf(reply).find((one) => one.label === label)
  if (button === undefined) throw new Error(`no ${label} in ${textOf(reply)}`)
  return server.ask(button.target, as)
}
const memberOf = async (server: Server, name: string, platform: 'discord' | 'slack' = 'discord') => {
  const found = await server.store.people.find((await server.community()).id, platform, name)
  if (found === null) throw new Error(`${name} is no member`)
  return found
}
/** The code that a reply shows. */
const codeIn = (reply: Reply): string => /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(textOf(reply))?.[0] ?? ''

/** Brings the community to Slack's channel `C1`. */
async function bring(): Promise<void> {
  const shown = await press(discord, await discord.ask('/community setup'), 'Bring to another platform', {})
  const form = formOf(await slack.ask(`/community setup code:${codeIn(shown)}`, { community: null }))
  await slack.ask({ ...form.target, input: { ...form.target.input, channels: 'C1' } }, { community: null })
}

/** Ada asks Bo, who shows. */
async function asking(): Promise<Reply> {
  await discord.ask('/learn soldering as:show', bo)
  return press(discord, await discord.ask('/learn soldering', ada), 'Ask Bo', ada)
}

describe('/learn', () => {
  it('bare says how to begin; with how alone it asks what', async () => {
    const text = flat(await discord.read('/learn', ada))
    expect(text).toContain(say.here.nothingYet)
    expect(text).toContain('write /learn topic:soldering. To say what you can show')
    const form = formOf(await discord.ask('/learn as:show', ada))
    expect(form.fields).toEqual(['topic', 'as', 'limit'])
    expect(form.target.input).toEqual({ as: 'show' })
  })

  it('says openly what somebody wants, by one spelling, and lets them alone take it back', async () => {
    await discord.ask('/learn "3D printing"', ada)
    await discord.ask('/learn 3d-printing', cy)
    await discord.ask('/learn "3D  Printing" as:show limit:3', bo)
    const text = await discord.read('/learn', cy)
    expect(text).toMatch(/3D printing +Ada and Cy +Bo/)
    const mine = await discord.ask('/learn', bo)
    expect(textOf(mine)).toContain('You can show 3D printing, to 3 people at a time.')
    const back = buttonsOf(mine).find((one) => one.label === say.takeBack.button)
    if (back === undefined) throw new Error('there is nothing to take back')
    await discord.ask(back.target, ada)
    expect(await discord.read('/learn', cy)).toContain('Bo')
    await discord.ask(back.target, bo)
    expect(await discord.read('/learn', cy)).toMatch(/3D printing +Ada and Cy +nobody yet/)
  })

  it('suggests topics that there are and names of practices', async () => {
    await discord.ask('/practice share "Solder a joint" how:"Heat it"', bo)
    await discord.ask('/learn welding', ada)
    const { store } = discord
    const { suggestTopics } = await import('../../src/core/repertoire/apprenticeship-say.ts')
    const call = { store, community: await discord.community() } as Parameters<typeof suggestTopics>[0]
    expect(await suggestTopics(call, '')).toEqual(['welding', 'Solder a joint'])
    expect(await suggestTopics(call, 'JOINT')).toEqual(['Solder a joint'])
  })

  it('suggests among very many in no time', async () => {
    const { store } = discord
    const { suggestTopics } = await import('../../src/core/repertoire/apprenticeship-say.ts')
    const id = (at: number) => at + 1
    const said = Array.from({ length: 5000 }, (_, at) => ({ id: id(at), topic: `topic ${at}` }))
    const practices = said.map((one) => ({ id: one.id, name: `practice ${one.id}`, retired: null }))
    const call = {
      community: await discord.community(),
      store: {
        learning: { ...store.learning, said: async () => said },
        repertoire: { ...store.repertoire, practices: async () => practices },
      },
    } as unknown as Parameters<typeof suggestTopics>[0]
    const before = process.cpuUsage()
    expect((await suggestTopics(call, '42')).slice(0, 2)).toEqual(['topic 42', 'topic 142'])
    // Where every practice is compared with every topic this takes ten times as long.
    expect(process.cpuUsage(before).user).toBeLessThan(800_000)
  })

  it('shows privately who can be found, and tells the channel where they like', async () => {
    const alone = await discord.ask('/learn soldering', ada)
    expect(alone.isPrivate).toBe(true)
    expect(flat(textOf(alone))).toContain(say.suggestions.none.learn)
    const told = await press(discord, alone, say.tellChannel.button, ada)
    expect(told.isPrivate).toBe(false)
    expect(textOf(told)).toContain('Ada wants to learn soldering. Who can show it?')
    const shows = await press(discord, told, say.tellChannel.iCanShow, bo)
    expect(textOf(shows)).toContain('Ada wants to learn soldering')
    const offer = await press(discord, shows, 'Offer it to Ada', bo)
    expect(textOf(offer)).toContain('Bo would like to show Ada soldering. Ada can answer here')
    expect(textOf(await discord.ask('/learn', ada))).toContain('Bo would like to show you soldering.')
    const agreed = await press(discord, await discord.ask('/learn', ada), say.ask.yes, ada)
    expect(textOf(agreed)).toContain('Bo will show Ada soldering.')
  })
})

describe('two who learn from each other', () => {
  it('are told elsewhere than in a post where they meet, if it is not where that is read', async () => {
    await asking()
    const elsewhere = { ...bo, channel: 'lobby' }
    const agreed = await press(discord, await discord.ask('/learn', elsewhere), say.ask.yes, elsewhere)
    expect(textOf(agreed)).not.toContain('#general')
    expect(flat(textOf(agreed))).toContain(
      'Bo will show Ada soldering. Where to meet stands under /learn, for the two of you:',
    )
    expect(flat(await discord.read('/learn', ada))).toContain('You meet in #general.')
  })

  it('agree in the open, meet in a channel that both see, and end it', async () => {
    const asked = await asking()
    expect(asked.isPrivate).toBe(false)
    expect(asked.blocks[0]).toMatchObject({
      text: [
        { name: 'Ada', ping: false },
        say.ask.wouldLearn('soldering'),
        { name: 'Bo', ping: false },
        say.ask.thenBefore,
        { name: 'Bo', ping: false },
        say.ask.thenAfter,
      ],
    })
    expect(await discord.read('/learn', ada)).toContain(
      'You asked Bo about soldering. There is no answer yet.',
    )
    expect(textOf(await press(discord, asked, say.ask.yes, cy))).toContain(say.answer.notYours)
    expect(textOf(await press(discord, asked, say.ask.notNow, ada))).toContain(say.answer.notYours)
    const agreed = await press(discord, asked, say.ask.yes, bo)
    expect(flat(textOf(agreed))).toContain('Bo will show Ada soldering. Meet in #general: both of you see it')
    expect(textOf(await press(discord, asked, say.ask.yes, bo))).toContain(say.answer.over)
    expect(textOf(await press(discord, asked, say.ask.notNow, bo))).toContain(say.answer.over)
    expect(flat(await discord.read('/learn', ada))).toContain(
      'Bo shows you soldering, since 23 November 2026. You meet in #general.',
    )
    expect(flat(await discord.read('/learn', bo))).toContain('You show Ada soldering, since')
    expect(textOf(await press(discord, agreed, say.done.button, cy))).toContain(say.later.notYours)
    const done = await press(discord, agreed, say.done.button, ada)
    expect(flat(textOf(done))).toContain('You are done with soldering. If you can do it by now')
    expect(textOf(await press(discord, agreed, say.done.button, bo))).toContain(say.answer.over)
    expect(await discord.read('/learn', bo)).toMatch(/soldering +nobody yet +Bo/)
    const now = await press(discord, done, say.tellChannel.iCanShow, ada)
    expect(textOf(now)).toContain('You can show soldering')
  })

  it('are not told of in the open where it is not now, and whoever asked finds it', async () => {
    const asked = await asking()
    const no = await press(discord, asked, say.ask.notNow, bo)
    expect(no.isPrivate).toBe(true)
    expect(await discord.read('/learn', ada)).toContain('Bo said about soldering that it is not now.')
    expect(await discord.read('/learn', { ...ada, now: NOW + 20 * DAY })).not.toContain('it is not now')
  })

  it('take back what is not answered, and ask once', async () => {
    await asking()
    const again = { command: 'learn', handler: 'ask', input: {} }
    const input = { topic: 'soldering', as: 'learn', with: String(await memberOf(discord, 'bo')) }
    expect(flat(textOf(await discord.ask({ ...again, input }, ada)))).toContain(say.ask.again)
    const mine = await discord.ask('/learn', ada)
    expect(textOf(await press(discord, mine, say.takeBack.button, ada))).toContain('Taken back.')
    expect(labels(await discord.ask('/learn', bo))).not.toContain(say.ask.yes)
  })

  it('keep to the limits that each said, whatever button is pressed', async () => {
    const first = await asking()
    await discord.ask('/learn welding as:show', bo)
    const second = await press(discord, await discord.ask('/learn welding', cy), 'Ask Bo', cy)
    await press(discord, first, say.ask.yes, bo)
    const full = await press(discord, second, say.ask.yes, bo)
    expect(full.isRefusal).toBe(true)
    expect(flat(textOf(full))).toContain('You show something to one person at a time, by your own word')
    expect(labels(await discord.ask('/learn soldering', cy)), 'full ones are not suggested').not.toContain(
      'Ask Bo',
    )
    await discord.ask('/learn welding as:show limit:2', bo)
    expect((await press(discord, second, say.ask.yes, bo)).isRefusal).toBeUndefined()
  })

  it('ask nobody but who said so, and nobody who is not there', async () => {
    await discord.ask('/learn soldering', ada)
    await discord.ask('/did swept', bo)
    const ask = async (who: MemberId) => {
      const input = { topic: 'soldering', as: 'learn', with: String(who) }
      return flat(textOf(await discord.ask({ command: 'learn', handler: 'ask', input }, ada)))
    }
    expect(await ask(await memberOf(discord, 'bo'))).toContain(say.ask.takenBack)
    expect(await ask(await memberOf(discord, 'ada'))).toContain(say.ask.yourself)
    await discord.ask('/learn soldering as:show', bo)
    await discord.ask('/learn soldering as:show', { ...cy, now: NOW - 90 * DAY })
    expect(
      labels(await discord.ask('/learn soldering', ada)),
      'she has not been seen in 12 weeks',
    ).not.toContain('Ask Cy')
    const { id } = await discord.community()
    await discord.store.people.pause(id, await memberOf(discord, 'bo'), NOW)
    expect(labels(await discord.ask('/learn soldering', ada))).not.toContain('Ask Bo')
    expect(await ask(await memberOf(discord, 'bo'))).toContain(say.ask.takenBack)
  })

  it('answer what only they were asked, and moderators see how many', async () => {
    const agreed = await press(discord, await asking(), say.ask.yes, bo)
    const later = await press(discord, agreed, say.later.button, ada)
    expect(flat(textOf(later))).toContain('by a direct message on Discord, once each time')
    expect(labels(await discord.ask('/learn', ada))).toContain(say.later.stop)
    expect(labels(await discord.ask('/learn', bo))).toContain(say.later.button)
    const { id } = await discord.community()
    const [pair] = await discord.store.learning.pairs(id)
    if (pair === undefined) throw new Error('there is a pair')
    const answer = (says: string, as: ServerAsking) =>
      discord.ask(
        { command: 'learn', handler: 'answer', input: { pair: String(pair.id), weeks: '2', says } },
        as,
      )
    expect(textOf(await answer('alone', ada))).toContain(say.question.notYours)
    await discord.store.learning.trying(id, { pair: pair.id, member: pair.learner, weeks: 2 }, NOW)
    expect(textOf(await answer('alone', bo))).toContain(say.question.notYours)
    expect(textOf(await answer('alone', ada))).toBe('Kept. It is done alone by now.\n')
    expect(textOf(await answer('goesOn', ada))).toBe('Kept. It goes on. It is done alone by now.\n')
    expect(flat(await discord.read('/learn', boss))).toContain(
      'One pair learns together at the moment. One pair has said how it goes: the learner now does it alone.',
    )
    await answer('notYet', ada)
    expect(flat(await discord.read('/learn', boss))).toContain('the learner does not do it alone yet')
    expect(await discord.read('/learn', bo)).not.toContain('how it goes')
    await press(discord, await discord.ask('/learn', ada), say.later.stop, ada)
    expect((await discord.store.learning.pairs(id))[0]?.learnerAskedOn).toBeNull()
  })
})

describe('mentors and adults', () => {
  it('are appointed by moderators, openly, shown as such, and laid down by themselves', async () => {
    await discord.ask('/learn soldering as:show', bo)
    await discord.ask('/learn soldering as:show', cy)
    expect(labels(await discord.ask('/learn', ada))).not.toContain(say.appoint.button)
    expect((await discord.ask({ command: 'learn', handler: 'appointed', input: {} }, ada)).isRefusal).toBe(
      true,
    )
    const screen = await press(discord, await discord.ask('/community setup', boss), say.appoint.button, boss)
    const form = formOf(await press(discord, screen, say.appoint.appointButton, boss))
    const input = { person: String(await memberOf(discord, 'cy')), role: 'mentor' }
    expect((await discord.ask({ ...form.target, input }, ada)).isRefusal).toBe(true)
    const told = await discord.ask({ ...form.target, input }, boss)
    expect(told.isPrivate).toBe(false)
    expect(told.blocks[0]).toMatchObject({ text: [{ name: 'Cy', ping: true }, say.appoint.told('mentor')] })
    const found = await discord.ask('/learn soldering', ada)
    expect(labels(found).slice(0, 2), 'she is new, so the mentor comes first').toEqual(['Ask Cy', 'Ask Bo'])
    expect(textOf(found)).toContain('Cy, a mentor here, can show soldering')
    expect(await discord.read('/learn', ada)).toMatch(/Mentors +Cy/)
    const { id } = await discord.community()
    expect(await discord.store.learning.appointed(id)).toMatchObject([
      { member: await memberOf(discord, 'cy'), role: 'mentor', by: await memberOf(discord, 'boss') },
    ])
    expect(textOf(await press(discord, told, say.appoint.notForMe, ada))).toContain(say.appoint.notYours)
    await press(discord, told, say.appoint.notForMe, cy)
    expect(await discord.store.learning.appointed(id)).toEqual([])
    await discord.ask({ ...form.target, input: { ...input, role: 'adult' } }, boss)
    const list = await discord.ask({ command: 'learn', handler: 'appointed', input: {} }, boss)
    expect(textOf(list)).toContain('Cy: an adult, since 23 November 2026, appointed by Boss')
    const after = await press(discord, list, 'Take back: Cy, adult', boss)
    expect(textOf(after)).toContain(say.appoint.nobody)
  })
})

describe('a community on two platforms', () => {
  it('finds somebody on the other one who agreed to be named, and says plainly that no channel is open to both', async () => {
    await bring()
    await slack.ask('/learn soldering as:show', maria)
    expect(labels(await discord.ask('/learn soldering', ada)), 'her name stays on Slack').not.toContain(
      'Ask Maria',
    )
    expect(await discord.read('/learn', ada)).toContain('somebody on Slack')
    await press(slack, await slack.ask('/my data', maria), english.my.link.buttons.nameEverywhere, maria)
    const found = await discord.ask('/learn soldering', ada)
    const refused = await press(discord, found, 'Ask Maria', ada)
    expect(flat(textOf(refused))).toContain('would not see who asks')
    await press(discord, await discord.ask('/my data', ada), english.my.link.buttons.nameEverywhere, ada)
    const asked = await press(discord, found, 'Ask Maria', ada)
    expect(asked.isPrivate).toBe(true)
    expect(textOf(asked)).toContain('Asked. Maria is on Slack, and finds it there with /learn.')
    const waiting = await slack.ask('/learn', maria)
    expect(textOf(waiting)).toContain('Ada would like to learn soldering from you.')
    const agreed = await press(slack, waiting, say.ask.yes, maria)
    expect(flat(textOf(agreed))).toContain(`Maria will show Ada soldering. ${say.answer.meetAcross}`)
    expect(flat(await discord.read('/learn', ada))).toContain(
      'Maria shows you soldering, since 23 November 2026.',
    )
    const { id } = await discord.community()
    await press(slack, agreed, say.later.button, maria)
    await press(discord, await discord.ask('/learn', ada), say.later.button, ada)
    expect(await discord.store.learning.pairs(id)).toMatchObject([
      { space: null, learnerAskedOn: 'discord', showerAskedOn: 'slack' },
    ])
  })
})

describe('suggestions', () => {
  it('prefer somebody with whom one has no tie, and say nothing of it', async () => {
    for (const one of [bo, cy]) await discord.ask('/learn soldering as:show', one)
    const [workspace] = await discord.store.communities.workspaces('discord')
    if (workspace === undefined) throw new Error('there is a workspace')
    const message = (key: string, author: string, at: number, reference: string | null) => ({
      ...{ kind: 'message' as const, space: 'general', key, thread: null, author, at, reference },
      ...{ mentions: [], length: 5, asks: false },
    })
    await discord.ask('/did swept', ada)
    expect(labels(await discord.ask('/learn soldering', ada)).slice(0, 2)).toEqual(['Ask Bo', 'Ask Cy'])
    const said = [message('1', 'bo', NOW - DAY, null), message('2', 'ada', NOW - DAY + MINUTE, '1')]
    await discord.store.recording.record(workspace.id, said, NOW)
    const found = await discord.ask('/learn soldering', ada)
    expect(labels(found).slice(0, 2)).toEqual(['Ask Cy', 'Ask Bo'])
    expect(textOf(found).replace(/Ask one.*/, '')).not.toMatch(/answer|tie|together|often/)
  })
})

it('works in the terminal, and says that nobody can be asked there later', async () => {
  const club = await openPlayground({ isEmpty: true })
  const bob = await club.program.named(club.community, 'terminal', 'bob', 'Bob')
  await club.ask('/learn soldering iron care as:show', { member: bob })
  const found = await club.ask('/learn "Soldering iron care"')
  const input = { topic: 'soldering iron care', as: 'learn', with: String(bob) }
  expect(buttonsOf(found).map((one) => one.target)).toContainEqual({
    command: 'learn',
    handler: 'ask',
    input,
  })
  await club.ask({ command: 'learn', handler: 'ask', input })
  const [pair] = await club.store.learning.pairs(club.community.id)
  const id = { id: String(pair?.id) }
  expect(await club.read({ command: 'learn', handler: 'yes', input: id }, { member: bob })).toContain(
    'will show',
  )
  expect(await club.read({ command: 'learn', handler: 'later', input: id })).toContain(say.later.nowhere)
  await club.store.close()
})
