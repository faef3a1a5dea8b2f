/** Reads a request: a form, JSON or files, with a token in its header or among its arguments. */
import type { IncomingMessage } from 'node:http'
import { isObject, type Json, type JsonObject, objectOf, textOf } from '../discord/json.ts'
import { readMultipart } from '../discord/multipart.ts'

/** A request, read. */
export interface Incoming {
  readonly path: string
  readonly token: string | null
  readonly args: JsonObject
  readonly bytes: Buffer
  /** It says that it is JSON, and is none. */
  readonly isBrokenJson: boolean
  readonly files: readonly Uint8Array[]
}

/** Reads it to its end. */
export async function readRequest(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const url = new URL(request.url ?? '/', 'http://localhost')
  const type = request.headers['content-type'] ?? ''
  const form = type.startsWith('multipart/form-data') ? readMultipart(bytes, type) : null
  const body = form === null ? readBody(bytes, type) : {}
  const { token, ...args } = { ...Object.fromEntries(url.searchParams), ...objectOf(body) }
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  return {
    path: url.pathname,
    token: bearer ?? textOf(token),
    args,
    bytes,
    isBrokenJson: body === undefined,
    files: form?.files.map((file) => file.bytes) ?? [],
  }
}

/** A form or JSON; undefined where it says that it is JSON and is none. */
function readBody(bytes: Buffer, type: string): JsonObject | undefined {
  if (bytes.length === 0) return {}
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(bytes.toString()))
  if (!type.startsWith('application/json')) return {}
  try {
    const value: Json = JSON.parse(bytes.toString())
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
