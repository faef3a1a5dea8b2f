/** Holds calls, answers and events against what Slack published and what was seen of its traffic. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isList, type Json, type JsonObject, listOf, objectOf, textOf } from '../discord/json.ts'
import {
  COMMON_ARGUMENTS,
  DYNAMIC,
  KNOWN_ARGUMENTS,
  KNOWN_ERRORS,
  KNOWN_KEYS,
  KNOWN_KINDS,
  NEW_METHODS,
  NOT_GIVEN,
} from './spec-exceptions.ts'

const FOLDER = fileURLToPath(new URL('../../../../shared/specs/', import.meta.url))

/** What did not fit. */
export interface Violation {
  readonly where: 'request' | 'answer' | 'event' | 'method'
  readonly message: string
}

/** Checks traffic and keeps what did not fit. */
export interface SpecCheck {
  readonly isValidating: boolean
  /** Checks what has gathered since the last look. */
  violations(): readonly Violation[]
  checkRequest(method: string, args: JsonObject): void
  checkAnswer(method: string, answer: JsonObject): void
  /** What an interaction or a slash command sends, by its type. */
  checkPayload(type: string, payload: JsonObject): void
  /** An event with its wrapper. */
  checkEvent(payload: JsonObject): void
  note(message: string): void
}

const readJson = (path: string): JsonObject => objectOf(JSON.parse(readFileSync(`${FOLDER}${path}`, 'utf8')))

let described: JsonObject | null = null
const samples = new Map<string, JsonObject | null>()

function sampleOf(path: string): JsonObject | null {
  const known = samples.get(path)
  if (known !== undefined) return known
  const read = existsSync(`${FOLDER}slack-samples/${path}`) ? readJson(`slack-samples/${path}`) : null
  samples.set(path, read)
  return read
}

/** The published operation of a method; null for methods that are newer. */
function operationOf(method: string): JsonObject | null {
  described ??= objectOf(readJson('slack-web-openapi.json')['paths'])
  const path = described[`/${method}`]
  return path === undefined ? null : objectOf(Object.values(objectOf(path))[0])
}

const EVENTS: Readonly<Record<string, string>> = {
  app_home_opened: 'AppHomeOpened',
  app_uninstalled: 'AppUninstalled',
  channel_archive: 'ChannelArchive',
  channel_rename: 'ChannelRename',
  channel_unarchive: 'ChannelUnarchive',
  member_joined_channel: 'MemberJoinedChannel',
  member_left_channel: 'MemberLeftChannel',
  reaction_added: 'ReactionAdded',
  reaction_removed: 'ReactionRemoved',
  team_join: 'TeamJoin',
  tokens_revoked: 'TokensRevoked',
  user_change: 'UserChange',
  'message ': 'Message',
  'message bot_message': 'MessageBot',
  'message message_changed': 'MessageChanged',
  'message message_deleted': 'MessageDeleted',
  'message channel_archive': 'MessageChannelArchive',
  'message channel_unarchive': 'MessageChannelUnarchive',
  'message channel_join': 'MessageChannelJoin',
  'message channel_leave': 'MessageChannelLeave',
  'message channel_name': 'MessageChannelName',
  'message file_share': 'MessageFileShare',
  'message me_message': 'MessageMe',
  'message thread_broadcast': 'MessageThreadBroadcast',
}

const PAYLOADS: Readonly<Record<string, string>> = {
  slash_commands: 'SlashCommand',
  block_actions: 'BlockAction',
  message_action: 'MessageShortcut',
  view_submission: 'ViewSubmission',
  view_closed: 'ViewClosed',
}

/** The check; without the published files, or switched off, it finds nothing but unknown methods. */
export function createSpecCheck(isOn: boolean): SpecCheck {
  const isValidating = isOn && existsSync(`${FOLDER}slack-web-openapi.json`)
  const found: Violation[] = []
  let waiting: (() => void)[] = []
  const check = (where: Violation['where'], at: string, faults: () => readonly string[]) => {
    if (isValidating)
      waiting.push(() => {
        for (const fault of faults()) found.push({ where, message: `${at}: ${fault}` })
      })
  }
  return {
    isValidating,
    violations() {
      const checks = waiting
      waiting = []
      for (const one of checks) one()
      return found
    },
    checkRequest: (method, args) => check('request', method, () => requestFaults(method, args)),
    checkAnswer(method, answer) {
      // As JSON and at once, because what it is made of goes on changing.
      const written = isValidating ? objectOf(JSON.parse(JSON.stringify(answer))) : answer
      check('answer', method, () => answerFaults(method, written))
    },
    checkPayload: (type, payload) => {
      const sample = isValidating ? sampleOf(`payloads/${PAYLOADS[type] ?? type}Payload.json`) : null
      const written = sample === null ? {} : objectOf(JSON.parse(JSON.stringify(payload)))
      check('event', type, () => (sample === null ? [] : strangeKeys(written, sample, type)))
    },
    checkEvent: (payload) => {
      const event = objectOf(payload['event'])
      const type = textOf(event['type']) ?? ''
      check('event', type, () => eventFaults(type, payload))
    },
    note: (message) => {
      found.push({ where: 'method', message })
    },
  }
}

/** Arguments that the method does not have: Slack would ignore them silently. */
function requestFaults(method: string, args: JsonObject): readonly string[] {
  const operation = operationOf(method)
  if (operation === null && !(method in NEW_METHODS)) return ['this method is not described']
  const names = new Set([
    ...listOf(operation?.['parameters']).map((one) => textOf(objectOf(one)['name'])),
    ...COMMON_ARGUMENTS,
    ...(NEW_METHODS[method] ?? []),
    ...(KNOWN_ARGUMENTS[method] ?? []),
  ])
  return Object.keys(args)
    .filter((name) => !names.has(name))
    .map((name) => `there is no argument ${name}`)
}

function answerFaults(method: string, answer: JsonObject): readonly string[] {
  const responses = objectOf(operationOf(method)?.['responses'])
  if (answer['ok'] !== true) {
    const code = textOf(answer['error']) ?? ''
    const schema = objectOf(objectOf(responses['default'])['schema'])
    const codes = listOf(objectOf(objectOf(schema['properties'])['error'])['enum'])
    return codes.includes(code) || KNOWN_ERRORS.has(code) ? [] : [`no method answers ${code}`]
  }
  const schema = objectOf(objectOf(responses['200'])['schema'])
  const missing = listOf(schema['required'])
    .flatMap((name) => textOf(name) ?? [])
    .filter((name) => !(name in answer) && !(NOT_GIVEN[method] ?? []).includes(name))
    .map((name) => `${name} is missing`)
  const sample = sampleOf(`api/${method}.json`)
  return [...missing, ...(sample === null ? [] : strangeKeys(answer, sample, ''))]
}

function eventFaults(type: string, payload: JsonObject): readonly string[] {
  const event = objectOf(payload['event'])
  const name = EVENTS[type === 'message' ? `message ${textOf(event['subtype']) ?? ''}` : type]
  const sample = name === undefined ? null : sampleOf(`events/${name}Payload.json`)
  return sample === null ? [] : strangeKeys(event, objectOf(sample['event']), textOf(event['subtype']) ?? '')
}

/** Keys that were never seen where they stand. */
function strangeKeys(value: Json, sample: Json, subtype: string, at = ''): readonly string[] {
  if (isList(value)) {
    const merged: JsonObject = Object.assign({}, ...listOf(sample).map(objectOf))
    const isOfObjects = listOf(sample).some((one) => Object.keys(objectOf(one)).length > 0)
    return isOfObjects ? value.flatMap((one) => strangeKeys(one, merged, subtype, `${at}[]`)) : []
  }
  return Object.entries(objectOf(value)).flatMap(([key, inner]) => {
    const where = at === '' ? key : `${at}.${key}`
    if (inner === undefined || KNOWN_KEYS.has(key) || KNOWN_KEYS.has(`${subtype} ${key}`)) return []
    const seen = objectOf(sample)
    const example = seen[key]
    if (example === undefined) return [`${where} was never seen`]
    const kinds = [inner, example].map((one) => (isList(one) ? 'list' : typeof one))
    if (inner !== null && kinds[0] !== kinds[1] && !KNOWN_KINDS.has(key))
      return [`${where} is a ${kinds[0]}, and was seen as a ${kinds[1]}`]
    return DYNAMIC.has(key) ? [] : strangeKeys(inner, example, subtype, where)
  })
}
