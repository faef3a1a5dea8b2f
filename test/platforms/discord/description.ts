/** Discord's own description of what it takes, where it is at hand. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EXCEPTIONS } from '../../simulators/discord/spec-exceptions.ts'
import { openSpec } from '../../simulators/openapi.ts'

const FILE = fileURLToPath(new URL('../../../../shared/specs/discord-openapi.json', import.meta.url))

/** Whether bodies can be checked; tests that do are skipped otherwise. */
export const isDescribed = existsSync(FILE)

/** The description, with what Discord takes and does not describe. */
export const description = () => openSpec(FILE, EXCEPTIONS)
