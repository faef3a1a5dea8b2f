/**
 * What the bot answers, as a document: a title and blocks. Each platform has one pure renderer over this union;
 * commands never see a platform.
 */
import type { Figure } from './figure.ts'
import type { Text } from './text.ts'

/** Names one handler of one command together with the input it is to be called with; see `command.ts`. */
export interface Target {
  readonly command: string
  readonly handler: string
  readonly input: Readonly<Record<string, string>>
}

/** Running text. */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: Text
}

/** Named values side by side: what it is, and how much. */
export interface Facts {
  readonly kind: 'facts'
  readonly facts: readonly { readonly label: string; readonly value: Text }[]
}

/** Rows under named columns; a renderer decides what becomes of those that do not fit. */
export interface Table {
  readonly kind: 'table'
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[]
  readonly rows: readonly (readonly Text[])[]
}

/** A picture, by its data: each platform has it drawn and shows it its own way. */
export interface Chart {
  readonly kind: 'chart'
  readonly figure: Figure
}

/** Items one below the other. */
interface List {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly items: readonly Text[]
}

/**
 * Things to ask for, then `target` is called with its input and the answers. Opened at once where it stands alone.
 * A field that the target's input already holds is shown filled in.
 */
export interface Form {
  readonly kind: 'form'
  readonly title: string
  readonly target: Target
  /** Names of the fields of the target's input to ask for, in order; at most five. */
  readonly fields: readonly string[]
  readonly submit: string
}

/** Something to press. */
export interface Button {
  readonly label: string
  readonly target: Target
  readonly emphasis: 'primary' | 'plain'
}

/** Buttons. */
export interface Actions {
  readonly kind: 'actions'
  readonly buttons: readonly Button[]
}

/** A file to take away, such as an export of one's data. Text only; platforms hand it over as a file. */
export interface FileBlock {
  readonly kind: 'file'
  /** `my-data.json`: letters, digits, hyphens and one dot. */
  readonly name: string
  readonly mime: 'application/json' | 'text/markdown' | 'text/csv'
  readonly content: string
}

/** Small print. */
export interface Note {
  readonly kind: 'note'
  readonly text: Text
}

/** Everything that a reply is made of. Renderers are exhaustive over it. */
export type Block = Paragraph | Facts | Table | Chart | List | Form | Actions | Note | FileBlock

/** What one call is answered with. */
export interface Reply {
  /** Empty for an answer of a sentence. */
  readonly title: string
  readonly blocks: readonly Block[]
  /** Seen only by the person who asked. */
  readonly isPrivate: boolean
  /** Whether it takes the place of the screen whose button was pressed or whose form was sent, where both are private. */
  readonly replaces?: true
  /** The address of a message that it is said in answer to, where everybody sees it: platforms put it under that message where they can. */
  readonly answers?: string
  /** Whether it says why nothing was done: a platform may then offer once more what was filled in. */
  readonly isRefusal?: true
}

/** A paragraph of these spans. */
export const paragraph = (...text: Text): Paragraph => ({ kind: 'paragraph', text })
/** Small print of these spans. */
export const note = (...text: Text): Note => ({ kind: 'note', text })

/** Buttons side by side. */
export const actions = (...buttons: readonly Button[]): Actions => ({ kind: 'actions', buttons })

/** Makes buttons of one command: what stands on each, the handler that it calls, and with what. */
export const buttonsOf =
  (command: string) =>
  (
    label: string,
    handler: string,
    input: Readonly<Record<string, string>> = {},
    emphasis: Button['emphasis'] = 'plain',
  ): Button => ({ label, emphasis, target: { command, handler, input } })

/** Pictures that a reply holds, in order. */
export const figuresOf = (reply: Reply): readonly Figure[] =>
  reply.blocks.flatMap((block) => (block.kind === 'chart' ? [block.figure] : []))

/** Every target that needs an id before the reply can be rendered, forms included, in order. */
export const targetsOf = (reply: Reply): readonly Target[] =>
  reply.blocks.flatMap((block) =>
    block.kind === 'form'
      ? [block.target]
      : block.kind === 'actions'
        ? block.buttons.map((button) => button.target)
        : [],
  )

/** An answer of a sentence, seen only by the person who asked. */
export const sentence = (text: string): Reply => ({
  title: '',
  isPrivate: true,
  blocks: [paragraph(text)],
})

/** A screen of one's own that takes the place of the one before. */
export const ownScreen = (title: string, blocks: readonly Block[]): Reply => ({
  title,
  isPrivate: true,
  replaces: true,
  blocks,
})

/** A form by itself, so that it opens at once; what its target holds without a text is left out. */
export function loneForm(form: Omit<Form, 'kind'>): Reply {
  const { title, target } = form
  const filled = Object.entries(target.input).filter(([, value]) => value !== '')
  const input = Object.fromEntries(filled)
  return { title, isPrivate: true, blocks: [{ kind: 'form', ...form, target: { ...target, input } }] }
}

/** Makes forms of one command, by the words for each: what asks for what, and what it holds already, such as what a call was told. */
export const formsOf =
  (command: string) =>
  (
    handler: string,
    fields: readonly string[],
    given: { readonly [field: string]: string | number | undefined },
    { form: title, submit }: { readonly form: string; readonly submit: string },
  ): Reply => {
    const input = Object.fromEntries(Object.entries(given).map(([name, value = '']) => [name, String(value)]))
    return loneForm({ title, submit, fields, target: { command, handler, input } })
  }

/** The form that a reply is nothing but; it can be opened at once. Null where there is more, or none. */
export function soleForm(reply: Reply): Form | null {
  const [first, ...others] = reply.blocks
  return first?.kind === 'form' && others.length === 0 ? first : null
}

/**
 * Where a form leads without what it asks for: that comes back when the form is sent, so it is not kept meanwhile, least
 * of all where it is what somebody wrote in a message.
 */
export const withoutAsked = ({ target, fields }: Form): Target => ({
  ...target,
  input: Object.fromEntries(Object.entries(target.input).filter(([name]) => !fields.includes(name))),
})
