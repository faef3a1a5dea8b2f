import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleOf } from '../../src/core/usage.ts'
import { flat, openPlayground, type Playground, textOf } from './playground.ts'
import { openServer } from './server.ts'

describe('/help', () => {
  let club: Playground
  beforeAll(async () => {
    club = await openPlayground({ isEmpty: true })
  })
  afterAll(() => club.store.close())

  it('says where the ideas come from', async () => {
    const text = (await club.read('/help')).replaceAll('\n', ' ')
    expect(text).toContain(
      'the Institute for Research on Learning, a spin-off of Xerox in Palo Alto, which pioneered the idea of communities of practice (A New Learning Agenda: Putting People First, 1993)',
    )
  })

  it('says what is read and what never is', async () => {
    const text = await club.read('/help')
    expect(text).toMatch(/Read +Who wrote when/)
    expect(text).toMatch(/Never kept +The text of your messages/)
  })

  it('says what the community is for, once somebody has said it, and where to see what is kept of oneself', async () => {
    const before = await club.read('/help')
    expect(before).not.toContain('What for')
    expect(before.replace(/\s+/g, ' ')).toMatch(/To begin Write \/did .* \/practice find .* \/practice share/)
    expect(before).toContain('/my data shows')
    const described = { ...club.community, purpose: 'Building robots together' }
    expect(await club.read('/help', { community: described })).toMatch(/What for +Building robots together/)
  })

  it('lists them in the order in which people meet them, what is for moderators after what is for everybody', () => {
    const names = club.program.commands.map((command) => command.name).join(' ')
    expect(names).toBe('practice did thanks problem learn word waiting my digest community help')
  })

  it('lists every command in order, each with an example that can be typed', async () => {
    const text = await club.read('/help')
    const places = club.program.commands.map((command) => text.indexOf(`\n/${command.name} `))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    for (const command of club.program.commands) {
      expect(text.replace(/\s+/g, ' ')).toContain(command.example)
      expect(club.program.read(command.example).command).toBe(command.name)
    }
  })

  it('tells more about one command, slash or not', async () => {
    for (const typed of ['/help did', '/help /did', '/help DID']) {
      const text = await club.read(typed)
      expect(text).toContain('/did [what] [practice:…] [with:…] [outcome:…]')
      expect(text).toContain('Who you did it with, such as @ada')
    }
    expect(await club.read('/help community')).toContain(
      '/community break from [to:…]'.replace('[to:…]', 'to:…'),
    )
  })

  it('shows on Discord what is typed there, with every option by its name', async () => {
    const examples = club.program.commands.map((command) => exampleOf(command, 'discord'))
    expect(examples).toEqual([
      '/practice find words:crimping wires',
      '/did what:crimped the drive harness with:@ada practice:crimp a connector',
      '/thanks person:@ada for:showing me how to crimp',
      '/problem title:fix the drafty door',
      '/learn topic:soldering as:show',
      '/word word:chuck meaning:the clamp that holds the drill bit',
      '/waiting',
      '/my data',
      '/digest weeks:8',
      '/community break from:2026-12-21 to:2027-01-04',
      '/help command:did',
    ])
    const server = await openServer({ store: club.store })
    await server.store.communities.create({ name: 'Robots', timeZone: 'UTC', isLive: true, now: 0 })
    const overview = flat(textOf(await server.ask({ command: 'help', handler: 'help', input: {} })))
    expect(overview).toContain('such as /help command:did')
    for (const example of examples) expect(overview).toContain(example)
    const about = textOf(await server.ask({ command: 'help', handler: 'help', input: { command: 'did' } }))
    expect(about).toContain('/did [what:…] [practice:…] [with:…] [outcome:…]')
  })

  it('puts a slip right', async () => {
    expect(await club.read('/help digset')).toBe(
      'There is no /digset here. Did you mean /digest? For example: /help digest\n',
    )
  })
})
