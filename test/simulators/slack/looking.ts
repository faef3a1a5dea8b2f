/** Blocks in the eyes of a person: text, buttons, menus, forms. */
import { isList, type Json, type JsonObject, listOf, objectOf, textOf } from '../discord/json.ts'
import { elementsOf, type OptionView, optionsOf, optionView, type Placed } from './fields.ts'
import type { Message, View } from './model.ts'
import { shownMrkdwn, unescaped } from './mrkdwn.ts'
import type { World } from './world.ts'

/** A button. */
export interface ButtonView {
  readonly label: string
  readonly actionId: string
  readonly blockId: string
  readonly value: string
  /** Null where it only calls the app. */
  readonly url: string | null
  readonly style: string | null
  /** Asks first. */
  readonly isConfirmed: boolean
}

/** A menu; those over people and channels have no options of their own. */
export interface SelectView {
  readonly actionId: string
  readonly blockId: string
  readonly type: string
  readonly placeholder: string
  readonly options: readonly OptionView[]
}

/** A field of a form. */
export interface FieldView {
  readonly label: string
  readonly hint: string
  readonly actionId: string
  readonly blockId: string
  readonly type: string
  readonly isRequired: boolean
  /** What stands in it, in words. */
  readonly value: string
  readonly options: readonly OptionView[]
  readonly element: JsonObject
}

/** A form, or a page in a window. */
export interface ModalView {
  readonly title: string
  /** Null where it cannot be sent. */
  readonly submit: string | null
  readonly close: string | null
  readonly callbackId: string
  readonly fields: readonly FieldView[]
  readonly text: string
  readonly buttons: readonly ButtonView[]
  readonly selects: readonly SelectView[]
  readonly view: View
}

/** All that a message says, its blocks instead of its text where it has any. */
export function shownText(world: World, message: Message): string {
  if (message.blocks === null)
    return [shownMrkdwn(world, message.text), ...message.attachments.map((one) => attachmentText(world, one))]
      .filter((part) => part !== '')
      .join('\n')
  return blocksText(world, message.blocks)
}

function attachmentText(world: World, attachment: JsonObject): string {
  const parts = ['pretext', 'title', 'text'].map((key) => shownMrkdwn(world, textOf(attachment[key]) ?? ''))
  return [...parts, blocksText(world, listOf(attachment['blocks']))].filter((part) => part !== '').join('\n')
}

/** All text of blocks. */
export function blocksText(world: World, blocks: readonly Json[]): string {
  return blocks
    .map((block) => blockText(world, objectOf(block)))
    .filter((part) => part !== '')
    .join('\n')
}

function blockText(world: World, block: JsonObject): string {
  const text = (value: Json): string => objectText(world, objectOf(value))
  switch (block['type']) {
    case 'section':
      return [text(block['text']), ...listOf(block['fields']).map(text)]
        .filter((part) => part !== '')
        .join('\n')
    case 'header':
      return text(block['text'])
    case 'context':
      return listOf(block['elements'])
        .map((one) => textOf(objectOf(one)['alt_text']) ?? text(one))
        .join(' ')
    case 'image':
      return [text(block['title']), textOf(block['alt_text']) ?? ''].filter((part) => part !== '').join('\n')
    case 'markdown':
      return textOf(block['text']) ?? ''
    case 'rich_text':
      return listOf(block['elements'])
        .map((one) => richText(world, objectOf(one)))
        .join('\n')
    case 'table':
      return listOf(block['rows'])
        .map((row) =>
          listOf(row)
            .map((cell) => richText(world, objectOf(cell)))
            .join(' | '),
        )
        .join('\n')
    default:
      return ''
  }
}

function objectText(world: World, object: JsonObject): string {
  const text = textOf(object['text']) ?? ''
  return object['type'] === 'mrkdwn' ? shownMrkdwn(world, text) : unescaped(text)
}

function richText(world: World, element: JsonObject): string {
  const inner = (): string => {
    const parts = listOf(element['elements']).map((one) => richText(world, objectOf(one)))
    return element['type'] === 'rich_text_list' ? parts.map((part) => `• ${part}`).join('\n') : parts.join('')
  }
  switch (element['type']) {
    case 'raw_text':
    case 'text':
      return textOf(element['text']) ?? ''
    case 'link':
      return textOf(element['text']) ?? textOf(element['url']) ?? ''
    case 'user':
      return shownMrkdwn(world, `<@${String(element['user_id'])}>`)
    case 'channel':
      return shownMrkdwn(world, `<#${String(element['channel_id'])}>`)
    case 'usergroup':
      return shownMrkdwn(world, `<!subteam^${String(element['usergroup_id'])}>`)
    case 'broadcast':
      return `@${String(element['range'])}`
    case 'emoji':
      return `:${String(element['name'])}:`
    case 'date':
      return textOf(element['fallback']) ?? ''
    default:
      return isList(element['elements']) ? inner() : ''
  }
}

/** The buttons of blocks. */
export const buttonsOf = (blocks: readonly Json[]): readonly ButtonView[] =>
  elementsOf(blocks)
    .filter((one) => one.type === 'button')
    .map(({ label, actionId, blockId, element }) => ({
      label,
      actionId,
      blockId,
      value: textOf(element['value']) ?? '',
      url: textOf(element['url']),
      style: textOf(element['style']),
      isConfirmed: element['confirm'] !== undefined,
    }))

/** The menus of blocks that are no fields of a form. */
export const selectsOf = (blocks: readonly Json[]): readonly SelectView[] =>
  elementsOf(blocks)
    .filter((one) => one.type !== 'button' && !one.isField)
    .map(({ label, actionId, blockId, type, element }) => ({
      actionId,
      blockId,
      type,
      placeholder: label,
      options: optionsOf(element).map(optionView),
    }))

/** A form as it stands. */
export function modalView(world: World, view: View): ModalView {
  const blocks = listOf(view.body['blocks'])
  return {
    title: textOf(objectOf(view.body['title'])['text']) ?? '',
    submit: textOf(objectOf(view.body['submit'])['text']),
    close: textOf(objectOf(view.body['close'])['text']),
    callbackId: textOf(view.body['callback_id']) ?? '',
    fields: elementsOf(blocks)
      .filter((one) => one.isField)
      .map((place) => fieldView(view, place)),
    text: blocksText(world, blocks),
    buttons: buttonsOf(blocks),
    selects: selectsOf(blocks),
    view,
  }
}

const fieldView = (view: View, place: Placed): FieldView => ({
  label: place.label,
  hint: textOf(objectOf(place.block['hint'])['text']) ?? '',
  actionId: place.actionId,
  blockId: place.blockId,
  type: place.type,
  isRequired: place.isRequired,
  value: valueText(view.values[place.blockId]?.[place.actionId] ?? {}),
  options: optionsOf(place.element).map(optionView),
  element: place.element,
})

function valueText(value: JsonObject): string {
  const [, held] = Object.entries(value).find(([key]) => key !== 'type') ?? []
  const one = (part: Json): string =>
    typeof part === 'object' ? optionView(objectOf(part)).label : String(part)
  if (held === undefined || held === null) return ''
  return isList(held) ? held.map(one).join(', ') : one(held)
}
