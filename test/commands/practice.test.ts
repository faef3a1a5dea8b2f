import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChosenMessage } from '../../src/core/command.ts'
import type { Reply } from '../../src/core/reply.ts'
import { buttonsOf, flat, openPlayground, type Playground, textOf } from './playground.ts'

const HERE = { on: 'terminal', doneOn: 'terminal' } as const

describe('/practice in the club', () => {
  let club: Playground
  beforeAll(async () => {
    club = await openPlayground()
  })
  afterAll(() => club.store.close())

  it('bare lists what there is, what is done most first', async () => {
    const lines = (await club.read('/practice')).split('\n')
    expect(lines.slice(3, 9).map((line) => line.split('  ')[0])).toEqual([
      'Practice',
      'Crimp a connector',
      'Check the pit before a match',
      'Ask for a review',
      'Charge batteries in turn',
      'Tap a hole straight',
    ])
  })

  it.each([
    ['crimping wires', 'Crimp a connector'],
    ['crimpping', 'Crimp a connector'],
    ['BATERIES', 'Charge batteries in turn'],
    ['ask for a review', 'Ask for a review'],
    ['reviw', 'Ask for a review'],
  ])('finds by what somebody remembers, slips and all: %s', async (words, name) => {
    const reply = await club.ask(`/practice find ${words}`)
    expect(reply.title).toBe(name)
    expect(buttonsOf(reply).map((button) => button.label)).toEqual([
      ...['I did it', 'My way', 'Ask', 'History'],
      ...['Edit', 'Add more', 'Retire'],
    ])
  })

  it('lists them where several fit, the best first', async () => {
    const text = await club.read('/practice find who could reviw my code')
    expect(text.split('\n')[4]).toContain('Ask for a review')
    expect(text).toContain('Check the pit before a match')
  })

  it('says so where nothing fits', async () => {
    expect(await club.read('/practice find underwater basket weaving')).toContain('Nothing here sounds like')
  })

  it('counts a doing when the button of its card is pressed', async () => {
    const [doneIt] = buttonsOf(await club.ask('/practice find tap a hole'))
    if (doneIt === undefined) throw new Error('the card has buttons')
    const [didIt, , didNot] = buttonsOf(await club.ask(doneIt.target))
    if (didIt === undefined || didNot === undefined) throw new Error('there are three ways it can go')
    expect(await club.read(didIt.target)).toContain(
      'The first try of Tap a hole straight. It went as written.',
    )
    expect(await club.read(didNot.target)).toContain('has now been tried twice. This time it did not work')
    expect(await club.read('/practice find tap a hole')).toContain(
      'Once as written and once it did not work.',
    )
  })
})

describe('/practice in an empty community', () => {
  let empty: Playground
  beforeAll(async () => {
    empty = await openPlayground({ isEmpty: true })
  })
  afterAll(() => empty.store.close())

  it('says how to share the first', async () => {
    expect(flat(await empty.read('/practice'))).toContain(
      'What do you know how to do? Share it, in your own words.',
    )
  })

  it('shares, under the name of who shared it, and shows the card', async () => {
    const text = await empty.read(
      '/practice share Solder how:"Heat the joint, then the wire." when:"It is loose"',
    )
    expect(text).toContain('A new practice.')
    expect(text).toContain('Heat the joint, then the wire.')
    expect(text).toMatch(/Shared by +you/)
    expect(await empty.store.people.name(empty.community.id, empty.you, HERE)).toBe('you')
    const span = await empty.store.history.span(empty.community.id)
    expect(span).not.toBeNull()
  })

  it('keeps one practice to a name, whatever the capitals and spaces', async () => {
    const text = await empty.read('/practice share "  SOLDER " how:again')
    expect(flat(text)).toBe(
      'There is already a practice called Solder. Look at it with /practice find, or give yours a name of its own.',
    )
    expect(await empty.store.repertoire.practices(empty.community.id)).toHaveLength(1)
  })

  it('lists no more than a screen, and says how many more', async () => {
    for (let nth = 0; nth < 20; nth += 1) await empty.ask(`/practice share "Knot number ${nth}" how:tie`)
    expect(await empty.read('/practice')).toContain('There are 9 more. Add a word to narrow it.')
  })
})

describe('where a practice comes from', () => {
  let empty: Playground
  beforeAll(async () => {
    empty = await openPlayground({ isEmpty: true })
  })
  afterAll(() => empty.store.close())

  const share = (name: string, link: string) =>
    empty.ask({ command: 'practice', handler: 'save', input: { name, how: 'Do it', link } })
  const linksOf = (reply: Reply) =>
    reply.blocks.flatMap((block) =>
      block.kind === 'facts'
        ? block.facts
            .flatMap((fact) => fact.value)
            .filter((span) => typeof span !== 'string' && span.kind === 'link')
        : [],
    )

  it('is shown on its card: a message as such, a page by its host', async () => {
    const message = 'https://discord.com/channels/1/22/333'
    expect(linksOf(await share('One', message))).toEqual([
      { kind: 'link', text: 'From this message', url: message },
    ])
    const slack = 'https://club.slack.com/archives/C0123/p1700000000000100'
    expect(linksOf(await share('Two', slack))).toMatchObject([{ text: 'From this message' }])
    const page = 'https://discord.com.evil.example/channels/1/22/333'
    expect(linksOf(await share('Three', page))).toEqual([
      { kind: 'link', text: 'discord.com.evil.example', url: page },
    ])
    expect(linksOf(await empty.ask('/practice find Three'))).toMatchObject([{ url: page }])
    expect(linksOf(await empty.ask('/practice share Four how:x'))).toEqual([])
  })

  it.each([
    'http://example.org',
    'javascript:alert(1)',
    'https://user:secret@example.org/',
    'https://example.org/a b',
    'example.org',
    'https://',
  ])('is no %s', async (link) => {
    expect(flat(textOf(await share('Five', link)))).toContain('A link begins with https://')
    expect((await empty.store.repertoire.practices(empty.community.id)).map((one) => one.name)).not.toContain(
      'Five',
    )
  })

  const shortcut = () => {
    const [only] = empty.program.commands.find((one) => one.name === 'practice')?.shortcuts ?? []
    if (only === undefined) throw new Error('there is a shortcut')
    return only
  }
  const chosen = (message: Partial<ChosenMessage>): ChosenMessage => ({
    ...{ link: 'https://discord.com/channels/1/2/3', isOwn: false, text: null },
    ...message,
  })

  it('is filled in by a shortcut on a message, with its text only for who wrote it', () => {
    const { label, handler, inputFrom } = shortcut()
    expect([label, handler]).toEqual(['Save as practice', 'save'])
    const link = 'https://discord.com/channels/1/2/3'
    expect(inputFrom(chosen({ text: 'Heat it' }))).toEqual({ link })
    expect(inputFrom(chosen({ isOwn: true, text: 'Heat it' }))).toEqual({ link, how: 'Heat it' })
    expect(inputFrom(chosen({ isOwn: true, text: null, link: null }))).toEqual({})
    expect(inputFrom(chosen({ isOwn: true, text: 'x'.repeat(4000) }))['how']).toHaveLength(2000)
  })

  it('opens the form of sharing, filled in, which asks three things and holds the link', async () => {
    const input = shortcut().inputFrom(chosen({ isOwn: true, text: 'Heat it' }))
    const reply = await empty.ask({ command: 'practice', handler: 'save', input })
    expect(reply.blocks).toMatchObject([{ kind: 'form', fields: ['name', 'how', 'when'], target: { input } }])
  })
})

describe('what could stand in a field', () => {
  let club: Playground
  beforeAll(async () => {
    club = await openPlayground()
  })
  afterAll(() => club.store.close())

  const suggest = (command: string, handler: string, field: string, typed: string) =>
    club.program.suggest(
      club.request({ command, handler, input: { [field]: typed } }),
      field,
      club.surroundings,
    )

  it('is what people do most, until something is typed', async () => {
    const all = ['Crimp a connector', 'Check the pit before a match', 'Ask for a review']
    expect((await suggest('practice', 'find', 'words', '')).slice(0, 3)).toEqual(all)
    expect(await suggest('did', 'did', 'practice', '')).toHaveLength(5)
  })

  it.each([
    ['c', ['Crimp a connector', 'Check the pit before a match', 'Charge batteries in turn']],
    ['CRI', ['Crimp a connector']],
    ['review', ['Ask for a review']],
    ['crimpping', ['Crimp a connector']],
    ['conector', ['Crimp a connector']],
    ['zzzz', []],
  ])('is the practices that %j could mean, those that begin so first', async (typed, names) => {
    const found = await suggest('did', 'did', 'practice', typed)
    expect(found.slice(0, names.length)).toEqual(names)
    if (names.length < 2) expect(found).toEqual(names)
  })
})
