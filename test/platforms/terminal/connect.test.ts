import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readInvocation } from '../../../src/app/invoke.ts'
import { type Command, channel, channels, handler } from '../../../src/core/command.ts'
import type { Painter } from '../../../src/core/figure.ts'
import type { Reply, Target } from '../../../src/core/reply.ts'
import type { Program } from '../../../src/platforms/platform.ts'
import { runTerminal, type TerminalOptions } from '../../../src/platforms/terminal/connect.ts'
import { NOW, openPlayground, type Playground } from '../../commands/playground.ts'

let club: Playground
beforeEach(async () => {
  club = await openPlayground()
})
afterEach(() => club.store.close())

function collect(): { output: Writable; text: () => string } {
  const chunks: string[] = []
  const output = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk.toString())
      done()
    },
  })
  return { output, text: () => chunks.join('') }
}

const noPictures = {
  painter: null,
  theme: 'light' as const,
  protocol: null,
  dir: null,
  onFailure: () => undefined,
}

const options = (
  input: Readable,
  output: Writable,
  rest: Partial<TerminalOptions> = {},
): TerminalOptions => ({
  input,
  output,
  isInteractive: false,
  color: false,
  width: () => 80,
  timeZone: 'Europe/Paris',
  program: club.program,
  community: club.community,
  spaces: () => club.store.communities.spaces(club.community.id),
  now: () => NOW,
  pictures: noPictures,
  banner: ['Made up.'],
  ...rest,
})

/** Everything that a pipe of these lines prints. */
async function piped(lines: readonly string[], rest: Partial<TerminalOptions> = {}): Promise<string> {
  const { output, text } = collect()
  await runTerminal(options(Readable.from([`${lines.join('\n')}\n`]), output, rest))
  return text()
}

const HERE = { on: 'terminal', doneOn: 'terminal' } as const

describe('a pipe', () => {
  it('runs every line in turn, whatever each takes, and ends', async () => {
    const text = await piped(['/digest weeks:8', '/did one', '/did two', '/waiting', '/did'])
    const order = [
      'Made up.',
      'took part',
      'you: one',
      'you: two',
      'Waiting for an answer',
      'What people did lately',
    ]
    const places = order.map((part) => text.indexOf(part))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(text).not.toContain('› ')
  })

  it('shows no escape where there is no colour', async () => {
    expect(await piped(['/help', '/digest', '/nonsense'])).not.toContain('\x1b')
  })

  it('ends at /quit and at its end, the last line whole or not', async () => {
    expect(await piped(['/quit', '/did never'])).not.toContain('never')
    const { output, text } = collect()
    await runTerminal(options(Readable.from(['/did wi', 'thout a line end']), output))
    expect(text()).toContain('you: without a line end.')
  })

  it('answers nonsense with a sentence and the nearest match', async () => {
    const text = await piped(['/dgiest', 'digest', 'nice weather today', '7', '/did x wth:@bo'])
    expect(text).toContain('There is no /dgiest here. Did you mean /digest? For example: /digest weeks:8')
    expect(text).toContain('Commands begin with a slash. Did you mean /digest?')
    expect(text).toContain('Commands begin with a slash, such as /digest. /help lists what there is.')
    expect(text).toContain('There is nothing to choose at the moment')
    expect(text).toContain('Did you mean with:?')
  })

  it('presses the buttons of the last reply by their numbers', async () => {
    const text = await piped(['/waiting', '99', '[3]', '1', '/waiting'])
    expect(text).toContain('Choose a number from 1 to 15.')
    expect(text).toContain('It is yours to answer, and no longer waits here. Thank you.')
    expect(text).toContain('There is nothing to choose at the moment')
    expect(text).toContain('6 messages have gone')
  })

  it('takes the lines after a form as its answers', async () => {
    const text = await piped([
      '/practice share',
      'Sort screws',
      'Tip them out.',
      'Sort by feel.',
      '',
      '',
      '',
      '/practice find screws',
    ])
    expect(text).toContain('A new practice.')
    expect(text).toContain('Tip them out.\nSort by feel.\n')
    const practices = await club.store.repertoire.practices(club.community.id)
    expect(practices.at(-1)).toMatchObject({
      name: 'Sort screws',
      how: 'Tip them out.\nSort by feel.',
      whenItHelps: '',
    })
  })

  it('takes on a problem: opened, added to with nobody named, joined and closed, line by line', async () => {
    const text = await piped([
      ...['/problem problem with the door', '', 'The workshop', 'No draught', 'Measure the gap'],
      ...['3', '3', 'project', '', '2', '2026-12-24'],
      ...['1', '/problem', '1', 'It is warm', '', 'I can fit a seal', '', '3'],
    ])
    expect(text).toContain('you: I’m in for “problem with the door”. One place is left.')
    expect(text).toContain('you: this is done.')
    expect(text).toContain('• you: I can fit a seal')
    const problem = (await club.store.problems.all(club.community.id)).at(-1)
    expect(problem).toMatchObject({ kind: 'project', adult: null, places: 2 })
    expect(problem?.closings).toMatchObject([{ changed: 'It is warm', confirmed: null }])
  })

  it('keeps what a form is filled in with where the answer is empty', async () => {
    await piped(['/practice share Sort screws', '', 'By feel.', '', 'Always.', '', ''])
    const practices = await club.store.repertoire.practices(club.community.id)
    expect(practices.at(-1)).toMatchObject({ name: 'Sort screws', how: 'By feel.', whenItHelps: 'Always.' })
  })

  it('asks again until an answer is one', async () => {
    const text = await piped(['/community break', 'soon', '', '2026-12-21', '2026-12-24'])
    expect(text).toContain('“First day” wants a date such as 2026-03-31, and got “soon”.')
    expect(text).toContain('“First day” is empty. Write a few words there.')
    expect(text).toContain('21 to 24 December 2026 is now a break.')
  })

  it('leaves a form at a dot, at a command and at the end, with nothing saved', async () => {
    const text = await piped([
      '/practice share A',
      '.',
      '.',
      '/practice share B',
      '/did in between',
      '/practice share C',
      'C',
      'half',
    ])
    expect(text.match(/Left the form\. Nothing was saved\./g)).toHaveLength(3)
    expect(text).toContain('you: in between.')
    const names = (await club.store.repertoire.practices(club.community.id)).map((one) => one.name)
    expect(names).not.toContain('A')
    expect(names).not.toContain('B')
    expect(names).not.toContain('C')
  })

  it('finds people by name, whatever the capitals', async () => {
    await piped(['/did a weld with:@ADA', '/did a cut with:somebodynew'])
    const [second, first] = await club.store.repertoire.doings(club.community.id, 2)
    const ada = await club.store.people.member(club.community.id, 'terminal', 'ada')
    expect(first?.companions).toEqual([ada])
    expect(await club.store.people.name(club.community.id, second?.companions[0] ?? ada, HERE)).toBe(
      'somebodynew',
    )
    expect(await piped(['/did x with:@'])).toContain(
      '“With” wants somebody’s name, such as @ada, and got “@”.',
    )
  })

  it('asks again for somebody by the name that was typed, not by a number', async () => {
    const text = await piped(['/thanks person:@Ada', '', 'showing me how', '', '', '/thanks'])
    expect(text).toContain('Who [@Ada]')
    expect(text).toContain('you thanks Ada:')
    const { store, community } = club
    const [thanks] = await store.thanks.latest(community.id, 1)
    expect(thanks?.receiver).toBe(await store.people.find(community.id, 'terminal', 'ada'))
  })

  it('ends quietly where nobody reads any more', async () => {
    const output = new Writable({ write: (_, __, done) => done(new Error('EPIPE')) })
    await runTerminal(options(Readable.from([`${'/did x\n'.repeat(500)}`]), output))
    expect((await club.store.repertoire.doings(club.community.id, 1000)).length).toBeLessThan(100)
  })

  it('lets nothing that people typed reach the terminal as a command to it', async () => {
    const text = await piped(['/did \x1b]0;evil\x07 \x1b[2Jcleared', '/\x1b[31mred', '/did'])
    expect(text).not.toContain('\x1b')
    expect(text).toContain('cleared')
  })
})

describe('pictures', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'commonplace-pictures-'))
  })
  afterAll(() => rm(dir, { recursive: true }))

  const painter: Painter = {
    draw: (figure) =>
      Promise.resolve({ png: Buffer.from(figure.kind), widthPx: 1, heightPx: 1, alt: figure.finding }),
  }

  it('go into files, and the reply says where', async () => {
    const text = await piped(['/digest'], { pictures: { ...noPictures, painter, dir } })
    expect(text.replaceAll('\n', '')).toContain(join(dir, 'members-by-week.png'))
    expect(await readFile(join(dir, 'members-by-week.png'), 'utf8')).toBe('membersByWeek')
  })

  it('are shown in place where the terminal can', async () => {
    const text = await piped(['/digest picture rhythm'], {
      pictures: { ...noPictures, painter, protocol: 'iterm' },
    })
    expect(text).toContain('\x1b]1337;File=inline=1;')
  })

  it('that cannot be drawn leave the drawing in characters', async () => {
    const failures: unknown[] = []
    const broken: Painter = { ...painter, draw: () => Promise.reject(new Error('no ink')) }
    const pictures = {
      ...noPictures,
      painter: broken,
      dir,
      onFailure: (error: unknown) => void failures.push(error),
    }
    expect(await piped(['/digest picture rhythm'], { pictures })).toContain('█')
    expect(failures).toHaveLength(1)
  })
})

describe('files', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'commonplace-files-'))
  })
  afterAll(() => rm(dir, { recursive: true }))

  /** A program whose `/help` hands over a file. */
  const handingOver = (name: string, content: string): Program => ({
    ...club.program,
    dispatch: () =>
      Promise.resolve({
        title: 'Yours',
        isPrivate: true,
        blocks: [{ kind: 'file', name, mime: 'application/json', content }],
      }),
  })

  it('are written for nobody else, and the reply says where and how large', async () => {
    const program = handingOver('my-data.json', '{"ü":1}\n')
    const folder = join(dir, 'new')
    const text = await piped(['/help'], {
      program,
      pictures: { ...noPictures, dir: folder },
      width: () => 200,
    })
    expect(text).toContain(`my-data.json (9 B): ${join(folder, 'my-data.json')}`)
    expect(await readFile(join(folder, 'my-data.json'), 'utf8')).toBe('{"ü":1}\n')
    expect((await stat(join(folder, 'my-data.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  it('go nowhere else, whatever they are called, and the reply says so', async () => {
    const failures: unknown[] = []
    const pictures = { ...noPictures, dir, onFailure: (error: unknown) => void failures.push(error) }
    for (const name of ['../evil.json', '/tmp/evil.json', 'a/b.json', '..', '.json', 'two.dots.json'])
      expect(await piped(['/help'], { program: handingOver(name, 'x'), pictures })).toContain(
        'it could not be written here.',
      )
    expect(failures).toHaveLength(6)
    expect(await readdir(dir)).not.toContain('evil.json')
  })

  it('are told of where none are written', async () => {
    const text = await piped(['/help'], { program: handingOver('a.json', 'x'.repeat(12_345)) })
    expect(text).toContain('a.json (12 kB): it could not be written here.')
  })
})

describe('channels', () => {
  /** A command that takes them, and what it was given. */
  function choosing(): { program: Program; given: Target['input'][] } {
    const given: Target['input'][] = []
    const choose = handler({
      summary: 'Chooses',
      may: 'look',
      isTyped: true,
      form: { title: 'Which?', submit: 'These' },
      input: z.object({
        where: channels({ label: 'Where', hint: 'Channels' }),
        post: channel({ label: 'Post to', hint: 'A channel' }).optional(),
      }),
      run: () => Promise.reject(new Error('never run')),
    })
    const command: Command = {
      name: 'choose',
      summary: 'Chooses',
      bare: 'choose',
      example: '/choose #build',
      handlers: new Map([['choose', choose]]),
    }
    const commands = [command]
    const form = (target: Target): Reply => ({
      title: 'Which?',
      isPrivate: true,
      blocks: [{ kind: 'form', title: 'Which?', submit: 'These', target, fields: ['where', 'post'] }],
    })
    const program: Program = {
      ...club.program,
      commands,
      read: (line) => readInvocation(line, commands, club.program.words),
      dispatch: async ({ command: name, handler: named, input }) => {
        if (!Object.hasOwn(input, 'where'))
          return form({ command: name, handler: named, input: { where: 'build' } })
        given.push(input)
        return { title: 'Chosen', isPrivate: true, blocks: [] }
      },
    }
    return { program, given }
  }

  it('are typed by name and delivered by id', async () => {
    const { program, given } = choosing()
    await piped(
      ['/choose #Build help', '/choose where:#build #help post:code', '/choose where:"#build, code"'],
      {
        program,
      },
    )
    expect(given).toEqual([
      { where: 'build help' },
      { where: 'build help', post: 'code' },
      { where: 'build code' },
    ])
  })

  it('are asked for again until they are some, and shown as they would be typed', async () => {
    const { program, given } = choosing()
    const text = await piped(
      ['/choose', '#biuld', '#code, #help', '', '/choose #nowhere', '/choose', '', 'drive-team'],
      {
        program,
      },
    )
    expect(text).toContain('Where [#build]')
    expect(text).toContain('Did you mean #build?')
    expect(text.replaceAll('\n', ' ')).toContain('and got “#nowhere”. Did you mean')
    expect(given).toEqual([
      { where: 'code help', post: '' },
      { where: 'build', post: 'drive-team' },
    ])
  })
})

describe('somebody typing', () => {
  it('has a prompt, keeps lines that come while a command runs, and leaves with Ctrl-D', async () => {
    const input = new PassThrough()
    const { output, text } = collect()
    const running = runTerminal(options(input, output, { isInteractive: true, color: true }))
    input.write('/did one\r/did two\r/digest\r')
    input.write('\x04')
    await running
    expect(text()).toContain('› ')
    expect(text()).toContain('you: two.')
    expect(text()).toContain('took part')
  })

  it('clears a line and then leaves with Ctrl-C, and leaves a form with it', async () => {
    const input = new PassThrough()
    const { output, text } = collect()
    const running = runTerminal(options(input, output, { isInteractive: true }))
    input.write('/practice share\r')
    await until(() => text().includes('What people would call it'))
    input.write('\x03')
    await until(() => text().includes('Left the form.'))
    input.write('/did half\x03/did whole\r')
    await until(() => text().includes('you: whole.'))
    input.write('\x03')
    await running
    expect(text()).not.toContain('you: half')
  })

  it('has commands completed on Tab', async () => {
    const input = new PassThrough()
    const { output, text } = collect()
    const running = runTerminal(options(input, output, { isInteractive: true }))
    input.write('/wai')
    await until(() => text().includes('/wai'))
    input.write('\t')
    await until(() => text().includes('/waiting '))
    input.write('\r')
    await until(() => text().includes('Waiting for an answer'))
    input.write('\x04')
    await running
  })
})

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}
