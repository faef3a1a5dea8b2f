/** The one place where text becomes HTML: whatever was typed stays text. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean } from '../../src/core/clean-text.ts'
import { html, linkAddress, name, trusted } from '../../src/page/html.ts'
import { elementsOf, textIn } from './reading.ts'

const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '\u202egnp.exe\u202c',
    '&lt;b&gt;&amp;',
    '</title></style><!--',
    'x'.repeat(4000),
  ),
)

describe('a template', () => {
  it('makes no element, attribute or entity of what was typed', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const page = html`<p title="${text}"><b>${text}</b>${[text, null, 3]}</p>`
        expect(elementsOf(page.html).map((one) => one.name)).toEqual(['p', 'b'])
        expect(elementsOf(page.html)[0]?.attributes.get('title')).toBe(clean(text))
        expect(textIn(page.html)).toBe(`${clean(text)}${clean(text)}3`)
      }),
      { numRuns: 500 },
    )
  })

  it('lets no mark of direction out, and sets names apart', () => {
    fc.assert(
      fc.property(typed, (text) => {
        expect(name(text).html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
      }),
    )
    expect(name('שלום').html).toBe('<bdi>שלום</bdi>')
  })

  it('keeps what was made as HTML as it is', () => {
    expect(html`<p>${trusted('<b>x</b>')}${html`<i>${'<'}</i>`}</p>`.html).toBe('<p><b>x</b><i>&lt;</i></p>')
  })
})

describe('a link', () => {
  it('leads to the web or nowhere', () => {
    expect(linkAddress('https://discord.com/channels/1/2/3')).toBe('https://discord.com/channels/1/2/3')
    for (const other of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//x', '', null])
      expect(linkAddress(other)).toBeNull()
  })
})
