/** What somebody sees who types the command and nothing else: what there is, each with the button that does it. */
import { type Command, describeFields, type Handler } from '../../core/command.ts'
import { type Block, note, paragraph, type Reply } from '../../core/reply.ts'
import { typedHandlers } from '../../core/usage.ts'
import type { Words } from '../../core/words/words.ts'

/** Whether whoever looks may do something. */
export type IsOpen = (handler: Handler) => boolean

/** The menu, derived from the declarations, without what whoever looks may not do. */
export function menuOf(commands: readonly Command[], isOpen: IsOpen, words: Words): Reply {
  const say = words.slack.menu
  return {
    title: say.title,
    isPrivate: true,
    blocks: [...commands.flatMap((command) => entryOf(command, isOpen)), note(say.note)],
  }
}

function entryOf(command: Command, isOpen: IsOpen): readonly Block[] {
  const offered = typedHandlers(command).flatMap((name) => {
    const handler = command.handlers.get(name)
    return handler !== undefined && isOpen(handler) && canBegin(handler) ? [{ name, handler }] : []
  })
  if (offered.length === 0) return []
  return [
    paragraph(`${command.summary}.`),
    {
      kind: 'actions',
      buttons: offered.map(({ name, handler }) => ({
        // The command itself, so that whoever presses it sees what could be typed.
        label: name === command.bare ? `/${command.name}` : (handler.form?.title ?? handler.summary),
        emphasis: 'plain',
        target: { command: command.name, handler: name, input: {} },
      })),
    },
  ]
}

/** Whether a handler can be called without words: it asks for them in a form, or needs none. */
const canBegin = (handler: Handler): boolean =>
  handler.form !== undefined || describeFields(handler.input).every((field) => !field.isRequired)
