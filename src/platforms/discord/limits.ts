/**
 * Discord's limits. Sources: its documentation (`developers/`: components/reference, resources/message,
 * interactions/application-commands, interactions/receiving-and-responding, reference) and its REST description.
 * Lengths are counted in UTF-16 units, which are never fewer than the characters that Discord counts.
 */

const MIB = 1024 * 1024

/** What one message may hold. */
export const MESSAGE_LIMITS = {
  /** All components, nested ones too. Source: components/reference, «Components V2». */
  components: 40,
  /** Over all text displays of a message. Source: discord-api-docs, pull request 8562. */
  textLength: 4000,
  /**
   * UTF-8 over all text displays, each of which costs `textDisplayBytes` more: one byte above, Discord answers 500.
   * Source: measured in discord-api-docs, issue 8554; somewhat less is used, for it is written down nowhere.
   */
  textBytes: 10_000,
  textDisplayBytes: 12,
  buttonsInRow: 5,
  buttonLabel: 80,
  /** Alt text of a picture. */
  description: 1024,
  files: 10,
  /** One file, where an interaction does not say more (`attachment_size_limit`). */
  fileBytes: 10 * MIB,
  /** A whole request; the rest is for what is said beside the files. */
  requestBytes: 24 * MIB,
  /** People who are pinged: `allowed_mentions.users`. */
  pings: 100,
} as const

/** What a form may hold. */
export const MODAL_LIMITS = {
  title: 45,
  fields: 5,
  label: 45,
  description: 100,
  text: 4000,
  options: 25,
  optionLabel: 100,
  optionValue: 100,
  channels: 25,
} as const

/** What the registration of commands may hold. */
export const COMMAND_LIMITS = {
  /** Slash commands, and shortcuts on messages. Source: application-commands, «Registering a Command». */
  commands: 100,
  shortcuts: 15,
  name: 32,
  description: 100,
  options: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  text: 6000,
  /** Names, descriptions and values of one command together. */
  total: 8000,
} as const

/** Ours, not Discord's: messages that one reply may take, so that an answer does not flood a channel. */
export const MAX_MESSAGES = 5
