/**
 * Slack's limits. Sources: its documentation (docs.slack.dev: reference/block-kit, reference/views, messaging,
 * reference/app-manifest), its types (`@slack/types`) and its schema of manifests (slackapi/manifest-schema). Lengths
 * are counted in UTF-16 units, which are never fewer than the characters that Slack counts.
 */

/** What one message may hold. */
export const MESSAGE_LIMITS = {
  blocks: 50,
  /**
   * All blocks of a message, as JSON: from about 13,200 characters on Slack answers `msg_blocks_too_long`, which is
   * written down nowhere. Source: bolt-js, issue 2509. Somewhat less is used; whether bytes count is not known.
   */
  blocksLength: 11_500,
  blocksBytes: 13_000,
  /** The text beside the blocks, for notifications and screen readers; advised. Source: chat.postMessage. */
  text: 4000,
} as const

/** What one block may hold. */
export const BLOCK_LIMITS = {
  header: 150,
  /** Of small print. A text object may hold 3,000, the field of a section 2,000; of a context block nothing is said. */
  text: 2000,
  /** Of a picture. */
  alt: 2000,
  /** Twenty-five are allowed; so many stand beside one another without being folded away. */
  buttons: 5,
  buttonLabel: 75,
  buttonValue: 2000,
  /** A link's; ours, well below the 3,000 of Slack's buttons and pictures. */
  url: 1000,
  /**
   * Ours: rich text as JSON, so that at least three blocks fit into a message. Slack names no limit for it; a section,
   * which says as much, may hold 3,000 characters.
   */
  richTextLength: 3200,
  richTextBytes: 4200,
} as const

/** What a modal or a Home tab may hold. Sources: reference/views, block-elements, composition-objects/option. */
export const VIEW_LIMITS = {
  blocks: 100,
  /** The whole view, as JSON; Slack takes 250 kB. */
  bytes: 200_000,
  title: 24,
  button: 24,
  metadata: 3000,
  label: 2000,
  hint: 2000,
  /** What may be typed into a text input. */
  input: 3000,
  options: 100,
  optionLabel: 75,
  optionValue: 75,
  /** As many as `core/command.ts` takes. */
  channels: 25,
} as const

/** What a manifest may hold. Source: manifest-schema, 2.0.0. */
export const MANIFEST_LIMITS = {
  name: 35,
  /** Without its slash. */
  command: 31,
  shortcuts: 10,
  shortcutName: 24,
  shortcutDescription: 150,
} as const

/** Ours: messages that one reply may take. A response URL of Slack's can be used five times. */
export const MAX_MESSAGES = 5
