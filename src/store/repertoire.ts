/** What people submitted: practices and doings. Each is an act: it makes its member active on the day. */
import type { RepertoirePort } from '../core/ports.ts'
import { doingQueries } from './doings.ts'
import type { Engine } from './engine.ts'
import { practiceQueries } from './practices.ts'

export const repertoirePort = (engine: Engine): RepertoirePort => ({
  ...practiceQueries(engine),
  ...doingQueries(engine),
})
