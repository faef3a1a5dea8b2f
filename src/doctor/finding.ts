/** How findings are made: short, because there are many. */
import type { Finding, Severity } from '../core/examination.ts'

/** What works, in one sentence. */
export const fine = (check: string, says: string): Finding => ({ check, severity: 'fine', says, do: null })

/** What works, and should be looked at. */
export const look = (check: string, says: string, todo: string): Finding => found('look', check, says, todo)

/** What does not work. */
export const broken = (check: string, says: string, todo: string): Finding =>
  found('broken', check, says, todo)

const found = (severity: Severity, check: string, says: string, todo: string): Finding => ({
  ...{ check, severity, says, do: todo },
})
