import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commandsIn } from '../../../src/commands.ts'
import {
  type Command,
  channel,
  channels,
  choice,
  handler,
  line,
  person,
  prose,
  whole,
} from '../../../src/core/command.ts'
import { english } from '../../../src/core/words/english.ts'
import { registrationOf } from '../../../src/platforms/discord/register.ts'
import { isSameRegistration } from '../../../src/platforms/discord/same-registration.ts'
import { description, isDescribed } from './description.ts'

const text = { label: 'Label', hint: 'Hint' }
const run = async () => ({ title: '', blocks: [], isPrivate: true })
type Declared = Partial<Omit<Parameters<typeof handler>[0], 'run'>>
const does = (input: z.ZodObject, more: Declared = {}) =>
  handler({ summary: 'Does it', may: 'look', isTyped: true, input, run, ...more })
const commandOf = (
  name: string,
  handlers: Readonly<Record<string, ReturnType<typeof handler>>>,
  more: Partial<Command> = {},
): Command => ({
  name,
  summary: 'A command',
  bare: Object.keys(handlers)[0] ?? '',
  example: `/${name}`,
  handlers: new Map(Object.entries(handlers)),
  ...more,
})
const registered = (command: Command) => registrationOf([command])[0]
const nothing = z.object({})

/** As Discord tells of commands: with ids and its own names, and without what is as it always is. */
const asDiscordTells = (wanted: ReturnType<typeof registrationOf>) =>
  [...wanted].reverse().map((one, at) => ({
    ...Object.fromEntries(
      Object.entries(one).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
    ),
    id: String(at),
    application_id: '1',
    version: '2',
    description: 'description' in one ? one.description : '',
    nsfw: false,
    name_localizations: null,
    dm_permission: true,
  }))

describe('registrationOf', () => {
  it('is flat where the bare handler bears the name of the command, with its options', () => {
    const command = commandOf('did', {
      did: does(
        z.object({
          what: line({ ...text, maxLength: 90 }).optional(),
          weeks: whole({ ...text, min: 1, max: Number.MAX_SAFE_INTEGER }),
          with: person(text).optional(),
          where: channel(text).optional(),
          outcome: choice({ ...text, choices: [{ value: 'a', label: 'As written' }] }).optional(),
        }),
        { suggest: { what: async () => [] } },
      ),
      other: does(nothing),
    })
    const base = { description: 'Hint', required: false }
    expect(registered(command)).toEqual({
      type: 1,
      name: 'did',
      description: 'A command',
      default_member_permissions: null,
      contexts: [0],
      integration_types: [0],
      options: [
        { ...base, name: 'weeks', required: true, type: 4, min_value: 1, max_value: Number.MAX_SAFE_INTEGER },
        { ...base, name: 'what', type: 3, min_length: 1, max_length: 90, autocomplete: true },
        { ...base, name: 'with', type: 6 },
        { ...base, name: 'where', type: 7, channel_types: [0, 5, 15, 2, 16, 13] },
        { ...base, name: 'outcome', type: 3, choices: [{ name: 'As written', value: 'a' }] },
      ],
    })
  })

  it('has a subcommand for every handler that can be typed otherwise, also for one', () => {
    const command = commandOf('my', { data: does(nothing), hidden: does(nothing, { isTyped: false }) })
    expect(registered(command)).toMatchObject({
      options: [{ type: 1, name: 'data', description: 'Does it', options: [] }],
    })
  })

  it('leaves to the form what cannot be typed well, and demands nothing that the form asks for', () => {
    const input = z.object({ name: line(text), how: prose(text), channels: channels(text) })
    const command = commandOf('practice', {
      share: does(input, { form: { title: 'Share', submit: 'Share' } }),
    })
    expect(registered(command)).toMatchObject({ options: [{ options: [{ name: 'name', required: false }] }] })
    expect(() => registered(commandOf('x', { x: does(input) }))).toThrow('channels takes several channels')
  })

  it('hides from members what only moderators may do', () => {
    const moderate = does(nothing, { may: 'moderate' })
    expect(registered(commandOf('community', { setup: moderate }))).toMatchObject({
      default_member_permissions: '32',
    })
    expect(registered(commandOf('community', { setup: moderate, see: does(nothing) }))).toMatchObject({
      default_member_permissions: null,
    })
  })

  it('offers shortcuts on messages by their labels', () => {
    const shortcuts = [{ label: 'Save as practice', handler: 'share', inputFrom: () => ({}) }]
    expect(registrationOf([commandOf('practice', { share: does(nothing) }, { shortcuts })])[1]).toEqual({
      type: 3,
      name: 'Save as practice',
      default_member_permissions: null,
      contexts: [0],
      integration_types: [0],
    })
  })

  it('cuts long descriptions after a word', () => {
    const summary = 'a summary that goes on and on '.repeat(5)
    const told = registered(commandOf('x', { x: does(nothing) }, { summary }))
    expect(told).toMatchObject({ description: expect.stringMatching(/^.{60,99}\w…$/) })
  })

  const named = (field: string) => z.object({ [field]: line(text).optional() })
  const many = (n: number) => Array.from({ length: n }, (_, at) => ({ value: `v${at}`, label: `l${at}` }))
  it.each<[string, Command, string]>([
    ['a name in capitals', commandOf('Did', { Did: does(nothing) }), '/Did: “Did” is no name for Discord'],
    ['a name with a space', commandOf('a b', { 'a b': does(nothing) }), 'is no name for Discord'],
    ['an option in capitals', commandOf('x', { x: does(named('isBig')) }), '/x isBig: “isBig” is no name'],
    ['a long name', commandOf('x'.repeat(33), { y: does(nothing) }), 'is no name for Discord'],
    ['no summary', commandOf('x', { x: does(nothing) }, { summary: ' ' }), '/x needs a summary or a hint'],
    [
      'too many options',
      commandOf('x', {
        x: does(z.object(Object.fromEntries(many(26).map((one) => [one.value, line(text)])))),
      }),
      'there are 26 options of /x, and Discord takes 25',
    ],
    [
      'too many choices',
      commandOf('x', { x: does(z.object({ a: choice({ ...text, choices: many(26) }) })) }),
      'there are 26 choices of /x a, and Discord takes 25',
    ],
    [
      'a choice that is there twice',
      commandOf('x', { x: does(z.object({ a: choice({ ...text, choices: [...many(1), ...many(1)] }) })) }),
      '“l0” is there twice',
    ],
    [
      'a long label of a shortcut',
      commandOf(
        'x',
        { x: does(nothing) },
        { shortcuts: [{ label: 'x'.repeat(33), handler: 'x', inputFrom: () => ({}) }] },
      ),
      'needs a label of 1 to 32 characters',
    ],
    [
      'too much in all',
      commandOf(
        'x',
        Object.fromEntries(
          many(4).map(({ value }) => [
            value,
            does(
              z.object({
                a: choice({
                  ...text,
                  choices: many(25).map((one) => ({ value: one.value + 'x'.repeat(90), label: one.label })),
                }),
              }),
            ),
          ]),
        ),
      ),
      'characters in /x, and Discord takes 8000',
    ],
  ])('refuses %s, and says which', (_, command, sentence) => {
    expect(() => registrationOf([command])).toThrow(sentence)
  })

  it('refuses two commands of one name', () => {
    const one = commandOf('x', { x: does(nothing) })
    expect(() => registrationOf([one, one])).toThrow('is there twice')
  })
})

describe('the commands there are', () => {
  const wanted = registrationOf(commandsIn(english))

  it('have names that Discord takes, and each is told once', () => {
    expect(wanted.length).toBeGreaterThanOrEqual(commandsIn(english).length)
    expect(new Set(wanted.map((one) => `${one.type}${one.name}`)).size).toBe(wanted.length)
  })

  it.skipIf(!isDescribed)('are told as Discord describes it', () => {
    expect(description().requestFaults('put', '/applications/{application_id}/commands', wanted)).toEqual([])
  })
})

describe('isSameRegistration', () => {
  const wanted = registrationOf(commandsIn(english))
  const told = asDiscordTells(wanted)

  it('knows what Discord tells of the same commands, in any order of theirs', () => {
    expect(isSameRegistration(wanted, told)).toBe(true)
    expect(isSameRegistration(wanted, told.toReversed())).toBe(true)
  })

  it('notices a command that is missing or one too many', () => {
    expect(isSameRegistration(wanted, told.slice(1))).toBe(false)
    expect(isSameRegistration(wanted.slice(1), told)).toBe(false)
    expect(isSameRegistration(wanted, [])).toBe(false)
    expect(isSameRegistration(wanted, { message: '401: Unauthorized' })).toBe(false)
  })

  const changed = (change: (json: string) => string): unknown => JSON.parse(change(JSON.stringify(told)))
  it.each<[string, (json: string) => string]>([
    ['another description', (json) => json.replace(/"description":"[A-Z]/, '"description":"Z')],
    [
      'another permission',
      (json) => json.replace('"default_member_permissions":"32"', '"default_member_permissions":"8"'),
    ],
    ['another length', (json) => json.replace(/"max_length":\d+/, '"max_length":1')],
    ['an option that became required', (json) => json.replace('"required":false', '"required":true')],
    ['a choice of another label', (json) => json.replace(/("choices":\[\{"name":")/, '$1Z')],
  ])('notices %s', (_, change) => {
    expect(changed(change)).not.toEqual(told)
    expect(isSameRegistration(wanted, changed(change))).toBe(false)
  })

  it('notices another order of options, and one that is gone', () => {
    const command = commandOf('x', { x: does(z.object({ a: line(text), b: line(text), c: line(text) })) })
    const [one] = registrationOf([command])
    const options = one !== undefined && 'options' in one ? (one.options ?? []) : []
    expect(options.length).toBe(3)
    expect(isSameRegistration(registrationOf([command]), [{ ...one, options: options.toReversed() }])).toBe(
      false,
    )
    expect(isSameRegistration(registrationOf([command]), [{ ...one, options: options.slice(1) }])).toBe(false)
    expect(isSameRegistration(registrationOf([command]), [{ ...one, options }])).toBe(true)
  })
})
