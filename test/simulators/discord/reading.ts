/** Reads fields of a form and says what is wrong with them, in Discord's words. */
import { isList, isObject, type Json, type JsonObject, lengthOf } from './json.ts'
import type { Problems } from './refusal.ts'

/** What a text may be. */
export interface TextRule {
  readonly max: number
  readonly min?: number
  readonly isRequired?: boolean
}

/** A text field; null where it is absent or wrong. */
export function readText(body: JsonObject, key: string, problems: Problems, rule: TextRule): string | null {
  const value = body[key]
  const at = problems.at(key)
  if (value === undefined || value === null) {
    if (rule.isRequired === true) at.add('BASE_TYPE_REQUIRED', 'This field is required')
    return null
  }
  if (typeof value !== 'string') {
    at.add('STRING_TYPE_CONVERT', 'Could not interpret value as string.')
    return null
  }
  const length = lengthOf(value)
  const min = rule.min ?? 0
  if (length === 0 && min > 0 && rule.isRequired === true)
    at.add('BASE_TYPE_REQUIRED', 'This field is required')
  else if (min > 0 && (length < min || length > rule.max))
    at.add('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${rule.max} in length.`)
  else if (length > rule.max) at.add('BASE_TYPE_MAX_LENGTH', `Must be ${rule.max} or fewer in length.`)
  else return value
  return null
}

/** A whole number within bounds; null where it is absent or wrong. */
export function readInteger(
  body: JsonObject,
  key: string,
  problems: Problems,
  rule: { readonly min: number; readonly max: number; readonly isRequired?: boolean },
): number | null {
  const value = body[key]
  const at = problems.at(key)
  if (value === undefined || value === null) {
    if (rule.isRequired === true) at.add('BASE_TYPE_REQUIRED', 'This field is required')
    return null
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    at.add('NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`)
    return null
  }
  if (value < rule.min) at.add('NUMBER_TYPE_MIN', `int value should be greater than or equal to ${rule.min}.`)
  else if (value > rule.max)
    at.add('NUMBER_TYPE_MAX', `int value should be less than or equal to ${rule.max}.`)
  else return value
  return null
}

/** A list within bounds; empty where it is absent or wrong. */
export function readList(
  body: JsonObject,
  key: string,
  problems: Problems,
  rule: { readonly max: number; readonly min?: number },
): readonly Json[] {
  const value = body[key]
  if (value === undefined || value === null) {
    if ((rule.min ?? 0) > 0) problems.at(key).add('BASE_TYPE_REQUIRED', 'This field is required')
    return []
  }
  if (!isList(value)) {
    problems.at(key).add('LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType')
    return []
  }
  const min = rule.min ?? 0
  if (value.length < min || value.length > rule.max)
    problems
      .at(key)
      .add(
        min > 0 ? 'BASE_TYPE_BAD_LENGTH' : 'BASE_TYPE_MAX_LENGTH',
        min > 0
          ? `Must be between ${min} and ${rule.max} in length.`
          : `Must be ${rule.max} or fewer in length.`,
      )
  return value
}

/** A yes or no; null where it is absent or wrong. */
export function readBoolean(body: JsonObject, key: string, problems: Problems): boolean | null {
  const value = body[key]
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value
  problems.at(key).add('BOOLEAN_TYPE_CONVERT', 'Must be either true or false.')
  return null
}

/** An object; null where it is absent or wrong. */
export function readObject(value: Json, problems: Problems): JsonObject | null {
  if (isObject(value)) return value
  problems.add(
    value === undefined || value === null ? 'BASE_TYPE_REQUIRED' : 'DICT_TYPE_CONVERT',
    value === undefined || value === null
      ? 'This field is required'
      : 'Only dictionaries may be used in a DictType',
  )
  return null
}
