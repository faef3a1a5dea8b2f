/** Discord's own description of what it takes, where it is at hand. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openSpec } from '../../simulators/openapi.ts'

const FILE = fileURLToPath(new URL('../../../../shared/specs/discord-openapi.json', import.meta.url))

/** Whether bodies can be checked; tests that do are skipped otherwise. */
export const isDescribed = existsSync(FILE)

/** The description, with what Discord takes and does not describe. */
export const description = () =>
  openSpec(FILE, [
    {
      pointer: '/components/schemas/ApplicationCommandUpdateRequest/properties/default_member_permissions',
      schema: { type: ['string', 'null'] },
      reason: 'the documentation and every answer say that it is a string',
    },
    {
      pointer: '/components/schemas/ChannelTypes',
      schema: { type: 'integer', enum: [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16] },
      reason: 'the documentation knows media channels, 16',
    },
  ])
