/** `/help`: what this is, what is read and what never is, what one can type, and where the ideas come from. */
import { z } from 'zod'
import type { Platform } from '../src/core/activity.ts'
import { type Call, type Command, describeFields, handler, line } from '../src/core/command.ts'
import { Refusal } from '../src/core/errors.ts'
import { nearest } from '../src/core/nearest.ts'
import { type Block, note, paragraph, type Reply } from '../src/core/reply.ts'
import { code, emphasis, strong } from '../src/core/text.ts'
import { exampleOf, typedHandlers, usageOf } from '../src/core/usage.ts'
import type { Words } from '../src/core/words/words.ts'

/** `commands` are all of them, this one too, in the order to show them; asked for when somebody asks for help. */
export const help = (words: Words, commands: () => readonly Command[]): Command => ({
  name: 'help',
  summary: words.help.summary,
  bare: 'help',
  example: '/help did',
  handlers: new Map([
    [
      'help',
      handler({
        summary: words.help.summary,
        may: 'look',
        isTyped: true,
        isForGuests: true,
        input: z.object({ command: line({ ...words.help.about, maxLength: 40 }).optional() }),
        run: async (call) =>
          call.input.command === undefined ? overview(call, commands()) : about(call, commands()),
      }),
    ],
  ]),
})

type Asked = Call<{ command?: string | undefined }>

function overview({ actor, community, place, words }: Asked, all: readonly Command[]): Reply {
  const say = words.help
  const { platform } = place
  const isGuest = actor.account !== 'member'
  const commands = isGuest ? all.filter(isForGuests) : all
  const own = commands.find((one) => one.name === 'help')
  return {
    title: say.title(community.name),
    isPrivate: true,
    blocks: [
      paragraph(say.whatThisIs),
      {
        kind: 'facts',
        facts: [
          ...(community.purpose === '' ? [] : [{ label: say.purposeLabel, value: [community.purpose] }]),
          ...(isGuest ? [] : [{ label: say.beginLabel, value: [say.begin] }]),
          { label: say.readLabel, value: [say.read] },
          { label: say.neverLabel, value: [say.never] },
          { label: say.aboutYouLabel, value: [say.aboutYou] },
        ],
      },
      paragraph(strong(say.commandsTitle)),
      {
        kind: 'facts',
        facts: commands.map((command) => ({
          label: `/${command.name}`,
          value: [
            `${command.summary}${isForModerators(command) ? ` (${say.moderatorsOnly})` : ''}.\n`,
            code(exampleOf(command, platform)),
          ],
        })),
      },
      ...(own === undefined ? [] : [note(say.commandsNote(exampleOf(own, platform)))]),
      ...(isGuest ? [note(say.guests)] : []),
      note(say.theory.before, emphasis(say.theory.book), say.theory.after),
    ],
  }
}

const isForModerators = (command: Command): boolean =>
  [...command.handlers.values()].every((one) => one.may === 'moderate')

const isForGuests = (command: Command): boolean =>
  [...command.handlers.values()].some((one) => one.isForGuests === true)

/** One command: every form that can be typed, with what belongs in it. */
function about({ input, place, words }: Asked, commands: readonly Command[]): Reply {
  const name = (input.command ?? '').replace(/^\//, '').toLowerCase()
  const command = commands.find((one) => one.name === name)
  if (command === undefined) {
    const near = nearest(
      name,
      commands.map((one) => one.name),
    )
    throw new Refusal(words.refusals.unknownCommand(name, near, near === null ? null : `/help ${near}`))
  }
  return {
    title: words.help.commandTitle(command.name),
    isPrivate: true,
    blocks: [
      paragraph(`${command.summary}.`),
      ...typedHandlers(command).flatMap((one) => usage(command, one, place.platform, words)),
      paragraph(`${words.help.exampleLabel}: `, code(exampleOf(command, place.platform))),
    ],
  }
}

function usage(command: Command, handlerName: string, platform: Platform, words: Words): readonly Block[] {
  const declared = command.handlers.get(handlerName)
  if (declared === undefined) return []
  const fields = describeFields(declared.input)
  const isOnly = typedHandlers(command).length === 1
  const say = words.help
  return [
    paragraph(code(usageOf(command, handlerName, platform)), ...(isOnly ? [] : [`\n${declared.summary}.`])),
    {
      kind: 'facts',
      facts: fields.map((field) => ({
        label: field.name,
        value: [field.isRequired ? say.optionRequired(field.hint) : say.optionOptional(field.hint)],
      })),
    },
  ]
}
