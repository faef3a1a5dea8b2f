/**
 * From the strings that a platform delivers to a handler's typed input, or to the sentence that says which field is
 * wrong and what it wants. Forms ask field by field with the same sentences.
 */
import { z } from 'zod'
import { hasInk } from './clean-text.ts'
import { describeFields, type FieldShape, type Handler } from './command.ts'
import { Refusal, unreachable } from './errors.ts'
import type { Words } from './words/words.ts'

/** A declared field with its name. */
export type Field = FieldShape & { readonly name: string }

/** What became of a call's strings: the input, or the fields that a form has to ask for. */
export type ReadInput =
  | { readonly kind: 'input'; readonly input: Record<string, unknown> }
  | { readonly kind: 'missing'; readonly fields: readonly Field[] }

/** Reads every field that the handler declares; an empty string is a field left out, and strange keys are dropped. */
export function readInput(
  handler: Handler,
  given: Readonly<Record<string, string>>,
  words: Words,
): ReadInput {
  const fields = describeFields(handler.input)
  const input: Record<string, unknown> = {}
  const missing: Field[] = []
  for (const field of fields) {
    const text = Object.hasOwn(given, field.name) ? given[field.name] : undefined
    if (text === undefined || text.trim() === '') {
      if (field.isRequired) missing.push(field)
    } else input[field.name] = readField(handler, field, text, words)
  }
  return missing.length > 0 ? { kind: 'missing', fields: missing } : { kind: 'input', input }
}

/** The value of one field. Throws a `Refusal` that names the field and what it wants. */
export function readField(handler: Handler, field: Field, text: string, words: Words): unknown {
  const schema: z.core.$ZodType | undefined = handler.input.shape[field.name]
  if (schema === undefined) throw new Error(`the handler declares no field ${field.name}`)
  const wanted = field.kind === 'choice' ? choiceMeant(field, text) : text
  const read = z.safeParse(schema, wanted)
  if (!read.success) throw new Refusal(whatItWants(field, text, words))
  return read.data
}

/** A choice is told by its value or its label, in capitals or not. */
function choiceMeant(field: Field, text: string): string {
  const key = text.trim().toLowerCase()
  const meant = field.choices?.find(
    (one) => one.value.toLowerCase() === key || one.label.toLowerCase() === key,
  )
  return meant?.value ?? text
}

/** The sentence that names a field and what it wants. */
function whatItWants(field: Field, given: string, words: Words): string {
  const say = words.refusals
  switch (field.kind) {
    case 'line':
    case 'paragraph':
      return !hasInk(given) ? say.textEmpty(field.label) : say.textTooLong(field.label, field.maxLength)
    case 'number':
      return say.wantsNumber(field.label, field.min ?? 0, field.max ?? Number.MAX_SAFE_INTEGER, given)
    case 'date':
      return say.wantsDate(field.label, given)
    case 'person':
      return say.wantsPerson(field.label, given)
    case 'choice':
      return say.wantsChoice(
        field.label,
        (field.choices ?? []).map((one) => one.value),
        given,
      )
    case 'cohort':
      return say.wantsCohort(field.label, given)
    case 'channel':
      return say.wantsChannel(field.label, given)
    case 'channels':
      return say.wantsChannels(field.label, given)
    default:
      return unreachable(field.kind)
  }
}
