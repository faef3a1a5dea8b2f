/** The schema on Postgres, as drizzle-kit and the store take it. */
import { postgresColumns } from './columns.ts'
import { defineSchema } from './schema.ts'

export const {
  setting,
  workspace,
  community,
  sequence,
  space,
  quiet,
  member,
  identity,
  erased,
  message,
  reaction,
  thread,
  passage,
  daily,
  tie,
  sealed,
  sealedStretch,
  waitingMark,
  covered,
  gap,
  practice,
  doing,
  companion,
} = defineSchema(postgresColumns)
