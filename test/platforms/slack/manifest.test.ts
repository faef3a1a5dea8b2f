import { describe, expect, it } from 'vitest'
import { commandsIn } from '../../../src/commands.ts'
import type { Command } from '../../../src/core/command.ts'
import { Refusal } from '../../../src/core/errors.ts'
import { english } from '../../../src/core/words/english.ts'
import { BOT_EVENTS, BOT_SCOPES, readAlias, slackManifest } from '../../../src/platforms/slack/manifest.ts'
import { MENU_CALLBACK, readShortcut } from '../../../src/platforms/slack/shortcuts.ts'
import { checkManifest } from '../../simulators/slack/manifest.ts'

const commands = commandsIn(english)
const manifest = (alias: string | null = 'cp', name = 'Commonplace') =>
  slackManifest(commands, english, { alias, name })

/** Scopes that Slack wants for an event. Source: its reference of events. */
const WANTED: Readonly<Record<string, string | null>> = {
  app_home_opened: null,
  app_uninstalled: null,
  channel_archive: 'channels:read',
  channel_deleted: 'channels:read',
  channel_left: 'channels:read',
  channel_rename: 'channels:read',
  channel_unarchive: 'channels:read',
  group_archive: 'groups:read',
  group_deleted: 'groups:read',
  group_left: 'groups:read',
  group_rename: 'groups:read',
  group_unarchive: 'groups:read',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  team_rename: 'team:read',
  tokens_revoked: null,
}

describe('the manifest', () => {
  it('has the one command and its alias, which escape what is typed', () => {
    expect(manifest().features.slash_commands).toEqual(
      ['/commonplace', '/cp'].map((command) => ({
        command,
        description: expect.any(String),
        usage_hint: expect.stringContaining('did | '),
        should_escape: true,
      })),
    )
    expect(manifest(null).features.slash_commands.map((one) => one.command)).toEqual(['/commonplace'])
    expect(manifest('commonplace').features.slash_commands.length).toBe(1)
  })

  it('asks for what its events need, and for no more than is used', () => {
    for (const event of BOT_EVENTS) {
      const scope = WANTED[event]
      expect(scope, event).toBeDefined()
      if (scope != null) expect(BOT_SCOPES).toContain(scope)
    }
    for (const scope of ['chat:write.public', 'users:read.email', 'channels:join', 'im:read'])
      expect(BOT_SCOPES).not.toContain(scope)
    expect(BOT_EVENTS, 'what is written to the bot is not heard').not.toContain('message.im')
    expect(new Set(BOT_SCOPES).size).toBe(BOT_SCOPES.length)
  })

  it('is for Socket Mode, in one workspace, with a Home tab', () => {
    expect(manifest()).toMatchObject({
      settings: {
        socket_mode_enabled: true,
        interactivity: { is_enabled: true },
        org_deploy_enabled: false,
        token_rotation_enabled: false,
      },
      features: { app_home: { home_tab_enabled: true } },
    })
    expect(JSON.stringify(manifest())).not.toContain('http')
  })

  it('is one that Slack takes, with an alias and without', () => {
    for (const alias of ['cp', null]) expect(checkManifest(JSON.stringify(manifest(alias)))).toEqual([])
  })

  it('has the shortcuts of the commands, which are found again, and one that opens the menu', () => {
    const { shortcuts } = manifest().features
    expect(shortcuts[0]).toMatchObject({ type: 'global', callback_id: MENU_CALLBACK })
    expect(shortcuts.slice(1)).toContainEqual({
      name: 'Save as practice',
      type: 'message',
      callback_id: 'practice.save',
      description: english.practice.share.summary,
    })
    for (const { name, callback_id } of shortcuts.slice(1))
      expect(readShortcut(callback_id, commands)?.shortcut.label).toBe(name)
    expect(readShortcut('gone.gone', commands)).toBeNull()
  })

  it('keeps to the lengths that Slack takes', () => {
    const { display_information: shown, features } = manifest()
    expect(shown.description.length).toBeLessThanOrEqual(140)
    expect(shown.long_description.length).toBeGreaterThanOrEqual(175)
    expect(shown.long_description.length).toBeLessThanOrEqual(4000)
    for (const { command, description, usage_hint } of features.slash_commands) {
      expect(command.length).toBeLessThanOrEqual(32)
      expect(description.length).toBeLessThanOrEqual(2000)
      expect(usage_hint.length).toBeLessThanOrEqual(1000)
    }
    for (const { name, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24)
      expect(description.length).toBeLessThanOrEqual(150)
    }
  })

  it('refuses a shortcut that Slack would refuse the manifest for', () => {
    const [first, ...others] = commands
    if (first === undefined) throw new Error('a command was expected')
    const withLabels = (...labels: string[]): readonly Command[] => [
      {
        ...first,
        shortcuts: labels.map((label) => ({ label, handler: 'share', inputFrom: () => ({}) })),
      },
      ...others,
    ]
    const made = (some: readonly Command[]) => () =>
      slackManifest(some, english, { alias: null, name: 'Commonplace' })
    expect(made(withLabels('A label of far too many letters'))).toThrow('longer than Slack takes')
    expect(made(withLabels('One', 'Two'))).toThrow('two shortcuts lead to practice.share')
  })
})

describe('an alias', () => {
  it.each([
    ['cp', 'cp'],
    ['/cp', 'cp'],
    ['robotics-club', 'robotics-club'],
    ['4h', '4h'],
  ])('may be %s', (typed, alias) => {
    expect(readAlias(typed, english)).toBe(alias)
  })

  it.each(['me', '/me', 'join', 'leave', 'remind', 'status', 'Topic'])(
    'may not be %s, which is Slack’s',
    (typed) => {
      expect(() => readAlias(typed, english)).toThrow(Refusal)
      expect(() => readAlias(typed, english)).toThrow('Slack keeps')
    },
  )

  it.each(['', 'CP', 'c p', 'c_p', '-cp', 'ç', 'x'.repeat(32)])('may not be “%s”', (typed) => {
    expect(() => manifest(typed)).toThrow('small letters')
  })

  it('goes with a name that Slack takes', () => {
    expect(() => manifest('cp', 'x'.repeat(36))).toThrow('at most 35')
    expect(() => manifest('cp', ' ')).toThrow('needs a name')
  })
})
