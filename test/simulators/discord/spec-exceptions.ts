/** Where Discord's published description is stricter than Discord, or wrong. As few as can be. */
import type { Exceptions } from '../openapi.ts'

const SCHEMAS = '/components/schemas'

/** By place: what stands there instead, and why. */
export const EXCEPTIONS: Exceptions = [
  {
    pointer: `${SCHEMAS}/Error/properties/code`,
    schema: { type: ['integer', 'string'] },
    reason: 'every answer: the errors inside a form’s tree bear names, BASE_TYPE_REQUIRED and its like',
  },
  {
    pointer: `${SCHEMAS}/MessageAttachmentRequest/properties/id`,
    schema: { type: ['string', 'integer'] },
    reason: 'wherever files are sent: the number n of files[n]; discord.js sends it as a number',
  },
  ...['ApplicationCommandUpdateRequest', 'ApplicationCommandCreateRequest'].map((name) => ({
    pointer: `${SCHEMAS}/${name}/properties/default_member_permissions`,
    schema: { type: ['string', 'null'] },
    reason: 'registering commands: the documentation and every answer have a string of bits',
  })),
  {
    pointer: `${SCHEMAS}/ChannelTypes`,
    schema: { type: 'integer', enum: [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16] },
    reason: 'wherever a channel is: the documentation knows media channels, 16',
  },
  {
    pointer: `${SCHEMAS}/MessageReferenceType`,
    schema: { type: 'integer', enum: [0, 1] },
    reason: 'wherever a message is: the documentation knows forwards, 1, and has their snapshots',
  },
]
