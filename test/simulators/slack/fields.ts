/** What can be pressed, chosen and filled in: found in blocks, and the values that come of it. */
import { type Json, type JsonObject, listOf, objectOf, textOf } from '../discord/json.ts'

/** An interactive element where it stands. */
export interface Placed {
  readonly blockId: string
  readonly actionId: string
  readonly type: string
  /** The label of a field, the text of a button, else the placeholder. */
  readonly label: string
  readonly element: JsonObject
  readonly block: JsonObject
  /** Whether it is a field of a form, which must be filled in unless it is optional. */
  readonly isField: boolean
  readonly isRequired: boolean
}

/** All interactive elements of blocks, in order. */
export function elementsOf(blocks: readonly Json[]): readonly Placed[] {
  return blocks.flatMap((one) => {
    const block = objectOf(one)
    const elements = block['type'] === 'actions' ? listOf(block['elements']) : []
    return [block['accessory'], block['element'], ...elements].flatMap((value) => {
      const element = objectOf(value)
      const actionId = textOf(element['action_id'])
      return actionId === null ? [] : [placed(block, element, actionId)]
    })
  })
}

function placed(block: JsonObject, element: JsonObject, actionId: string): Placed {
  const isField = block['type'] === 'input'
  return {
    blockId: textOf(block['block_id']) ?? '',
    actionId,
    type: textOf(element['type']) ?? '',
    label:
      textOf(objectOf(isField ? block['label'] : element['text'])['text']) ??
      textOf(objectOf(element['placeholder'])['text']) ??
      '',
    element,
    block,
    isField,
    isRequired: isField && block['optional'] !== true,
  }
}

/** An option as a person sees it. */
export interface OptionView {
  readonly label: string
  readonly value: string
}

/** The options of a menu, in groups or not. */
export const optionsOf = (element: JsonObject): readonly JsonObject[] => [
  ...listOf(element['options']).map(objectOf),
  ...listOf(element['option_groups']).flatMap((group) => listOf(objectOf(group)['options']).map(objectOf)),
]

/** An option in words. */
export const optionView = (option: JsonObject): OptionView => ({
  label: textOf(objectOf(option['text'])['text']) ?? '',
  value: textOf(option['value']) ?? '',
})

/** What a person gives: words, options by label or value, people and channels by their ids. */
export type Given = string | number | { readonly id: string } | readonly (string | { readonly id: string })[]

const idOf = (given: Given): string => (typeof given === 'object' && 'id' in given ? given.id : String(given))

const listOfGiven = (given: Given): readonly (string | { readonly id: string })[] =>
  typeof given === 'number'
    ? [String(given)]
    : typeof given === 'string'
      ? given === ''
        ? []
        : [given]
      : 'id' in given
        ? [given]
        : given

/** The value of an element once it is filled in. Throws where the client would not take it. */
export function filledValue(place: Placed, given: Given, offered: readonly JsonObject[] = []): JsonObject {
  const { element, type, label } = place
  const options = [...optionsOf(element), ...offered]
  const option = (one: string | { readonly id: string }): JsonObject => {
    const wanted = typeof one === 'string' ? one : one.id
    const found = options.find((each) => {
      const view = optionView(each)
      return view.label === wanted || view.value === wanted
    })
    if (found === undefined)
      throw new Error(
        `“${label}” has no option ${wanted}; it has ${options.map((each) => optionView(each).label).join(', ')}.`,
      )
    return found
  }
  const many = listOfGiven(given)
  const most = element['max_selected_items']
  if (typeof most === 'number' && many.length > most) throw new Error(`“${label}” takes at most ${most}.`)
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input': {
      const value = String(given)
      checkText(place, value)
      return { type, value: value === '' ? null : value }
    }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow': {
      const first = many[0]
      return { type, selected_option: first === undefined ? null : option(first) }
    }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: many.map(option) }
    case 'users_select':
      return { type, selected_user: idOf(given) }
    case 'multi_users_select':
      return { type, selected_users: many.map(idOf) }
    case 'channels_select':
      return { type, selected_channel: idOf(given) }
    case 'multi_channels_select':
      return { type, selected_channels: many.map(idOf) }
    case 'conversations_select':
      return { type, selected_conversation: idOf(given) }
    case 'multi_conversations_select':
      return { type, selected_conversations: many.map(idOf) }
    case 'datepicker':
      return { type, selected_date: String(given) }
    case 'timepicker':
      return { type, selected_time: String(given) }
    case 'datetimepicker':
      return { type, selected_date_time: Number(given) }
    default:
      throw new Error(`“${label}” is a ${type}, which nobody can fill in here.`)
  }
}

function checkText({ element, type, label }: Placed, value: string): void {
  const { min_length: min, max_length: max, multiline } = element
  if (typeof max === 'number' && value.length > max)
    throw new Error(`“${label}” takes at most ${max} characters.`)
  if (value !== '' && typeof min === 'number' && value.length < min)
    throw new Error(`“${label}” takes at least ${min} characters.`)
  if (multiline !== true && type === 'plain_text_input' && value.includes('\n'))
    throw new Error(`“${label}” takes one line.`)
  if (type === 'number_input' && value !== '' && !/^-?\d+(\.\d+)?$/.test(value))
    throw new Error(`“${label}” takes a number.`)
}

/** What stands in an element when it appears; null where nothing does. */
export function initialValue({ element, type }: Placed): JsonObject {
  const at = (key: string): Json => element[key] ?? null
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: at('initial_value') }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: at('initial_option') }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: listOf(element['initial_options']) }
    case 'users_select':
      return { type, selected_user: at('initial_user') }
    case 'multi_users_select':
      return { type, selected_users: listOf(element['initial_users']) }
    case 'channels_select':
      return { type, selected_channel: at('initial_channel') }
    case 'multi_channels_select':
      return { type, selected_channels: listOf(element['initial_channels']) }
    case 'conversations_select':
      return { type, selected_conversation: at('initial_conversation') }
    case 'multi_conversations_select':
      return { type, selected_conversations: listOf(element['initial_conversations']) }
    case 'datepicker':
      return { type, selected_date: at('initial_date') }
    case 'timepicker':
      return { type, selected_time: at('initial_time') }
    case 'datetimepicker':
      return { type, selected_date_time: at('initial_date_time') }
    default:
      return { type }
  }
}

/** Whether anything stands in a value. */
export const isEmpty = (value: JsonObject): boolean =>
  Object.entries(value).every(
    ([key, one]) => key === 'type' || one === null || one === '' || (Array.isArray(one) && one.length === 0),
  )
