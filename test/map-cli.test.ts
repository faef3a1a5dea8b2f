/** `commonplace map` as its operator meets it: two networks whose figures are published, imported and told as data. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { KARATE, KITE, type Pair } from './core/network/graphs.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BEGAN_S = Date.UTC(2024, 2, 4, 9) / 1000

/** All that is in it, and nothing else. */
const mapJson = z.strictObject({
  nodes: z.array(
    z.strictObject({
      id: z.uuid(),
      cluster: z.int().min(0),
      kcore: z.int().min(1),
      betweenness: z.number().min(0).max(1),
      band: z.enum(['core', 'active', 'peripheral']),
    }),
  ),
  edges: z.array(z.strictObject({ a: z.uuid(), b: z.uuid(), weight: z.int().min(1) })),
  modularity: z.number(),
  exact: z.boolean(),
})

/** A Slack export with one channel of its folder's name, in which of every pair one answers the other in a thread. */
function writeExport(folder: string, pairs: readonly Pair[]): void {
  const name = path.basename(folder)
  mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, 'channels.json'), JSON.stringify([{ id: `C-${name}`, name }]))
  const messages = pairs.flatMap(([one, other], at) => {
    const asked = `${BEGAN_S + 120 * at}.000100`
    const message = { type: 'message', text: 'a word' }
    return [
      { ...message, user: `U${one}`, ts: asked, thread_ts: asked, reply_count: 1 },
      { ...message, user: `U${other}`, ts: `${BEGAN_S + 120 * at + 60}.000100`, thread_ts: asked },
    ]
  })
  writeFileSync(path.join(folder, name, '2024-03-04.json'), JSON.stringify(messages))
}

describe('commonplace map', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'commonplace-map-'))
    writeExport(path.join(folder, 'karate'), KARATE)
    writeExport(path.join(folder, 'kite'), KITE)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const commonplace = (...args: readonly string[]) =>
    new Promise<{ stdout: string; stderr: string; status: number | null }>((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
        cwd: ROOT,
        env: {
          ...process.env,
          DATABASE_URL: `file:${path.join(folder, 'data', 'commonplace.db')}`,
          COMMONPLACE_KEY: 'a secret that only the tests use',
          INIT_CWD: folder,
          NO_COLOR: '1',
        },
      })
      const told = { stdout: '', stderr: '' }
      child.stdout.on('data', (part) => {
        told.stdout += part
      })
      child.stderr.on('data', (part) => {
        told.stderr += part
      })
      child.once('error', reject)
      child.once('close', (status) => resolve({ ...told, status }))
      child.stdin.end()
    })
  const map = async (community: string) => {
    const { stdout, stderr } = await commonplace('map', '--community', community, '--json')
    expect(stderr).not.toContain('Error')
    return mapJson.parse(JSON.parse(stdout))
  }
  const highest = (nodes: readonly { readonly betweenness: number }[]): readonly number[] =>
    nodes.map(({ betweenness }) => Number(betweenness.toFixed(6))).sort((a, b) => b - a)

  it('tells Zachary’s karate club as it is published, with other ids each time', async () => {
    await commonplace('import', 'karate', '--community', 'Karate')
    const [told, again] = [await map('Karate'), await map('Karate')]
    expect(told.nodes).toHaveLength(34)
    expect(told.edges).toHaveLength(78)
    expect(told.exact).toBe(true)
    expect(told.modularity).toBeGreaterThanOrEqual(0.4197)
    expect(highest(told.nodes).slice(0, 3)).toEqual([0.437635, 0.304075, 0.145247])
    expect(Math.max(...told.nodes.map(({ kcore }) => kcore))).toBe(4)
    expect(new Set(told.nodes.map(({ cluster }) => cluster)).size).toBe(4)

    const ids = told.nodes.map(({ id }) => id)
    const known = new Set(ids)
    expect(known.size).toBe(34)
    expect(again.nodes.filter(({ id }) => known.has(id))).toEqual([])
    // In the order of ids that are drawn by chance, so in none of people's.
    expect(ids).toEqual([...ids].sort())
    expect(told.edges.every(({ a, b }) => known.has(a) && known.has(b) && a < b)).toBe(true)
    expect(again.nodes.map(({ betweenness }) => betweenness)).not.toEqual(
      told.nodes.map(({ betweenness }) => betweenness),
    )
    const digest = await commonplace('digest', '--community', 'Karate', '--json')
    const { network } = JSON.parse(digest.stdout)
    expect(network).toMatchObject({ members: 34, ties: 78, reciprocity: 0, clusters: 4, exact: true })
    expect(network.modularity).toBe(told.modularity)
    expect(network.centralization).toBeCloseTo(0.405557, 6)
  }, 60_000)

  it('tells Krackhardt’s kite as it is published', async () => {
    await commonplace('import', 'kite', '--community', 'Kite')
    const { nodes, edges } = await map('Kite')
    expect(edges).toHaveLength(18)
    const published = [14, 8.333, 8.333, 8, 3.667, 0.833, 0.833, 0, 0, 0]
    expect(highest(nodes).map((one) => Number((one * 36).toFixed(3)))).toEqual(published)
  }, 60_000)
})
