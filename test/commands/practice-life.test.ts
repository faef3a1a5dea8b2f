/** A practice from being shared to being proven, changed, done another way, and retired. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../src/core/reply.ts'
import { buttonsOf, flat, NOW, textOf } from './playground.ts'
import { factOf, formOf, openServer, type Server, setUp } from './server.ts'

let server: Server
beforeEach(async () => {
  server = await openServer()
  await setUp(server)
  await server.ask('/practice share Solder how:"Heat it" when:"It is loose"', as('ada'))
})
afterEach(() => server.store.close())

let minutes = 0
/** Everybody acts a minute after the one before. */
const as = (person: string, isModerator = false) => {
  minutes += 1
  const displayName = person.charAt(0).toUpperCase() + person.slice(1)
  return { person, displayName, isModerator, now: NOW + minutes * 60_000 }
}
const press = (reply: Reply, label: string, who: string, isModerator = false) => {
  const button = buttonsOf(reply).find((one) => one.label === label)
  if (button === undefined) throw new Error(`no ${label} in ${textOf(reply)}`)
  return server.ask(button.target, as(who, isModerator))
}
const fill = (form: Reply, answers: Readonly<Record<string, string>>, who: string, isModerator = false) => {
  const { target } = formOf(form)
  return server.ask({ ...target, input: { ...target.input, ...answers } }, as(who, isModerator))
}
const card = (name: string, who = 'bo') => server.ask(`/practice find ${name}`, as(who))
/** Two taps. */
const did = async (who: string, how: string, name = 'Solder') =>
  press(await press(await card(name, who), 'I did it', who), how, who)

describe('a practice', () => {
  it('is done with two taps, told to everybody, and proven once it worked for three others', async () => {
    expect(flat(textOf(await card('Solder')))).toContain('New: nobody else has tried it yet.')
    const told = await did('bo', 'As written')
    expect(told.isPrivate).toBe(false)
    expect(flat(textOf(told))).toContain('Bo: Solder')
    await did('cy', 'My own way')
    await did('ada', 'As written')
    expect(flat(textOf(await card('Solder')))).toContain('2 other people have done it.')
    await did('dee', 'As written')
    const proven = await card('Solder')
    expect(flat(textOf(proven))).toContain('Proven: it worked for 3 other people.')
    expect(factOf(proven, 'As done here')).toBe('3 times as written and once in somebody’s own way.')
  })

  it('says so where it keeps failing, and is kept out of what is suggested once it is retired', async () => {
    for (const who of ['bo', 'cy', 'dee']) await did(who, 'It did not work')
    expect(textOf(await card('Solder'))).toContain('Lately it did not work 3 times out of 3.')
    const own = await card('Solder', 'ada')
    const retired = await fill(await press(own, 'Retire', 'ada'), { why: 'We crimp now.' }, 'ada')
    expect(textOf(retired)).toContain('Retired on 23 November 2026')
    expect(textOf(retired)).toContain('We crimp now.')
    expect(await server.read('/practice', as('bo'))).not.toContain('Solder')
    expect(textOf(await card('Solder'))).toContain('We crimp now.')
    const back = await press(await card('Solder', 'ada'), 'Bring back', 'ada')
    expect(textOf(back)).toContain('It is done here again.')
    expect(await server.read('/practice', as('bo'))).toContain('Solder')
  })

  it('is changed by whoever shared it or a moderator, and what it said before stays in its history', async () => {
    const others = await card('Solder', 'bo')
    expect(buttonsOf(others).map((one) => one.label)).toEqual(['I did it', 'My way', 'Ask', 'History'])
    const forged = { command: 'practice', handler: 'edit', input: { id: '1' } }
    expect((await server.ask(forged, as('bo'))).isRefusal).toBe(true)
    const form = await press(await card('Solder', 'ada'), 'Edit', 'ada')
    expect(formOf(form).target.input).toMatchObject({ name: 'Solder', how: 'Heat it', when: 'It is loose' })
    const changed = await fill(form, { how: 'Heat the pad, then the wire' }, 'ada')
    expect(textOf(changed)).toContain('What it said before is in its history.')
    expect(textOf(await fill(form, { how: 'Heat the pad, then the wire' }, 'ada'))).toContain(
      'Nothing was changed.',
    )
    const more = await press(await card('Solder', 'mo'), 'History', 'mo')
    expect(textOf(more)).toContain('Ada changed “How”')
    const added = await press(
      await server.ask('/practice find Solder', as('mod', true)),
      'Add more',
      'mod',
      true,
    )
    const answers = { problem: 'Wires fall off', tags: 'Wiring, #safety', link: 'https://example.org/a' }
    const whole = await fill(added, answers, 'mod', true)
    expect(factOf(whole, 'Problem')).toBe('Wires fall off')
    expect(factOf(whole, 'Tags')).toBe('#wiring #safety')
    expect(textOf(await card('safety'))).toContain('Heat the pad')
    const taken = await press(await card('Solder', 'ada'), 'Edit', 'ada')
    await server.ask('/practice share Crimp how:Press', as('bo'))
    expect(textOf(await fill(taken, { name: 'crimp ' }, 'ada'))).toContain('already a practice called Crimp')
  })

  it('is done another way, and the lineage shows as a small tree', async () => {
    const form = await press(await card('Solder', 'bo'), 'My way', 'bo')
    expect(formOf(form).target.input).toMatchObject({ name: 'Solder (another way)', how: 'Heat it' })
    const version = await fill(form, { name: 'Solder cold', how: 'Use paste' }, 'bo')
    expect(version.isPrivate).toBe(false)
    expect(textOf(version)).toContain('Another way of Solder.')
    expect(factOf(version, 'Another way of')).toBe('Solder')
    const again = await press(await card('Solder cold', 'cy'), 'My way', 'cy')
    await fill(again, { name: 'Solder in the oven', how: 'Bake it' }, 'cy')
    const history = textOf(await press(await card('Solder cold', 'dee'), 'History', 'dee'))
    expect(history).toMatch(/Solder\n.*└ Solder cold \(this one\)\n.* └ Solder in the oven/)
    const { id } = await server.community()
    const bo = await server.store.people.find(id, 'discord', 'bo')
    if (bo === null) throw new Error('he is a member')
    await server.store.people.erase(id, bo, { practices: 'remove' }, NOW)
    const left = textOf(await press(await card('Solder in the oven', 'dee'), 'History', 'dee'))
    expect(left).toMatch(/Solder\n.*└ Solder in the oven \(this one\)/)
  })
})

describe('what somebody did', () => {
  it('is told more of by them alone: what came of it, what they learned, and that they may be asked', async () => {
    const told = await did('bo', 'My own way')
    expect(textOf(await press(told, 'Say more', 'cy'))).toContain('Only whoever did it can add to it.')
    const form = await press(told, 'Say more', 'bo')
    const answers = {
      ...{ happened: 'It held', learned: 'Use less tin', evidence: 'https://example.org/p.png' },
      askable: 'Yes, ask me',
    }
    const more = await fill(form, answers, 'bo')
    expect(more.isPrivate).toBe(false)
    expect(textOf(more)).toContain('It held')
    const shown = textOf(await card('Solder', 'cy'))
    expect(shown).toContain('What people learned')
    expect(shown).toContain('Use less tin')
    const asked = textOf(await press(await card('Solder', 'cy'), 'Ask', 'cy'))
    expect(flat(asked)).toContain('Bo: in their own way, on 23 November 2026')
    expect(textOf(await press(await card('Solder', 'bo'), 'Ask', 'bo'))).toContain(
      'Nobody who did it has said yet',
    )
    const filled = formOf(await press(told, 'Say more', 'bo'))
    expect(filled.target.input).toMatchObject({ learned: 'Use less tin', askable: 'yes' })
    const { askable: _, ...rest } = filled.target.input
    await server.ask({ ...filled.target, input: rest }, as('bo'))
    expect(textOf(await press(await card('Solder', 'cy'), 'Ask', 'cy'))).toContain(
      'Nobody who did it has said yet',
    )
    const wrong = await fill(form, { evidence: 'javascript:alert(1)' }, 'bo')
    expect(wrong.isRefusal).toBe(true)
  })

  it('is confirmed by who was there, and by nobody else', async () => {
    const { id } = await server.community()
    const cy = await server.store.people.member(id, 'discord', 'cy')
    const target = { command: 'did', handler: 'did', input: { what: 'wired the arm', with: String(cy) } }
    const told = await server.ask(target, as('bo'))
    expect(buttonsOf(told).map((one) => one.label)).toEqual(['I was there', 'Say more'])
    expect(textOf(await press(told, 'I was there', 'dee'))).toContain('Only who was named')
    expect(textOf(await press(told, 'I was there', 'cy'))).toContain('you were there')
    const [doing] = await server.store.repertoire.doings(id, 1)
    expect(doing).toMatchObject({ companions: [cy], confirmed: [cy] })
    expect((await server.store.people.dataOf(id, cy)).together).toMatchObject([{ what: 'wired the arm' }])
  })
})
