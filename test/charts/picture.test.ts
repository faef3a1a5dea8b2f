import { expect, test } from 'vitest'
import { altOf } from '../../src/charts/alt.ts'
import { pictureOf, rasterised } from '../../src/charts/picture.ts'
import { svgOf } from '../../src/charts/svg.ts'
import { examples, waits } from './figures.ts'

/** Width and height in the header of a PNG; throws on what is none. */
function pngSize(png: Uint8Array): { widthPx: number; heightPx: number } {
  const bytes = Buffer.from(png)
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG')
  return { widthPx: bytes.readUInt32BE(16), heightPx: bytes.readUInt32BE(20) }
}

test.each(examples)('$kind is a PNG of the size that it says', (figure) => {
  const { svg: _, ...size } = svgOf(figure, 'dark')
  const picture = pictureOf(figure, 'dark')
  expect(pngSize(picture.png)).toEqual(size)
  expect({ widthPx: picture.widthPx, heightPx: picture.heightPx }).toEqual(size)
  expect(picture.png.byteLength).toBeLessThan(200_000)
})

test('letters are drawn: a picture without its font is another', () => {
  const { svg } = svgOf(waits, 'light')
  const without = svg.replaceAll(/<text.*?<\/text>/g, '')
  expect(rasterised(svg).byteLength).toBeGreaterThan(rasterised(without).byteLength * 2)
})

test('what is no SVG is an error', () => {
  expect(() => rasterised('<svg')).toThrow()
})

test('the alternative text says title and finding, whole', () => {
  const name = `日本語 👩‍👩‍👧‍👦 ${'x'.repeat(900)}`
  expect(altOf({ ...waits, title: 'Waits', finding: name })).toBe(`Waits. ${name}`)
  expect(altOf({ ...waits, title: 'Who waits?', finding: 'Nobody.' })).toBe('Who waits? Nobody.')
})
