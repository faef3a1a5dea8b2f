/** How people fill in a form: required fields, lengths and choices as the client holds them. */
import type { InteractionPlace } from './calling.ts'
import { COMPONENTS } from './components.ts'
import { INTERACTION_TYPES, type Interaction } from './interaction-state.ts'
import { callBot } from './interactions.ts'
import { isList, type JsonObject, lengthOf, listOf, numberOf, objectOf, textOf } from './json.ts'
import { type FieldView, type ModalView, walk } from './looking.ts'
import { type Chosen, choose } from './pressing.ts'

/** What is filled in: text, a choice, several, a tick, or somebody. */
export type FormValue =
  | string
  | boolean
  | readonly (string | { readonly id: string })[]
  | { readonly id: string }

/** A form, filled in by labels or custom ids. What is not named keeps what stood in it. */
export function submitModal(
  place: InteractionPlace,
  opener: Interaction,
  modal: ModalView,
  values: Readonly<Record<string, FormValue>>,
): Interaction {
  for (const key of Object.keys(values))
    if (!modal.fields.some((field) => field.label === key || field.customId === key))
      throw new Error(
        `The form has no field “${key}”; it has ${modal.fields.map((field) => field.label).join(', ')}.`,
      )
  const resolved: Record<string, JsonObject> = {}
  const filled = new Map(
    modal.fields.map((field) => {
      const read = fieldData(place, field, values[field.label] ?? values[field.customId])
      for (const [kind, map] of Object.entries(read.resolved))
        resolved[kind] = {
          ...resolved[kind],
          ...(typeof map === 'object' && map !== null && !Array.isArray(map) && !isList(map) ? map : {}),
        }
      return [field.customId, read.data] as const
    }),
  )
  const data = {
    custom_id: modal.customId,
    components: modal.components.map((top) => submitted(top, filled)),
    ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
  }
  return callBot(place.world, {
    ...place,
    type: INTERACTION_TYPES.modalSubmit,
    data,
    source: opener.source,
    opener,
    commandName: null,
  })
}

function submitted(top: JsonObject, filled: ReadonlyMap<string, JsonObject>): JsonObject {
  const fieldIn = (value: unknown): JsonObject => {
    const [field] = [...walk([value])].filter((one) => typeof one['custom_id'] === 'string')
    return filled.get(textOf(field?.['custom_id']) ?? '') ?? {}
  }
  const common = { type: top['type'], id: top['id'] }
  if (top['type'] === COMPONENTS.row) return { ...common, components: [fieldIn(top)] }
  return top['type'] === COMPONENTS.label ? { ...common, component: fieldIn(top['component']) } : common
}

function fieldData(
  place: InteractionPlace,
  field: FieldView,
  value: FormValue | undefined,
): { readonly data: JsonObject; readonly resolved: JsonObject } {
  const { component: own } = field
  const common = { type: field.type, id: own['id'], custom_id: field.customId }
  const missing = () => new Error(`“${field.label}” must be filled in.`)
  if (field.type === COMPONENTS.textInput) {
    const text = value === undefined ? field.value : String(value)
    if (field.isRequired && text === '') throw missing()
    const length = lengthOf(text)
    if (text !== '' && length < (numberOf(own['min_length']) ?? 0))
      throw new Error(`“${field.label}” is too short.`)
    if (length > (numberOf(own['max_length']) ?? 4000)) throw new Error(`“${field.label}” is too long.`)
    return { data: { ...common, value: text }, resolved: {} }
  }
  if (field.type === COMPONENTS.checkbox)
    return {
      data: { ...common, value: value === undefined ? own['default'] === true : value === true },
      resolved: {},
    }
  const defaults = [
    ...field.options.filter((one) => one.isDefault).map((one) => one.value),
    ...listOf(own['default_values']).flatMap((one) => textOf(objectOf(one)['id']) ?? []),
  ]
  const chosen: Chosen =
    value === undefined || typeof value === 'boolean' ? defaults : isChosen(value) ? value : [value]
  if (chosen.length === 0 && field.isRequired) throw missing()
  if (chosen.length === 0)
    return {
      data: field.type === COMPONENTS.radioGroup ? { ...common, value: null } : { ...common, values: [] },
      resolved: {},
    }
  const { ids, resolved } = choose(place, own, chosen)
  const used = resolved['resolved']
  const data =
    field.type === COMPONENTS.radioGroup ? { ...common, value: ids[0] } : { ...common, values: ids }
  return { data, resolved: typeof used === 'object' && used !== null && !isList(used) ? used : {} }
}

const isChosen = (value: Exclude<FormValue, boolean>): value is Chosen => Array.isArray(value)
