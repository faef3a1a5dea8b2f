/** Reads multipart/form-data: `payload_json` and files. */
import type { Upload } from './message-body.ts'

const BREAK = Buffer.from('\r\n\r\n')

/** What a form holds. */
export interface Multipart {
  readonly payload: string | null
  readonly files: readonly Upload[]
}

/** Takes a body apart at its boundary; null where the content type names none. */
export function readMultipart(body: Buffer, contentType: string): Multipart | null {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (boundary === undefined) return null
  const files: Upload[] = []
  let payload: string | null = null
  for (const part of partsOf(body, Buffer.from(`--${boundary}`))) {
    const end = part.indexOf(BREAK)
    if (end < 0) continue
    const head = part.subarray(0, end).toString()
    // Each part ends with a line break that belongs to the boundary.
    const bytes = part.subarray(end + BREAK.length, part.length - 2)
    const field = /name="([^"]*)"/i.exec(head)?.[1] ?? ''
    const filename = /filename="([^"]*)"/i.exec(head)?.[1]
    const type = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? null
    if (filename === undefined && field === 'payload_json') payload = bytes.toString()
    else if (filename !== undefined)
      files.push({ field, filename, contentType: type, bytes: Uint8Array.from(bytes) })
  }
  return { payload, files }
}

function* partsOf(body: Buffer, boundary: Buffer): Generator<Buffer> {
  let start = body.indexOf(boundary)
  while (start >= 0) {
    const from = start + boundary.length
    const next = body.indexOf(boundary, from)
    if (next < 0) return
    yield body.subarray(from + 2, next)
    start = next
  }
}
