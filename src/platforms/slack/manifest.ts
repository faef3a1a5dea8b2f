/**
 * The app as Slack is told of it, from the declarations of the commands: what it asks leave for, what it hears, its one
 * command. Slack refuses a manifest whole, so what it would refuse is refused here with a sentence.
 */
import type { Command } from '../../core/command.ts'
import { Refusal } from '../../core/errors.ts'
import type { Words } from '../../core/words/words.ts'
import { MANIFEST_LIMITS } from './limits.ts'
import { MENU_CALLBACK, messageShortcuts } from './shortcuts.ts'

/** The command that is always there. */
export const COMMAND = 'commonplace'

/** The least that the bot needs. Without `chat:write.public` and `channels:join` it is only where it was invited. */
export const BOT_SCOPES = [
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  // Only to look, before a question is sent again, whether it has arrived: nobody can write there but the bot.
  'im:history',
  'im:write',
  'pins:write',
  'reactions:read',
  'team:read',
  'usergroups:read',
  'users:read',
] as const

/**
 * Those that one thing alone needs: to ask people in pairs how it goes. An app that was installed before they were asked for
 * serves without it.
 */
export const PAIR_SCOPES: readonly string[] = ['im:history', 'im:write']

/** What the bot hears. */
export const BOT_EVENTS = [
  'app_home_opened',
  'app_uninstalled',
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'channel_rename',
  'channel_unarchive',
  'group_archive',
  'group_deleted',
  'group_left',
  'group_rename',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'reaction_added',
  'reaction_removed',
  'team_rename',
  'tokens_revoked',
] as const

/**
 * Commands that Slack keeps for itself, or that its apps take for their own: a manifest that names one is refused whole.
 * Sources: Slack's help on built-in commands; hermes-agent, pull request 18456; openclaw, pull request 29032.
 */
const RESERVED = new Set(
  (
    'active apps archive away call canvas close collapse commands debug dm dnd expand feed feedback giphy help huddle ' +
    'invite invite_people join keys kick kill leave list me msg mute open part people prefs pro remind remove rename ' +
    'search send shortcuts shrug star status topic unarchive unmute who workflow'
  ).split(' '),
)
const ALIAS = /^[a-z0-9][a-z0-9-]*$/

/** What whoever installs the app chooses. */
export interface ManifestChoices {
  /** A second, shorter name of the command, with or without its slash; null for none. */
  readonly alias: string | null
  /** What the app is called in the workspace. */
  readonly name: string
}

/** The manifest as plain data, to be written as JSON. Throws a `Refusal` for an alias or a name that Slack would not take. */
export function slackManifest(commands: readonly Command[], words: Words, { alias, name }: ManifestChoices) {
  const say = words.slack.manifest
  const called = name.trim()
  if (called === '' || called.length > MANIFEST_LIMITS.name)
    throw new Refusal(say.badName(MANIFEST_LIMITS.name))
  const short = alias === null ? null : readAlias(alias, words)
  const names = short === null || short === COMMAND ? [COMMAND] : [COMMAND, short]
  return {
    // What messages' metadata is like needs no declaring, and Slack's schema of manifests has no place for it.
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: called,
      description: say.description,
      long_description: say.longDescription,
      background_color: '#1f5c59',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: called, always_online: true },
      slash_commands: names.map((command) => ({
        command: `/${command}`,
        description: say.command,
        usage_hint: say.usageHint(commands.map((one) => one.name)),
        // People and channels arrive by their ids.
        should_escape: true,
      })),
      shortcuts: shortcutsOf(commands, words),
    },
    oauth_config: { scopes: { bot: [...BOT_SCOPES] } },
    settings: {
      event_subscriptions: { bot_events: [...BOT_EVENTS] },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  } as const
}

/** The alias as Slack takes it, without its slash. */
export function readAlias(typed: string, words: Words): string {
  const alias = typed.trim().replace(/^\//, '')
  const say = words.slack.manifest
  if (RESERVED.has(alias.toLowerCase())) throw new Refusal(say.reserved(alias))
  if (!ALIAS.test(alias) || alias.length > MANIFEST_LIMITS.command)
    throw new Refusal(say.badAlias(typed.trim(), MANIFEST_LIMITS.command))
  return alias
}

function shortcutsOf(commands: readonly Command[], words: Words) {
  const say = words.slack.manifest
  const shortcuts = [
    { name: say.menu, type: 'global' as const, callback_id: MENU_CALLBACK, description: say.menuDescription },
    ...messageShortcuts(commands).map(({ callbackId, command, shortcut }) => ({
      name: shortcut.label,
      type: 'message' as const,
      callback_id: callbackId,
      description:
        commands.find((one) => one.name === command)?.handlers.get(shortcut.handler)?.summary ?? '',
    })),
  ]
  const { shortcuts: most, shortcutName, shortcutDescription } = MANIFEST_LIMITS
  if (shortcuts.length > most)
    throw new Error(`Slack takes ${most} shortcuts, and there are ${shortcuts.length}`)
  for (const { name, description, callback_id } of shortcuts) {
    if (name.length > shortcutName) throw new Error(`the shortcut “${name}” is longer than Slack takes`)
    if (description === '' || description.length > shortcutDescription)
      throw new Error(`the shortcut “${name}” has no description that Slack takes`)
    if (shortcuts.filter((one) => one.callback_id === callback_id).length > 1)
      throw new Error(`two shortcuts lead to ${callback_id}`)
  }
  return shortcuts
}
