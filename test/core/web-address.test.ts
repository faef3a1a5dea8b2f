import { describe, expect, it } from 'vitest'
import { percentEncoded, webAddress } from '../../src/core/web-address.ts'

describe('a web address', () => {
  it.each([
    ['https://example.org', 'https://example.org/'],
    ['HTTP://Example.org/a b', 'http://example.org/a%20b'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ])('%s is written %s', (typed, expected) => {
    expect(webAddress(typed)).toBe(expected)
  })

  it.each([
    'example.org',
    'javascript:alert(1)',
    'ftp://example.org',
    'https://slack.com@evil.example',
    'https://a:b@example.org',
    'http://[::1]/',
    '',
  ])('%s is none', (typed) => {
    expect(webAddress(typed)).toBeNull()
  })

  it('encodes signs', () => {
    expect('a|b>\t'.replace(/[|>\t]/g, percentEncoded)).toBe('a%7Cb%3E%09')
  })
})
