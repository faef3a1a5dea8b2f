import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { soleForm } from '../../src/core/reply.ts'
import { buttonsOf, flat, NOW, openPlayground, type Playground } from './playground.ts'

describe('/did', () => {
  let empty: Playground
  beforeAll(async () => {
    empty = await openPlayground({ isEmpty: true })
    await empty.ask('/practice share "Crimp a connector" how:"Strip 4 mm"')
    await empty.ask('/practice share "Crimp a ring" how:"Strip 6 mm"')
  })
  afterAll(() => empty.store.close())

  const doings = () => empty.store.repertoire.doings(empty.community.id, 10)

  it('bare says how to begin, and has the button that does', async () => {
    const [begin] = buttonsOf(await empty.ask('/did'))
    expect(begin).toMatchObject({ label: 'Say what you did', target: { command: 'did', handler: 'say' } })
    if (begin !== undefined) expect(soleForm(await empty.ask(begin.target))?.fields).toContain('what')
    expect(await empty.read('/did')).toContain(
      'Nothing yet. Write /did and what you did, even if it was small.',
    )
  })

  it('keeps a line, openly, by name, and it counts as an act of the day', async () => {
    const reply = await empty.ask('/did swept the pit')
    expect(reply.isPrivate).toBe(false)
    expect(await doings()).toMatchObject([
      {
        what: 'swept the pit',
        member: empty.you,
        practice: null,
        platform: 'terminal',
        outcome: null,
        companions: [],
        at: NOW,
      },
    ])
    expect(await empty.store.history.span(empty.community.id)).toEqual({
      first: Math.floor(NOW / 86_400_000),
      last: Math.floor(NOW / 86_400_000),
    })
  })

  it('names who it was done with, and only them', async () => {
    const ada = await empty.program.named(empty.community, 'terminal', 'ada', 'Ada')
    const reply = await empty.ask({
      command: 'did',
      handler: 'did',
      input: { what: 'a weld', with: String(ada) },
    })
    const [first] = reply.blocks
    if (first?.kind !== 'paragraph') throw new Error('a paragraph comes first')
    expect(first.text).toEqual([
      expect.objectContaining({ kind: 'person', ping: false }),
      ', with ',
      { kind: 'person', member: ada, name: 'Ada', ping: true },
      ': a weld.',
    ])
    expect((await doings())[0]?.companions).toEqual([ada])
  })

  it('ends what was done with one full stop, whoever wrote it', async () => {
    for (const [what, told] of [
      ['Swept.', ': Swept.'],
      ['We won!', ': We won!'],
      ['Swept', ': Swept.'],
    ])
      expect(flat(await empty.read(`/did "${what}"`))).toContain(`${told} `)
  })

  it('asks what was done in a form of three things, where only with whom is given', async () => {
    const ada = await empty.program.named(empty.community, 'terminal', 'ada', 'Ada')
    const input = { with: String(ada) }
    const reply = await empty.ask({ command: 'did', handler: 'did', input })
    expect(soleForm(reply)).toMatchObject({
      ...{ fields: ['what', 'practice', 'with'], target: { command: 'did', handler: 'say', input } },
    })
  })

  it('with a practice is a doing of it, as written unless told otherwise', async () => {
    await empty.ask('/did made a lead practice:"crimp a connector"')
    await empty.ask('/did made another practice:"connector" outcome:ownWay')
    expect((await doings()).slice(0, 2).map((one) => [one.what, one.outcome])).toEqual([
      ['made another', 'ownWay'],
      ['made a lead', 'asWritten'],
    ])
  })

  it('asks which practice where it could be several, and says where there is none', async () => {
    expect(await empty.read('/did x practice:crimp')).toBe(
      'There is no practice called “crimp”. Did you mean “Crimp a connector” or “Crimp a ring”?\n',
    )
    expect(flat(await empty.read('/did x practice:zzzz'))).toContain(
      '/practice lists them; leave it out if it was none of them.',
    )
  })

  it('asks what it was where only the rest was said', async () => {
    const reply = await empty.ask({ command: 'did', handler: 'did', input: { outcome: 'ownWay' } })
    expect(reply.blocks).toMatchObject([{ kind: 'form', target: { input: { outcome: 'ownWay' } } }])
  })

  it('refuses what makes no sense', async () => {
    expect(await empty.read('/did x outcome:ownWay')).toContain('How it went is said of a practice.')
    const alone = { what: 'x', with: String(empty.you) }
    expect(await empty.read({ command: 'did', handler: 'did', input: alone })).toContain(
      'Leave it out if you were alone.',
    )
    const before = await doings()
    expect(await doings()).toEqual(before)
  })

  it('bare shows the latest, with who did it and how it went', async () => {
    const text = await empty.read('/did')
    expect(text).toContain('23 Nov')
    expect(text).toContain('you and Ada')
    expect(text).toContain('Crimp a connector: in their own way')
  })
})
