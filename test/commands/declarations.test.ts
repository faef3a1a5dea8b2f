/** What every declaration promises to the platforms: they cut or refuse what is longer. */
import { describe, expect, it } from 'vitest'
import { commandsIn } from '../../src/commands.ts'
import { describeFields } from '../../src/core/command.ts'
import { english } from '../../src/core/words/english.ts'

const commands = commandsIn(english)
const handlers = commands.flatMap((command) =>
  [...command.handlers].map(([name, handler]) => ({ path: `${command.name}.${name}`, handler })),
)
const fields = handlers.flatMap(({ path, handler }) =>
  describeFields(handler.input).map((field) => ({ path: `${path}.${field.name}`, field })),
)

describe('declarations', () => {
  it.each(commands.map((one) => [one.name, one] as const))('/%s is short enough', (name, command) => {
    expect(name).toMatch(/^[a-z]{1,32}$/)
    expect(command.summary.length).toBeLessThanOrEqual(100)
    expect(command.handlers.get(command.bare)?.isTyped).toBe(true)
    for (const shortcut of command.shortcuts ?? []) {
      expect(shortcut.label.length).toBeLessThanOrEqual(32)
      expect(command.handlers.get(shortcut.handler)?.form).toBeDefined()
    }
  })

  it.each(handlers.map((one) => [one.path, one.handler] as const))('%s is short enough', (_, handler) => {
    expect(handler.summary.length).toBeLessThanOrEqual(100)
    expect(handler.form?.title.length ?? 0).toBeLessThanOrEqual(45)
    if (handler.form !== undefined) expect(describeFields(handler.input).length).toBeLessThanOrEqual(5)
  })

  it.each(fields.map((one) => [one.path, one.field] as const))('%s is short enough', (_, field) => {
    expect(field.label.length).toBeLessThanOrEqual(45)
    expect(field.hint.length).toBeLessThanOrEqual(100)
    expect(field.maxLength).toBeLessThanOrEqual(4000)
    for (const choice of field.choices ?? []) expect(choice.label.length).toBeLessThanOrEqual(100)
  })

  it('name as the opener of a form a handler that there is', () => {
    for (const command of commands)
      for (const { openedBy } of command.handlers.values())
        if (openedBy !== undefined) expect(command.handlers.has(openedBy), openedBy).toBe(true)
  })

  it('suggest for fields that there are', () => {
    for (const { handler } of handlers)
      for (const name of Object.keys(handler.suggest ?? {}))
        expect(describeFields(handler.input).map((field) => field.name)).toContain(name)
  })

  it('say of heavy handlers that they only look', () => {
    for (const { handler } of handlers) if (handler.isHeavy) expect(handler.may).toBe('look')
  })
})
