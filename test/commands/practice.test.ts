import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonsOf, flat, openPlayground, type Playground } from './playground.ts'

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
    expect(buttonsOf(reply).map((button) => button.label)).toEqual(['I did it', 'My way', 'It did not work'])
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
    const [didIt, , didNot] = buttonsOf(await club.ask('/practice find tap a hole'))
    if (didIt === undefined || didNot === undefined) throw new Error('the card has three buttons')
    expect(await club.read(didIt.target)).toContain(
      'You are the first to try Tap a hole straight. It went as written.',
    )
    expect(await club.read(didNot.target)).toContain('has now been tried 2 times. It did not work')
    expect(await club.read('/practice find tap a hole')).toContain('2 times')
  })
})

describe('/practice in an empty community', () => {
  let empty: Playground
  beforeAll(async () => {
    empty = await openPlayground({ isEmpty: true })
  })
  afterAll(() => empty.store.close())

  it('says how to share the first', async () => {
    expect(await empty.read('/practice')).toContain('Write /practice share and a name to share the first.')
  })

  it('shares, under the name of who shared it, and shows the card', async () => {
    const text = await empty.read(
      '/practice share Solder how:"Heat the joint, then the wire." when:"It is loose"',
    )
    expect(text).toContain('Solder is shared.')
    expect(text).toContain('Heat the joint, then the wire.')
    expect(text).toMatch(/Shared by +you/)
    expect(await empty.store.people.name(empty.community.id, empty.you)).toBe('you')
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
