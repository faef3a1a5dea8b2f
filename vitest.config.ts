import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Half of the time went into reading the same modules for every file; no test leaves anything in one.
    isolate: false,
    // Much of it is waiting; left alone, a machine of two processors runs one file at a time.
    maxWorkers: Math.max(3, availableParallelism()),
    coverage: { provider: 'v8', include: ['src/**/*.ts', 'commands/**/*.ts'], reporter: ['text-summary'] },
  },
})
