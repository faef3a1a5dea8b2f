/** Says in a few words what a part of a block may be, and finds what is wrong with one, in Slack's words. */
import { isList, isObject, type Json, lengthOf } from '../discord/json.ts'

/** Reasons found so far. */
export interface Reasons {
  readonly found: string[]
  /** Facts that parts need to know. */
  readonly isFileReady: (fileId: string) => boolean
}

/** Looks at a value at a place. */
export type Check = (value: Json, at: string, reasons: Reasons) => void

/** Notes what is wrong. */
export function note(reasons: Reasons, at: string, message: string): void {
  reasons.found.push(`${message} [json-pointer:${at}]`)
}

/** Text of a length. */
export const text =
  (max: number, min = 1): Check =>
  (value, at, reasons) => {
    if (typeof value !== 'string') return note(reasons, at, 'must be a string')
    if (lengthOf(value) < min) note(reasons, at, `must be more than ${min - 1} characters`)
    if (lengthOf(value) > max) note(reasons, at, `must be less than ${max + 1} characters`)
  }

/** One of some words. */
export const oneOf =
  (...words: readonly string[]): Check =>
  (value, at, reasons) => {
    if (typeof value !== 'string' || !words.includes(value))
      note(reasons, at, `value not allowed: must be one of ${words.join(', ')}`)
  }

/** Yes or no. */
export const flag: Check = (value, at, reasons) => {
  if (typeof value !== 'boolean') note(reasons, at, 'must be a boolean')
}

/** A whole number. */
export const whole =
  (min: number, max: number): Check =>
  (value, at, reasons) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) note(reasons, at, 'must be an integer')
    else if (value < min || value > max) note(reasons, at, `must be between ${min} and ${max}`)
  }

/** Text of a form. */
export const pattern =
  (form: RegExp, named: string): Check =>
  (value, at, reasons) => {
    if (typeof value !== 'string' || !form.test(value)) note(reasons, at, `must be ${named}`)
  }

/** Anything. */
export const anything: Check = () => {}

/** A list of things. */
export const list =
  (item: Check, most: number, least = 1): Check =>
  (value, at, reasons) => {
    if (!isList(value)) return note(reasons, at, 'must be an array')
    if (value.length > most) note(reasons, at, `no more than ${most} items allowed`)
    if (value.length < least) note(reasons, at, `no fewer than ${least} items allowed`)
    value.forEach((one, index) => {
      item(one, `${at}/${index}`, reasons)
    })
  }

/** A field: needed or not. */
export interface Field {
  readonly check: Check
  readonly isNeeded: boolean
}

/** It must be there. */
export const need = (check: Check): Field => ({ check, isNeeded: true })

/** It may be there. */
export const may = (check: Check): Field => ({ check, isNeeded: false })

/** An object with these fields and no others. */
export const shape =
  (fields: Readonly<Record<string, Field>>, also: Check = anything): Check =>
  (value, at, reasons) => {
    if (!isObject(value)) return note(reasons, at, 'must be an object')
    for (const [key, field] of Object.entries(fields)) {
      const one = value[key]
      if (one !== undefined && one !== null) field.check(one, `${at}/${key}`, reasons)
      else if (field.isNeeded) note(reasons, at, `missing required field: ${key}`)
    }
    for (const key of Object.keys(value))
      if (!(key in fields)) note(reasons, at, `invalid additional property: ${key}`)
    also(value, at, reasons)
  }

/** An object whose `type` says what it is. */
export const byType =
  (kinds: Readonly<Record<string, Check>>): Check =>
  (value, at, reasons) => {
    const type = isObject(value) ? value['type'] : undefined
    const check = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined
    if (check === undefined) note(reasons, at, `unsupported type: ${String(type)}`)
    else check(value, at, reasons)
  }
