/** What block elements may be: buttons, menus, fields. */
import { isObject, type Json, listOf, objectOf } from '../discord/json.ts'
import {
  anything,
  byType,
  type Check,
  type Field,
  flag,
  list,
  may,
  need,
  note,
  oneOf,
  pattern,
  shape,
  text,
  whole,
} from './block-shape.ts'

/** A text object: plain, or of both kinds. */
export const plain = (max: number, min = 1): Check =>
  shape({ type: need(oneOf('plain_text')), text: need(text(max, min)), emoji: may(flag) })

const mrkdwn = (max: number): Check =>
  shape({ type: need(oneOf('mrkdwn')), text: need(text(max)), verbatim: may(flag) })

/** Text of either kind. */
export const anyText = (max: number): Check => byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) })

const address = pattern(/^https?:\/\/\S{1,3000}$/, 'a URL')
const id = pattern(/^[A-Z][A-Z0-9]{8,}$/, 'an id')
const actionId = text(255)

const confirm = shape({
  title: need(plain(100)),
  text: need(anyText(300)),
  confirm: need(plain(30)),
  deny: need(plain(30)),
  style: may(oneOf('primary', 'danger')),
})

const option = (label: Check): Check =>
  shape({ text: need(label), value: need(text(150)), description: may(anyText(75)), url: may(address) })

const plainOption = option(plain(75))
const anyOption = option(anyText(75))

const group = shape({ label: need(plain(75)), options: need(list(plainOption, 100)) })

/** Two options of a menu must not be the same. */
const distinct: Check = (value, at, reasons) => {
  const values = listOf(objectOf(value)['options']).map((one) => objectOf(one)['value'])
  if (new Set(values).size < values.length) note(reasons, at, 'option values must be unique')
}

const exactlyOne =
  (a: string, b: string): Check =>
  (value, at, reasons) => {
    const object = objectOf(value)
    if ((object[a] === undefined) === (object[b] === undefined))
      note(reasons, at, `must have exactly one of ${a}, ${b}`)
    distinct(value, at, reasons)
  }

const common = (type: string): Record<string, Field> => ({
  type: need(oneOf(type)),
  action_id: may(actionId),
  confirm: may(confirm),
  focus_on_load: may(flag),
})

const placeholder = may(plain(150))
const most = may(whole(1, 100))

const filter = shape({
  include: may(list(oneOf('im', 'mpim', 'private', 'public'), 4)),
  exclude_external_shared_channels: may(flag),
  exclude_bot_users: may(flag),
})

const input = (type: string, more: Record<string, Field>): Check =>
  shape({
    type: need(oneOf(type)),
    action_id: may(actionId),
    placeholder,
    focus_on_load: may(flag),
    dispatch_action_config: may(
      shape({ trigger_actions_on: may(list(oneOf('on_enter_pressed', 'on_character_entered'), 2)) }),
    ),
    ...more,
  })

const both = (name: string, one: Record<string, Field>, many: Record<string, Field>, also?: Check) => ({
  [name]: shape({ ...common(name), placeholder, ...one }, also),
  [`multi_${name}`]: shape(
    { ...common(`multi_${name}`), placeholder, max_selected_items: most, ...many },
    also,
  ),
})

const menuOptions = {
  options: may(list(plainOption, 100)),
  option_groups: may(list(group, 100)),
}

const MENUS: Readonly<Record<string, Check>> = {
  ...both(
    'static_select',
    { ...menuOptions, initial_option: may(plainOption) },
    { ...menuOptions, initial_options: may(list(plainOption, 100)) },
    exactlyOne('options', 'option_groups'),
  ),
  ...both(
    'external_select',
    { min_query_length: may(whole(0, 100)), initial_option: may(plainOption) },
    { min_query_length: may(whole(0, 100)), initial_options: may(list(plainOption, 100)) },
  ),
  ...both('users_select', { initial_user: may(id) }, { initial_users: may(list(id, 100)) }),
  ...both(
    'conversations_select',
    {
      initial_conversation: may(id),
      default_to_current_conversation: may(flag),
      response_url_enabled: may(flag),
      filter: may(filter),
    },
    {
      initial_conversations: may(list(id, 100)),
      default_to_current_conversation: may(flag),
      filter: may(filter),
    },
  ),
  ...both(
    'channels_select',
    { initial_channel: may(id), response_url_enabled: may(flag) },
    { initial_channels: may(list(id, 100)) },
  ),
}

const PICKERS: Readonly<Record<string, Check>> = {
  datepicker: shape({
    ...common('datepicker'),
    placeholder,
    initial_date: may(pattern(/^\d{4}-\d{2}-\d{2}$/, 'a date')),
  }),
  timepicker: shape({
    ...common('timepicker'),
    placeholder,
    initial_time: may(pattern(/^\d{2}:\d{2}$/, 'a time')),
    timezone: may(text(100)),
  }),
  datetimepicker: shape({
    ...common('datetimepicker'),
    initial_date_time: may(whole(1_000_000_000, 9_999_999_999)),
  }),
  radio_buttons: shape(
    {
      ...common('radio_buttons'),
      options: need(list(anyOption, 10)),
      initial_option: may(anyOption),
    },
    distinct,
  ),
  checkboxes: shape(
    {
      ...common('checkboxes'),
      options: need(list(anyOption, 10)),
      initial_options: may(list(anyOption, 10)),
    },
    distinct,
  ),
}

const FIELDS: Readonly<Record<string, Check>> = {
  plain_text_input: input('plain_text_input', {
    initial_value: may(text(3000, 0)),
    multiline: may(flag),
    min_length: may(whole(0, 3000)),
    max_length: may(whole(1, 3000)),
  }),
  email_text_input: input('email_text_input', { initial_value: may(text(3000)) }),
  url_text_input: input('url_text_input', { initial_value: may(text(3000)) }),
  number_input: input('number_input', {
    is_decimal_allowed: need(flag),
    initial_value: may(text(100)),
    min_value: may(text(100)),
    max_value: may(text(100)),
  }),
  rich_text_input: input('rich_text_input', { initial_value: may(anything) }),
  file_input: shape({
    type: need(oneOf('file_input')),
    action_id: may(actionId),
    filetypes: may(list(text(20), 100)),
    max_files: may(whole(1, 10)),
  }),
}

/** A picture, in the web or a file of this workspace that has been looked through. */
export const picture = (more: Record<string, Field> = {}): Check =>
  shape(
    {
      type: need(oneOf('image')),
      image_url: may(address),
      slack_file: may(slackFile),
      alt_text: need(text(2000, 0)),
      ...more,
    },
    (value, at, reasons) => {
      const object = objectOf(value)
      if ((object['image_url'] === undefined) === (object['slack_file'] === undefined))
        note(reasons, at, 'must have exactly one of image_url, slack_file')
    },
  )

const slackFile: Check = (value, at, reasons) => {
  const fileId = isObject(value)
    ? (value['id'] ?? /\/files\/(?:[UW][A-Z0-9]+\/)?(F[A-Z0-9]+)/.exec(String(value['url']))?.[1])
    : null
  if (typeof fileId !== 'string' || !reasons.isFileReady(fileId)) note(reasons, at, 'invalid slack file')
}

const BUTTONS: Readonly<Record<string, Check>> = {
  button: shape({
    type: need(oneOf('button')),
    text: need(plain(75)),
    action_id: may(actionId),
    url: may(address),
    value: may(text(2000, 0)),
    style: may(oneOf('primary', 'danger')),
    confirm: may(confirm),
    accessibility_label: may(text(75)),
  }),
  overflow: shape({ ...common('overflow'), options: need(list(plainOption, 5)) }, distinct),
}

/** What may stand beside a section. */
export const accessory: Check = byType({ ...BUTTONS, ...MENUS, ...PICKERS, image: picture() })

/** What may stand in a row of actions. */
export const action: Check = byType({ ...BUTTONS, ...MENUS, ...PICKERS })

/** What may stand in a form. */
export const field: Check = byType({ ...MENUS, ...PICKERS, ...FIELDS })

/** What may stand in a line of context. */
export const contextual: Check = (value: Json, at, reasons) => {
  byType({ image: picture(), plain_text: plain(2000), mrkdwn: mrkdwn(2000) })(value, at, reasons)
}
