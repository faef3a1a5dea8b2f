/** The form of a command, checked as Discord does. */
import { isObject, type Json, type JsonObject, lengthOf, listOf, numberOf, objectOf, textOf } from './json.ts'
import { readBoolean, readInteger, readList, readObject, readText } from './reading.ts'
import type { Problems } from './refusal.ts'

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const SUBCOMMAND = 1
const GROUP = 2
const MOST_TEXT = 8000
const WITH_CHOICES: readonly number[] = [3, 4, 10]
const LOCALES =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  )

/** Reads a command and fills in what Discord would. */
export function readCommand(body: JsonObject, problems: Problems, isGlobal: boolean): JsonObject {
  const type = readInteger(body, 'type', problems, { min: 1, max: 4 }) ?? 1
  const isSlash = type === 1
  const name = readText(body, 'name', problems, { min: 1, max: 32, isRequired: true }) ?? ''
  if (isSlash && name !== '') checkName(name, problems.at('name'))
  const description =
    readText(
      body,
      'description',
      problems,
      isSlash ? { min: 1, max: 100, isRequired: true } : { max: 100 },
    ) ?? ''
  if (!isSlash && description !== '')
    problems
      .at('description')
      .add(
        'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID',
        'Context menu commands cannot have description',
      )
  if (!isSlash && listOf(body['options']).length > 0)
    problems
      .at('options')
      .add('APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID', 'Context menu commands cannot have options')
  const options = readOptions(body, problems, 0)
  if (textIn(body) > MOST_TEXT)
    problems.add('APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MOST_TEXT})`)
  return {
    type,
    name,
    name_localizations: readLocalizations(
      body,
      'name_localizations',
      problems,
      isSlash ? (text, at) => checkName(text, at) : () => {},
    ),
    description,
    description_localizations: readLocalizations(body, 'description_localizations', problems, () => {}),
    default_member_permissions: readPermissions(body, problems),
    nsfw: readBoolean(body, 'nsfw', problems) ?? false,
    ...(options.length === 0 ? {} : { options }),
    ...(isGlobal ? surfaces(body, problems) : {}),
  }
}

function checkName(name: string, problems: Problems): void {
  if (!NAME.test(name) || name !== name.toLowerCase())
    problems.add('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
}

function surfaces(body: JsonObject, problems: Problems): JsonObject {
  const contexts = body['contexts'] == null ? null : readList(body, 'contexts', problems, { min: 1, max: 3 })
  const types =
    body['integration_types'] == null
      ? [0]
      : readList(body, 'integration_types', problems, { min: 1, max: 2 })
  return {
    dm_permission: readBoolean(body, 'dm_permission', problems) ?? contexts?.includes(1) ?? true,
    contexts,
    integration_types: types,
  }
}

function readPermissions(body: JsonObject, problems: Problems): string | null {
  const value = body['default_member_permissions']
  if (value === undefined || value === null) return null
  const written = typeof value === 'number' ? String(value) : textOf(value)
  if (written !== null && /^\d+$/.test(written)) return written
  problems
    .at('default_member_permissions')
    .add('BITFIELD_TYPE_CONVERT', 'Could not interpret value as a bit field.')
  return null
}

function readLocalizations(
  body: JsonObject,
  key: string,
  problems: Problems,
  check: (text: string, at: Problems) => void,
): JsonObject | null {
  const value = body[key]
  if (value === undefined || value === null) return null
  const map = readObject(value, problems.at(key)) ?? {}
  for (const [locale, text] of Object.entries(map)) {
    const at = problems.at(key, locale)
    if (!LOCALES.includes(locale)) at.add('ENUM_TYPE_COERCE', `Value "${locale}" is not a valid enum value.`)
    if (typeof text === 'string') check(text, at)
    else if (text !== null) at.add('STRING_TYPE_CONVERT', 'Could not interpret value as string.')
  }
  return map
}

/** Depth 0 is the command, 1 a subcommand or group, 2 a subcommand in a group. */
function readOptions(owner: JsonObject, problems: Problems, depth: number): readonly JsonObject[] {
  const list = readList(owner, 'options', problems, { max: 25 })
  const names = new Set<string>()
  let optionalSeen = false
  const kinds = new Set(list.map((one) => isNested(objectOf(one)['type'])))
  if (kinds.size > 1)
    problems
      .at('options')
      .add(
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      )
  return list.flatMap<JsonObject>((value, index) => {
    const at = problems.at('options', index)
    const option = readObject(value, at)
    if (option === null) return []
    const read = readOption(option, at, depth)
    const name = String(read['name'])
    if (names.has(name))
      at.at('name').add('APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists')
    names.add(name)
    const isRequired = read['required'] === true
    if (isRequired && optionalSeen)
      at.at('required').add(
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      )
    if (!isRequired && !isNested(read['type'])) optionalSeen = true
    return read
  })
}

const isNested = (type: Json): boolean => type === SUBCOMMAND || type === GROUP

function readOption(option: JsonObject, problems: Problems, depth: number): JsonObject {
  const type = readInteger(option, 'type', problems, { min: 1, max: 11, isRequired: true }) ?? 3
  const name = readText(option, 'name', problems, { min: 1, max: 32, isRequired: true }) ?? ''
  if (name !== '') checkName(name, problems.at('name'))
  const description = readText(option, 'description', problems, { min: 1, max: 100, isRequired: true }) ?? ''
  const nesting = type === GROUP ? depth > 0 : type === SUBCOMMAND ? depth > 1 : false
  if (nesting)
    problems.at('type').add('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-commands nest one level deep')
  const inner = isNested(type) ? readOptions(option, problems, type === GROUP ? depth + 1 : 2) : []
  if (type === GROUP && inner.some((one) => one['type'] !== SUBCOMMAND))
    problems.at('options').add('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'A group holds sub-commands only')
  const localized = {
    name_localizations: readLocalizations(option, 'name_localizations', problems, (text, at) =>
      checkName(text, at),
    ),
    description_localizations: readLocalizations(option, 'description_localizations', problems, () => {}),
  }
  return {
    type,
    name,
    ...localized,
    description,
    ...(isNested(type) ? {} : { required: readBoolean(option, 'required', problems) ?? false }),
    ...(inner.length === 0 ? {} : { options: inner }),
    ...readValueRules(option, type, problems),
  }
}

function readValueRules(option: JsonObject, type: number, problems: Problems): JsonObject {
  const choices = readList(option, 'choices', problems, { max: 25 })
  const autocomplete = readBoolean(option, 'autocomplete', problems) === true
  if ((choices.length > 0 || autocomplete) && !WITH_CHOICES.includes(type))
    problems
      .at(autocomplete ? 'autocomplete' : 'choices')
      .add('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'This option type takes no choices')
  if (choices.length > 0 && autocomplete)
    problems
      .at('autocomplete')
      .add('APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES', 'Autocomplete cannot be used together with choices')
  const read = choices.flatMap<JsonObject>(
    (value, index) => readChoice(value, type, problems.at('choices', index)) ?? [],
  )
  const numeric = (key: string) => (numberOf(option[key]) === null ? {} : { [key]: option[key] })
  const length = (key: string, min: number) => {
    const value = readInteger(option, key, problems, { min, max: 6000 })
    return value === null ? {} : { [key]: value }
  }
  const channelTypes = readList(option, 'channel_types', problems, { max: 20 })
  return {
    ...(read.length === 0 ? {} : { choices: read }),
    ...(WITH_CHOICES.includes(type) && autocomplete ? { autocomplete } : {}),
    ...(type === 4 || type === 10 ? { ...numeric('min_value'), ...numeric('max_value') } : {}),
    ...(type === 3 ? { ...length('min_length', 0), ...length('max_length', 1) } : {}),
    ...(type === 7 && channelTypes.length > 0 ? { channel_types: channelTypes } : {}),
  }
}

function readChoice(value: Json, type: number, problems: Problems): JsonObject | null {
  const choice = readObject(value, problems)
  if (choice === null) return null
  const name = readText(choice, 'name', problems, { min: 1, max: 100, isRequired: true }) ?? ''
  const own = choice['value']
  if (type === 3) readText(choice, 'value', problems, { max: 100, isRequired: true })
  else if (typeof own !== 'number')
    problems.at('value').add('NUMBER_TYPE_COERCE', `Value "${String(own)}" is not a number.`)
  return {
    name,
    name_localizations: readLocalizations(choice, 'name_localizations', problems, () => {}),
    value: own,
  }
}

/** Characters of names, descriptions and values; of localizations the longest counts. */
function textIn(value: JsonObject): number {
  const longest = (key: string): number =>
    Math.max(
      lengthOf(textOf(value[key]) ?? ''),
      ...Object.values(objectOf(value[`${key}_localizations`])).map((text) => lengthOf(textOf(text) ?? '')),
    )
  const choices = listOf(value['choices']).reduce<number>(
    (sum, one) => sum + lengthOf(String(objectOf(one)['name'])) + lengthOf(String(objectOf(one)['value'])),
    0,
  )
  const options = listOf(value['options']).reduce<number>(
    (sum, one) => sum + (isObject(one) ? textIn(one) : 0),
    0,
  )
  return longest('name') + longest('description') + choices + options
}
