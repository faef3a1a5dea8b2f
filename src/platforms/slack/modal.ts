/** A form as one of Slack's modals, and what was sent with it. */
import type { types } from '@slack/bolt'
import { z } from 'zod'
import { clean, cleanLine, hasInk, shortened } from '../../core/clean-text.ts'
import { unreachable } from '../../core/errors.ts'
import type { MemberId } from '../../core/ids.ts'
import type { Field } from '../../core/input.ts'
import type { Form } from '../../core/reply.ts'
import type { Words } from '../../core/words/words.ts'
import { plainText } from './labels.ts'
import { VIEW_LIMITS } from './limits.ts'
import { type Slash, spelt } from './slash.ts'

/** The `callback_id` of every form. What a form stands for is in its `private_metadata`. */
export const FORM_CALLBACK = 'form'

/** What a form is opened with. */
export interface ModalOptions {
  /** Comes back with what is sent: the sealed id of the form's target. At most 3,000 characters, seen by nobody. */
  readonly metadata: string
  /** The fields of the handler that the form leads to; those that the form names are asked for, in its order. */
  readonly fields: readonly Field[]
  /** Slack's ids of the people that the form is filled in with. */
  readonly personIds: ReadonlyMap<MemberId, string>
  readonly words: Words
  readonly slash: Slash
}

/** The form as a modal, filled in with the input that its target holds. */
export function modalOf(form: Form, options: ModalOptions): types.ModalView {
  const { metadata, fields, words, slash } = options
  if (metadata.length > VIEW_LIMITS.metadata)
    throw new Error('the metadata of a form is longer than Slack takes')
  const asked = form.fields.flatMap((name) => fields.find((field) => field.name === name) ?? [])
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: metadata,
    title: plainText(form.title, VIEW_LIMITS.title, form.submit),
    submit: plainText(form.submit, VIEW_LIMITS.button, words.slack.submit),
    close: plainText(words.slack.cancel, VIEW_LIMITS.button),
    blocks: [
      ...(cleanLine(form.title).length > VIEW_LIMITS.title ? [wholeTitle(spelt(form.title, slash))] : []),
      ...asked.map((field) => inputBlock(field, form.target.input[field.name] ?? '', options)),
    ],
  }
}

/** A title that Slack has no room for stands above the fields as well. */
const wholeTitle = (title: string): types.SectionBlock => ({
  type: 'section',
  text: plainText(title, VIEW_LIMITS.label),
})

/** A field, called by its name in both of the places where Slack wants one. */
function inputBlock(field: Field, given: string, { personIds, slash }: ModalOptions): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(spelt(field.label, slash), VIEW_LIMITS.label, field.name),
    ...(hasInk(field.hint) ? { hint: plainText(spelt(field.hint, slash), VIEW_LIMITS.hint) } : {}),
    optional: !field.isRequired,
    element: elementOf(field, given, personIds),
  }
}

/** Channels that people talk in, without conversations between a few. */
const filter: types.ConversationFilter = { include: ['public', 'private'], exclude_bot_users: true }

function elementOf(
  field: Field,
  given: string,
  personIds: ReadonlyMap<MemberId, string>,
): types.InputBlockElement {
  const action_id = field.name
  switch (field.kind) {
    case 'line':
    // Slack has no list of user groups to choose from: the handle is written, as it is in a message.
    case 'cohort':
      return { type: 'plain_text_input', action_id, ...textLimits(field, cleanLine(given)) }
    case 'paragraph':
      return { type: 'plain_text_input', action_id, multiline: true, ...textLimits(field, clean(given)) }
    case 'number':
      return { type: 'number_input', action_id, is_decimal_allowed: false, ...bounds(field, given.trim()) }
    case 'date':
      return { type: 'datepicker', action_id, ...(isDate(given) ? { initial_date: given } : {}) }
    case 'choice': {
      const options = optionsOf(field)
      const chosen = options.find((one) => one.value === given)
      return {
        type: 'static_select',
        action_id,
        options,
        ...(chosen === undefined ? {} : { initial_option: chosen }),
      }
    }
    case 'person': {
      const id = [...personIds].find(([member]) => String(member) === given)?.[1]
      return { type: 'users_select', action_id, ...(id === undefined ? {} : { initial_user: id }) }
    }
    case 'channel': {
      const [id] = channelIds(given)
      const chosen = id === undefined ? {} : { initial_conversation: id }
      return { type: 'conversations_select', action_id, filter, ...chosen }
    }
    case 'channels': {
      const ids = channelIds(given).slice(0, VIEW_LIMITS.channels)
      return {
        type: 'multi_conversations_select',
        action_id,
        filter,
        max_selected_items: VIEW_LIMITS.channels,
        ...(ids.length === 0 ? {} : { initial_conversations: ids }),
      }
    }
    default:
      return unreachable(field.kind)
  }
}

function textLimits({ maxLength }: Field, given: string) {
  const max = Math.min(maxLength, VIEW_LIMITS.input)
  const value = given.length <= max ? given : shortened(given, max)
  return { max_length: max, ...(hasInk(value) ? { initial_value: value } : {}) }
}

/** Slack refuses the whole form for a number that is none, or out of its bounds. */
function bounds({ min, max }: Field, given: string) {
  const number = /^-?\d{1,15}$/.test(given) ? Number(given) : null
  const isWithin = number !== null && number >= (min ?? number) && number <= (max ?? number)
  return {
    ...(min === undefined ? {} : { min_value: String(min) }),
    ...(max === undefined ? {} : { max_value: String(max) }),
    ...(isWithin ? { initial_value: String(number) } : {}),
  }
}

/** Slack refuses the whole form for a date that the calendar does not have. */
const isDate = (given: string): boolean => z.iso.date().safeParse(given).success

const optionsOf = ({ choices = [] }: Field): types.PlainTextOption[] =>
  choices.slice(0, VIEW_LIMITS.options).map(({ value, label }) => {
    if (value.length > VIEW_LIMITS.optionValue)
      throw new Error(`the choice ${value} is longer than Slack takes`)
    return { text: plainText(label, VIEW_LIMITS.optionLabel, value), value }
  })

const channelIds = (given: string): string[] => [
  ...new Set(given.split(/\s+/).filter((id) => /^[CG][A-Z0-9]{2,30}$/.test(id))),
]

/** What somebody sent with a form, by name of the field; an empty text for a field that was left empty. */
export interface ViewAnswers {
  /** Channels with spaces between. */
  readonly values: Readonly<Record<string, string>>
  /** People by their ids of Slack, to be met by whoever reads this. */
  readonly people: Readonly<Record<string, string>>
}

const text = z.string().nullish()
/** What fields deliver. Source: reference/interaction-payloads/view-interactions-payload. */
const state = z.object({
  values: z.record(
    z.string(),
    z.record(
      z.string(),
      z.discriminatedUnion('type', [
        z.object({ type: z.literal(['plain_text_input', 'number_input']), value: text }),
        z.object({ type: z.literal('datepicker'), selected_date: text }),
        z.object({
          type: z.literal('static_select'),
          selected_option: z.object({ value: z.string() }).nullish(),
        }),
        z.object({ type: z.literal('users_select'), selected_user: text }),
        z.object({ type: z.literal('conversations_select'), selected_conversation: text }),
        z.object({
          type: z.literal('multi_conversations_select'),
          selected_conversations: z.array(z.string()).nullish(),
        }),
      ]),
    ),
  ),
})

/** Reads the `state` of a view that Slack delivers when a form is sent. Throws where it is none of ours. */
export function readView(delivered: unknown): ViewAnswers {
  const values = new Map<string, string>()
  const people = new Map<string, string>()
  for (const [name, fields] of Object.entries(state.parse(delivered).values)) {
    const field = fields[name]
    if (field === undefined) continue
    if (field.type === 'users_select' && field.selected_user) people.set(name, field.selected_user)
    else values.set(name, answerOf(field))
  }
  return { values: Object.fromEntries(values), people: Object.fromEntries(people) }
}

type Delivered = z.infer<typeof state>['values'][string][string]

function answerOf(field: Delivered): string {
  switch (field.type) {
    case 'plain_text_input':
    case 'number_input':
      return field.value ?? ''
    case 'datepicker':
      return field.selected_date ?? ''
    case 'static_select':
      return field.selected_option?.value ?? ''
    case 'conversations_select':
      return field.selected_conversation ?? ''
    case 'multi_conversations_select':
      return (field.selected_conversations ?? []).join(' ')
    case 'users_select':
      return ''
    default:
      return unreachable(field)
  }
}

/** The answer to a form in which something is wrong: a sentence at each field, by its name. The form stays open. */
export const fieldErrors = (
  errors: Readonly<Record<string, string>>,
): { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> } => ({
  response_action: 'errors',
  errors,
})
