/** The house rules that a compiler cannot check: who may import whom, and that nothing is written where it must not. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What files of a folder may import: folders (the longest that fits decides), packages, and Node's own modules. */
interface Rule {
  readonly folders: readonly string[]
  readonly packages: readonly string[]
  /** Node's modules; core has none. */
  readonly node: 'any' | readonly string[]
}

const RULES: Readonly<Record<string, Rule>> = {
  'src/core': {
    folders: ['src/core'],
    packages: ['zod', '@date-fns/tz', 'croner', 'fastest-levenshtein', 'minisearch'],
    node: [],
  },
  'src/core/network': {
    folders: ['src/core'],
    packages: [],
    node: [],
  },
  commands: { folders: ['commands', 'src/core'], packages: ['zod', 'minisearch'], node: [] },
  scripts: { folders: ['scripts'], packages: ['@babel/parser'], node: 'any' },
  'src/importers': { folders: ['src/importers', 'src/core'], packages: ['zod', 'yauzl'], node: 'any' },
  'src/charts': {
    folders: ['src/charts', 'src/core'],
    packages: ['@resvg/resvg-js', '@expo-google-fonts/inter', 'tsx'],
    node: 'any',
  },
  'src/page': {
    folders: ['src/page', 'src/core', 'src/charts'],
    packages: ['zod'],
    node: ['node:crypto', 'node:fs', 'node:zlib'],
  },
  'src/store': {
    folders: ['src/store', 'src/core'],
    packages: ['drizzle-orm', 'better-sqlite3', 'pg'],
    node: 'any',
  },
  'src/app': {
    folders: ['src/app', 'src/core', 'src/importers', 'src/platforms/platform.ts'],
    packages: ['zod'],
    node: ['node:crypto', 'node:tty', 'node:worker_threads'],
  },
  'src/doctor': { folders: ['src/doctor', 'src/core', 'src/store'], packages: [], node: 'any' },
  'src/jobs': {
    folders: ['src/jobs', 'src/core', 'src/platforms/platform.ts'],
    packages: ['node-cron'],
    node: ['node:crypto'],
  },
  'src/platforms': {
    folders: ['src/core', 'src/platforms/platform.ts', 'src/platforms/space-reading.ts'],
    packages: [],
    node: [],
  },
  'src/platforms/terminal': {
    folders: ['src/platforms/terminal', 'src/platforms/platform.ts', 'src/core', 'src/charts'],
    packages: [],
    node: 'any',
  },
  'src/platforms/discord': {
    folders: [
      'src/platforms/discord',
      'src/platforms/platform.ts',
      'src/platforms/platform-clock.ts',
      'src/platforms/reading.ts',
      'src/platforms/space-reading.ts',
      'src/core',
      'src/charts',
    ],
    packages: ['discord.js', 'zod'],
    node: 'any',
  },
  'src/platforms/slack': {
    folders: [
      'src/platforms/slack',
      'src/platforms/platform.ts',
      'src/platforms/platform-clock.ts',
      'src/platforms/reading.ts',
      'src/platforms/space-reading.ts',
      'src/core',
      'src/charts',
    ],
    packages: ['@slack/bolt', '@slack/socket-mode', '@slack/web-api', 'zod'],
    node: 'any',
  },
  'src/digest-page.ts': {
    folders: ['src/app/progress.ts', 'src/core', 'src/page'],
    packages: [],
    node: 'any',
  },
  'src/cohort-file.ts': { folders: ['src/core'], packages: [], node: ['node:fs/promises', 'node:path'] },
  'src/book-files.ts': { folders: ['src/core'], packages: [], node: 'any' },
  'src/map-cli.ts': {
    folders: ['src/app/progress.ts', 'src/charts', 'src/core', 'src/repertoire-cli.ts'],
    packages: ['commander'],
    node: ['node:crypto', 'node:fs/promises', 'node:path'],
  },
  'src/repertoire-cli.ts': {
    folders: ['src/app/progress.ts', 'src/book-files.ts', 'src/core'],
    packages: ['commander'],
    node: ['node:crypto', 'node:path'],
  },
  'src/commands.ts': { folders: ['commands', 'src/core'], packages: [], node: [] },
  'src/config.ts': { folders: ['src/core'], packages: ['zod'], node: 'any' },
  'src/heavy-worker.mjs': { folders: ['src/heavy-worker.ts'], packages: ['tsx'], node: [] },
  'src/heavy-worker.ts': {
    folders: ['src/app', 'src/core', 'src/commands.ts', 'src/store'],
    packages: [],
    node: ['node:worker_threads'],
  },
  'src/log.ts': { folders: [], packages: ['pino'], node: [] },
  'src/restore.ts': { folders: ['src/store', 'src/jobs', 'src/core'], packages: [], node: 'any' },
  'src/run-doctor.ts': { folders: ['src'], packages: [], node: ['node:path'] },
  'src/serve.ts': { folders: ['src'], packages: [], node: ['node:timers/promises'] },
  'src/main.ts': { folders: ['src', 'commands'], packages: ['commander'], node: 'any' },
}

const files = ['src', 'commands', 'scripts'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => /\.(ts|mjs)$/.test(file)),
)

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/(?:\bfrom\s+|^import\s+|\bimport\()'([^']+)'/gm),
  ].map((found) => found[1] ?? '')

const isWithin = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`)

const ruleFor = (file: string): Rule | undefined => {
  const [closest] = Object.keys(RULES)
    .filter((folder) => isWithin(file, folder))
    .sort((a, b) => b.length - a.length)
  return closest === undefined ? undefined : RULES[closest]
}

function isAllowed(file: string, imported: string, rule: Rule): boolean {
  if (imported.startsWith('node:')) return rule.node === 'any' || rule.node.includes(imported)
  if (!imported.startsWith('.'))
    return rule.packages.some((name) => imported === name || imported.startsWith(`${name}/`))
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), imported))
  return rule.folders.some((folder) => isWithin(target, folder))
}

describe('imports', () => {
  it('looks at every source file', () => {
    expect(files.length).toBeGreaterThan(50)
  })

  it.each(files)('%s imports only what its folder may', (file) => {
    const rule = ruleFor(file)
    expect(rule, `${file} stands in a folder without a rule`).toBeDefined()
    if (rule === undefined) return
    expect(importsOf(file).filter((imported) => !isAllowed(file, imported, rule))).toEqual([])
  })

  it('catches a forbidden import', () => {
    const rule = RULES['src/core']
    expect(rule && isAllowed('src/core/text.ts', '../store/open.ts', rule)).toBe(false)
    expect(rule && isAllowed('src/core/text.ts', 'drizzle-orm', rule)).toBe(false)
    expect(rule && isAllowed('src/core/text.ts', './ids.ts', rule)).toBe(true)
  })
})

describe('core', () => {
  it.each(files.filter((file) => isWithin(file, 'src/core') || isWithin(file, 'commands')))(
    '%s reads no clock and no chance',
    (file) => {
      const code = readFileSync(path.join(ROOT, file), 'utf8')
      expect(code).not.toMatch(/Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/)
    },
  )
})
