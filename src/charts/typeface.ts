/**
 * The letters that pictures are set in: Inter, read from its TrueType files. The drawing engine is given the same
 * files and no others, so a picture looks the same on every machine, and a text is as wide as it was measured.
 * The tables read here are described in the OpenType specification: `cmap` (format 12), `hhea`, `hmtx`, `head`.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The name that the font files give themselves. */
export const FONT_FAMILY = 'Inter'

/** The two weights that are used: 400 for reading, 600 for what stands out. */
export type Weight = 400 | 600

/** Advance widths of one font file. */
interface Typeface {
  /** Width of a character in em; null where the font cannot draw it. */
  advanceEm(codePoint: number): number | null
}

const PACKAGE = '@expo-google-fonts/inter'
const { resolve } = createRequire(import.meta.url)

/** Paths of the font files, for the drawing engine. */
export const fontFiles: Readonly<Record<Weight, string>> = {
  400: resolve(`${PACKAGE}/400Regular/Inter_400Regular.ttf`),
  600: resolve(`${PACKAGE}/600SemiBold/Inter_600SemiBold.ttf`),
}

const typefaces = new Map<Weight, Typeface>()

/** The font of a weight, read at its first use. Throws where the file is missing or is no TrueType font. */
export function typeface(weight: Weight): Typeface {
  const known = typefaces.get(weight)
  if (known !== undefined) return known
  const read = readTypeface(readFileSync(fontFiles[weight]), fontFiles[weight])
  typefaces.set(weight, read)
  return read
}

function readTypeface(bytes: Buffer, path: string): Typeface {
  const tables = new Map<string, number>()
  for (let index = 0; index < bytes.readUInt16BE(4); index++) {
    const record = 12 + 16 * index
    tables.set(bytes.toString('latin1', record, record + 4), bytes.readUInt32BE(record + 8))
  }
  const offsetOf = (name: string): number => {
    const offset = tables.get(name)
    if (offset === undefined) throw new Error(`${path} has no table ${name}: it is no TrueType font`)
    return offset
  }
  const unitsPerEm = bytes.readUInt16BE(offsetOf('head') + 18)
  const longMetrics = bytes.readUInt16BE(offsetOf('hhea') + 34)
  const metrics = offsetOf('hmtx')
  const glyphOf = characterMap(bytes, offsetOf('cmap'))
  return {
    advanceEm: (codePoint) => {
      const glyph = glyphOf(codePoint)
      if (glyph === 0) return null
      return bytes.readUInt16BE(metrics + 4 * Math.min(glyph, longMetrics - 1)) / unitsPerEm
    },
  }
}

/** Glyph number of a character, from format 12: groups of consecutive characters that have consecutive glyphs. */
function characterMap(bytes: Buffer, cmap: number): (codePoint: number) => number {
  const offset = subtableOf(bytes, cmap, 12)
  const glyphs = new Map<number, number>()
  for (let index = 0; index < bytes.readUInt32BE(offset + 12); index++) {
    const group = offset + 16 + 12 * index
    const [first, last] = [bytes.readUInt32BE(group), bytes.readUInt32BE(group + 4)]
    const glyph = bytes.readUInt32BE(group + 8)
    for (let codePoint = first; codePoint <= last; codePoint++)
      glyphs.set(codePoint, glyph + codePoint - first)
  }
  // Glyph 0 is the box that stands for a missing character.
  return (codePoint) => glyphs.get(codePoint) ?? 0
}

function subtableOf(bytes: Buffer, cmap: number, format: number): number {
  for (let index = 0; index < bytes.readUInt16BE(cmap + 2); index++) {
    const offset = cmap + bytes.readUInt32BE(cmap + 4 + 8 * index + 4)
    if (bytes.readUInt16BE(offset) === format) return offset
  }
  throw new Error(`the font has no character map of format ${format}`)
}
