/** The form of a modal, checked as Discord does. */
import { COMPONENTS, isSelect, takeId } from './components.ts'
import { readSelect, takeCustomId } from './components-interactive.ts'
import { type Json, type JsonObject, numberOf } from './json.ts'
import { readBoolean, readInteger, readList, readObject, readText } from './reading.ts'
import type { Problems } from './refusal.ts'

interface Reading {
  readonly customIds: Set<string>
  readonly ids: Set<number>
  nextId: number
}

/** Reads a modal; what is wrong goes to `problems`. */
export function readModal(data: JsonObject, problems: Problems): JsonObject {
  const reading: Reading = { customIds: new Set(), ids: new Set(), nextId: 1 }
  const customId = readText(data, 'custom_id', problems, { min: 1, max: 100, isRequired: true })
  const title = readText(data, 'title', problems, { min: 1, max: 45, isRequired: true })
  const list = readList(data, 'components', problems, { min: 1, max: 5 })
  const components = list.flatMap<JsonObject>(
    (value, index) => readTop(value, problems.at('components', index), reading) ?? [],
  )
  return { custom_id: customId, title, components }
}

function readTop(value: Json, problems: Problems, reading: Reading): JsonObject | null {
  const component = readObject(value, problems)
  if (component === null) return null
  const type = numberOf(component['type'])
  const id = takeId(component, reading)
  switch (type) {
    case COMPONENTS.row: {
      const inputs = readList(component, 'components', problems, { min: 1, max: 1 })
      return {
        type,
        id,
        components: inputs.flatMap<JsonObject>((input, index) => {
          const at = problems.at('components', index)
          const read = readObject(input, at)
          if (read === null) return []
          if (read['type'] !== COMPONENTS.textInput) {
            at.at('type').add('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (4,).')
            return []
          }
          return readTextInput(read, at, reading, true)
        }),
      }
    }
    case COMPONENTS.text:
      return {
        type,
        id,
        content: readText(component, 'content', problems, { min: 1, max: 4000, isRequired: true }),
      }
    case COMPONENTS.label: {
      const label = readText(component, 'label', problems, { min: 1, max: 45, isRequired: true })
      const description = readText(component, 'description', problems, { max: 100 })
      return {
        type,
        id,
        label,
        ...(description === null ? {} : { description }),
        component: readField(component['component'], problems.at('component'), reading),
      }
    }
    default:
      problems.at('type').add('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).')
      return null
  }
}

function readField(value: Json, problems: Problems, reading: Reading): JsonObject {
  const field = readObject(value, problems)
  if (field === null) return {}
  const type = numberOf(field['type'])
  if (type === COMPONENTS.textInput) return readTextInput(field, problems, reading, false)
  if (type !== null && isSelect(type))
    return readSelect(field, type, takeId(field, reading), problems, reading)
  if (type === COMPONENTS.checkbox)
    return {
      type,
      id: takeId(field, reading),
      custom_id: takeCustomId(field, problems, reading.customIds),
      default: readBoolean(field, 'default', problems) ?? false,
    }
  if (type === COMPONENTS.radioGroup || type === COMPONENTS.checkboxGroup)
    return readGroup(field, type, problems, reading)
  if (type === COMPONENTS.fileUpload)
    return {
      type,
      id: takeId(field, reading),
      custom_id: takeCustomId(field, problems, reading.customIds),
      required: readBoolean(field, 'required', problems) ?? true,
    }
  problems
    .at('type')
    .add('UNION_TYPE_CHOICES', 'Value of field "type" must be one of (3, 4, 5, 6, 7, 8, 19, 21, 22, 23).')
  return {}
}

function readGroup(field: JsonObject, type: number, problems: Problems, reading: Reading): JsonObject {
  const options = readList(field, 'options', problems, {
    min: type === COMPONENTS.radioGroup ? 2 : 1,
    max: 10,
  })
  return {
    type,
    id: takeId(field, reading),
    custom_id: takeCustomId(field, problems, reading.customIds),
    required: readBoolean(field, 'required', problems) ?? true,
    min_values: readInteger(field, 'min_values', problems, { min: 0, max: 10 }) ?? 1,
    max_values:
      readInteger(field, 'max_values', problems, { min: 1, max: 10 }) ??
      (type === COMPONENTS.radioGroup ? 1 : options.length),
    options: options.flatMap<JsonObject>((value, index) => {
      const at = problems.at('options', index)
      const option = readObject(value, at)
      if (option === null) return []
      return {
        label: readText(option, 'label', at, { min: 1, max: 100, isRequired: true }),
        value: readText(option, 'value', at, { min: 1, max: 100, isRequired: true }),
        description: readText(option, 'description', at, { max: 100 }),
        default: option['default'] === true,
      }
    }),
  }
}

/** In an action row a text input bears its own label; in a label it must not. */
function readTextInput(
  input: JsonObject,
  problems: Problems,
  reading: Reading,
  isLabelled: boolean,
): JsonObject {
  const style = readInteger(input, 'style', problems, { min: 1, max: 2, isRequired: true })
  const label = isLabelled ? readText(input, 'label', problems, { min: 1, max: 45, isRequired: true }) : null
  if (!isLabelled && input['label'] != null)
    problems
      .at('label')
      .add('COMPONENT_LABEL_NOT_ALLOWED', 'A text input inside a label has no label of its own')
  const min = readInteger(input, 'min_length', problems, { min: 0, max: 4000 })
  const max = readInteger(input, 'max_length', problems, { min: 1, max: 4000 })
  if (min !== null && max !== null && min > max)
    problems
      .at('min_length')
      .add(
        'TEXT_INPUT_COMPONENT_MIN_LENGTH_GREATER_THAN_MAX_LENGTH',
        'min_length cannot be greater than max_length',
      )
  const value = readText(input, 'value', problems, { max: Math.min(4000, max ?? 4000) })
  const placeholder = readText(input, 'placeholder', problems, { max: 100 })
  return {
    type: COMPONENTS.textInput,
    id: takeId(input, reading),
    custom_id: takeCustomId(input, problems, reading.customIds),
    style,
    label,
    min_length: min,
    max_length: max,
    required: readBoolean(input, 'required', problems) ?? true,
    ...(value === null ? {} : { value }),
    ...(placeholder === null ? {} : { placeholder }),
  }
}
