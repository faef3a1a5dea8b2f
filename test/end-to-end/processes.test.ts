/** The bot as a process of its own, as an operator runs it. */
import { describe, vi } from 'vitest'
import { killing } from './killed.ts'
import { leaving } from './leaving.ts'
import { keepingBoards, postingDigests } from './posts.ts'

/** On a busy machine: processes take seconds to start, and much is real waiting. */
vi.setConfig({ testTimeout: 480_000, hookTimeout: 480_000 })

// Side by side, because most of it is waiting: five seconds between sessions, and twenty until the clock wakes.
describe.concurrent('a process of its own', () => {
  killing()
  postingDigests()
  keepingBoards()
  leaving()
})
