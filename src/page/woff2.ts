/**
 * A TrueType font as WOFF2, for a page that carries its letters along: less than half the size, without a library. As the W3C's *WOFF File
 * Format 2.0* has it, with every table as it is (the null transform, which it allows for all of them) in one stream of Brotli.
 */
import { brotliCompressSync, constants } from 'node:zlib'

const SIGNATURE = 0x774f4632
const HEADER_BYTES = 48
/** A flag of 63 says that the table's tag follows; the two bits above it are the transform, of which 3 is none for these two and 0 for all others. */
const TAG_FOLLOWS = 63
const NULL_TRANSFORM_OF_GLYPHS = 3 << 6
const GLYPHS: ReadonlySet<string> = new Set(['glyf', 'loca'])

/** The same font, compressed. Throws a RangeError where the bytes are no TrueType font. */
export function woff2Of(font: Buffer): Buffer {
  const tables = tablesOf(font)
  const directory = Buffer.concat(tables.map(({ tag, bytes }) => entryOf(tag, bytes.length)))
  const compressed = brotliCompressSync(Buffer.concat(tables.map(({ bytes }) => bytes)), {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    },
  })
  const header = Buffer.alloc(HEADER_BYTES)
  const dataEnd = HEADER_BYTES + directory.length + compressed.length
  const padding = Buffer.alloc((4 - (dataEnd % 4)) % 4)
  header.writeUInt32BE(SIGNATURE, 0)
  header.writeUInt32BE(font.readUInt32BE(0), 4)
  header.writeUInt32BE(dataEnd + padding.length, 8)
  header.writeUInt16BE(tables.length, 12)
  const padded = tables.reduce((sum, { bytes }) => sum + Math.ceil(bytes.length / 4) * 4, 0)
  header.writeUInt32BE(12 + 16 * tables.length + padded, 16)
  header.writeUInt32BE(compressed.length, 20)
  header.writeUInt16BE(1, 24)
  return Buffer.concat([header, directory, compressed, padding])
}

/** The tables in the order in which they lie in the file: `loca` comes right after `glyf`, as WOFF2 wants it. */
function tablesOf(font: Buffer): readonly { readonly tag: string; readonly bytes: Buffer }[] {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const record = 12 + 16 * index
    const offset = font.readUInt32BE(record + 8)
    const bytes = font.subarray(offset, offset + font.readUInt32BE(record + 12))
    return { tag: font.toString('latin1', record, record + 4), bytes }
  })
  if (!tables.some(({ tag }) => tag === 'glyf')) throw new RangeError('this is no TrueType font')
  const others = tables.filter(({ tag }) => !GLYPHS.has(tag))
  return [...others, ...tables.filter(({ tag }) => GLYPHS.has(tag)).sort((a, b) => (a.tag < b.tag ? -1 : 1))]
}

const entryOf = (tag: string, length: number): Buffer =>
  Buffer.concat([
    Buffer.from([TAG_FOLLOWS | (GLYPHS.has(tag) ? NULL_TRANSFORM_OF_GLYPHS : 0)]),
    Buffer.from(tag, 'latin1'),
    base128(length),
  ])

/** `UIntBase128`: seven bits a byte, the highest first, all but the last marked. */
function base128(value: number): Buffer {
  const bytes = [value & 0x7f]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80)
  return Buffer.from(bytes)
}
