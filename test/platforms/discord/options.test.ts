import { describe, expect, it } from 'vitest'
import { commandsIn } from '../../../src/commands.ts'
import type { Command } from '../../../src/core/command.ts'
import { english } from '../../../src/core/words/english.ts'
import { readShortcut, readSlashCommand } from '../../../src/platforms/discord/options.ts'

const commands = commandsIn(english)
const read = (name: string, options?: readonly object[]) =>
  readSlashCommand({ name, options } as unknown as Parameters<typeof readSlashCommand>[0], commands)

describe('readSlashCommand', () => {
  it('reads a flat command with its options as texts, people apart', () => {
    const options = [
      { type: 3, name: 'what', value: 'crimped' },
      { type: 6, name: 'with', value: '900000000000000007' },
    ]
    expect(read('did', options)).toEqual({
      command: 'did',
      handler: 'did',
      input: { what: 'crimped' },
      people: { with: '900000000000000007' },
      focused: null,
    })
    expect(read('digest', [{ type: 4, name: 'weeks', value: 8 }])).toMatchObject({ input: { weeks: '8' } })
    expect(read('waiting')).toMatchObject({ command: 'waiting', handler: 'waiting', input: {} })
  })

  it('reads a subcommand', () => {
    const options = [{ type: 1, name: 'share', options: [{ type: 3, name: 'name', value: 'Solder' }] }]
    expect(read('practice', options)).toMatchObject({ handler: 'share', input: { name: 'Solder' } })
    expect(read('practice', [{ type: 1, name: 'find' }])).toMatchObject({ handler: 'find', input: {} })
  })

  it('tells what is being typed', () => {
    const options = [
      { type: 3, name: 'what', value: 'crimped' },
      { type: 3, name: 'practice', value: 'cri', focused: true },
    ]
    expect(read('did', options)?.focused).toEqual({ field: 'practice', typed: 'cri' })
  })

  it('reads nothing that is not there, cannot be typed, or does not say what is meant', () => {
    expect(read('gone')).toBeNull()
    expect(read('practice')).toBeNull()
    expect(read('practice', [{ type: 1, name: 'gone' }])).toBeNull()
    expect(read('waiting', [{ type: 1, name: 'taken' }])).toBeNull()
  })
})

describe('readShortcut', () => {
  it('finds a shortcut by its label', () => {
    const shortcut = { label: 'Save as practice', handler: 'share', inputFrom: () => ({}) }
    const [first, ...others] = commands
    const withShortcut: readonly Command[] =
      first === undefined
        ? []
        : [{ ...first, shortcuts: [shortcut] }, ...others.map((one) => ({ ...one, shortcuts: [] }))]
    expect(readShortcut('Save as practice', withShortcut)).toEqual({ command: first?.name, shortcut })
    expect(readShortcut('Other', withShortcut)).toBeNull()
  })
})
