/** A form as one of Discord's modals, and what was sent with it. */
import type {
  APIChannelSelectComponent,
  APILabelComponent,
  APIModalSubmission,
  APIRoleSelectComponent,
  APIStringSelectComponent,
  APITextInputComponent,
  APIUserSelectComponent,
} from 'discord.js'
import { clean, cleanLine, hasInk, shortened } from '../../core/clean-text.ts'
import { unreachable } from '../../core/errors.ts'
import type { MemberId } from '../../core/ids.ts'
import type { Field } from '../../core/input.ts'
import type { Form } from '../../core/reply.ts'
import { MODAL_LIMITS } from './limits.ts'
import { READABLE_CHANNELS } from './readable-channels.ts'

/** Kinds of components. Source: components/reference. */
const STRING_SELECT = 3
const TEXT_INPUT = 4
const USER_SELECT = 5
const ROLE_SELECT = 6
const CHANNEL_SELECT = 8
const LABEL = 18
const SHORT = 1
const PARAGRAPH = 2

/** A list of Discord's with what is chosen in it already. */
type Chosen<Select, Kind> = Omit<Select, 'default_values'> & {
  readonly default_values?: readonly { readonly id: string; readonly type: Kind }[]
}

type Input =
  | APITextInputComponent
  | APIStringSelectComponent
  | Chosen<APIUserSelectComponent, 'user'>
  | Chosen<APIRoleSelectComponent, 'role'>
  | Chosen<APIChannelSelectComponent, 'channel'>

/** A field with its label. */
type Labelled = Omit<APILabelComponent, 'component'> & { readonly component: Input }

/** What Discord is answered to open a form. */
export interface ModalBody {
  readonly custom_id: string
  readonly title: string
  readonly components: readonly Labelled[]
}

/** What a form is opened with. */
export interface ModalOptions {
  readonly customId: string
  /** The fields of the handler that the form leads to; those that the form names are asked for, in its order. */
  readonly fields: readonly Field[]
  /** Discord's ids of the people that the form is filled in with. */
  readonly personIds: ReadonlyMap<MemberId, string>
}

/** The form as a modal, filled in with the input that its target holds. */
export function modalOf(form: Form, { customId, fields, personIds }: ModalOptions): ModalBody {
  const asked = form.fields.flatMap((name) => fields.find((field) => field.name === name) ?? [])
  return {
    custom_id: customId,
    title: labelled(form.title, MODAL_LIMITS.title, form.submit),
    components: asked
      .slice(0, MODAL_LIMITS.fields)
      .map((field) => labelOf(field, form.target.input[field.name] ?? '', personIds)),
  }
}

function labelOf(field: Field, given: string, personIds: ReadonlyMap<MemberId, string>): Labelled {
  const hint = shortened(field.hint, MODAL_LIMITS.description)
  return {
    type: LABEL,
    label: labelled(field.label, MODAL_LIMITS.label, field.name),
    // Below the label it can still be read while somebody writes, which a placeholder cannot.
    ...(hasInk(hint) ? { description: hint } : {}),
    component: inputOf(field, given, personIds),
  }
}

function inputOf(field: Field, given: string, personIds: ReadonlyMap<MemberId, string>): Input {
  const asked = { custom_id: field.name, required: field.isRequired }
  const { isRequired } = field
  switch (field.kind) {
    case 'line':
    case 'number':
    case 'date':
      return { ...asked, type: TEXT_INPUT, style: SHORT, ...textLimits(field, cleanLine(given)) }
    case 'paragraph':
      return { ...asked, type: TEXT_INPUT, style: PARAGRAPH, ...textLimits(field, clean(given)) }
    case 'choice':
      return { ...asked, ...range(1, isRequired), type: STRING_SELECT, options: optionsOf(field, given) }
    case 'person': {
      const id = [...personIds].find(([member]) => String(member) === given)?.[1]
      const chosen = id === undefined ? {} : { default_values: [{ id, type: 'user' as const }] }
      return { ...asked, ...range(1, isRequired), type: USER_SELECT, ...chosen }
    }
    case 'cohort': {
      const chosen = /^\d{1,20}$/.test(given)
        ? { default_values: [{ id: given, type: 'role' as const }] }
        : {}
      return { ...asked, ...range(1, isRequired), type: ROLE_SELECT, ...chosen }
    }
    case 'channel':
    case 'channels': {
      const most = field.kind === 'channel' ? 1 : MODAL_LIMITS.channels
      const ids = [...new Set(given.split(/\s+/).filter((id) => /^\d{1,20}$/.test(id)))].slice(0, most)
      return {
        ...asked,
        ...range(most, isRequired),
        type: CHANNEL_SELECT,
        channel_types: [...READABLE_CHANNELS],
        ...(ids.length === 0 ? {} : { default_values: ids.map((id) => ({ id, type: 'channel' as const })) }),
      }
    }
    default:
      return unreachable(field.kind)
  }
}

/** How many are chosen: one at least where it must be answered. */
const range = (most: number, isRequired: boolean) => ({ min_values: isRequired ? 1 : 0, max_values: most })

function textLimits({ maxLength, isRequired }: Field, given: string) {
  const max = Math.min(maxLength, MODAL_LIMITS.text)
  const value = given.length <= max ? given : shortened(given, max)
  return {
    ...(isRequired ? { min_length: 1 } : {}),
    max_length: max,
    ...(hasInk(value) ? { value } : {}),
  }
}

const optionsOf = ({ choices = [] }: Field, given: string) =>
  choices.slice(0, MODAL_LIMITS.options).map(({ value, label }) => ({
    label: labelled(label, MODAL_LIMITS.optionLabel, value),
    value,
    default: value === given,
  }))

/** Discord refuses a label without anything to see. */
function labelled(text: string, maxLength: number, otherwise: string): string {
  const label = shortened(text, maxLength)
  return hasInk(label) ? label : shortened(otherwise, maxLength) || '…'
}

/** What somebody sent with a form, by name of the field; an empty text for a field that was left empty. */
export interface ModalAnswers {
  /** Channels with spaces between. */
  readonly values: Readonly<Record<string, string>>
  /** People by their ids of Discord, to be met by whoever reads this. */
  readonly people: Readonly<Record<string, string>>
}

/** Reads what Discord delivers when a form is sent. */
export function readModal(data: Pick<APIModalSubmission, 'components'>): ModalAnswers {
  const values = new Map<string, string>()
  const people = new Map<string, string>()
  for (const label of data.components) {
    if (label.type !== LABEL) continue
    const { component } = label
    if (component.type === TEXT_INPUT) values.set(component.custom_id, component.value)
    else if (
      component.type === STRING_SELECT ||
      component.type === CHANNEL_SELECT ||
      component.type === ROLE_SELECT
    )
      values.set(component.custom_id, component.values.join(' '))
    else if (component.type === USER_SELECT) {
      const [id] = component.values
      if (id === undefined) values.set(component.custom_id, '')
      else people.set(component.custom_id, id)
    }
  }
  return { values: Object.fromEntries(values), people: Object.fromEntries(people) }
}
