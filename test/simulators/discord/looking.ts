/** Components in the eyes of a person: buttons, menus, fields of a form. */
import { COMPONENTS, isSelect } from './components.ts'
import { type JsonObject, listOf, numberOf, objectOf, textOf } from './json.ts'

/** A button. */
export interface ButtonView {
  readonly label: string
  /** Null for links. */
  readonly customId: string | null
  readonly url: string | null
  readonly disabled: boolean
  readonly style: number
}

/** A menu; those over people, roles and channels have no options of their own. */
export interface SelectView {
  readonly customId: string
  readonly type: number
  readonly placeholder: string
  readonly options: readonly { readonly label: string; readonly value: string; readonly isDefault: boolean }[]
  readonly minValues: number
  readonly maxValues: number
  readonly disabled: boolean
  readonly channelTypes: readonly number[]
}

/** A field of a form. */
export interface FieldView {
  readonly label: string
  readonly description: string
  readonly customId: string
  readonly type: number
  readonly isRequired: boolean
  /** What stands in it already. */
  readonly value: string
  readonly options: SelectView['options']
  readonly component: JsonObject
}

/** A form. */
export interface ModalView {
  readonly title: string
  readonly customId: string
  readonly fields: readonly FieldView[]
  /** Text between the fields. */
  readonly text: string
  readonly components: readonly JsonObject[]
}

/** All components inside these, in order. */
export function* walk(components: readonly unknown[]): Generator<JsonObject> {
  for (const value of components) {
    const component = objectOf(value)
    yield component
    yield* walk(listOf(component['components']))
    if (component['accessory'] !== undefined) yield* walk([component['accessory']])
    if (component['component'] !== undefined) yield* walk([component['component']])
  }
}

/** The buttons of a message. */
export const buttonsOf = (components: readonly JsonObject[]): readonly ButtonView[] =>
  [...walk(components)]
    .filter((one) => one['type'] === COMPONENTS.button)
    .map((one) => ({
      label: textOf(one['label']) ?? textOf(objectOf(one['emoji'])['name']) ?? '',
      customId: textOf(one['custom_id']),
      url: textOf(one['url']),
      disabled: one['disabled'] === true,
      style: numberOf(one['style']) ?? 0,
    }))

/** The menus of a message. */
export const selectsOf = (components: readonly JsonObject[]): readonly SelectView[] =>
  [...walk(components)].filter((one) => isSelect(one['type'])).map(selectView)

/** One menu. */
export const selectView = (select: JsonObject): SelectView => ({
  customId: textOf(select['custom_id']) ?? '',
  type: numberOf(select['type']) ?? 0,
  placeholder: textOf(select['placeholder']) ?? '',
  options: optionsOf(select),
  minValues: numberOf(select['min_values']) ?? 1,
  maxValues: numberOf(select['max_values']) ?? 1,
  disabled: select['disabled'] === true,
  channelTypes: listOf(select['channel_types']).flatMap((type) => numberOf(type) ?? []),
})

const optionsOf = (select: JsonObject): SelectView['options'] =>
  listOf(select['options']).map((value) => {
    const option = objectOf(value)
    return {
      label: textOf(option['label']) ?? '',
      value: textOf(option['value']) ?? '',
      isDefault: option['default'] === true,
    }
  })

/** A form as it opens. */
export function modalView(modal: JsonObject): ModalView {
  const components = listOf(modal['components']).map(objectOf)
  return {
    title: textOf(modal['title']) ?? '',
    customId: textOf(modal['custom_id']) ?? '',
    components,
    text: components
      .filter((one) => one['type'] === COMPONENTS.text)
      .map((one) => textOf(one['content']) ?? '')
      .join('\n'),
    fields: components.flatMap((top) => {
      if (top['type'] === COMPONENTS.row)
        return listOf(top['components']).map((one) => fieldView(objectOf(one), objectOf(one)['label'], null))
      return top['type'] === COMPONENTS.label
        ? [fieldView(objectOf(top['component']), top['label'], top['description'])]
        : []
    }),
  }
}

const fieldView = (component: JsonObject, label: unknown, description: unknown): FieldView => ({
  label: textOf(label) ?? '',
  description: textOf(description) ?? '',
  customId: textOf(component['custom_id']) ?? '',
  type: numberOf(component['type']) ?? 0,
  isRequired: component['required'] !== false && component['type'] !== COMPONENTS.checkbox,
  value: textOf(component['value']) ?? '',
  options: optionsOf(component),
  component,
})
