/** Texts that would be markup, the end of a head or a fence, or something invisible, where a book is written carelessly. */
import fc from 'fast-check'

const PIECES = [
  '---',
  '\n---\n',
  '```',
  '\n````text\n',
  '```json',
  '\n## How it is done\n',
  '# a',
  '> b',
  '<script>alert(1)</script>',
  '<!-- ',
  '&amp;',
  '[a](b)',
  '"',
  '\\',
  "'",
  ': ',
  '- ',
  ' #',
  '{}',
  '\n',
  '\n\n\n',
  '\t',
  '\r\n',
  '\r',
  '\u2028',
  '\u0085',
  '\u202e',
  '\u2066',
  'שלום \u200f',
  '\ufeff',
  '\u0007',
  '\u001b[2J',
  '👩‍🔧',
  'e\u0301',
  ' ',
  'null',
  '~',
  '../../etc/passwd',
  'CON',
]

/** Any of them after each other, with something to see. */
export const nasty = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 5 })), {
    maxLength: 6,
  })
  .map((parts) => parts.join('').replaceAll('\0', ''))
export const nastySaid = nasty.map((text) => `${text}x`)
