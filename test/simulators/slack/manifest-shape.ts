/**
 * What a manifest may hold. Source: the JSON schemas that Slack publishes for manifests (slackapi/manifest-schema), which
 * take no property that they do not name. What belongs to apps that Slack itself runs is not looked into.
 */

/** What a part may hold: a text of a length and form, a yes or no, a whole number, a list, an object of parts or of anything. */
export type Part =
  | { readonly kind: 'text'; readonly max: number; readonly min: number; readonly form?: RegExp }
  | { readonly kind: 'flag' }
  | { readonly kind: 'integer' }
  | {
      readonly kind: 'list'
      readonly of: Part
      readonly most: number
      readonly least: number
      readonly isUnique: boolean
    }
  | {
      readonly kind: 'object'
      readonly parts: Readonly<Record<string, Part>>
      readonly needed: readonly string[]
    }
  | { readonly kind: 'record'; readonly most: number }

const ANY_LENGTH = Number.POSITIVE_INFINITY
const WEB = /^https?:\/\//
const DOMAIN = /^(?![.-])[-a-z0-9.]+[a-z0-9]$/
const OCTET = '(\\d|[1-9]\\d|1\\d{2}|2[0-4]\\d|25[0-5])'
const ADDRESSES = new RegExp(`^(${OCTET}\\.){3}${OCTET}(/(3[0-2]|[1-2]\\d|\\d))?$`)

const flag: Part = { kind: 'flag' }
const integer: Part = { kind: 'integer' }
const text = (max: number, form?: RegExp, min = 1): Part => ({
  ...{ kind: 'text', max, min },
  ...(form === undefined ? {} : { form }),
})
const list = (of: Part, most: number, least = 0): Part => ({ kind: 'list', of, most, least, isUnique: false })
const set = (of: Part, most: number, least = 0): Part => ({ kind: 'list', of, most, least, isUnique: true })
const object = (parts: Readonly<Record<string, Part>>, needed: readonly string[] = []): Part => ({
  ...{ kind: 'object', parts, needed },
})
const record = (most: number): Part => ({ kind: 'record', most })
const all = (parts: Readonly<Record<string, Part>>): Part => object(parts, Object.keys(parts))

const features = object({
  app_home: object({
    home_tab_enabled: flag,
    messages_tab_enabled: flag,
    messages_tab_read_only_enabled: flag,
  }),
  bot_user: object({ display_name: text(80), always_online: flag }, ['display_name']),
  functions: list(record(5), 50),
  shortcuts: list(
    all({
      ...{ name: text(24), callback_id: text(255), description: text(150) },
      type: text(7, /^(message|global)$/),
    }),
    10,
    1,
  ),
  slash_commands: list(
    object(
      {
        // Its form is written nowhere; capitals and spaces are refused by the page where apps are made.
        command: text(32, /^\/[^\sA-Z]+$/, 2),
        url: text(3000, WEB),
        description: text(2000),
        usage_hint: text(1000),
        should_escape: flag,
      },
      ['command', 'description'],
    ),
    50,
    1,
  ),
  workflow_steps: list(all({ name: text(50), callback_id: text(50) }), 10, 1),
  unfurl_domains: set(text(255, DOMAIN), 5, 1),
  assistant_view: object(
    {
      assistant_description: text(ANY_LENGTH, undefined, 0),
      suggested_prompts: list(all({ title: text(ANY_LENGTH), message: text(ANY_LENGTH) }), ANY_LENGTH),
    },
    ['assistant_description'],
  ),
  agent_view: object({
    agent_description: text(300, undefined, 0),
    suggested_prompts: list(all({ title: text(ANY_LENGTH), message: text(ANY_LENGTH) }), 4),
    actions: list(all({ name: text(ANY_LENGTH), description: text(ANY_LENGTH) }), ANY_LENGTH),
  }),
  code_channels: object({ enabled: flag, slash_command_url: text(3000, WEB) }),
})

const scopes = list(text(50), 255)
const settings = object({
  allowed_ip_address_ranges: set(text(18, ADDRESSES), 50, 1),
  event_subscriptions: object({
    request_url: text(3500, WEB),
    bot_events: set(text(50), 100),
    user_events: set(text(50), 100),
    metadata_subscriptions: set(all({ app_id: text(ANY_LENGTH), event_type: text(50) }), 20, 1),
  }),
  incoming_webhooks: object({ incoming_webhooks_enabled: flag }),
  interactivity: object(
    { is_enabled: flag, request_url: text(3500, WEB), message_menu_options_url: text(3500, WEB) },
    ['is_enabled'],
  ),
  org_deploy_enabled: flag,
  socket_mode_enabled: flag,
  token_rotation_enabled: flag,
  is_hosted: flag,
  is_mcp_enabled: flag,
  siws_links: object({ initiate_uri: text(3500, /^https:\/\//) }),
  hermes_app_type: text(ANY_LENGTH),
  function_runtime: text(ANY_LENGTH),
})

/** Everything. */
export const MANIFEST: Part = object(
  {
    $schema: text(ANY_LENGTH),
    _metadata: object({
      ...{ schema_version: integer, min_version: integer, major_version: integer, minor_version: integer },
    }),
    app_directory: object(
      {
        app_directory_categories: list(text(255), 3),
        use_direct_install: flag,
        direct_install_url: text(255, WEB),
        installation_landing_page: text(255, WEB),
        privacy_policy_url: text(500, WEB),
        support_url: text(350, WEB),
        support_email: text(100, /^[^@\s]+@[^@\s]+$/),
        supported_languages: list(text(50), 50, 1),
        pricing: text(30),
      },
      [
        ...['installation_landing_page', 'privacy_policy_url', 'support_url', 'support_email'],
        ...['supported_languages', 'pricing'],
      ],
    ),
    display_information: object(
      {
        name: text(35),
        description: text(140),
        long_description: text(4000, undefined, 175),
        background_color: text(7, /^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/, 4),
      },
      ['name'],
    ),
    features,
    oauth_config: object({
      redirect_urls: set(text(2500, undefined, 0), 1000),
      scopes: object({ bot: scopes, user: scopes, bot_optional: scopes, user_optional: scopes }),
      token_management_enabled: flag,
      pkce_enabled: flag,
    }),
    settings,
    functions: record(50),
    workflows: record(50),
    datastores: record(10),
    outgoing_domains: set(text(50, DOMAIN), 10),
    types: record(50),
    external_auth_providers: record(1),
    mcp_servers: record(20),
  },
  ['display_information'],
)
