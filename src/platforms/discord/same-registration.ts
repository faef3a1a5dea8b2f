/** Whether Discord knows the commands as they are now, so that they are not sent anew at every start. */
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js'
import { z } from 'zod'

/** What is read of commands, each with what Discord means by a field that is left out. */
const listOf = <One extends z.ZodType>(one: One) =>
  z
    .array(one)
    .nullish()
    .transform((all) => all ?? [])
const orNull = <One extends z.ZodType>(one: One) => one.nullish().transform((given) => given ?? null)
const truth = z.boolean().nullish().transform(Boolean)
/** Discord keeps no order in these. */
const anyOrder = listOf(z.number()).transform((all) => all.toSorted((a, b) => a - b))

const basicOption = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  required: truth,
  autocomplete: truth,
  choices: listOf(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })),
  channel_types: anyOrder,
  min_length: orNull(z.number()),
  max_length: orNull(z.number()),
  min_value: orNull(z.number()),
  max_value: orNull(z.number()),
})
/** Options nest once: there are no groups of subcommands here, and what is not like ours is not the same. */
const option = basicOption.extend({ options: listOf(basicOption) })

const CHAT_INPUT = 1
const registration = z.array(
  z.object({
    type: orNull(z.number()).transform((type) => type ?? CHAT_INPUT),
    name: z.string(),
    /** Shortcuts have none, and Discord says so with an empty one. */
    description: orNull(z.string()).transform((text) => text ?? ''),
    default_member_permissions: orNull(z.string()),
    contexts: anyOrder,
    integration_types: anyOrder,
    options: listOf(option),
  }),
)

/**
 * Compares what is wanted with what Discord answers to `GET /applications/{id}/commands`. What Discord adds of its own
 * (ids, versions, localized names) does not matter, nor the order of commands; that of options and choices does.
 */
export function isSameRegistration(
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
  registered: unknown,
): boolean {
  const known = registration.safeParse(registered)
  return known.success && inOrder(registration.parse(wanted)) === inOrder(known.data)
}

const inOrder = (commands: z.infer<typeof registration>): string =>
  JSON.stringify(
    commands
      .map((one) => ({ key: `${one.type} ${one.name}`, one }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  )
