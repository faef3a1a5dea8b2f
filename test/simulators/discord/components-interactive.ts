/** Buttons and select menus: what Discord refuses of them, and what it fills in. */
import type { ComponentReading } from './components.ts'
import { type JsonObject, numberOf, textOf } from './json.ts'
import { readBoolean, readInteger, readList, readObject, readText } from './reading.ts'
import type { Problems } from './refusal.ts'

const LINK = 5
const PREMIUM = 6
const OPTION_MAX = 25

/** What two readers of components have in common. */
type Reading = Pick<ComponentReading, 'customIds'>

/** A button: a label or an emoji, and a custom id or, for links, an address. */
export function readButton(button: JsonObject, id: number, problems: Problems, reading: Reading): JsonObject {
  const style = readInteger(button, 'style', problems, { min: 1, max: PREMIUM, isRequired: true }) ?? 1
  const label = readText(button, 'label', problems, { max: 80 })
  const emoji = readEmojiField(button, problems)
  if ((button['label'] ?? '') === '' && button['emoji'] == null && style !== PREMIUM)
    problems.add('BUTTON_COMPONENT_INVALID_LABEL', 'A button must have a label or an emoji')
  const shown = {
    type: 2,
    id,
    style,
    ...(label === null ? {} : { label }),
    ...(emoji === null ? {} : { emoji }),
    ...(readBoolean(button, 'disabled', problems) === true ? { disabled: true } : {}),
  }
  if (style === LINK) {
    const url = readText(button, 'url', problems, { max: 512, isRequired: true })
    if (url !== null && !/^(https?|discord):\/\/./.test(url))
      problems.at('url').add('URL_TYPE_INVALID_URL', 'Not a well formed URL.')
    if (button['custom_id'] != null)
      problems
        .at('custom_id')
        .add(
          'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
          'A custom id and url cannot both be specified',
        )
    return { ...shown, url }
  }
  if (button['url'] != null)
    problems
      .at('url')
      .add(
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      )
  return { ...shown, custom_id: takeCustomId(button, problems, reading.customIds) }
}

/** The emoji of a button or option; null where there is none. */
function readEmojiField(component: JsonObject, problems: Problems): JsonObject | null {
  if (component['emoji'] == null) return null
  const emoji = readObject(component['emoji'], problems.at('emoji'))
  if (emoji === null) return null
  const name = textOf(emoji['name'])
  const id = textOf(emoji['id'])
  if (id === null && (name === null || /^[\w\s]*$/.test(name)))
    problems.at('emoji', 'name').add('BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji')
  return { name: name ?? '', ...(id === null ? {} : { id, animated: emoji['animated'] === true }) }
}

/** A select menu of any kind, in a message or a modal. */
export function readSelect(
  select: JsonObject,
  type: number,
  id: number,
  problems: Problems,
  reading: Reading,
): JsonObject {
  const options = type === 3 ? readOptions(select, problems) : null
  const most = options === null ? OPTION_MAX : Math.max(1, options.length)
  const min = readInteger(select, 'min_values', problems, { min: 0, max: OPTION_MAX }) ?? 1
  const max = readInteger(select, 'max_values', problems, { min: 1, max: OPTION_MAX }) ?? 1
  if (min > max)
    problems
      .at('min_values')
      .add(
        'SELECT_COMPONENT_MIN_VALUES_GREATER_THAN_MAX_VALUES',
        'min_values cannot be greater than max_values',
      )
  if (max > most)
    problems
      .at('max_values')
      .add(
        'SELECT_COMPONENT_MAX_VALUES_GREATER_THAN_OPTIONS',
        `max_values cannot be greater than the number of options (${most})`,
      )
  const placeholder = readText(select, 'placeholder', problems, { max: 150 })
  const defaults = readList(select, 'default_values', problems, { max: OPTION_MAX })
  const channelTypes = readList(select, 'channel_types', problems, { max: 20 })
  return {
    type,
    id,
    custom_id: takeCustomId(select, problems, reading.customIds),
    min_values: min,
    max_values: max,
    ...(placeholder === null ? {} : { placeholder }),
    ...(readBoolean(select, 'disabled', problems) === true ? { disabled: true } : {}),
    ...(options === null ? {} : { options }),
    ...(defaults.length === 0 ? {} : { default_values: defaults }),
    ...(channelTypes.length === 0 ? {} : { channel_types: channelTypes }),
    ...(typeof select['required'] === 'boolean' ? { required: select['required'] } : {}),
  }
}

function readOptions(select: JsonObject, problems: Problems): readonly JsonObject[] {
  const values = new Set<string>()
  const chosen = readList(select, 'options', problems, { min: 1, max: OPTION_MAX }).flatMap<JsonObject>(
    (value, index) => {
      const at = problems.at('options', index)
      const option = readObject(value, at)
      if (option === null) return []
      const label = readText(option, 'label', at, { min: 1, max: 100, isRequired: true })
      const own = readText(option, 'value', at, { min: 1, max: 100, isRequired: true })
      const description = readText(option, 'description', at, { max: 100 })
      const emoji = readEmojiField(option, at)
      if (own !== null && values.has(own))
        at.at('value').add(
          'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
          'The specified option value is already used',
        )
      values.add(own ?? '')
      return {
        label: label ?? '',
        value: own ?? '',
        ...(description === null ? {} : { description }),
        ...(emoji === null ? {} : { emoji }),
        ...(option['default'] === true ? { default: true } : {}),
      }
    },
  )
  const most = numberOf(select['max_values']) ?? 1
  if (chosen.filter((option) => option['default'] === true).length > most)
    problems.at('options').add('SELECT_COMPONENT_TOO_MANY_DEFAULTS', 'Too many default options')
  return chosen
}

/** Notes a custom id; the same twice is refused. */
export function takeCustomId(component: JsonObject, problems: Problems, seen: Set<string>): string | null {
  const customId = readText(component, 'custom_id', problems, { min: 1, max: 100, isRequired: true })
  if (customId === null) return null
  if (seen.has(customId))
    problems.at('custom_id').add('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
  seen.add(customId)
  return customId
}
