/** Plain JSON, as it goes over the wire. Values that are `undefined` are left out there. */

/** What may stand in a body or an event. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject

/** An object of them. */
export interface JsonObject {
  readonly [key: string]: Json
}

/** Whether a value is an object with keys. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a value is a list of JSON. */
export const isList = (value: unknown): value is readonly Json[] => Array.isArray(value)

/** The value as an object; an empty one where it is none. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** The value as a list; an empty one where it is none. */
export const listOf = (value: unknown): readonly Json[] => (isList(value) ? value : [])

/** The value as text; null where it is none. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The value as a number; null where it is none. */
export const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** The length that Discord counts: code points, not UTF-16 units. */
export const lengthOf = (text: string): number => [...text].length
