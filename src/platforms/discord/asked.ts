/** What an interaction asks for, from the data that Discord delivers with it, checked before anything is done with it. */
import { z } from 'zod'
import type { Command } from '../../core/command.ts'
import type { Field } from '../../core/input.ts'
import type { Target } from '../../core/reply.ts'
import type { ChosenWords } from '../platform.ts'
import { type Caller, displayNameOf } from './caller.ts'
import { isPerson } from './ingest.ts'
import { readModal } from './modal.ts'
import { readShortcut, readSlashCommand } from './options.ts'
import { snowflake } from './snowflake.ts'
import { user } from './wire.ts'

/** A handler and what it is given: people by Discord's ids, because they are still to be met. */
export interface Asked {
  readonly target: Target
  /** By name of the field. */
  readonly people: Readonly<Record<string, string>>
  /** The field that is being typed, where Discord asks what could stand in it. */
  readonly focused: string | null
  /** What somebody else wrote in the message that was chosen, where it may be asked for, and the field that takes the key to it. */
  readonly others?: { readonly field: string; readonly words: ChosenWords }
}

/** Kinds of commands. Source: Discord's API reference, «Application Command Types». */
const SLASH = 1
const ON_MESSAGE = 3
/** Discord's own address of a message: apps open it where they are. */
const MESSAGE_ADDRESS = 'https://discord.com/channels'

const leaf = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
})
const branch = leaf.extend({ options: z.array(leaf).optional() })
const slash = z.object({
  type: z.literal(SLASH),
  name: z.string(),
  options: z.array(branch).optional(),
})
const onMessage = z.object({
  type: z.literal(ON_MESSAGE),
  name: z.string(),
  target_id: snowflake,
  resolved: z.object({
    messages: z.record(
      snowflake,
      z.object({
        author: user,
        channel_id: snowflake,
        content: z.string().nullish(),
        webhook_id: snowflake.nullish(),
      }),
    ),
  }),
})
type Message = z.infer<typeof onMessage>['resolved']['messages'][string]

/** What a webhook posts has an author who is nobody. */
const isBots = ({ author, webhook_id: webhook }: Message): boolean => webhook != null || !isPerson(author)

const command = z.discriminatedUnion('type', [slash, onMessage])

/** Whether it is a command on a message. */
export const isShortcut = (data: unknown): boolean => onMessage.safeParse(data).success

/** What a slash command or a message shortcut asks for; null for one that is not there any more. */
export function askedByCommand(data: unknown, commands: readonly Command[], caller: Caller): Asked | null {
  const read = command.parse(data)
  if (read.type === SLASH) {
    // Parsed to the same shape that Discord's own types describe, kind by kind.
    const typed = readSlashCommand(read as Parameters<typeof readSlashCommand>[0], commands)
    if (typed === null) return null
    const { command: name, handler, input, people, focused } = typed
    return { target: { command: name, handler, input }, people, focused: focused?.field ?? null }
  }
  const chosen = readShortcut(read.name, commands)
  const message = read.resolved.messages[read.target_id]
  if (chosen === null || message === undefined) return null
  const { author } = message
  const { author: by, held } = chosen.shortcut
  const isOwn = author.id === caller.id
  const link = `${MESSAGE_ADDRESS}/${caller.server.id}/${message.channel_id}/${read.target_id}`
  const input = chosen.shortcut.inputFrom({
    link,
    isOwn,
    text: isOwn && message.content ? message.content : null,
  })
  return {
    target: { command: chosen.command, handler: chosen.shortcut.handler, input },
    people: by === undefined ? {} : { [by]: author.id },
    focused: null,
    ...(held === undefined || isOwn || isBots(message)
      ? {}
      : {
          others: {
            field: held,
            words: {
              author: { platform: 'discord', externalId: author.id },
              name: displayNameOf(author, null),
              link,
              text: message.content ?? '',
            },
          },
        }),
  }
}

/**
 * What a handler's fields take of what was asked: people where people are chosen, and nothing that is written in their
 * place, because a member is a number of ours and anybody could write one; channels without those that are hidden from
 * whoever asks, which no list of theirs held.
 */
export function fitting(
  { target, people, focused, ...asked }: Asked,
  fields: readonly Field[],
  isHidden: (channel: string) => boolean,
): Asked {
  const kindOf = (name: string) => fields.find((field) => field.name === name)?.kind
  const input = new Map<string, string>()
  for (const [name, value] of Object.entries(target.input)) {
    const kind = kindOf(name)
    if (kind === 'person') continue
    const isChannels = kind === 'channel' || kind === 'channels'
    const shown = isChannels ? value.split(/[\s,]+/).filter((id) => !isHidden(id)) : [value]
    input.set(name, shown.join(' '))
  }
  const chosen = Object.entries(people).filter(([name]) => kindOf(name) === 'person')
  return {
    ...asked,
    target: { ...target, input: Object.fromEntries(input) },
    people: Object.fromEntries(chosen),
    focused,
  }
}

const pressed = z.object({ custom_id: z.string() })

/** The id of the button that was pressed, or of the form that was sent. */
export const customIdOf = (data: unknown): string => pressed.parse(data).custom_id

const modal = z.object({
  components: z.array(
    z.object({
      type: z.number(),
      component: z
        .object({
          type: z.number(),
          custom_id: z.string(),
          value: z.string().optional(),
          values: z.array(z.string()).optional(),
        })
        .optional(),
    }),
  ),
})

/** What was written into a form. */
export const writtenInto = (data: unknown): ReturnType<typeof readModal> =>
  readModal(modal.parse(data) as Parameters<typeof readModal>[0])

const resolvedChannels = z.object({
  resolved: z.object({ channels: z.record(snowflake, z.object({ name: z.string().nullish() })) }),
})

/** What channels are called that somebody chose, by their ids, as Discord tells with them. */
export function chosenChannels(data: unknown): readonly (readonly [string, string])[] {
  const read = resolvedChannels.safeParse(data)
  if (!read.success) return []
  return Object.entries(read.data.resolved.channels).flatMap(([id, { name }]) => (name ? [[id, name]] : []))
}

const resolvedPeople = z.object({
  resolved: z.object({
    users: z.record(snowflake, user).optional(),
    members: z.record(snowflake, z.object({ nick: z.string().nullish() })).optional(),
  }),
})

/** Somebody who was chosen by name, or whose message was, as Discord tells with it; null where it does not. */
export function chosenPerson(data: unknown, id: string) {
  const on = onMessage.safeParse(data)
  const message = on.success ? on.data.resolved.messages[on.data.target_id] : undefined
  if (message !== undefined && message.author.id === id)
    return { user: { ...message.author, bot: isBots(message) }, member: null }
  const read = resolvedPeople.safeParse(data)
  if (!read.success) return null
  const { users = {}, members = {} } = read.data.resolved
  // Ids are what a client sends: `__proto__` is in every object.
  const chosen = Object.hasOwn(users, id) ? users[id] : undefined
  const member = Object.hasOwn(members, id) ? members[id] : undefined
  return chosen === undefined ? null : { user: chosen, member: member ?? null }
}
