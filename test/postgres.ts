/**
 * A real Postgres for the tests, started once a run. Its address reaches them through `inject('postgresUrl')`; each
 * test makes a database of its own in it.
 */
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

// biome-ignore lint/style/noDefaultExport: vitest calls the default export of a global set-up.
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  project.provide('postgresUrl', server.url)
  return server.stop
}
