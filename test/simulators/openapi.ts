/** Checks bodies against an OpenAPI 3.1 description, and says where it has to be read with a grain of salt. */
import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'

/** One place where the description is not to be taken literally. */
export interface Exception {
  /** A pointer into the description, `/components/schemas/X/properties/y`. */
  readonly pointer: string
  /** What stands there instead. */
  readonly schema: object
  readonly reason: string
}

/** All of them. */
export type Exceptions = readonly Exception[]

/** A description that is open for checking. */
export interface Spec {
  /** What is wrong with the body of a request; empty where it fits. */
  requestFaults(method: string, path: string, body: unknown): readonly string[]
  /** What is wrong with an answer. */
  answerFaults(method: string, path: string, status: number, body: unknown): readonly string[]
}

type Tree = Record<string, unknown>

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads a description. In requests, a key that it does not know is a fault too: it is a field that the platform would
 * silently ignore.
 */
export function openSpec(file: string, exceptions: Exceptions): Spec {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isTree(document)) throw new Error(`${file} is no OpenAPI description`)
  for (const { pointer, schema } of exceptions) replaceAt(document, pointer, schema)
  closeRequests(document)
  const ajv = new Ajv2020({ strict: false, logger: false, inlineRefs: false, code: { optimize: false } })
  addFormats(ajv)
  ajv.addSchema(document, 'spec')
  const compiled = new Map<string, ValidateFunction | null>()
  const validatorAt = (pointer: string): ValidateFunction | null => {
    const known = compiled.get(pointer)
    if (known !== undefined) return known
    const made = resolve(document, pointer) === undefined ? null : ajv.compile({ $ref: `spec#${pointer}` })
    compiled.set(pointer, made)
    return made
  }
  const faultsOf = (pointer: string, body: unknown): readonly string[] => {
    const validate = validatorAt(pointer)
    // As JSON, so that what is `undefined` is absent.
    if (validate === null || validate(JSON.parse(JSON.stringify(body)))) return []
    return [deepest(validate.errors ?? [])]
  }
  const operation = (method: string, path: string): string | null => {
    const pointer = `/paths/${toKey(path)}/${method.toLowerCase()}`
    return resolve(document, pointer) === undefined ? null : pointer
  }
  return {
    requestFaults(method, path, body) {
      const at = operation(method, path)
      if (at === null) return ['this operation is not described']
      if (body === undefined) return isRequired(document, at) ? ['a body is required'] : []
      return faultsOf(`${at}/requestBody/content/application~1json/schema`, body)
    },
    answerFaults(method, path, status, body) {
      const at = operation(method, path)
      if (at === null) return []
      const responses = resolve(document, `${at}/responses`)
      if (!isTree(responses)) return []
      const key = [String(status), `${String(status)[0]}XX`, 'default'].find((one) => one in responses)
      if (key === undefined) return status >= 500 ? [] : [`status ${status} is not described`]
      const own = responses[key]
      const pointer =
        isTree(own) && typeof own['$ref'] === 'string' ? own['$ref'].slice(1) : `${at}/responses/${key}`
      const schema = `${pointer}/content/application~1json/schema`
      if (resolve(document, schema) === undefined) return body === undefined ? [] : ['no body is described']
      return body === undefined ? ['a body is described'] : faultsOf(schema, body)
    },
  }
}

/** Of all that a union complains about, what lies deepest: the alternative that was meant went furthest. */
function deepest(errors: readonly ErrorObject[]): string {
  const depth = (error: ErrorObject) => error.instancePath.split('/').length
  const most = Math.max(...errors.map(depth))
  const told = errors
    .filter((error) => depth(error) === most && error.keyword !== 'oneOf' && error.keyword !== 'anyOf')
    .map((error) => `${error.instancePath || 'body'} ${error.message ?? ''} ${JSON.stringify(error.params)}`)
  return [...new Set(told)].slice(0, 4).join('; ')
}

function addFormats(ajv: Ajv2020): void {
  addFormatsModule.default(ajv, ['date-time', 'uri', 'int32', 'int64', 'double'])
  for (const name of ['snowflake', 'nonce']) ajv.addFormat(name, true)
}

const toKey = (key: string): string =>
  key.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')

const fromKey = (key: string): string => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')

function resolve(document: Tree, pointer: string): unknown {
  let at: unknown = document
  for (const key of pointer.split('/').slice(1))
    at = isTree(at) ? at[fromKey(key)] : Array.isArray(at) ? at[Number(key)] : undefined
  return at
}

function replaceAt(document: Tree, pointer: string, schema: object): void {
  const keys = pointer.split('/')
  const last = fromKey(keys.at(-1) ?? '')
  const owner = resolve(document, keys.slice(0, -1).join('/'))
  if (!isTree(owner)) throw new Error(`The description has no ${pointer}`)
  owner[last] = schema
}

const isRequired = (document: Tree, at: string): boolean => {
  const body = resolve(document, `${at}/requestBody`)
  return isTree(body) && body['required'] === true
}

/** Closes every object that a request may hold, as far as references lead. */
function closeRequests(document: Tree): void {
  const seen = new Set<unknown>()
  const close = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(close)
    if (!isTree(value) || seen.has(value)) return
    seen.add(value)
    if (typeof value['$ref'] === 'string') close(resolve(document, value['$ref'].slice(1)))
    if (
      isTree(value['properties']) &&
      value['additionalProperties'] === undefined &&
      value['allOf'] === undefined
    )
      value['additionalProperties'] = false
    for (const one of Object.values(value)) close(one)
  }
  for (const path of Object.values(isTree(document['paths']) ? document['paths'] : {}))
    for (const operation of Object.values(isTree(path) ? path : {})) {
      const body = isTree(operation) ? operation['requestBody'] : undefined
      if (isTree(body) && isTree(body['content']) && isTree(body['content']['application/json']))
        close(body['content']['application/json'])
    }
}
