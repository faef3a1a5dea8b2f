import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../discord/json.ts'
import { checkManifest } from './manifest.ts'
import { openSlack, openSocket } from './testing.ts'

const MANIFEST = {
  _metadata: { major_version: 1, minor_version: 1 },
  display_information: {
    name: 'Commonplace',
    description: 'A commonplace book',
    background_color: '#0000aa',
  },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: false },
    bot_user: { display_name: 'Commonplace', always_online: true },
    slash_commands: [
      { command: '/commonplace', description: 'Everything', usage_hint: 'help', should_escape: true },
    ],
    shortcuts: [{ name: 'Save', callback_id: 'save', description: 'Saves it', type: 'message' }],
  },
  oauth_config: { scopes: { bot: ['commands', 'channels:history', 'chat:write'] } },
  settings: {
    event_subscriptions: { bot_events: ['message.channels', 'app_home_opened'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
    org_deploy_enabled: false,
    token_rotation_enabled: false,
  },
} satisfies JsonObject

const changed = (change: (manifest: typeof MANIFEST) => void) => {
  const manifest = structuredClone(MANIFEST)
  change(manifest)
  return checkManifest(manifest)
    .map((one) => one.pointer)
    .sort()
}

describe('manifests', () => {
  it('takes a good one, as an object or as text', () => {
    expect(checkManifest(MANIFEST)).toEqual([])
    expect(checkManifest(JSON.stringify(MANIFEST))).toEqual([])
    expect(checkManifest('not json')).toHaveLength(1)
  })

  it.each(['/me', '/join', '/leave', '/invite', '/msg', '/topic', '/who', '/shrug', '/dm', '/remind'])(
    'refuses %s, which is Slack’s own',
    (command) => {
      expect(
        changed(({ features }) => {
          features.slash_commands[0] = {
            ...features.slash_commands[0],
            command,
            description: 'x',
            usage_hint: 'x',
            should_escape: true,
          }
        }),
      ).toEqual(['/features/slash_commands/0/command'])
    },
  )

  it('refuses what is too long, unknown, missing or without its scope', () => {
    expect(changed((one) => Object.assign(one.display_information, { name: 'x'.repeat(36) }))).toEqual([
      '/display_information/name',
    ])
    expect(changed((one) => Object.assign(one.display_information, { long_description: 'short' }))).toEqual([
      '/display_information/long_description',
    ])
    expect(changed((one) => Object.assign(one.settings, { socket_mode: true }))).toEqual([
      '/settings/socket_mode',
    ])
    expect(changed((one) => one.oauth_config.scopes.bot.push('channels:everything'))).toEqual([
      '/oauth_config/scopes/bot/3',
    ])
    expect(
      changed((one) => one.settings.event_subscriptions.bot_events.push('reaction_added', 'message')),
    ).toEqual(['/settings/event_subscriptions/bot_events/2', '/settings/event_subscriptions/bot_events/3'])
    expect(
      changed((one) => {
        one.oauth_config.scopes.bot = ['channels:history']
      }),
    ).toEqual(['/oauth_config/scopes/bot', '/oauth_config/scopes/bot'])
    expect(changed((one) => Object.assign(one.settings, { socket_mode_enabled: false }))).toEqual([
      '/features/slash_commands/0/url',
      '/settings/event_subscriptions/request_url',
    ])
    expect(changed((one) => Reflect.deleteProperty(one.features, 'bot_user'))).toEqual(['/features/bot_user'])
    expect(
      changed((one) => Object.assign(one.features.slash_commands[0] ?? {}, { command: '/Two Words' })),
    ).toEqual(['/features/slash_commands/0/command'])
  })

  it('refuses what Slack’s schema of manifests has no place for, and lists that are empty or repeat themselves', () => {
    const added = (part: (manifest: typeof MANIFEST) => object, what: object) =>
      changed((one) => Object.assign(part(one), what))
    expect(added((one) => one, { events: { some_event: { type: 'object' } } })).toEqual(['/events'])
    expect(added((one) => one._metadata, { major_version: 1.5 })).toEqual(['/_metadata/major_version'])
    expect(added((one) => one.features, { shortcuts: [] })).toEqual(['/features/shortcuts'])
    expect(added((one) => one.features, { unfurl_domains: ['Example.com'] })).toEqual([
      '/features/unfurl_domains/0',
    ])
    expect(added((one) => one.features, { assistant_view: {} })).toEqual(['/features/assistant_view'])
    expect(added((one) => one.settings, { allowed_ip_address_ranges: ['1.2.3.4/33', '10.0.0.0/8'] })).toEqual(
      ['/settings/allowed_ip_address_ranges/0'],
    )
    expect(
      added((one) => one.settings.event_subscriptions, {
        ...{ request_url: 'example.com', bot_events: ['app_home_opened', 'app_home_opened'] },
        metadata_subscriptions: [{ app_id: 'A1' }],
      }),
    ).toEqual([
      '/settings/event_subscriptions/bot_events',
      '/settings/event_subscriptions/metadata_subscriptions/0',
      '/settings/event_subscriptions/request_url',
    ])
    expect(added((one) => one, { app_directory: { pricing: 'free' } })).toHaveLength(5)
    expect(
      added((one) => one, { datastores: Object.fromEntries([...'abcdefghijk'].map((key) => [key, {}])) }),
    ).toEqual(['/datastores'])
  })

  it('installs the app as it says: what is not in it is not sent, and cannot be called', async () => {
    const { slack, ada, build } = await openSlack()
    slack.install(MANIFEST)
    const heard: unknown[] = []
    await openSocket(slack, ({ body }) => heard.push(body['event'] ?? body['command']))
    ada.react(ada.post(build, 'hi'), '👍')
    await slack.settled()
    expect(heard).toMatchObject([{ type: 'message' }])
    await ada.slash('help')
    expect(heard[1]).toBe('/commonplace')
    await expect(ada.slash('/other')).rejects.toThrow('/other is not a valid command')
    await expect(ada.shortcut('Save')).rejects.toThrow('No global shortcut')
    expect(() => slack.install({ display_information: {} })).toThrow(
      'invalid_manifest: /display_information: name is missing',
    )
  })
})
