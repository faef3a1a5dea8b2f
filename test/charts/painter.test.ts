import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { createPainter } from '../../src/charts/painter.ts'
import { pictureOf } from '../../src/charts/picture.ts'
import type { Figure } from '../../src/core/figure.ts'
import { examples, members } from './figures.ts'

const painters: ReturnType<typeof createPainter>[] = []
const open = () => {
  const painter = createPainter()
  painters.push(painter)
  return painter
}
afterEach(async () => {
  await Promise.all(painters.splice(0).map((painter) => painter.close()))
})

const broken: Figure = { ...members, weeks: [{ from: 0, new: Number.NaN, returned: 0, stayed: 0, left: 0 }] }

test('draws through the worker what is drawn without it', async () => {
  const painter = open()
  const drawn = await Promise.all(examples.map((figure) => painter.draw(figure, 'dark')))
  for (const [index, figure] of examples.entries()) {
    const expected = pictureOf(figure, 'dark')
    expect({ ...drawn[index], png: undefined }).toEqual({ ...expected, png: undefined })
    expect(Buffer.compare(drawn[index]?.png ?? Buffer.of(), expected.png)).toBe(0)
  }
})

test('light and dark are different pictures', async () => {
  const painter = open()
  const [light, dark] = await Promise.all([painter.draw(members, 'light'), painter.draw(members, 'dark')])
  expect(Buffer.compare(light.png, dark.png)).not.toBe(0)
})

test('a figure that cannot be drawn is rejected with the reason, and the others are drawn', async () => {
  const painter = open()
  const unsendable = { ...members, title: (() => 'no data') as unknown as string }
  const results = await Promise.allSettled(
    [members, broken, unsendable, members].map((figure) => painter.draw(figure, 'light')),
  )
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(String(results[1]?.status === 'rejected' && results[1].reason)).toContain('number NaN')
  expect(String(results[2]?.status === 'rejected' && results[2].reason)).toContain('could not be cloned')
})

test('closing rejects what is not drawn yet and whatever comes after', async () => {
  const painter = open()
  const early = Promise.allSettled([painter.draw(members, 'light'), painter.draw(members, 'dark')])
  await new Promise((resolve) => setImmediate(resolve))
  await painter.close()
  expect((await early).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(painter.draw(members, 'light')).rejects.toThrow('closed')
  await painter.close()
})

test('an idle painter lets the program end, under plain node with tsx', async () => {
  const painter = new URL('../../src/charts/painter.ts', import.meta.url).href
  const figure = JSON.stringify(members)
  const program = `import { createPainter } from '${painter}'
    const picture = await createPainter().draw(${figure}, 'dark')
    console.log(picture.widthPx, picture.png.byteLength > 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program])
  const said: Buffer[] = []
  child.stdout.on('data', (bytes: Buffer) => said.push(bytes))
  const [code] = await once(child, 'close')
  expect([code, Buffer.concat(said).toString().trim()]).toEqual([0, '800 true'])
})
