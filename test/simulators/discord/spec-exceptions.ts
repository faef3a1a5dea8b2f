/** Where Discord's published description is stricter than Discord, or wrong. As few as can be. */
import type { Exceptions } from '../openapi.ts'

const SCHEMAS = '/components/schemas'
const COMMAND_FORMS = [
  'ApplicationCommandCreateRequest',
  'ApplicationCommandUpdateRequest',
  'ApplicationCommandPatchRequestPartial',
]

/** By place: what stands there instead, and on which routes and why. */
export const EXCEPTIONS: Exceptions = [
  {
    pointer: `${SCHEMAS}/Error/properties/code`,
    schema: { type: ['integer', 'string'] },
    reason: 'every refusal: the errors inside a form’s tree bear names, BASE_TYPE_REQUIRED and its like',
  },
  {
    pointer: `${SCHEMAS}/MessageAttachmentRequest/properties/id`,
    schema: { type: ['string', 'integer'] },
    reason: 'wherever files are sent: the number n of files[n]; clients send it as a number',
  },
  {
    pointer: `${SCHEMAS}/ChannelTypes`,
    schema: { enum: [0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16] },
    reason: 'wherever a channel’s type stands: media channels (16) are left out',
  },
  {
    pointer: `${SCHEMAS}/GuildChannelResponse/properties/type`,
    schema: { enum: [0, 2, 4, 5, 13, 14, 15, 16] },
    reason: 'GET channels: media channels again',
  },
  {
    pointer: `${SCHEMAS}/MessageReferenceType`,
    schema: { enum: [0, 1] },
    reason: 'GET messages: forwards (1) are documented and sent, but not described',
  },
  ...COMMAND_FORMS.flatMap((form) => [
    {
      pointer: `${SCHEMAS}/${form}/properties/default_member_permissions`,
      schema: { type: ['integer', 'string', 'null'] },
      reason: 'registering commands: the documentation asks for text, a number would lose bits',
    },
    {
      pointer: `${SCHEMAS}/${form}/properties/nsfw`,
      schema: { type: ['boolean', 'null'] },
      reason: 'registering commands: documented and answered, but not described',
    },
  ]),
]
