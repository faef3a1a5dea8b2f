import { expect, test } from 'vitest'
import { asks } from '../../src/core/asks.ts'

test.each([
  ['Does it fit?', true],
  ['合いますか？', true],
  ['هل يناسب؟', true],
  ['It fits.', false],
  ['', false],
  ['see https://example.org/?page=2 for more', false],
  ['see <https://example.org/?page=2|this>', false],
  ['have you seen https://example.org/?page=2?', true],
  ['is it <https://example.org|here>?', true],
  ['τι είναι; τίποτα', false],
])('%s', (text, expected) => {
  expect(asks(text)).toBe(expected)
})
