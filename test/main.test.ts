/** The command line as its users meet it: a process of its own, real files, both engines. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MS_PER_DAY = 86_400_000

interface Run {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

function commonplace(
  args: readonly string[],
  options: { url: string; input?: string; cwd?: string },
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
      cwd: ROOT,
      env: {
        ...process.env,
        DATABASE_URL: options.url,
        COMMONPLACE_KEY: 'a secret that only the tests use',
        INIT_CWD: options.cwd ?? ROOT,
        NO_COLOR: '1',
      },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (part) => {
      stdout += part
    })
    child.stderr.on('data', (part) => {
      stderr += part
    })
    child.once('error', reject)
    child.once('close', (status) => resolve({ stdout, stderr, status }))
    child.stdin.end(options.input ?? '')
  })
}

/** The 6-MP arm of the published trial: remission in weeks, read here as days; `+` was still in remission. */
const SIX_MP = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ')

/** A Slack export in which each patient posts on a first and a last day, so that `to` ends or censors them. */
function survivalExport(folder: string): void {
  const to = Date.UTC(2024, 5, 1)
  const days = new Map<string, { type: string; user: string; text: string; ts: string }[]>()
  for (const [index, told] of SIX_MP.entries()) {
    const lasted = Number.parseInt(told, 10)
    // Ended: silent for 40 days before the end. Censored: last seen the day before it.
    const last = to - (told.endsWith('+') ? 1 : 40) * MS_PER_DAY
    for (const day of [last - lasted * MS_PER_DAY, last]) {
      const date = new Date(day).toISOString().slice(0, 10)
      const ts = `${day / 1000 + 36_000}.${String(index).padStart(6, '0')}`
      const message = { type: 'message', user: `U${index}`, text: 'a word', ts }
      days.set(date, [...(days.get(date) ?? []), message])
    }
  }
  mkdirSync(path.join(folder, 'ward'), { recursive: true })
  writeFileSync(path.join(folder, 'channels.json'), JSON.stringify([{ id: 'C1', name: 'ward' }]))
  for (const [date, messages] of days)
    writeFileSync(path.join(folder, 'ward', `${date}.json`), JSON.stringify(messages))
}

describe('the command line', () => {
  let folder = ''
  let url = ''
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'commonplace-main-'))
    url = `file:${path.join(folder, 'data', 'commonplace.db')}`
    survivalExport(path.join(folder, 'export'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('imports an export and gives the published survival of the 6-MP arm', async () => {
    // A path is meant from where the person stands.
    const imported = await commonplace(['import', 'export', '--community', 'Ward', '--json'], {
      url,
      cwd: folder,
    })
    expect(imported.stderr).toBe('')
    expect(imported.status).toBe(0)
    expect(JSON.parse(imported.stdout)).toMatchObject({
      community: 'Ward',
      kind: 'slack',
      members: 21,
      messages: 42,
    })
    const told = await commonplace(
      ['digest', '--community', 'ward', '--from', '2024-05-01', '--to', '2024-06-01', '--json'],
      { url },
    )
    const { survival } = JSON.parse(told.stdout)
    const rounded = survival.map((one: { survival: number }) => Number(one.survival.toFixed(3)))
    expect(rounded).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448])
    const at = (day: number) => survival.find((one: { day: number }) => one.day === day)
    expect(at(6).se).toBeCloseTo(0.0764, 4)
    expect(at(23).se).toBeCloseTo(0.1346, 4)
  })

  it('imports again and adds nothing', async () => {
    const again = await commonplace(['import', 'export', '--community', 'Ward', '--json'], {
      url,
      cwd: folder,
    })
    expect(JSON.parse(again.stdout)).toMatchObject({ new: 0, known: 42, messages: 42 })
  })

  it('lists communities, draws a digest and writes its pictures', async () => {
    const { stdout } = await commonplace(['communities', '--json'], { url })
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'Ward', timezone: 'UTC', spaces: 1 }])
    const drawn = await commonplace(['digest', '--community', 'Ward', '--out', 'pictures'], {
      url,
      cwd: folder,
    })
    expect(drawn.status).toBe(0)
    expect(drawn.stdout.replace(/\s+/g, ' ')).toContain('Why there are no names')
    expect(existsSync(path.join(folder, 'pictures', 'members-by-week.png'))).toBe(true)
    expect(existsSync(path.join(folder, 'pictures', 'rhythm-dark.png'))).toBe(true)
  })

  it('answers what cannot be done with one sentence and status 1', async () => {
    const wrongs: [string[], string][] = [
      [['import', 'nowhere', '--community', 'Ward'], 'nowhere'],
      [['digest', '--community', 'Wart'], 'Did you mean “Ward”?'],
      [['repertoire', 'export', '--community', 'Wart', '--out', 'book'], 'Did you mean “Ward”?'],
      [['digest', '--community', 'Ward', '--from', '2024-02-31'], 'is no date'],
      [['digest', '--community', 'Ward', '--from', '2024-06-01', '--to', '2024-05-01'], 'must come before'],
      [['import', 'export', '--community', 'New', '--timezone', 'Mars/Olympus'], 'There is no time zone'],
      [['import', 'export', '--community', 'Ward', '--channels', 'wart'], 'ward'],
    ]
    const answers = await Promise.all(wrongs.map(([args]) => commonplace(args, { url, cwd: folder })))
    for (const [index, [args, sentence]] of wrongs.entries()) {
      const { stdout, stderr, status } = answers[index] ?? {}
      expect(stderr, args.join(' ')).toContain(sentence)
      expect(stderr, args.join(' ')).not.toMatch(/\n\s+at /)
      expect(stdout, args.join(' ')).toBe('')
      expect(status).toBe(1)
    }
  })

  it('plays on the stored community from a pipe, and answers nonsense with the nearest match', async () => {
    const { stdout, stderr, status } = await commonplace(['start'], {
      url,
      input: '/digest weeks:8\n/digset\nhello\n/community setup\n',
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).toContain('This is Ward, as it is stored')
    expect(stdout).toContain('/digest')
  })

  it('plays on a made-up community that leaves nothing behind', async () => {
    const fresh = path.join(folder, 'fresh', 'commonplace.db')
    const { stdout, status } = await commonplace(['start'], {
      url: `file:${fresh}`,
      input: '/digest\n/waiting\n',
    })
    expect(status).toBe(0)
    expect(stdout).toContain('made-up')
    expect(stdout).toContain('Nothing is saved'.toLowerCase())
    expect(existsSync(fresh)).toBe(false)
  })

  it('leaves the end of an imported history where it was when something is done in the playground', async () => {
    await commonplace(['start'], { url, input: '/did crimped a harness\n' })
    const { stdout } = await commonplace(['digest', '--community', 'Ward', '--json'], { url })
    expect(JSON.parse(stdout)).toMatchObject({ to: '2024-06-01' })
  })

  it('leaves no community behind where every space belongs to another', async () => {
    const { status, stderr } = await commonplace(['import', 'export', '--community', 'Other'], {
      url,
      cwd: folder,
    })
    expect(status).toBe(1)
    expect(stderr).toContain('belongs to the community “Ward” already')
    expect(stderr.trim().split('\n')).toHaveLength(1)
    const { stdout } = await commonplace(['communities'], { url })
    expect(stdout).not.toContain('Other')
  })

  it('answers a mistyped command with the nearest one', async () => {
    const { stderr, status } = await commonplace(['digset'], { url })
    expect(stderr).toContain('Did you mean “digest”?')
    expect(status).toBe(1)
  })

  it('refuses a wrong configuration in a sentence', async () => {
    const { stderr, status } = await commonplace(['communities'], { url: 'mysql://here' })
    expect(stderr).toContain('DATABASE_URL is neither')
    expect(status).toBe(1)
  })
})
